import fc from "fast-check";
import { expect, it } from "vitest";
import { cancelOrder } from "#app/orders/cancel-order.server.ts";
import { matchLine } from "#app/orders/edit-order.server.ts";
import { followOrder } from "#app/orders/follow-order.server.ts";
import { completeOrder, shipOrder } from "#app/orders/fulfil-order.server.ts";
import { giveBackOrder } from "#app/orders/give-back-order.server.ts";
import { listOrders } from "#app/orders/order-list.server.ts";
import { orderSheet } from "#app/orders/order-sheet.server.ts";
import { payOrder, processOrder } from "#app/orders/pay-order.server.ts";
import type { PaymentStatus } from "#app/orders/rules.ts";
import { refundOrder } from "#app/orders/refund-order.server.ts";
import { exchange } from "#app/sales/exchange.server.ts";
import { swapShortfall } from "#app/orders/settle-shortfall.server.ts";
import { openShop, rowsOf, type Shop, twoShops } from "../../support/world.ts";
import { discrepancies, type Product, stock } from "../sales/goods.ts";
import { facts, placed, shelfOf } from "./web-order.ts";

/** An order that is paid and still here is changed on the platform it is from: its goods are held, and what it is more is owed until it is paid there. */

const card = { paid: { method: "card" } };
const line = (platformLineId: string, product: Product, quantity: number, unitPrice = "10") => ({
	platformLineId,
	productId: product.id,
	name: product.name,
	quantity,
	unitPrice,
});
const taken = (shop: Shop, lines: object[], more: Record<string, unknown> = card) =>
	placed(shop, [], { lines, whenShort: "task", ...more });
const follow = async (shop: Shop, orderId: string, lines: object[], more: object = {}) =>
	followOrder(await shop.tenant(), { orderId, lines, ...more });
const sheetOf = async (shop: Shop, orderId: string) => orderSheet(await shop.tenant(), { orderId });
const paidFor = async (shop: Shop, orderId: string) => (await sheetOf(shop, orderId)).payments.map(({ amount }) => amount);

it("holds what is added and what is raised, once however often it is told; what it is more is owed until it is paid there", async () => {
	const [shop, other] = await twoShops();
	const [frame, lens] = [await stock(shop, { quantity: 9, price: 1000 }), await stock(shop, { quantity: 9, price: 500 })];
	const { id } = await taken(shop, [line("a", frame, 1)]);
	const wish = [line("a", frame, 3), line("b", lens, 2, "5")];
	await expect(followOrder(await other.tenant(), { orderId: id, lines: wish })).rejects.toMatchObject({ code: "order_not_found" });
	const first = await follow(shop, id, wish);
	expect(first).toMatchObject({ paymentStatus: "part_paid", short: 0, unmatched: 0 });
	for (let n = 0; n < 2; n++) expect(await follow(shop, id, wish)).toEqual(first);
	expect([await shelfOf(shop, frame), await shelfOf(shop, lens)]).toEqual(["9 of which 3", "9 of which 2"]);
	expect(await sheetOf(shop, id)).toMatchObject({ units: 5, total: 4000, owed: 3000, payments: [{ amount: 1000 }], heldUntil: null });
	expect(await facts(shop, id)).toEqual(["order.placed", "order.edited"]);
	const found = async (paymentStatus: PaymentStatus) =>
		(await listOrders(await shop.tenant(), { paymentStatus })).items.map((row) => [row.id, row.paymentStatus]);
	expect([await found("part_paid"), await found("paid")]).toEqual([[[id, "part_paid"]], []]);
	const page = (await shop.call("GET", `/orders/${id}`)).body;
	for (const words of ["Part paid", "Still to pay", "Mark as paid, DKK 30.00", "Cancel and give back DKK 10.00"])
		expect(page.replaceAll("\u00a0", " "), words).toContain(words);
	const said = { paid: { reference: "Shopify Payments" } };
	expect(await follow(shop, id, wish, said)).toMatchObject({ paymentStatus: "paid" });
	await follow(shop, id, wish, said);
	expect(await sheetOf(shop, id)).toMatchObject({ owed: 0, payments: [{ amount: 1000 }, { amount: 3000, reference: "Shopify Payments" }] });
	expect(await found("paid")).toEqual([[id, "paid"]]);
	expect(await discrepancies(shop)).toEqual([]);
	expect((await shop.call("GET", `/api/orders/${id}`)).body).toMatchObject({ paymentStatus: "paid", owed: "0.00", total: "40.00" });
});

