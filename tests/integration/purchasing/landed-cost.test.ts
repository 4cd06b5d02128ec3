import { expect, it } from "vitest";
import { editProduct } from "#app/catalog/edit-product.server.ts";
import { chargePurchaseOrder } from "#app/purchasing/charge-purchase-order.server.ts";
import { closePurchaseOrder } from "#app/purchasing/close-purchase-order.server.ts";
import { draftPurchaseOrder } from "#app/purchasing/draft-purchase-order.server.ts";
import { onePurchaseOrder } from "#app/purchasing/purchase-orders.server.ts";
import { putOnPurchaseOrder } from "#app/purchasing/put-on-purchase-order.server.ts";
import { receivePurchaseOrder } from "#app/purchasing/receive-purchase-order.server.ts";
import { sendPurchaseOrder } from "#app/purchasing/send-purchase-order.server.ts";
import { openShop, rowsOf, type Shop, twoShops } from "../../support/world.ts";
import { stock } from "../sales/goods.ts";
import { everything, refuses, tenantAs } from "../stock/shelves.ts";

const vendor = "Marlow & Finch";

/** An order of ten at 300.00 and thirty at 100.00, on its way. */
async function sent(shop: Shop) {
	const [first, second] = [await stock(shop), await stock(shop)];
	const order = await draftPurchaseOrder(await shop.tenant(), {
		...{ vendor, storeId: shop.storeId },
		lines: [
			{ productId: first.id, quantity: 10, unitCost: "300" },
			{ productId: second.id, quantity: 30, unitCost: "100" },
		],
	});
	await sendPurchaseOrder(await shop.tenant(), { purchaseOrderId: order.id, mail: false });
	const charge = async (input: object, options?: { key: string }) =>
		chargePurchaseOrder(await shop.tenant(), { purchaseOrderId: order.id, ...input }, options);
	const landed = async () => (await onePurchaseOrder(await shop.tenant(), { purchaseOrderId: order.id })).lines.map((line) => line.landed);
	return { purchaseOrderId: order.id, first: first.id, second: second.id, charge, landed };
}
const costOf = async (shop: Shop, id: string) =>
	(await rowsOf<{ cost: number | null }>(shop, "SELECT cost FROM products WHERE businessId = ? AND id = ?", shop.businessId, id))[0]?.cost;

it("spreads freight and duty over the lines, once, and says it otherwise or not at all", async () => {
	const shop = await openShop();
	const { purchaseOrderId, charge, landed } = await sent(shop);
	const freight = { kind: "freight", amount: "60.00", spread: "value" };
	const once = () => charge({ charges: [freight, { kind: "duty", amount: 10, spread: "quantity" }] }, { key: "charged" });
	const first = await once();
	expect(await once()).toEqual(first);
	expect(first).toMatchObject({
		charges: [
			{ kind: "freight", amount: 6000, spread: "value" },
			{ kind: "duty", amount: 1000, spread: "quantity" },
		],
		lines: [{ landed: 3250 }, { landed: 3750 }],
	});
	const { status, body } = await shop.call("GET", `/api/purchase-orders/${purchaseOrderId}`);
	expect(status).toBe(200);
	expect(body).toMatchObject({
		charges: [{ amount: "60.00" }, { amount: "10.00" }],
		lines: [{ landed: "32.50", landedCost: "303.25" }, {}],
	});
	await charge({ charges: [{ kind: "freight", amount: 0 }] });
	expect(await landed()).toEqual([0, 0]);
	const events = await rowsOf<{ data: string }>(
		shop,
		"SELECT data FROM events WHERE businessId = ? AND type = 'purchasing.order_charged' ORDER BY id",
		shop.businessId,
	);
	expect(events.map(({ data }) => JSON.parse(data).after.length)).toEqual([2, 0]);
});

it("moves the shares when something arrives broken, too much comes, or nothing more does", async () => {
	const shop = await openShop();
	const { purchaseOrderId, first, second, charge, landed } = await sent(shop);
	await charge({ charges: [{ kind: "freight", amount: "40.00", spread: "quantity" }] });
	expect(await landed()).toEqual([1000, 3000]);
	await receivePurchaseOrder(await shop.tenant(), {
		purchaseOrderId,
		lines: [
			{ productId: first, received: 8, damaged: 2 },
			{ productId: second, received: 2 },
		],
	});
	expect(await landed()).toEqual([842, 3158]);
	await closePurchaseOrder(await shop.tenant(), { purchaseOrderId });
	expect(await landed()).toEqual([3200, 800]);
	// A bill that comes late is spread all the same.
	expect(await charge({ charges: [{ kind: "other", amount: "10.00", spread: "quantity" }] })).toMatchObject({
		status: "received",
		lines: [{ landed: 800 }, { landed: 200 }],
	});
});

