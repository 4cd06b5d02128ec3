import fc from "fast-check";
import { expect, it } from "vitest";
import { orderIn, WooOrder, WooRefund } from "#app/channels/adapters/woocommerce-words.ts";
import { offThereOf } from "#app/channels/off-there.ts";
import { type BackThere, backThereOf, withRestocks } from "#app/channels/restocks.ts";

/** Refunds of a shop that writes down at a line how many of its pieces are back, and at no refund. */

type Refund = { line: number; quantity: number; restock: boolean };

const gmt = "2026-11-01T10:00:00";
function orderOf(pieces: number[], refunds: Refund[], { counted = true, status = "processing" } = {}) {
	const backOf = (line: number) =>
		refunds.filter((each) => each.line === line && each.restock).reduce((all, { quantity }) => all + quantity, 0);
	const lines = pieces.map((quantity, n) => ({
		id: n + 1,
		name: `Frame ${n}`,
		product_id: 100 + n,
		quantity,
		subtotal: "80.00",
		subtotal_tax: "20.00",
		total: "80.00",
		total_tax: "20.00",
		sku: `S-${n}`,
		meta_data: counted
			? [
					{ id: 1, key: "_reduced_stock", value: String(quantity - backOf(n)) },
					...(backOf(n) > 0 ? [{ id: 2, key: "_restock_refunded_items", value: String(backOf(n)) }] : []),
				]
			: [],
	}));
	const told = refunds.map((_, n) => ({ id: 500 + n, reason: "", total: "-10.00" }));
	const details = refunds.map(({ line, quantity }, n) => ({
		id: 500 + n,
		date_created_gmt: gmt,
		reason: "",
		amount: "10.00",
		line_items: [{ quantity: -quantity, meta_data: [{ key: "_refunded_item_id", value: String(line + 1) }] }],
	}));
	const order = WooOrder.parse({
		id: 7,
		number: "7",
		status,
		currency: "DKK",
		date_created_gmt: gmt,
		date_modified_gmt: gmt,
		line_items: lines,
		refunds: told,
	});
	return orderIn(
		order,
		details.map((detail) => WooRefund.parse(detail)),
	);
}
const restocksOf = (order: ReturnType<typeof orderOf>) =>
	order.refunds.map(({ lines }) => lines.map(({ quantity, restock }) => `${quantity} ${restock}`).join(", "));

it("knows of each refund, taken as it comes, what of it is back on the shelf, whatever came before it", () => {
	const some = fc.record({
		...{ line: fc.integer({ min: 0, max: 2 }), quantity: fc.integer({ min: 1, max: 3 }), restock: fc.boolean() },
		edited: fc.integer({ min: -2, max: 2 }),
	});
	fc.assert(
		fc.property(
			fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 3, maxLength: 3 }),
			fc.array(some, { maxLength: 8 }),
			(pieces, wanted) => {
				const refunds: Refund[] = [];
				let before: { taken: string[]; back: BackThere | null } = { taken: [], back: null };
				const now = [...pieces];
				for (const wish of wanted) {
					// The merchant raises or lowers the line in the same news.
					const given = refunds.filter(({ line }) => line === wish.line).reduce((all, { quantity }) => all + quantity, 0);
					now[wish.line] = Math.max(given, (now[wish.line] ?? 0) + wish.edited);
					const quantity = Math.min(wish.quantity, (now[wish.line] ?? 0) - given);
					if (quantity <= 0) continue;
					refunds.push({ line: wish.line, restock: wish.restock, quantity });
					const order = orderOf(now, refunds);
					const told = withRestocks(order, before).refunds.at(-1);
					expect(told?.lines).toEqual([{ lineId: String(wish.line + 1), quantity, restock: wish.restock }]);
					before = { taken: order.refunds.map(({ id }) => id), back: backThereOf(order) };
				}
			},
		),
	);
});