it("takes prices over: dearer is owed, and paid by whoever says so; cheaper was paid too much, and goes back with the rest", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 9, price: 1000 });
	const { id } = await taken(shop, [line("a", frame, 3)]);
	await follow(shop, id, [{ ...line("a", frame, 3, "12"), discount: "0.01" }], { shipping: "4" });
	// 35.99 does not divide by three.
	expect(await sheetOf(shop, id)).toMatchObject({
		paymentStatus: "part_paid",
		total: 3999,
		shipping: 400,
		owed: 999,
		lines: [{ quantity: 1 }, { quantity: 2 }],
	});
	expect(await payOrder(await shop.tenant(), { orderId: id, method: "card" })).toMatchObject({ paymentStatus: "paid" });
	expect(await paidFor(shop, id)).toEqual([3000, 999]);
	await expect(payOrder(await shop.tenant(), { orderId: id, method: "card" })).rejects.toMatchObject({ code: "order_paid_already" });
	expect(await follow(shop, id, [line("a", frame, 3, "8")])).toMatchObject({ paymentStatus: "paid" });
	expect(await sheetOf(shop, id)).toMatchObject({ total: 2400, owed: -1599, lines: [{ quantity: 3, unitPrice: 800 }] });
	expect((await shop.call("GET", `/api/orders/${id}`)).body).toMatchObject({ owed: "-15.99" });
	expect(await discrepancies(shop)).toEqual([]);
	expect(await cancelOrder(await shop.tenant(), { orderId: id })).toMatchObject({ status: "CANCELLED", paymentStatus: "refunded" });
	expect(await paidFor(shop, id)).toEqual([3000, 999, -3999]);
	expect(await shelfOf(shop, frame)).toBe("9 of which 0");
	expect(await discrepancies(shop)).toEqual([]);
});

it("what is not there is a shortfall, of what was added and of no line that had its goods", async () => {
	const shop = await openShop();
	const [frame, lens] = [await stock(shop, { quantity: 3, price: 1000 }), await stock(shop, { quantity: 0, price: 500 })];
	const { id } = await taken(shop, [line("b", frame, 2)]);
	// The new line of the same product stands before the old one.
	expect(await follow(shop, id, [line("a", frame, 2), line("b", frame, 2), line("c", lens, 1, "5")])).toMatchObject({ short: 2 });
	const { lines } = await sheetOf(shop, id);
	expect(lines.map(({ quantity, short, shortState }) => [quantity, short, shortState])).toEqual([
		[2, 0, null],
		[2, 1, "open"],
		[1, 1, "open"],
	]);
	expect(await shelfOf(shop, frame)).toBe("3 of which 3");
	const [fact] = await rowsOf<{ data: string }>(
		shop,
		"SELECT data FROM events WHERE businessId = ? AND type = 'order.edited'",
		shop.businessId,
	);
	expect(JSON.parse(fact?.data ?? "")).toMatchObject({
		short: 2,
		changed: ["lines"],
		before: { total: 2000 },
		after: { total: 4500, owed: 2500 },
	});
	expect(await discrepancies(shop)).toEqual([]);
});

it("a line nobody knows the product of is kept for somebody to say, and held when they have; what they said stays", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 9, price: 1000 });
	const { id } = await taken(shop, [line("a", frame, 1)]);
	const odd = { platformLineId: "x", name: "Frame, unknown", sku: "NEW-1", quantity: 2, unitPrice: "50" };
	expect(await follow(shop, id, [line("a", frame, 1), odd])).toMatchObject({ unmatched: 1, paymentStatus: "part_paid" });
	const [loose] = (await sheetOf(shop, id)).loose;
	await matchLine(await shop.tenant(), { orderId: id, lineId: loose?.id, productId: frame.id });
	expect(await shelfOf(shop, frame)).toBe("9 of which 3");
	expect(await follow(shop, id, [line("a", frame, 1), { ...odd, quantity: 3 }])).toMatchObject({ unmatched: 0 });
	expect(await shelfOf(shop, frame)).toBe("9 of which 4");
	// It is there no more.
	expect(await follow(shop, id, [line("a", frame, 1)])).toMatchObject({ paymentStatus: "paid" });
	expect(await shelfOf(shop, frame)).toBe("9 of which 1");
	expect(await discrepancies(shop)).toEqual([]);
});

