import { type SQL, sql } from "drizzle-orm";
import { type CommandOptions, command, known } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import type { Work } from "#app/platform/work.server.ts";
import { abilitiesOf } from "./adapters/registry.server.ts";
import { type Connection, connectionAsk, mustBeThere } from "./connection.server.ts";
import { ListingsWanted } from "./events.server.ts";
import { WantAllListings, WantListings } from "./input.ts";
import { type MissingRow, missingColumns, missingFrom, withWanted } from "./missing.server.ts";
import { type Unmakable, whyNotMade } from "./wanted.ts";
import { wake, wakeAtIn } from "./wake.server.ts";

/** @throws Refusal `connection_not_found`, `conflict / cannot_make_products`, `conflict / connection_closed` */
function mustMakeAt(connection: Connection | undefined): Connection {
	const shop = mustBeThere(connection);
	if (!abilitiesOf(shop.platform).createProducts) refuse("conflict", "cannot_make_products");
	if (shop.state === "disconnected" || shop.state === "broken") refuse("conflict", "connection_closed", { state: shop.state });
	return shop;
}

/** Adds to the batch that products are to be made there; what waits for it already goes on waiting. `which`: a statement that gives them as `productId`. */
function wantIn(work: Work, { id, name, storeId }: Connection, which: SQL, products: number): void {
	const { businessId, now } = work;
	work.add(sql`INSERT INTO wantedListings (businessId, connectionId, productId, state, wantedAt, updatedAt)
		SELECT ${businessId}, ${id}, of.productId, 'waiting', CAST(${now} AS INTEGER), CAST(${now} AS INTEGER) FROM (${which}) AS of WHERE true
		ON CONFLICT (businessId, connectionId, productId) DO UPDATE SET state = 'waiting', said = '', heard = '', wantedAt = excluded.wantedAt, updatedAt = excluded.updatedAt
			WHERE state <> 'waiting'`);
	wakeAtIn(work, id, now);
	work.record(ListingsWanted, { subject: { type: "connection", id }, storeId, data: { name, products } });
}

/** How many are made, and which are not, each with why. */
export type Wanted = { wanted: number; left: { productId: string; why: Unmakable }[] };

const want = command<typeof WantListings, Wanted>({
	name: "channels.want-listings",
	needs: "channels:write",
	input: WantListings,
	async run({ db, work }, { connectionId, productIds }) {
		const { businessId } = db;
		const ids = [...new Set(productIds)];
		const shop = mustMakeAt((await db.read({ connection: connectionAsk(businessId, connectionId) })).connection);
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
		wantIn(work, shop, sql`SELECT value AS productId FROM json_each(${JSON.stringify(going)})`, going.length);
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

const wantAll = command<typeof WantAllListings, { wanted: number }>({
	name: "channels.want-all-listings",
	needs: "channels:write",
	input: WantAllListings,
	async run({ db, work }, { connectionId, ...narrowed }) {
		const { businessId } = db;
		const shop = mustMakeAt((await db.read({ connection: connectionAsk(businessId, connectionId) })).connection);
		const from = missingFrom(businessId, shop, { ...narrowed, makable: true });
		const { found } = await db.read({ found: first<{ count: number }>(sql`SELECT COUNT(*) AS count ${from}`) });
		const wanted = found?.count ?? 0;
		if (wanted > 0) wantIn(work, shop, sql`SELECT p.id AS productId ${from}`, wanted);
		return known({ wanted });
	},
});

/**
 * As `wantListings`, of all that are not sold there, that a word of name, SKU or barcode asks for, and that nothing keeps from being made.
 * @throws Refusal as `wantListings`
 */
export async function wantAllListings(tenant: Tenant, raw: unknown, options?: CommandOptions): Promise<{ wanted: number }> {
	const done = await wantAll(tenant, raw, options);
	if (done.wanted > 0) await wake(tenant, WantAllListings.parse(raw).connectionId);
	return done;
}
