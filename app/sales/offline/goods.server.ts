import { sql } from "drizzle-orm";
import { z } from "zod";
import { peopleOfStore } from "#app/identity/employees.server.ts";
import { storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { query } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import { AnyId } from "#app/platform/input.ts";
import { asKeptBy } from "#app/stock/leases.server.ts";
import { onShelf, tillColumns, type TillProduct, type TillRow } from "../queries.server.ts";
import { settingsOf } from "../settings.server.ts";

const goodsAtOnce = 1000;

/**
 * `next`: after which product to go on; null at the end. `highest`: how far the till's own sequence has come, as it is known here. `leases`: the store
 * lets its tills keep goods (`take-lease`). `people`: who may sign in there, by employee.
 */
export type TillGoods = {
	items: TillProduct[];
	next: string | null;
	highest: number;
	leases: boolean;
	people: { id: string; name: string }[];
};

/** Everything a till could sell alone: prices, tax, names and shelves of its store, a thousand at a time. @throws Refusal `forbidden / store_not_yours` */
export const tillGoods = query<z.ZodObject<{ storeId: typeof AnyId; after: z.ZodDefault<z.ZodString> }>, TillGoods, Viewer>({
	name: "sales.till-goods",
	needs: "sales:write",
	input: z.object({ storeId: AnyId, after: z.string().max(64).default("") }),
	async run({ tenant, db, now }, { storeId, after }) {
		const { businessId } = db;
		const { items, queues, settings, people } = await db.read({
			items: many<TillRow>(sql`SELECT ${tillColumns(storeId)}, 0 AS exact FROM products AS p ${onShelf(storeId)}
				WHERE p.businessId = ${businessId} AND p.id > ${after} AND p.status <> 'archived' ORDER BY p.id LIMIT CAST(${goodsAtOnce} AS INTEGER)`),
			queues: first<{ json: string }>(
				sql`SELECT json_group_object(deviceId, highest) AS json FROM tillQueues WHERE businessId = ${businessId} AND storeId = ${storeId}`,
			),
			settings: settingsOf(businessId, storeId),
			people: peopleOfStore(businessId, sql`${storeId}`, now),
		});
		const viewer = await tenant.principal();
		storeOf(viewer, storeId);
		const highest: Record<string, number> = JSON.parse(queues?.json ?? "{}");
		return {
			items: asKeptBy(items, viewer.device?.id),
			next: items.length === goodsAtOnce ? (items.at(-1)?.id ?? null) : null,
			highest: highest[viewer.device?.id ?? ""] ?? 0,
			leases: (settings?.leaseUnits ?? 0) > 0,
			people: people.map(({ id, name }) => ({ id, name })),
		};
	},
});
