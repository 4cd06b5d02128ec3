import { expect, it } from "vitest";
import { openShop, twoShops } from "../../support/world.ts";
import { stock } from "../sales/goods.ts";

/** The counter over HTTP, on both spellings; `call` holds every answer against the document. */

it("sells, prints, mails, takes back, exchanges, and closes the day", async () => {
	const shop = await openShop();
	const { storeId } = shop;
	const [frame, cloth] = [await stock(shop, { price: 219_500, quantity: 5 }), await stock(shop, { price: 4950, quantity: 5 })];
	const drawer = await shop.call("POST", "/api/v1/drawers", { body: { storeId, openingFloat: "500.00" } });
	expect(drawer).toMatchObject({ status: 201, body: { till: "1", openingFloat: "500.00", closedAt: null } });

	const lines = [{ productId: frame.id, quantity: 2, discount: { percent: 10 } }];
	const sold = await shop.call("POST", "/api/v1/sales", { body: { storeId, lines, payments: [{ method: "cash", received: 4000 }] } });
	expect(sold).toMatchObject({ status: 201, body: { order: { total: "3951.00", discount: "439.00", change: "49.00", receiptNumber: 1 } } });
	const { id } = sold.body.order;

	expect(await shop.call("GET", `/api/receipts?storeId=${storeId}&q=R000001`)).toMatchObject({
		body: { items: [{ number: 1, orderId: id, total: "3951.00" }] },
	});
	expect(await shop.call("GET", `/api/v1/orders/${id}/receipt`)).toMatchObject({
		body: {
			number: 1,
			prints: 0,
			lines: [{ quantity: 2, each: "2195.00", off: "439.00", total: "3951.00", taxRate: 25 }],
			taxes: [{ rate: 25, net: "3160.80", tax: "790.20" }],
			payments: [{ method: "cash", received: "4000.00", change: "49.00" }],
		},
	});
	for (const prints of [1, 2])
		expect(await shop.call("POST", `/api/v1/orders/${id}/receipt/print`, { body: {} })).toMatchObject({ body: { number: 1, prints } });
	expect(await shop.call("POST", `/api/orders/${id}/receipt/mail`, { body: { email: "mette@post.example" } })).toMatchObject({
		status: 202,
	});
	expect(await shop.call("POST", `/api/orders/${id}/receipt/mail`, { body: { email: "nobody" } })).toMatchObject({ status: 400 });

	const wishes = [{ lineId: sold.body.sale.id, quantity: 1 }];
	const back = await shop.call("POST", `/api/v1/orders/${id}/refund`, {
		body: { lines: wishes, restock: false, writeOff: true, reason: "cracked" },
	});
	expect(back).toMatchObject({
		status: 201,
		body: { total: "1975.50", receiptNumber: 2, writtenOff: true, payments: [{ method: "cash", amount: "-1975.50" }] },
	});
	expect(await shop.call("GET", `/api/v1/orders/${id}/receipt?refundId=${back.body.refundId}`)).toMatchObject({
		body: { number: 2, about: { number: 1 } },
	});
	const swapped = await shop.call("POST", `/api/v1/orders/${id}/exchange`, {
		body: { sale: { lines: [{ productId: cloth.id, quantity: 1 }] } },
	});
	expect(swapped).toMatchObject({
		status: 201,
		body: { refund: { total: "1975.50", receiptNumber: 3 }, sale: { order: { total: "49.50", receiptNumber: 4 } } },
	});
	expect(await shop.call("POST", `/api/v1/orders/${swapped.body.sale.order.id}/undo`, { body: {} })).toMatchObject({
		status: 201,
		body: { receiptNumber: 5 },
	});

	const { id: drawerId } = drawer.body;
	expect(
		await shop.call("POST", `/api/v1/drawers/${drawerId}/moves`, { body: { direction: "out", amount: 100, reason: "bank" } }),
	).toMatchObject({ status: 201 });
	expect(await shop.call("GET", `/api/v1/drawers?storeId=${storeId}`)).toMatchObject({ body: { items: [{ id: drawerId }] } });
	const x = await shop.call("GET", `/api/v1/drawers/${drawerId}/report`);
	expect(x).toMatchObject({ body: { report: { sales: { count: 2 }, refunds: { count: 3 }, paidOut: "100.00" } } });
	const z = await shop.call("POST", `/api/v1/drawers/${drawerId}/close`, { body: { counted: x.body.report.expected } });
	expect(z).toMatchObject({ status: 201, body: { number: 1, difference: "0.00" } });
	expect(await shop.call("GET", `/api/v1/z-reports?storeId=${storeId}`)).toMatchObject({ body: { items: [{ number: 1 }] } });
	expect(await shop.call("GET", `/api/v1/stores/${storeId}/z-reports/1`)).toMatchObject({ body: { number: 1 } });
	const journal = await shop.call("GET", `/api/v1/journal?storeId=${storeId}`);
	const types: string[] = journal.body.items.map(({ type }: { type: string }) => type);
	expect(types.slice(0, 6)).toEqual([
		"drawer.opened",
		"order.completed",
		"receipt.printed",
		"receipt.printed",
		"receipt.mail_asked",
		"order.refunded",
	]);
	// Both papers of an exchange are of one moment.
	expect(types.slice(6, 8).toSorted()).toEqual(["order.completed", "order.refunded"]);
	expect(types.slice(8)).toEqual(["order.refunded", "drawer.cash_moved", "drawer.closed"]);
	const pages = [];
	for (let cursor = ""; ; ) {
		const page = await shop.call("GET", `/api/v1/journal?storeId=${storeId}&limit=4${cursor && `&cursor=${cursor}`}`);
		pages.push(...page.body.items);
		if (!page.body.nextCursor) break;
		cursor = page.body.nextCursor;
	}
	expect(pages).toEqual(journal.body.items);
});