it("makes what one has cost the product's cost where that is asked for, and orders it next time at its price", async () => {
	const shop = await openShop();
	const { purchaseOrderId, first, second, charge } = await sent(shop);
	await receivePurchaseOrder(await shop.tenant(), { purchaseOrderId, lines: [{ productId: first, received: 10 }] });
	await charge({ charges: [{ kind: "freight", amount: "60.00" }], keepCosts: true });
	// Of the second nothing has come yet.
	expect([await costOf(shop, first), await costOf(shop, second)]).toEqual([30_300, null]);
	const edited = await rowsOf<{ data: string }>(
		shop,
		"SELECT data FROM events WHERE businessId = ? AND type = 'catalog.products_edited'",
		shop.businessId,
	);
	expect(edited.map(({ data }) => JSON.parse(data).after)).toEqual([[{ id: first, cost: 30_300 }]]);
	const next = await draftPurchaseOrder(await shop.tenant(), {
		...{ vendor, storeId: shop.storeId },
		lines: [{ productId: first, quantity: 1 }],
	});
	expect(next.lines).toMatchObject([{ unitCost: 30_000 }]);
	const another = await draftPurchaseOrder(await shop.tenant(), { vendor, storeId: shop.storeId });
	const put = async () => putOnPurchaseOrder(await shop.tenant(), { purchaseOrderId: another.id, productId: first, quantity: 2 });
	expect((await put()).lines).toMatchObject([{ unitCost: 30_000 }]);
	// What a person says it costs is what it costs.
	await editProduct(await shop.tenant(), { productId: first, cost: "310.00" });
	const later = await draftPurchaseOrder(await shop.tenant(), {
		...{ vendor, storeId: shop.storeId },
		lines: [{ productId: first, quantity: 1 }],
	});
	expect(later.lines).toMatchObject([{ unitCost: 31_000 }]);
});

it("refuses drafts, what is not known, what was not looked at, and whoever may not", async () => {
	const shop = await openShop();
	const { charge } = await sent(shop);
	const freight = { kind: "freight", amount: "5.00" };
	await refuses(shop, () => charge({ charges: [freight], version: 1 }), { kind: "conflict", code: "version_changed" });
	await refuses(shop, () => charge({ charges: [freight, freight] }), { kind: "invalid", code: "validation_failed" });
	await refuses(shop, () => charge({ charges: [{ kind: "freight", amount: "5.001" }] }), { kind: "invalid", code: "validation_failed" });
	const unknown = await stock(shop);
	const draft = await draftPurchaseOrder(await shop.tenant(), {
		...{ vendor, storeId: shop.storeId },
		lines: [{ productId: unknown.id, quantity: 2 }],
	});
	const onDraft = async (spread: string) =>
		chargePurchaseOrder(await shop.tenant(), { purchaseOrderId: draft.id, charges: [{ ...freight, spread }] });
	await refuses(shop, () => onDraft("value"), { kind: "conflict", code: "act_not_possible" });
	await sendPurchaseOrder(await shop.tenant(), { purchaseOrderId: draft.id, mail: false });
	await refuses(shop, () => onDraft("value"), { kind: "conflict", code: "cost_not_known" });
	expect(await onDraft("quantity")).toMatchObject({ lines: [{ landed: 500 }] });
	const agent = await tenantAs(shop, "agent");
	await refuses(shop, () => chargePurchaseOrder(agent, { purchaseOrderId: draft.id, charges: [] }), {
		kind: "forbidden",
		code: "missing_permission",
	});
});

it("is one's own business's only", async () => {
	const [mine, theirs] = await twoShops();
	const { purchaseOrderId } = await sent(mine);
	const before = await everything(mine);
	await refuses(mine, async () => chargePurchaseOrder(await theirs.tenant(), { purchaseOrderId, charges: [] }), {
		kind: "not_found",
		code: "purchase_order_not_found",
	});
	expect(await everything(mine)).toEqual(before);
});
