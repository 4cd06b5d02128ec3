import { expect, it } from "vitest";
import { type Shop, twoShops } from "../../support/world.ts";
import { type Product, stock } from "../sales/goods.ts";

/** What is done to a purchase order over the API: what the answer says of it then, and that another business's is not there. */

const post = (shop: Shop, id: string, act: string, body: object = {}) =>
	shop.call("POST", `/api/v1/purchase-orders/${id}/${act}`, { body });

async function drafted(shop: Shop, { id: productId }: Product): Promise<string> {
	const lines = [{ productId, quantity: 10, unitCost: "7.30" }];
	const { body } = await shop.call("POST", "/api/v1/purchase-orders", { body: { vendor: "Marlow & Finch", storeId: shop.storeId, lines } });
	return body.id;
}

it("is changed, sent, mailed again, taken in, charged and closed", async () => {
	const [shop, other] = await twoShops();
	const [frame, cloth] = [await stock(shop), await stock(shop)];
	const id = await drafted(shop, frame);
	const line = { productId: cloth.id, quantity: 4, unitCost: "2" };
	for (const act of ["send", "receive", "close", "cancel"]) expect((await post(other, id, act)).status).toBe(404);
	expect(await post(shop, id, "lines", line)).toMatchObject({
		status: 200,
		body: {
			status: "draft",
			lines: [
				{ productId: frame.id, quantity: 10, unitCost: "7.30" },
				{ productId: cloth.id, quantity: 4, unitCost: "2.00" },
			],
		},
	});
	expect((await post(shop, id, "receive")).status).toBe(409);
	expect(await post(shop, id, "send", { to: "orders@marlow.example" })).toMatchObject({ status: 200, body: { status: "sent" } });
	expect((await post(shop, id, "lines", line)).status).toBe(409);
	expect(await post(shop, id, "mail", { to: "again@marlow.example" })).toMatchObject({ status: 200, body: { status: "sent" } });
	expect(await post(shop, id, "receive", { lines: [{ productId: frame.id, received: 6, damaged: 1 }] })).toMatchObject({
		status: 200,
		body: { status: "part_received", lines: [{ received: 6, damaged: 1 }, { received: 0 }] },
	});
	expect(await post(shop, id, "charges", { charges: [{ kind: "freight", amount: "60" }] })).toMatchObject({
		status: 200,
		body: { charges: [{ kind: "freight", amount: "60.00", spread: "value" }] },
	});
	expect((await post(shop, id, "cancel")).status).toBe(409);
	expect(await post(shop, id, "close", { note: "The rest is out of print" })).toMatchObject({
		status: 200,
		body: { lines: [{ givenUp: 3 }, { givenUp: 4 }] },
	});
});

it("is called off as long as nothing has come", async () => {
	const [shop, other] = await twoShops();
	const id = await drafted(shop, await stock(shop));
	expect((await post(other, id, "cancel")).status).toBe(404);
	expect(await post(shop, id, "cancel")).toMatchObject({ status: 200, body: { id, status: "cancelled" } });
	expect((await post(shop, id, "send", { mail: false })).status).toBe(409);
});
