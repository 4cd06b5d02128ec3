import { describe, expect, it } from "vitest";
import { Refusal } from "#app/platform/errors.ts";
import { minute } from "#app/platform/time.ts";
import { type Basket, Sell } from "#app/sales/input.ts";
import { decideSale, mayUndo, type Sellable, type Terms, undoWithin } from "#app/sales/rules.ts";

const terms: Terms = { currency: "DKK", taxRate: 2500, taxIncluded: true, limit: null, mayReprice: true };
const frame: Sellable = {
	id: "p1",
	name: "Freja",
	sku: "FR-1",
	price: 219_500,
	currency: "DKK",
	taxRate: null,
	status: "published",
	available: 3,
};
const cloth: Sellable = { ...frame, id: "p2", name: "Cloth", sku: "CL-1", price: 4900, available: 1 };

function basket(...lines: { productId: string; quantity: number; unitPrice?: number | string }[]): Basket {
	return Sell.parse({ storeId: "s1", lines });
}

function refusalOf(act: () => unknown): { code: string; kind: string; details: unknown } {
	try {
		act();
	} catch (error) {
		if (error instanceof Refusal) return { code: error.code, kind: error.kind, details: error.details };
		throw error;
	}
	throw new Error("nothing was refused");
}

describe("a sale", () => {
	it("costs the product's price, or the price that is named", () => {
		const { lines } = decideSale(
			basket({ productId: "p1", quantity: 2 }, { productId: "p2", quantity: 1, unitPrice: "39.5" }),
			[frame, cloth],
			terms,
		);
		expect(lines.map(({ sku, unitPrice, total, tax }) => [sku, unitPrice, total, tax])).toEqual([
			["FR-1", 219_500, 439_000, 87_800],
			["CL-1", 3950, 3950, 790],
		]);
	});

	it("takes the product's own tax rate before the business's", () => {
		expect(decideSale(basket({ productId: "p1", quantity: 1 }), [{ ...frame, taxRate: 0 }], terms).lines[0]?.tax).toBe(0);
	});

	it("may be a gift", () => {
		expect(decideSale(basket({ productId: "p1", quantity: 1, unitPrice: 0 }), [frame], terms).lines[0]?.total).toBe(0);
	});

	it.each([
		["a product that is not there", basket({ productId: "p9", quantity: 1 }), [], "product_not_found", { field: "lines.0.productId" }],
		[
			"what is archived",
			basket({ productId: "p1", quantity: 1 }),
			[{ ...frame, status: "archived" as const }],
			"product_archived",
			{ sku: "FR-1" },
		],
		[
			"what has no price",
			basket({ productId: "p2", quantity: 1 }, { productId: "p1", quantity: 1 }),
			[{ ...frame, price: null }, cloth],
			"no_price",
			{ field: "lines.1.unitPrice", sku: "FR-1" },
		],
		["a price in another money", basket({ productId: "p1", quantity: 1 }), [{ ...frame, currency: "EUR" }], "no_price", { sku: "FR-1" }],
		[
			"a thousandth of a krone",
			basket({ productId: "p1", quantity: 1, unitPrice: "1.005" }),
			[frame],
			"validation_failed",
			{ issues: [{ field: "lines.0.unitPrice", rule: "too_many_decimals" }] },
		],
		[
			"more than stands there",
			basket({ productId: "p1", quantity: 4 }),
			[frame],
			"stock_oversold",
			{ available: 3, productId: "p1", sku: "FR-1", requested: 4 },
		],
	])("refuses %s", (_, wanted, products, code, details) => {
		expect(refusalOf(() => decideSale(wanted, products, terms))).toMatchObject({ code, details });
	});

	it("adds up a product that is named twice before it looks at the shelf", () => {
		const twice = basket({ productId: "p1", quantity: 2 }, { productId: "p2", quantity: 2 }, { productId: "p1", quantity: 2 });
		expect(refusalOf(() => decideSale(twice, [frame, cloth], terms)).details).toEqual({
			available: 3,
			productId: "p1",
			sku: "FR-1",
			requested: 4,
			lines: [
				{ available: 3, productId: "p1", sku: "FR-1", requested: 4 },
				{ available: 1, productId: "p2", sku: "CL-1", requested: 2 },
			],
		});
	});
});

describe("what may be asked for", () => {
	const one = { storeId: "s1", productId: "p1", quantity: 1 };

	it("is one product or a basket", () => {
		expect(Sell.parse(one)).toEqual({ storeId: "s1", note: "", till: "1", lines: [{ productId: "p1", quantity: 1, at: "" }] });
	});

	it.each([
		["no product", { storeId: "s1", quantity: 1 }, "productId"],
		["no quantity", { storeId: "s1", productId: "p1" }, "quantity"],
		["nothing of it", { ...one, quantity: 0 }, "quantity"],
		["less than nothing", { ...one, quantity: -1 }, "quantity"],
		["half of one", { ...one, quantity: 0.5 }, "quantity"],
		["2^53 of them", { ...one, quantity: 2 ** 53 }, "quantity"],
		["words for a quantity", { ...one, quantity: "1" }, "quantity"],
		["a negative price", { ...one, unitPrice: -1 }, "unitPrice"],
		["an empty basket", { storeId: "s1", lines: [] }, "lines"],
		["201 lines", { storeId: "s1", lines: Array.from({ length: 201 }, () => one) }, "lines"],
		["a bad line", { storeId: "s1", lines: [one, { ...one, quantity: 1.5 }] }, "lines.1.quantity"],
	])("is never %s", (_, raw, field) => {
		const { error } = Sell.safeParse(raw);
		expect(error?.issues.map(({ path }) => path.join("."))).toContain(field);
	});
});

describe("undoing a sale", () => {
	const order = { actorId: "me", placedAt: 1000 };
	const whole = [{ id: "l1", productId: "p1", quantity: 2, refundedQuantity: 0, total: 2, tax: 0 }];
	const me = { actorId: "me", mayRefund: false, now: 1000 + undoWithin };

	it("is for whoever made it, for two minutes", () => {
		expect(undoWithin).toBe(2 * minute);
		expect(() => mayUndo(order, whole, me)).not.toThrow();
		expect(refusalOf(() => mayUndo(order, whole, { ...me, now: me.now + 1 }))).toMatchObject({ kind: "conflict", code: "undo_too_late" });
		expect(refusalOf(() => mayUndo(order, whole, { ...me, actorId: "you" }))).toMatchObject({ kind: "forbidden", code: "not_your_sale" });
	});

	it("is for whoever may refund, at any time", () => {
		expect(() => mayUndo(order, whole, { actorId: "you", mayRefund: true, now: me.now * 100 })).not.toThrow();
	});

	it("is for a sale of which nothing went back", () => {
		expect(refusalOf(() => mayUndo(order, [{ ...whole[0]!, refundedQuantity: 1 }], me)).code).toBe("nothing_left_to_refund");
	});
});
