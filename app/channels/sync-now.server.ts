import { sql } from "drizzle-orm";
import { type CommandOptions, command, known } from "#app/platform/command.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { connectionsAsk } from "./connection.server.ts";
import { SyncNow } from "./input.ts";
import { wake } from "./wake.server.ts";

const orderSync = command<typeof SyncNow, { connections: string[] }>({
	name: "channels.sync",
	needs: "channels:write",
	input: SyncNow,
	async run({ db, work, now }, { what }) {
		const { businessId } = db;
		const { all } = await db.read({ all: connectionsAsk(businessId) });
		const goods = what === "orders" ? sql`` : sql`, pulledAt = NULL, pullCursor = NULL`;
		work.add(
			sql`UPDATE connections SET ordersAskedAt = NULL, wakeAt = ${now} ${goods} WHERE businessId = ${businessId} AND state = 'active'`,
		);
		return known({ connections: all.filter(({ state }) => state === "active").map(({ id }) => id) });
	},
});

/** Has every shop asked now: for its orders, or for its goods too. @returns the connections that are */
export async function syncNow(tenant: Tenant, raw: unknown, options?: CommandOptions): Promise<{ connections: string[] }> {
	const done = await orderSync(tenant, raw, options);
	for (const id of done.connections) await wake(tenant, id);
	return done;
}
