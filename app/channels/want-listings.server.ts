import { sql } from "drizzle-orm";
import { type CommandOptions, command, known } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { abilitiesOf } from "./adapters/registry.server.ts";
import { connectionAsk, mustBeThere } from "./connection.server.ts";
import { ListingsWanted } from "./events.server.ts";
import { WantListings } from "./input.ts";
import { type MissingRow, missingColumns, withWanted } from "./missing.server.ts";
import { type Unmakable, whyNotMade } from "./wanted.ts";
import { wake, wakeAtIn } from "./wake.server.ts";

/** How many are made, and which are not, each with why. */
export type Wanted = { wanted: number; left: { productId: string; why: Unmakable }[] };

const want = command<typeof WantListings, Wanted>({
	name: "channels.want-listings",
	needs: "channels:write",
	input: WantListings,
	async run({ db, work, now }, { connectionId, productIds }) {
		const { businessId } = db;
		const ids = [...new Set(productIds)];
		const shop = mustBeThere((await db.read({ connection: connectionAsk(businessId, connectionId) })).connection);
		if (!abilitiesOf(shop.platform).createProducts) refuse("conflict", "cannot_make_products");
		if (shop.state === "disconnected" || shop.state === "broken") refuse("conflict", "connection_closed", { state: shop.state });
		const { products } = await db.read({
			products: many<MissingRow>(sql`SELECT ${missingColumns(businessId, shop)} FROM json_each(${JSON.stringify(ids)}) AS v
				CROSS JOIN products AS p ON p.businessId = ${businessId} AND p.id = v.value ${withWanted(connectionId)}`),
		});
		for (const productId of ids)
			if (!products.some((product) => product.productId === productId)) refuse("not_found", "product_not_found", { productId });
		const judged = products.map((product) => ({
			productId: product.productId,
			why: whyNotMade({ ...product, isSold: product.isSold === 1 }, shop.currency),
		}));
		const going = judged.filter(({ why }) => why === null).map(({ productId }) => productId);
		const left = judged.flatMap(({ productId, why }) => (why === null ? [] : [{ productId, why }]));
		if (going.length === 0) return known({ wanted: 0, left });
		work.add(sql`INSERT INTO wantedListings (businessId, connectionId, productId, state, wantedAt, updatedAt)
			SELECT ${businessId}, ${connectionId}, value, 'waiting', CAST(${now} AS INTEGER), CAST(${now} AS INTEGER) FROM json_each(${JSON.stringify(going)}) WHERE true
			ON CONFLICT (businessId, connectionId, productId) DO UPDATE SET state = 'waiting', said = '', heard = '', wantedAt = excluded.wantedAt, updatedAt = excluded.updatedAt
				WHERE state <> 'waiting'`);
		wakeAtIn(work, connectionId, now);
		work.record(ListingsWanted, {
			subject: { type: "connection", id: connectionId },
			storeId: shop.storeId,
			data: { name: shop.name, products: going.length },
		});
		return known({ wanted: going.length, left });
	},
});

/**
 * Has products of ours made at a shop, as drafts nobody can buy yet. What is sold there already, has no price or another currency is left, and said so.
 * Wanted again, one is looked for there by its SKU before anything is made.
 * @throws Refusal `connection_not_found`, `product_not_found`, `conflict / cannot_make_products`, `conflict / connection_closed`
 */
export async function wantListings(tenant: Tenant, raw: unknown, options?: CommandOptions): Promise<Wanted> {
	const done = await want(tenant, raw, options);
	if (done.wanted > 0) await wake(tenant, WantListings.parse(raw).connectionId);
	return done;
}
