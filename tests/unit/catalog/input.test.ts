import { describe, expect, it } from "vitest";
import { AddProduct, Attributes, EditProduct, ReplaceProduct } from "#app/catalog/input.ts";

const fields = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`field ${n}`, `${n}`]));

describe("a new product", () => {
	it.each([
		["emoji", { name: "🕶️ Sun" }],
		["right to left", { name: "نظارات شمسية" }],
		["a hundred attributes", { name: "x", attributes: fields(100) }],
		["no price", { name: "x", price: null }],
		["nothing on the shelf", { name: "x", initialStock: 0 }],
	])("may have %s", (_, input) => expect(AddProduct.safeParse(input).success).toBe(true));

	it.each([
		["no name", {}, "name"],
		["an empty name", { name: "  " }, "name"],
		["a number for a name", { name: 5 }, "name"],
		["a name of 201 characters", { name: "x".repeat(201) }, "name"],
		["a control character in its name", { name: "a\u0007b" }, "name"],
		["a line break in its name", { name: "a\nb" }, "name"],
		["half a character in its name", { name: "a\ud83d" }, "name"],
		["an invisible SKU", { name: "x", sku: "\u200b" }, "sku"],
		["a negative stock", { name: "x", initialStock: -1 }, "initialStock"],
		["half a piece", { name: "x", initialStock: 1.5 }, "initialStock"],
		["2^53 pieces", { name: "x", initialStock: 2 ** 53 }, "initialStock"],
		["a stock in words", { name: "x", initialStock: "5" }, "initialStock"],
		["a negative price", { name: "x", price: -1 }, "price"],
		["a price that is a list", { name: "x", price: [] }, "price"],
		["a 101st attribute", { name: "x", attributes: fields(101) }, "attributes"],
		["an attribute that is an object", { name: "x", attributes: { a: {} } }, "attributes.a"],
		["attributes that are a list", { name: "x", attributes: ["a"] }, "attributes"],
		["a status of its own", { name: "x", status: "sold" }, "status"],
		["been archived from the start", { name: "x", status: "archived" }, "status"],
		["a picture that is a script", { name: "x", imageUrl: "javascript:alert(1)" }, "imageUrl"],
		["a picture on whatever host", { name: "x", imageUrl: "//evil.example/x" }, "imageUrl"],
		["a tax of 101 %", { name: "x", taxRate: 101 }, "taxRate"],
	])("may not have %s", (_, input, field) => {
		const { error } = AddProduct.safeParse(input);
		expect(error?.issues.map((issue) => issue.path.join("."))).toContain(field);
	});

	it("keeps only what it knows", () => expect(AddProduct.parse({ name: "x", businessId: "mine", docId: 1 })).toEqual({ name: "x" }));
	it("keeps numbers of attributes as text", () => expect(Attributes.parse({ size: 49 })).toEqual({ size: "49" }));
});

describe("an edit", () => {
	it("leaves alone what it does not name", () =>
		expect(EditProduct.parse({ productId: "p", name: "x" })).toEqual({ productId: "p", name: "x" }));
	it("can take a price away, which is not the same as leaving it", () =>
		expect(EditProduct.parse({ productId: "p", price: null })).toEqual({ productId: "p", price: null }));
	it("cannot take the name or the SKU away", () => {
		expect(EditProduct.safeParse({ productId: "p", name: "" }).success).toBe(false);
		expect(EditProduct.safeParse({ productId: "p", sku: "" }).success).toBe(false);
	});
});

describe("a replacement", () => {
	it("puts what it leaves out back to its default, except SKU and status", () => {
		expect(ReplaceProduct.parse({ productId: "p", name: "x" })).toEqual({
			productId: "p",
			name: "x",
			unit: "unit",
			price: null,
			cost: null,
			barcode: null,
			vendor: "",
			categoryId: null,
			styleId: null,
			attributes: {},
			description: "",
			taxRate: null,
			imageUrl: null,
			isAvailable: true,
		});
	});
	it("needs a name", () => expect(ReplaceProduct.safeParse({ productId: "p" }).success).toBe(false));
});
