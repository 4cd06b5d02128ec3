import { sql } from "drizzle-orm";
import { type CommandOptions, command, known } from "#app/platform/command.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { abilitiesOf } from "./adapters/registry.server.ts";
import { connectionsAsk } from "./connection.server.ts";
import { SyncNow } from "./input.ts";
import { wake } from "./wake.server.ts";

const orderSync = command<typeof SyncNow, { connections: string[] }>({
	name: "channels.sync",
	needs: "channels:write",
	input: SyncNow,
	async run({ db, work, principal, now }, { what }) {
		const { businessId } = db;
		const { all } = await db.read({ all: connectionsAsk(businessId) });
		// Of accounts people write to, and of books, there are no orders to ask for.
		const asked = all.filter(({ state, platform }) => state === "active" && (what !== "orders" || abilitiesOf(platform).takeOrders));
		const ids = asked.map(({ id }) => id);
		const by = (await principal()).actor.name;
		const goods = what === "orders" ? sql`` : sql`, pulledAt = NULL, pullCursor = NULL, goodsAskedBy = ${by}`;
		work.add(
			sql`UPDATE connections SET ordersAskedAt = NULL, ordersAskedBy = ${by}, wakeAt = ${now} ${goods} WHERE businessId = ${businessId} AND state = 'active'
				AND id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
		);
		return known({ connections: ids });
	},
});

/** Has every shop asked now: for its orders, or for its goods too. @returns the connections that are */
export async function syncNow(tenant: Tenant, raw: unknown, options?: CommandOptions): Promise<{ connections: string[] }> {
	const done = await orderSync(tenant, raw, options);
	for (const id of done.connections) await wake(tenant, id);
	return done;
}
