import { type SQL, sql } from "drizzle-orm";
import { type CommandOptions, command, known } from "#app/platform/command.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { abilitiesOf } from "./adapters/registry.server.ts";
import { type Connection, connectionsAsk, isShop } from "./connection.server.ts";
import { SyncNow } from "./input.ts";
import { wake } from "./wake.server.ts";

const orderSync = command<typeof SyncNow, { connections: string[] }>({
	name: "channels.sync",
	needs: "channels:write",
	input: SyncNow,
	async run({ db, work, principal, now }, { what }) {
		const { businessId } = db;
		const { all } = await db.read({ all: connectionsAsk(businessId) });
		const active = all.filter(({ state }) => state === "active");
		// Of accounts people write to, and of books, there are no orders to ask for; nor where they are not taken.
		const haveOrders = active.filter(({ platform, settings }) => abilitiesOf(platform).takeOrders && settings.takeOrders);
		const toRead = what === "orders" ? [] : active;
		const by = (await principal()).actor.name;
		const askIn = (which: Connection[], wanted: SQL) =>
			work.add(sql`UPDATE connections SET ${wanted}, wakeAt = ${now} WHERE businessId = ${businessId} AND state = 'active'
				AND id IN (SELECT value FROM json_each(${JSON.stringify(which.map(({ id }) => id))}))`);
		askIn(haveOrders, sql`ordersAskedAt = NULL, ordersAskedBy = ${by}, ordersWantedAt = ${now}`);
		askIn(toRead, sql`pulledAt = NULL, pullCursor = NULL, goodsWantedAt = ${now}`);
		askIn(toRead.filter(isShop), sql`goodsAskedBy = ${by}`);
		return known({ connections: [...new Set([...haveOrders, ...toRead].map(({ id }) => id))] });
	},
});

/** Has every shop asked now: for its orders, or for its goods too. @returns the connections that are */
export async function syncNow(tenant: Tenant, raw: unknown, options?: CommandOptions): Promise<{ connections: string[] }> {
	const done = await orderSync(tenant, raw, options);
	for (const id of done.connections) await wake(tenant, id);
	return done;
}
