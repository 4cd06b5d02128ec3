import { expect, it } from "vitest";
import { writeOff } from "#app/stock/write-off.server.ts";
import { openShop, twoShops } from "../../support/world.ts";
import { everything, ledgerHolds, refuses, stocked, tenantAs } from "./shelves.ts";

it("takes goods off the shelf for good, and says why, once for its key", async () => {
	const shop = await openShop();
	const { id: productId } = await stocked(shop, { initialStock: 5 });
	const act = async () => writeOff(await shop.tenant(), { productId, quantity: 2, note: "Dropped by a customer" }, { key: "k" });
	const first = await act();
	expect(first).toMatchObject({
		product: { inventory: { quantity: 3 } },
		movement: { reason: "damage", delta: -2, note: "Dropped by a customer" },
	});
	expect(await act()).toEqual(first);
	await ledgerHolds(shop);
});

it("refuses without a reason why, more than there is, and whoever may not", async () => {
	const [shop, other] = await twoShops();
	const { id: productId } = await stocked(shop, { initialStock: 5 });
	const act = (input: object) => async () => writeOff(await shop.tenant(), { productId, quantity: 2, note: "broken", ...input });
	await refuses(shop, act({ note: "  " }), { kind: "invalid", code: "validation_failed" });
	await refuses(shop, act({ quantity: 0 }), { kind: "invalid", code: "validation_failed" });
	await refuses(shop, act({ quantity: 6 }), { kind: "conflict", code: "stock_oversold", details: { available: 5 } });
	await refuses(shop, act({ storeId: other.storeId }), { kind: "forbidden", code: "store_not_yours" });
	const before = await everything(shop);
	await expect(writeOff(await other.tenant(), { productId, quantity: 1, note: "x" })).rejects.toMatchObject({ code: "product_not_found" });
	expect(await everything(shop)).toEqual(before);
	const employee = await tenantAs(shop, "employee");
	await refuses(shop, () => writeOff(employee, { productId, quantity: 1, note: "x" }), { kind: "forbidden", code: "approval_needed" });
});
