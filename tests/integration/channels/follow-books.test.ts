import { beforeAll, expect, it } from "vitest";
import { minute } from "#app/platform/time.ts";
import { withErp } from "../../support/erp.ts";
import { addSimple } from "../../support/fakes/woocommerce.ts";
import { react } from "../../support/reacting.ts";
import { drive, onlyFakesAnswer, withWebshop } from "../../support/woo.ts";
import { openShop, rowsOf, type Shop } from "../../support/world.ts";
import { stock } from "../sales/goods.ts";

beforeAll(onlyFakesAnswer);

const shelfOf = async (shop: Shop, productId: string) => {
	const rows = await rowsOf<{ onHand: number }>(
		shop,
		"SELECT onHand FROM stockLevels WHERE businessId = ? AND productId = ? AND storeId = ?",
		shop.businessId,
		productId,
		shop.storeId,
	);
	return rows[0]?.onHand ?? null;
};
const corrections = (shop: Shop, productId: string) =>
	rowsOf<{ delta: number; actorName: string }>(
		shop,
		"SELECT delta, actorName FROM stockMovements WHERE businessId = ? AND productId = ? AND reason = 'channel_sync' ORDER BY seq",
		shop.businessId,
		productId,
	);
const sell = async (shop: Shop, productId: string) => {
	const { status } = await shop.call("POST", "/api/sales", { body: { storeId: shop.storeId, productId, quantity: 1 } });
	expect(status).toBe(201);
};

/** An ERP that knows a product of ours, of which nine lie on both shelves; `round`: one reading of it, so many minutes from now. */
async function withBoth(settings: object = { stockAuthority: "erp" }) {
	const shop = await openShop();
	const connected = await withErp(shop);
	const { erp, connectionId } = connected;
	const product = await stock(shop, { quantity: 9 });
	erp.add(product.sku, 9);
	const round = (minutes: number) => drive(shop, connected, Date.now() + minutes * minute);
	await round(-30);
	const edited = await shop.call("PUT", `/api/channels/${connectionId}`, { body: { settings } });
	expect(edited.status).toBe(200);
	const conflicts = async () => (await shop.call("GET", `/api/channels/${connectionId}`)).body.conflicts;
	const count = (quantity: number) => erp.stock.find(({ sku }) => sku === product.sku)?.qty.set(7, quantity);
	return { shop, erp, product, round, conflicts, count, connectionId };
}

it("where the ERP's count holds, a shelf is corrected to it once two readings found it, with its own reason, and a web shop follows", async () => {
	const { shop, product, round, conflicts, count } = await withBoth();
	const webshop = await withWebshop(shop);
	const there = addSimple(webshop.web, { sku: product.sku, quantity: 9 });
	await drive(shop, webshop);
	count(4);
	await round(-24);
	expect(await conflicts()).toMatchObject([{ ours: 9, theirs: 4, correction: -5 }]);
	expect(await shelfOf(shop, product.id)).toBe(9);
	await round(-18);
	expect([await shelfOf(shop, product.id), await conflicts()]).toEqual([4, []]);
	expect(await corrections(shop, product.id)).toEqual([{ delta: -5, actorName: "Prokip demo · Awesome Shop (Prokip)" }]);
	await round(-12);
	expect(await corrections(shop, product.id)).toHaveLength(1);
	await react(shop);
	await drive(shop, webshop, Date.now() + 6 * minute);
	expect(there.stock_quantity).toBe(4);
});

it("takes no number of before a sale it was not told of, and none of before something moved here", async () => {
	const { shop, erp, product, round, conflicts, count } = await withBoth();
	// Sold here, and the ERP does not know of it yet, however often it is read.
	await sell(shop, product.id);
	await round(1);
	await round(7);
	expect([await shelfOf(shop, product.id), erp.qty(product.sku)]).toEqual([8, 9]);
	expect(await conflicts()).toMatchObject([{ ours: 8, theirs: 9 }]);
	await react(shop);
	await round(13);
	expect([await shelfOf(shop, product.id), erp.qty(product.sku), await conflicts()]).toEqual([8, 8, []]);
	// What came in here since is another difference, found once.
	count(5);
	await round(19);
	const came = { storeId: shop.storeId, quantity: 12 };
	expect((await shop.call("PATCH", `/api/products/${product.id}/stock`, { body: came })).status).toBe(200);
	await round(25);
	expect(await corrections(shop, product.id)).toEqual([]);
	await round(31);
	expect(await shelfOf(shop, product.id)).toBe(5);
});

it("leaves what is promised to somebody to a person, opens a shelf nobody opened, and lets ours hold where it is to, or is not told what is sold", async () => {
	const { shop, erp, product, round, conflicts, count, connectionId } = await withBoth();
	const body = { storeId: shop.storeId, lines: [{ productId: product.id, quantity: 6 }] };
	expect((await shop.call("POST", "/api/orders", { body })).status).toBe(201);
	const { id: storeId } = (await shop.call("POST", "/api/stores", { body: { name: "Aarhus" } })).body;
	const elsewhere = await stock(shop, { quantity: 2, storeId });
	erp.add(elsewhere.sku, 6);
	count(4);
	for (const minutes of [1, 7, 13]) await round(minutes);
	expect(await shelfOf(shop, product.id)).toBe(9);
	expect(await conflicts()).toMatchObject([{ ours: 9, theirs: 4 }]);
	expect(await shelfOf(shop, elsewhere.id)).toBe(6);
	const page = (await shop.call("GET", `/settings/channels/${connectionId}`)).body;
	expect(page).toContain("Prokip’s count is the one that holds.");
	for (const settings of [{}, { stockAuthority: "erp", sendSales: false }]) {
		const quiet = await withBoth(settings);
		quiet.count(4);
		for (const minutes of [1, 7, 13]) await quiet.round(minutes);
		expect([await shelfOf(quiet.shop, quiet.product.id), (await quiet.conflicts()).length]).toEqual([9, 1]);
	}
});
