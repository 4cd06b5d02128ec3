import { beforeAll, expect, it } from "vitest";
import { minute } from "#app/platform/time.ts";
import { addSimple, buy, change, rewrite } from "../../support/fakes/woocommerce.ts";
import { deliverAll, drive, onlyFakesAnswer, withWebshop } from "../../support/woo.ts";
import { openShop, rowsOf, type Shop } from "../../support/world.ts";
import { discrepancies, stock } from "../sales/goods.ts";

beforeAll(onlyFakesAnswer);

const edits = async (shop: Shop) =>
	(
		await rowsOf<{ data: string }>(
			shop,
			"SELECT data FROM events WHERE businessId = ? AND type = 'order.edited' ORDER BY id",
			shop.businessId,
		)
	).map(({ data }) => JSON.parse(data).calledPaid);

it("says in its history that a shop calls an order paid that was paid before it grew, and by how much; of nothing else", async () => {
	const shop = await openShop();
	const connection = await withWebshop(shop);
	const { web } = connection;
	const frame = await stock(shop, { quantity: 9 });
	const product = addSimple(web, { sku: frame.sku, price: "500.00", quantity: 9 });
	await drive(shop, connection);
	let at = Date.now();
	web.clock = () => (at += minute);
	const tell = async () => {
		await deliverAll(web);
		await drive(shop, connection);
	};
	const order = await buy(web, [{ product, quantity: 1 }]);
	await tell();
	await rewrite(web, order, { lines: { 0: { quantity: 3 } } });
	await tell();
	await tell();
	expect(await edits(shop)).toEqual([100_000]);
	const [row] = await rowsOf<{ id: string; owed: number }>(shop, "SELECT id, owed FROM orders WHERE businessId = ?", shop.businessId);
	expect(row?.owed).toBe(0);
	const page = async () => (await shop.call("GET", `/orders/${row?.id}`)).body.replaceAll("\u00a0", " ");
	expect(await page()).toContain(
		"It came to DKK 1,000.00 more. The shop calls the order paid, as it did before: whether that was paid too, it does not say",
	);
	// It comes to less, or nothing of it has a price: nobody asks.
	await rewrite(web, order, { lines: { 0: { quantity: 2 } } });
	await tell();
	await change(web, order, { customer_note: "Ring the bell" });
	await tell();
	expect(await edits(shop)).toEqual([100_000, undefined]);
	expect(await discrepancies(shop)).toEqual([]);
});
