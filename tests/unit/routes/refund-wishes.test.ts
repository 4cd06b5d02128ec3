import { expect, it } from "vitest";
import type { OrderLine, OrderSheet } from "#app/orders/order-sheet.server.ts";
import { giveName, givesBack, wishesIn } from "../../../app/routes/orders/refund-wishes.ts";

const line = (id: string, more: Partial<OrderLine>): OrderLine => ({
	id,
	orderId: "o",
	storeId: "s",
	productId: `product of ${id}`,
	sku: id,
	name: id,
	quantity: 3,
	unitPrice: 1000,
	total: 3000,
	currency: "DKK",
	bin: "",
	short: 0,
	shortState: null,
	refundedQuantity: 0,
	refundedTotal: 0,
	taxRate: 2500,
	tax: 600,
	imageUrl: null,
	...more,
});

const order = (lines: OrderLine[], taxIncluded: number, owed = 0) => ({ lines, taxIncluded, owed }) as OrderSheet;

it("reads the pieces of each line, and leaves what is no number for the rule to name", () => {
	const fields = new URLSearchParams({
		[giveName("a")]: "2",
		[giveName("b")]: "0",
		[giveName("c")]: "",
		[giveName("d")]: "two",
		reason: "7",
	});
	expect(wishesIn(fields)).toEqual([
		{ lineId: "a", quantity: 2 },
		{ lineId: "d", quantity: "two" },
	]);
});

it("names what the refund will come to: with the tax that came on top, and never more than is left", () => {
	const lines = [line("a", {}), line("b", { refundedQuantity: 2, refundedTotal: 2000 })];
	expect(givesBack(order(lines, 1), () => 2)).toMatchObject({ lines: [{ quantity: 2 }, { quantity: 1 }], amount: 3000 });
	expect(givesBack(order(lines, 0), () => 2).amount).toBe(3000 + 600);
	expect(givesBack(order(lines, 1), ({ id }) => (id === "a" ? 0 : 1))).toMatchObject({ lines: [{ quantity: 1 }], amount: 1000 });
	// What was never paid does not go back.
	expect([500, 4000, -500].map((owed) => givesBack(order(lines, 1, owed), () => 2).amount)).toEqual([2500, 0, 3000]);
	expect(givesBack(order(lines, 1), () => 0)).toEqual({ lines: [], amount: 0 });
});