it("gives back no more than was paid: cancelled, given back in part, and refunded after it left", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 30, price: 1000 });
	const grown = async () => {
		const { id } = await taken(shop, [line("a", frame, 2)]);
		await follow(shop, id, [line("a", frame, 2), line("b", frame, 3)]);
		const { lines } = await sheetOf(shop, id);
		return { id, orderId: id, lineId: lines.at(-1)?.id ?? "", first: lines[0]?.id ?? "" };
	};
	const cancelled = await grown();
	await cancelOrder(await shop.tenant(), { orderId: cancelled.id });
	expect(await paidFor(shop, cancelled.id)).toEqual([2000, -2000]);

	const { orderId, lineId } = await grown();
	const giveBack = async (quantity: number) => giveBackOrder(await shop.tenant(), { orderId, lines: [{ lineId, quantity }] });
	expect(await giveBack(2)).toMatchObject({ paymentStatus: "part_paid" });
	expect(await sheetOf(shop, orderId)).toMatchObject({ owed: 1000, refundedTotal: 2000, payments: [{ amount: 2000 }] });
	expect(await giveBack(1)).toMatchObject({ paymentStatus: "part_refunded" });
	expect(await paidFor(shop, orderId)).toEqual([2000]);

	const sold = await grown();
	await processOrder(await shop.tenant(), { orderId: sold.id });
	expect(await completeOrder(await shop.tenant(), { orderId: sold.id })).toMatchObject({ status: "COMPLETED", paymentStatus: "part_paid" });
	const back = { restock: true, reason: "" };
	const done = await refundOrder(await shop.tenant(), { orderId: sold.id, lines: [{ lineId: sold.lineId, quantity: 1 }], ...back });
	expect(done).toMatchObject({ total: 1000, payments: [], order: { paymentStatus: "part_paid" } });
	await payOrder(await shop.tenant(), { orderId: sold.id, method: "card" });
	expect(await sheetOf(shop, sold.id)).toMatchObject({ paymentStatus: "part_refunded", owed: 0 });
	expect(await refundOrder(await shop.tenant(), { orderId: sold.id, ...back })).toMatchObject({ order: { paymentStatus: "refunded" } });
	expect(await paidFor(shop, sold.id)).toEqual([2000, 2000, -4000]);
	expect(await discrepancies(shop)).toEqual([]);
});

it("what was paid too much goes back before anything else: by itself, after it left, and with what is called off where nothing else is left", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 30, price: 1000 });
	const shrunk = async () => {
		const { id } = await taken(shop, [line("a", frame, 2), line("b", frame, 1)], { ...card, shipping: "5" });
		await follow(shop, id, [line("a", frame, 2)], { shipping: "5" });
		return id;
	};
	const orderId = await shrunk();
	expect(await sheetOf(shop, orderId)).toMatchObject({ owed: -1000, refundedExtra: 0 });
	expect(await giveBackOrder(await shop.tenant(), { orderId, extra: "7" })).toMatchObject({ paymentStatus: "paid" });
	expect(await sheetOf(shop, orderId)).toMatchObject({ owed: -300, refundedTotal: 0, refundedExtra: 0 });
	await expect(giveBackOrder(await shop.tenant(), { orderId, extra: "8.01" })).rejects.toMatchObject({ details: { refundable: 500 } });
	expect(await giveBackOrder(await shop.tenant(), { orderId, extra: "4" })).toMatchObject({ paymentStatus: "part_refunded" });
	expect(await sheetOf(shop, orderId)).toMatchObject({ owed: 0, refundedExtra: 100 });
	expect(await paidFor(shop, orderId)).toEqual([3500, -700, -400]);

	const sold = await shrunk();
	await processOrder(await shop.tenant(), { orderId: sold });
	await completeOrder(await shop.tenant(), { orderId: sold });
	const [bought] = (await sheetOf(shop, sold)).lines;
	const one = { orderId: sold, lines: [{ lineId: bought?.id, quantity: 1 }], restock: true, reason: "" };
	expect(await refundOrder(await shop.tenant(), { ...one, extra: "12" })).toMatchObject({ total: 1000 });
	expect(await sheetOf(shop, sold)).toMatchObject({ owed: 0, refundedExtra: 200, refundedTotal: 1200 });
	expect(await paidFor(shop, sold)).toEqual([3500, -2200]);

	const { id } = await taken(shop, [line("a", frame, 1), line("b", frame, 1)]);
	const [first] = (await sheetOf(shop, id)).lines;
	await giveBackOrder(await shop.tenant(), { orderId: id, lines: [{ lineId: first?.id, quantity: 1 }] });
	await follow(shop, id, [line("a", frame, 1)]);
	expect(await sheetOf(shop, id)).toMatchObject({ owed: -1000, units: 1, refundedUnits: 1 });
	expect(await cancelOrder(await shop.tenant(), { orderId: id })).toMatchObject({ status: "CANCELLED", paymentStatus: "refunded" });
	expect(await paidFor(shop, id)).toEqual([2000, -1000, -1000]);
	expect(await discrepancies(shop)).toEqual([]);
});

