import { expect, it } from "vitest";
import type { Change } from "#app/catalog/vendors/differences.ts";
import { meaningOf, type OurProduct } from "#app/insights/change-meaning.ts";

const ours = (over: Partial<OurProduct> = {}): OurProduct => ({
	...{
		catalogId: "1",
		productId: "p",
		name: "Arvid",
		sku: "A-1",
		barcode: "111",
		price: 200_000,
		cost: 90_000,
		currency: "DKK",
		status: "published",
		version: 1,
	},
	...{ vendor: "Paper", taken: null, available: 7, incoming: 0, rate: 1 / 3 },
	...over,
});
const edition = { title: "ARVID", price: 10_000, currency: "USD", barcode: "111", sku: "A-1" };
const change = (kinds: Change["kinds"], after: Partial<typeof edition> | null): Change => ({
	catalogId: "1",
	kinds,
	before: edition,
	after: after && { ...edition, ...after },
});

it("what is gone is told with what is left and for how long, and can be ordered once more", () => {
	expect(meaningOf(change(["gone"], null), ours())).toEqual({
		facts: [{ fact: "goneRunsOut", left: 7, days: 21 }],
		acts: [{ act: "order", quantity: 13 }],
	});
	expect(meaningOf(change(["gone"], null), ours({ rate: 0 }))).toEqual({ facts: [{ fact: "goneLeft", left: 7 }], acts: [] });
	expect(meaningOf(change(["gone"], null), ours({ rate: 0, available: 0 }))).toEqual({
		facts: [{ fact: "goneEmpty" }],
		acts: [{ act: "archive" }],
	});
	expect(meaningOf(change(["gone"], null), ours({ rate: 0, available: 0, status: "draft" })).acts).toEqual([]);
});

it("a dearer item moves our cost at the same rate, and says when our price is below it", () => {
	expect(meaningOf(change(["dearer"], { price: 11_000 }), ours())).toEqual({
		facts: [
			{ fact: "costMoves", from: 90_000, to: 99_000 },
			{ fact: "priceStands", price: 200_000 },
		],
		acts: [{ act: "price", price: 220_000 }],
	});
	expect(meaningOf(change(["dearer"], { price: 30_000 }), ours()).facts[0]).toEqual({ fact: "underCost", price: 200_000, cost: 270_000 });
	// Whose list price is ours follows it to the cent.
	expect(meaningOf(change(["cheaper"], { price: 9_950 }), ours({ price: 10_000, currency: "USD", cost: null })).acts).toEqual([
		{ act: "price", price: 9_950 },
	]);
});

it("a price that was taken over is not raised by it again, whoever has rounded it since, until the act is taken back", () => {
	const dearer = change(["dearer"], { price: 11_000 });
	const priceActs = (price: number, taken: OurProduct["taken"]) => meaningOf(dearer, ours({ price, cost: null, taken }));
	const taken = { theirs: 11_000, before: 200_000 };
	for (const price of [220_000, 219_900])
		expect(priceActs(price, taken)).toEqual({ facts: [{ fact: "priceStands", price }, { fact: "priceTaken" }], acts: [] });
	expect(priceActs(200_000, taken).acts).toEqual([{ act: "price", price: 220_000 }]);
	// Made from another price of theirs, the next one is news.
	expect(priceActs(220_000, { ...taken, theirs: 10_500 }).acts).toEqual([{ act: "price", price: 242_000 }]);
});

it("a new barcode is offered where ours is the old one, and a new SKU", () => {
	expect(meaningOf(change(["barcode", "sku"], { barcode: "222", sku: "A-2" }), ours())).toEqual({
		facts: [{ fact: "oldBarcode" }, { fact: "oldSku" }],
		acts: [
			{ act: "barcode", barcode: "222" },
			{ act: "sku", sku: "A-2" },
		],
	});
	expect(meaningOf(change(["barcode"], { barcode: "222" }), ours({ barcode: "2-22" }))).toEqual({
		facts: [{ fact: "barcodeSame" }],
		acts: [],
	});
	expect(meaningOf(change(["barcode"], { barcode: "222" }), ours({ barcode: "333" })).facts).toEqual([{ fact: "otherBarcode" }]);
});

it("what is nothing of ours means nothing, but that it may be added", () => {
	expect(meaningOf(change(["dearer"], { price: 11_000 }), null)).toEqual({ facts: [], acts: [] });
	expect(meaningOf({ ...change(["created"], {}), before: null }, null)).toEqual({ facts: [{ fact: "new" }], acts: [{ act: "add" }] });
});