it("says of several refunds at once what is the same of all, and of one that came back in part which part", () => {
	const at = (refunds: Refund[]) => restocksOf(withRestocks(orderOf([5], refunds), { taken: [], back: null }));
	const one = { line: 0, quantity: 1 };
	expect(
		at([
			{ ...one, restock: true },
			{ ...one, restock: true },
		]),
	).toEqual(["1 true", "1 true"]);
	expect(
		at([
			{ ...one, restock: false },
			{ ...one, restock: false },
		]),
	).toEqual(["1 false", "1 false"]);
	expect(
		at([
			{ ...one, restock: true },
			{ ...one, restock: false },
		]),
	).toEqual(["1 null", "1 null"]);
	const half = orderOf([5], [{ line: 0, quantity: 3, restock: false }]);
	Object.assign(half.lines[0]!, { restocked: 2 });
	expect(restocksOf(withRestocks(half, { taken: [], back: null }))).toEqual(["2 true, 1 false"]);
});

it("does not know it where nobody noted what was back with the refunds that are taken", () => {
	const order = orderOf(
		[5],
		[
			{ line: 0, quantity: 1, restock: true },
			{ line: 0, quantity: 1, restock: true },
		],
	);
	const [first] = order.refunds;
	expect(restocksOf(withRestocks(order, { taken: [first?.id ?? ""], back: null }))).toEqual(["1 null", "1 null"]);
	expect(restocksOf(withRestocks(order, { taken: [first?.id ?? ""], back: { 1: 1 } }))).toEqual(["1 null", "1 true"]);
});

it("does not know it of what the shop does not count", () => {
	const order = orderOf([5], [{ line: 0, quantity: 1, restock: true }], { counted: false });
	expect(restocksOf(withRestocks(order, { taken: [], back: null }))).toEqual(["1 null"]);
});

it("counts as off there what was put back by no refund, also when all of it was given back, and nothing of what was called off", () => {
	const gone = [{ line: 0, quantity: 2, restock: false }];
	expect(offThereOf(orderOf([2], gone))).toEqual({ "100": 2 });
	expect(offThereOf(orderOf([2], gone, { status: "refunded" }))).toEqual({ "100": 2 });
	expect(offThereOf(orderOf([2], [{ line: 0, quantity: 2, restock: true }], { status: "refunded" }))).toEqual({});
	expect(offThereOf(orderOf([2], gone, { status: "cancelled" }))).toEqual({});
});

it("takes a fee below nothing off all lines by what they cost, with its tax, and what is more than they cost off the shipping", () => {
	const fees = (total: string, total_tax: string, shipping_total = "0") =>
		orderIn(
			WooOrder.parse({
				...{ id: 7, status: "processing", currency: "DKK", shipping_total },
				line_items: [
					{ id: 1, product_id: 1, quantity: 1, subtotal: "80", subtotal_tax: "20", total: "80", total_tax: "20" },
					{ id: 2, product_id: 2, quantity: 2, subtotal: "240", subtotal_tax: "60", total: "240", total_tax: "60" },
				],
				fee_lines: [
					{ id: 3, name: "Wrapping", total: "0", total_tax: "0" },
					{ id: 4, name: "Staff", total, total_tax },
				],
			}),
			[],
		);
	const off = fees("-32.00", "-8.00");
	expect(off.lines.map(({ before, total, tax }) => ({ before, total, tax }))).toEqual([
		{ before: 10_000, total: 9000, tax: 1800 },
		{ before: 30_000, total: 27_000, tax: 5400 },
	]);
	const all = fees("-340.00", "-85.00", "50.00");
	expect([all.lines.map(({ total, tax }) => [total, tax]), all.shipping]).toEqual([
		[
			[0, 0],
			[0, 0],
		],
		2500,
	]);
	expect(fees("8.00", "2.00").lines.map(({ kind, total }) => [kind, total])).toEqual([
		["goods", 10_000],
		["goods", 30_000],
		["fee", 1000],
	]);
});