it("pays for other goods with what was paid for it, and no more", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 30, price: 1000 });
	const { id } = await taken(shop, [line("a", frame, 2)]);
	await follow(shop, id, [line("a", frame, 5)]);
	await processOrder(await shop.tenant(), { orderId: id });
	await completeOrder(await shop.tenant(), { orderId: id });
	const sale = { lines: [{ productId: frame.id, quantity: 5 }], payments: [{ method: "card" }] };
	const done = await exchange(await shop.tenant(), { orderId: id, sale });
	expect(done.sale.payments.map(({ method, amount }) => [method, amount])).toEqual([
		["exchange", 2000],
		["card", 3000],
	]);
	expect(done.refund.payments.map(({ method, amount }) => [method, amount])).toEqual([["exchange", -2000]]);
	expect(await sheetOf(shop, id)).toMatchObject({ owed: 0, paymentStatus: "refunded" });
	expect(await discrepancies(shop)).toEqual([]);
});

it("what was given back or swapped here stays so; less than that is refused, and nothing is changed", async () => {
	const shop = await openShop();
	const [frame, lens] = [await stock(shop, { quantity: 9, price: 1000 }), await stock(shop, { quantity: 9, price: 900 })];
	const none = await stock(shop, { quantity: 0, price: 1000 });
	const { id } = await taken(shop, [line("a", frame, 3), line("n", none, 1)]);
	const { lines } = await sheetOf(shop, id);
	const lineOf = (product: Product) => lines.find(({ productId }) => productId === product.id)?.id ?? "";
	await giveBackOrder(await shop.tenant(), { orderId: id, lines: [{ lineId: lineOf(frame), quantity: 1 }] });
	await swapShortfall(await shop.tenant(), { orderId: id, lineId: lineOf(none), productId: lens.id });
	await follow(shop, id, [line("a", frame, 4, "20"), line("n", none, 1)]);
	expect([await shelfOf(shop, frame), await shelfOf(shop, lens), await shelfOf(shop, none)]).toEqual([
		"9 of which 3",
		"9 of which 1",
		"0 of which 0",
	]);
	// What went back keeps its price: the rest is 80 less 10.
	expect(await sheetOf(shop, id)).toMatchObject({ total: 9000, refundedTotal: 1000, owed: 5000 });
	// 70 does not divide by three.
	const two = (await sheetOf(shop, id)).lines.find(({ quantity }) => quantity === 2);
	await giveBackOrder(await shop.tenant(), { orderId: id, lines: [{ lineId: two?.id, quantity: 2 }] });
	await expect(follow(shop, id, [line("a", frame, 2, "1"), line("n", none, 1)])).rejects.toMatchObject({ code: "less_than_given_back" });
	await expect(follow(shop, id, [line("n", frame, 1), { ...line("n", none, 1), unitPrice: "-1" }])).rejects.toMatchObject({
		kind: "invalid",
	});
	expect(await discrepancies(shop)).toEqual([]);
});

