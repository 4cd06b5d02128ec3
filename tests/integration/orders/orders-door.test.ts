import { expect, it } from "vitest";
import { openShop, type Shop, twoShops } from "../../support/world.ts";
import { stock } from "../sales/goods.ts";
import { placed, shelfOf } from "./web-order.ts";

/** What is done to an order over the API: how it stands then, by the answer and by the shelf, and that another business's is not there. */

const post = (shop: Shop, id: string, act: string, body: object = {}) => shop.call("POST", `/api/v1/orders/${id}/${act}`, { body });
const sheetOf = async (shop: Shop, id: string) => (await shop.call("GET", `/api/v1/orders/${id}`)).body;

it("is sent, arrives, and cannot be called off any more", async () => {
	const [shop, other] = await twoShops();
	const frame = await stock(shop, { quantity: 3 });
	const { id } = await placed(shop, [[frame, 2]]);
	expect((await post(shop, id, "deliver")).status).toBe(409);
	for (const act of ["pay", "process", "ship"]) expect((await post(shop, id, act)).status).toBe(200);
	expect((await post(other, id, "deliver")).status).toBe(404);
	expect(await post(shop, id, "deliver")).toMatchObject({
		status: 200,
		body: { id, status: "DELIVERED", paymentStatus: "paid", fulfillmentStatus: "fulfilled" },
	});
	expect((await post(shop, id, "cancel")).status).toBe(409);
	expect(await shelfOf(shop, frame)).toBe("1 of which 0");
});

it("is held again, called off and put away, and its goods are free", async () => {
	const [shop, other] = await twoShops();
	const frame = await stock(shop, { quantity: 3 });
	const { id } = await placed(shop, [[frame, 2]]);
	expect(await post(shop, id, "reserve")).toMatchObject({ status: 200, body: { status: "PENDING", paymentStatus: "unpaid", short: 0 } });
	expect(await shelfOf(shop, frame)).toBe("3 of which 2");
	expect((await post(other, id, "cancel")).status).toBe(404);
	expect(await post(shop, id, "cancel", { reason: "Changed their mind" })).toMatchObject({ status: 200, body: { status: "CANCELLED" } });
	expect(await shelfOf(shop, frame)).toBe("3 of which 0");
	expect((await post(shop, id, "reserve")).status).toBe(409);
	expect((await other.call("DELETE", `/api/v1/orders/${id}`)).status).toBe(404);
	expect(await shop.call("DELETE", `/api/v1/orders/${id}`)).toMatchObject({ status: 200, body: { id, status: "CANCELLED" } });
	const ids = async (query: string) =>
		(await shop.call("GET", `/api/v1/orders${query}`)).body.items.map((order: { id: string }) => order.id);
	expect([await ids(""), await ids("?archived=true")]).toEqual([[], [id]]);
});

it("is taken a step on, paid and noted on by what is put", async () => {
	const [shop, other] = await twoShops();
	const { id } = await placed(shop, [[await stock(shop, { quantity: 3 }), 2]]);
	const put = (body: object, of = shop) => of.call("PUT", `/api/v1/orders/${id}`, { body });
	expect((await put({ paymentStatus: "paid" }, other)).status).toBe(404);
	expect(await put({ paymentStatus: "paid" })).toMatchObject({ status: 200, body: { paymentStatus: "paid" } });
	expect((await put({ status: "DELIVERED" })).status).toBe(409);
	expect(await put({ status: "PROCESSING" })).toMatchObject({ status: 200, body: { status: "PROCESSING" } });
	expect(await put({ note: "Rings when it is ready" })).toMatchObject({ status: 200, body: { status: "PROCESSING" } });
	expect((await sheetOf(shop, id)).note).toBe("Rings when it is ready");
});

it("has its line told which product it is", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 3 });
	const { id } = await placed(shop, [], { lines: [{ name: "Frame, unknown", quantity: 1, unitPrice: "100" }] });
	const [line] = (await sheetOf(shop, id)).looseLines;
	expect((await post(shop, id, "match", { lineId: "x", productId: frame.id })).status).toBe(404);
	expect(await post(shop, id, "match", { lineId: line.id, productId: frame.id })).toMatchObject({ status: 200, body: { unmatched: 0 } });
	expect((await sheetOf(shop, id)).lines).toMatchObject([{ productId: frame.id, quantity: 1 }]);
});

it("has what is not there given back, waited for or replaced", async () => {
	const shop = await openShop();
	const [frame, instead] = [await stock(shop, { quantity: 1 }), await stock(shop, { quantity: 5 })];
	const short = async () => {
		const { id } = await placed(shop, [[frame, 3]], { channel: "storefront", paid: {}, whenShort: "task" });
		return { id, lineId: (await sheetOf(shop, id)).lines[0].id as string };
	};
	const [first, second, third] = [await short(), await short(), await short()];
	expect(await post(shop, first.id, "shortfall/refund", { lineId: first.lineId })).toMatchObject({
		status: 200,
		body: { paymentStatus: "part_refunded", short: 0 },
	});
	expect((await post(shop, first.id, "shortfall/refund", { lineId: first.lineId })).status).toBe(404);
	expect(await post(shop, second.id, "shortfall/backorder", { lineId: second.lineId })).toMatchObject({
		status: 200,
		body: { paymentStatus: "paid", short: 3 },
	});
	expect((await sheetOf(shop, second.id)).lines).toMatchObject([{ shortfall: "backorder" }]);
	const swap = { lineId: third.lineId, productId: instead.id };
	expect(await post(shop, third.id, "shortfall/swap", swap)).toMatchObject({ status: 200, body: { paymentStatus: "paid", short: 0 } });
	expect(await shelfOf(shop, instead)).toBe("5 of which 3");
});