it("keeps how a store's counter works, and says who changed it meanwhile", async () => {
	const [shop, other] = await twoShops();
	const path = `/api/v1/stores/${shop.storeId}/till-settings`;
	expect(await shop.call("GET", path)).toMatchObject({ body: { version: 0, paper: "80mm", taxIncluded: null, employeeDiscount: 10 } });
	const edited = await shop.call("PATCH", path, {
		body: { address: "Elmegade 4\n2200 København N", vatNumber: "12345678", employeeDiscount: 12.5, version: 0 },
	});
	expect(edited).toMatchObject({ status: 200, body: { version: 1, vatNumber: "12345678", employeeDiscount: 12.5 } });
	expect(await shop.call("PATCH", path, { body: { paper: "a4", version: 0 } })).toMatchObject({
		status: 409,
		body: { code: "version_changed", details: { current: 1 } },
	});
	expect(await shop.call("PATCH", path, { body: { paper: "a4" } })).toMatchObject({
		body: { version: 2, paper: "a4", vatNumber: "12345678" },
	});
	expect(await other.call("PATCH", path, { body: { paper: "a4" } })).toMatchObject({ status: 403, body: { code: "store_not_yours" } });
	expect(await other.call("GET", path)).toMatchObject({ status: 403 });
});

it("shows another business no receipt, basket or report", async () => {
	const [shop, other] = await twoShops();
	const frame = await stock(shop, { quantity: 5 });
	const { body } = await shop.call("POST", "/api/sales", { body: { storeId: shop.storeId, productId: frame.id, quantity: 1 } });
	const { id } = body.order;
	const basket = { lines: [{ productId: frame.id, quantity: 1 }] };
	const parked = await shop.call("POST", "/api/v1/parked-baskets", { body: { storeId: shop.storeId, basket } });
	expect(parked).toMatchObject({ status: 201 });
	expect(await shop.call("GET", `/api/v1/parked-baskets?storeId=${shop.storeId}`)).toMatchObject({
		body: { items: [{ id: parked.body.id }] },
	});
	for (const [method, path, status] of [
		["GET", `/api/v1/orders/${id}/receipt`, 404],
		["POST", `/api/v1/orders/${id}/receipt/print`, 404],
		["POST", `/api/v1/orders/${id}/refund`, 404],
		["POST", `/api/v1/orders/${id}/undo`, 404],
		["POST", `/api/v1/parked-baskets/${parked.body.id}/resume`, 404],
		["GET", `/api/v1/receipts?storeId=${shop.storeId}`, 403],
		["GET", `/api/v1/journal?storeId=${shop.storeId}`, 403],
		["GET", `/api/v1/z-reports?storeId=${shop.storeId}`, 403],
		["GET", `/api/v1/stores/${shop.storeId}/z-reports/1`, 403],
		["GET", `/api/v1/drawers?storeId=${shop.storeId}`, 403],
	] as const)
		expect(await other.call(method, path, method === "POST" ? { body: {} } : {}), path).toMatchObject({ status });
	expect(await shop.call("POST", `/api/v1/parked-baskets/${parked.body.id}/resume`)).toMatchObject({ status: 200, body: { basket } });
});