it("one that was written down before lines were told apart is followed where it is clear which is which, and refused where it is not", async () => {
	const shop = await openShop();
	const [frame, lens] = [await stock(shop, { quantity: 9, price: 1000 }), await stock(shop, { quantity: 9, price: 500 })];
	const plain = (product: Product) => ({ productId: product.id, quantity: 1, unitPrice: "10" });
	const { id } = await taken(shop, [plain(frame), plain(lens)]);
	await expect(follow(shop, id, [line("b", lens, 1), line("a", frame, 1)])).rejects.toMatchObject({ code: "lines_not_told_apart" });
	await follow(shop, id, [line("a", frame, 2), line("b", lens, 1)]);
	await follow(shop, id, [line("b", lens, 1), line("a", frame, 2)]);
	expect(await shelfOf(shop, frame)).toBe("9 of which 2");
	expect(await discrepancies(shop)).toEqual([]);
});

it("follows no order that nobody has paid or begun, or that has left", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 9, price: 1000 });
	const lines = [line("a", frame, 2)];
	const { id } = await taken(shop, [line("a", frame, 1)], {});
	await expect(follow(shop, id, lines)).rejects.toMatchObject({ code: "order_not_open" });
	await processOrder(await shop.tenant(), { orderId: id });
	expect(await follow(shop, id, lines)).toMatchObject({ paymentStatus: "unpaid" });
	expect(await sheetOf(shop, id)).toMatchObject({ owed: 0, total: 2000, payments: [] });
	await shipOrder(await shop.tenant(), { orderId: id });
	await expect(follow(shop, id, [line("a", frame, 3)])).rejects.toMatchObject({ code: "order_not_open" });
	expect(await discrepancies(shop)).toEqual([]);
});

it("comes to what the platform says, to the unit, whatever is changed, given back and paid on the way", async () => {
	const wishes = fc.array(
		fc.record({
			lines: fc.array(
				fc.record({ product: fc.nat(2), quantity: fc.integer({ min: 1, max: 4 }), total: fc.integer({ min: 0, max: 5000 }) }),
				{
					minLength: 1,
					maxLength: 4,
				},
			),
			act: fc.constantFrom("none", "paid", "pay", "give back", "give back all of a line"),
		}),
		{ minLength: 1, maxLength: 5 },
	);
	await fc.assert(
		fc.asyncProperty(wishes, async (steps) => {
			const shop = await openShop();
			const products = [await stock(shop, { quantity: 8 }), await stock(shop, { quantity: 4 }), await stock(shop, { quantity: 0 })];
			const asked = (lines: (typeof steps)[number]["lines"]) =>
				lines.map(({ product, quantity, total }, n) => ({
					...line(`l${n}-${product}`, products[product]!, quantity, (Math.ceil(total / quantity) / 100).toFixed(2)),
					discount: ((Math.ceil(total / quantity) * quantity - total) / 100).toFixed(2),
				}));
			const { id } = await taken(shop, asked(steps[0]!.lines));
			for (const { lines, act } of steps) {
				const told = lines.reduce((sum, { total }) => sum + total, 0);
				const before = await sheetOf(shop, id);
				const done = await follow(shop, id, asked(lines), act === "paid" ? { paid: {} } : {}).catch(({ code }: { code: string }) => code);
				const now = await sheetOf(shop, id);
				const isFollowed = typeof done !== "string";
				// Lines that are not there any more are kept as far as they were given back.
				if (isFollowed && now.refundedTotal === 0) expect(now.total).toBe(told);
				else if (!isFollowed) expect([done, now]).toEqual([done === "less_than_given_back" ? done : "less_than_given_back", before]);
				if (act === "paid" && isFollowed) expect(now.owed).toBeLessThanOrEqual(0);
				const left = now.lines.find((each) => each.refundedQuantity < each.quantity);
				if (act === "pay" && now.owed > 0) await payOrder(await shop.tenant(), { orderId: id, method: "card" });
				if (act.startsWith("give back") && left) {
					const quantity = act === "give back" ? 1 : left.quantity - left.refundedQuantity;
					const { status } = await giveBackOrder(await shop.tenant(), { orderId: id, lines: [{ lineId: left.id, quantity }] });
					if (status === "CANCELLED") break;
				}
				expect(await discrepancies(shop)).toEqual([]);
			}
			const { status } = await sheetOf(shop, id);
			if (status !== "CANCELLED") await cancelOrder(await shop.tenant(), { orderId: id });
			expect((await paidFor(shop, id)).reduce((sum, amount) => sum + amount, 0)).toBe(0);
			expect(await discrepancies(shop)).toEqual([]);
		}),
		{ numRuns: 12 },
	);
});
