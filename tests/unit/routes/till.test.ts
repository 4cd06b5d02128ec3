import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { askedFor, type Basket, emptyBasket, reduce, refusedAlone, sumsOf, type Till } from "../../../app/routes/counter/basket.ts";
import { giveLines, wantedIn, wishesFor, worthOf } from "../../../app/routes/counter/give-wishes.ts";
import { judgePaying } from "../../../app/routes/counter/paying.ts";
import { exchangeBody, saleBody } from "../../../app/routes/counter/sale-body.ts";
import type { TillProduct } from "#app/sales/queries.server.ts";
import type { SoldPieces } from "#app/sales/receipts.server.ts";
import { Exchange, Sell } from "#app/sales/input.ts";
import { decideSale, type Sellable } from "#app/sales/rules.ts";

const product = (id: string, price: number, taxRate = 2500): TillProduct => ({
	id,
	name: `Frame ${id}`,
	sku: id,
	barcode: null,
	style: null,
	category: null,
	imageUrl: null,
	status: "published",
	price,
	taxRate,
	available: 1000,
	version: 1,
	exact: 0,
});
const till = (basket: Basket): Till => ({ basket, waiting: [], sending: [], parking: [] });
const terms = { storeId: "s", currency: "DKK", taxIncluded: true, till: "1" };

describe("a till that is alone", () => {
	const basket = (rate: number): Basket => ({
		...emptyBasket("b"),
		lines: [{ product: product("p", 10_000), quantity: 2 }],
		discount: { rate },
	});
	const mine = { taxIncluded: true, limit: 1000 };

	it("takes off no more than whoever sells may, for there is nobody to ask", () => {
		expect(refusedAlone(basket(1000), mine, null, 0)).toBeNull();
		expect(refusedAlone(basket(5000), mine, null, 0)).toEqual({ code: "over_limit", details: { limit: 10 } });
		expect(refusedAlone(basket(10_000), { ...mine, limit: null }, null, 0)).toBeNull();
		const line = { ...basket(0), discount: null, lines: [{ product: product("p", 10_000), quantity: 1, discount: { amount: 1500 } }] };
		expect(refusedAlone(line, mine, null, 0)).toMatchObject({ code: "over_limit" });
	});

	it("goes on with leave that was given before it was alone, as long as that holds, and for nothing else", () => {
		const allowed = reduce(till(basket(5000)), { do: "leave", leave: { discount: "a1" }, at: 100_000 }).basket;
		expect(refusedAlone(allowed, mine, null, 100_000 + 44_000)).toBeNull();
		expect(refusedAlone(allowed, mine, null, 100_000 + 60_000)).toMatchObject({ code: "over_limit" });
		const refund = reduce(till(basket(5000)), { do: "leave", leave: { refund: "r1" }, at: 100_000 }).basket;
		expect(refusedAlone(refund, mine, null, 100_001)).toMatchObject({ code: "over_limit" });
		// Leave for something else that is given later makes it hold no longer.
		const both = reduce(till(allowed), { do: "leave", leave: { refund: "r1" }, at: 150_000 }).basket;
		expect(refusedAlone(both, mine, null, 150_001)).toMatchObject({ code: "over_limit" });
		expect(refusedAlone(allowed, mine, { beyond: "refuse", units: { p: 1 } }, 100_001)).toMatchObject({ code: "stock_oversold" });
	});

	it("sells no more than it keeps, where its store says so", () => {
		expect(refusedAlone(basket(0), mine, { beyond: "refuse", units: { p: 1 } }, 0)).toEqual({ code: "stock_oversold", details: {} });
		expect(refusedAlone(basket(0), mine, { beyond: "refuse", units: { p: 2 } }, 0)).toBeNull();
		expect(refusedAlone(basket(0), mine, { beyond: "warn", units: {} }, 0)).toBeNull();
	});
});

describe("what the till shows", () => {
	const off = fc.oneof(
		fc.constant(null),
		fc.record({ rate: fc.integer({ min: 0, max: 10_000 }) }),
		fc.record({ amount: fc.integer({ min: 0, max: 4000 }) }),
	);
	const line = fc.record({
		price: fc.integer({ min: 5000, max: 500_000 }),
		quantity: fc.integer({ min: 1, max: 20 }),
		discount: off,
		taxRate: fc.constantFrom(0, 2500),
	});

	it("is what the server charges, to the unit: the total it sends is never another", () => {
		fc.assert(
			fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), off, fc.boolean(), (lines, discount, taxIncluded) => {
				const basket: Basket = {
					...emptyBasket("b"),
					lines: lines.map(({ price, quantity, discount, taxRate }, index) => ({
						product: product(`p${index}`, price, taxRate),
						quantity,
						discount,
					})),
					discount,
				};
				const products = lines.map(
					({ price, taxRate }, index): Sellable => ({
						id: `p${index}`,
						name: "",
						sku: "",
						price,
						currency: "DKK",
						taxRate,
						status: "published",
						available: 1000,
					}),
				);
				const input = Sell.parse(saleBody({ ...basket, paid: [{ method: "card" }] }, { ...terms, taxIncluded }));
				const decided = decideSale(input, products, { currency: "DKK", taxRate: 0, taxIncluded, limit: null, mayReprice: false });
				expect(decided.total).toBe(sumsOf(basket, taxIncluded).total);
			}),
		);
	});

	it("takes what was brought back off what is due, and says how the exchange is made", () => {
		const returned = {
			orderId: "o",
			number: 7,
			lines: [{ lineId: "l", quantity: 1, name: "x" }],
			restock: true,
			writeOff: false,
			reason: "",
			worth: 3000,
		};
		const basket: Basket = { ...emptyBasket("b"), lines: [{ product: product("p", 1000), quantity: 1 }], returned };
		expect(sumsOf(basket, true)).toMatchObject({ total: 1000, due: -2000 });
		const parsed = Exchange.parse(exchangeBody({ ...basket, paid: [] }, returned, terms));
		expect(parsed).toMatchObject({
			orderId: "o",
			lines: [{ lineId: "l", quantity: 1 }],
			sale: { expectedTotal: "10.00", lines: [{ at: "lines.0." }] },
		});
	});
});

describe("baskets", () => {
	const full = (id: string): Basket => ({
		...emptyBasket(id),
		lines: [{ product: product("p", 100), quantity: 2, discount: { rate: 1000 }, note: "n" }],
	});

	it("keep discount and note while pieces are counted, and when the product is heard of again", () => {
		let state = till(full("a"));
		state = reduce(state, { do: "set", productId: "p", quantity: 5 });
		state = reduce(state, { do: "add", product: product("p", 120) });
		state = reduce(state, { do: "refresh", asked: ["p"], products: [product("p", 130)] });
		expect(state.basket.lines).toMatchObject([{ quantity: 6, discount: { rate: 1000 }, note: "n", product: { price: 130 } }]);
	});

	it("are parked once and come back when they could not be", () => {
		let state = reduce(till(full("a")), { do: "park", name: "Mette", nextId: "b" });
		expect([state.basket.id, state.parking.length]).toEqual(["b", 1]);
		expect(reduce(state, { do: "parked", id: "a" }).parking).toEqual([]);
		state = reduce(state, { do: "not-parked", id: "a", nextId: "c" });
		expect([state.basket.id, state.basket.lines.length, state.parking.length]).toEqual(["c", 1, 0]);
	});

	it("make room for one that is taken up", () => {
		const state = reduce(till(full("a")), { do: "take-up", basket: full("z") });
		expect([state.basket.id, state.waiting.map(({ id }) => id)]).toEqual(["z", ["a"]]);
		expect(reduce(till(emptyBasket("a")), { do: "take-up", basket: full("z") }).waiting).toEqual([]);
	});
});

describe("paying", () => {
	const typed = { way: "cash" as const, received: "", card: "", reference: "" };

	it.each([
		["exactly", { ...typed }, 9997, { change: 0, rounding: 3, paid: [{ method: "cash" }] }],
		["with a note", { ...typed, received: "200" }, 9997, { change: 10_000, paid: [{ method: "cash", received: "200.00" }] }],
		["with too little", { ...typed, received: "99" }, 9997, { paid: null, problem: { field: "received", code: "too_little" } }],
		["with words", { ...typed, received: "many" }, 9997, { paid: null, problem: { field: "received", code: "not_an_amount" } }],
		[
			"with a scanned code",
			{ ...typed, received: "5704418001097" },
			9997,
			{ paid: null, problem: { field: "received", code: "not_an_amount" } },
		],
		["by card", { ...typed, way: "card" as const, reference: " 4812 " }, 9997, { paid: [{ method: "card", reference: "4812" }] }],
		[
			"with both",
			{ ...typed, way: "split" as const, card: "50", received: "60" },
			10_000,
			{
				change: 1000,
				paid: [
					{ method: "card", amount: "50.00" },
					{ method: "cash", received: "60.00" },
				],
			},
		],
		["all of both on the card", { ...typed, way: "split" as const, card: "100" }, 10_000, { paid: [{ method: "card", amount: "100.00" }] }],
		[
			"with more on the card than is due",
			{ ...typed, way: "split" as const, card: "101" },
			10_000,
			{ paid: null, problem: { field: "card", code: "too_much" } },
		],
	])("%s", (_, what, total, expected) => {
		expect(judgePaying(what, total, "DKK", "en")).toMatchObject(expected);
	});
});

describe("what comes back", () => {
	const piece = (id: string, position: number, quantity: number, unitPrice: number, refundedQuantity = 0): SoldPieces => ({
		id,
		productId: "p",
		position,
		name: "Frame",
		sku: "F",
		quantity,
		unitPrice,
		listPrice: null,
		total: quantity * unitPrice,
		tax: 0,
		taxRate: 0,
		note: "",
		refundedQuantity,
	});
	const sold = [piece("a", 0, 2, 999), piece("b", 0, 1, 1000), piece("c", 1, 1, 500, 1)];

	it("is asked for line by line, and taken from its pieces of whatever price", () => {
		const lines = giveLines(sold);
		expect(lines.map(({ position, left }) => [position, left])).toEqual([[0, 3]]);
		const wishes = wishesFor(lines, wantedIn([["give.0", "3"]]));
		expect(wishes).toEqual([
			{ lineId: "a", quantity: 2 },
			{ lineId: "b", quantity: 1 },
		]);
		expect(worthOf(sold, wishes, true)).toBe(2998);
		// More than there is stays more, for the rule to name.
		expect(wishesFor(lines, new Map([[0, 5]]))).toEqual([
			{ lineId: "a", quantity: 2 },
			{ lineId: "b", quantity: 3 },
		]);
	});
});

describe("what somebody has to allow", () => {
	const paid = [{ method: "cash" as const, received: "200" }];
	const refusal = (act: string) => ({ code: "approval_needed", details: { act, limit: 10 } });
	const asked = (act: string) => {
		const basket: Basket = { ...emptyBasket("b"), lines: [{ product: product("p", 10_000), quantity: 1, discount: { rate: 5000 } }] };
		const sent = reduce(till(basket), { do: "send", nextId: "n", paid });
		return reduce(sent, { do: "refuse", id: "b", refusal: refusal(act), nextId: "m" });
	};

	it("goes on under its name and as it was paid, with the leave that was given", () => {
		const back = asked("discount");
		expect(askedFor(back.basket.refusal)).toBe("discount");
		expect(back.basket.paid).toEqual(paid);
		const allowed = reduce(back, { do: "leave", leave: { discount: "a1" }, at: 7 });
		expect(allowed.basket).toMatchObject({ id: "b", refusal: null, leave: { discount: "a1" }, leaveAt: { discount: 7 } });
		expect(saleBody(allowed.basket, terms)).toMatchObject({ approvalId: "a1" });
	});

	it("is asked for each act of an exchange by itself, and keeps what was given for the other", () => {
		const both = reduce(reduce(asked("refund"), { do: "leave", leave: { refund: "r1" }, at: 7 }), {
			do: "leave",
			leave: { discount: "d1" },
			at: 8,
		});
		const returned = { orderId: "o", number: 1, lines: [], restock: true, writeOff: false, reason: "", worth: 0 };
		expect(exchangeBody(both.basket, returned, terms)).toMatchObject({ approvalId: "r1", discountApprovalId: "d1" });
	});

	it.each(["approval_expired", "approval_used"])("is asked again where what was given no longer counts (%s), and only that", (code) => {
		const leave = { discount: "d1", refund: "r1" };
		const given = reduce(asked("discount"), { do: "leave", leave, at: 7 });
		const sent = reduce(given, { do: "send", nextId: "n2", paid });
		expect(saleBody(sent.sending[0]!, terms)).toMatchObject({ approvalId: "d1" });
		const back = reduce(sent, { do: "refuse", id: "b", refusal: { code, details: { act: "discount", limit: 10 } }, nextId: "m2" });
		expect(saleBody(back.basket, terms)).not.toHaveProperty("approvalId");
		expect(back.basket).toMatchObject({ id: "b", paid, leave: { refund: "r1" } });
		expect(askedFor(back.basket.refusal)).toBe("discount");
	});

	it("is nothing where it was refused for another reason; then it is paid anew", () => {
		const { basket } = reduce(asked("discount"), { do: "restore", till: till(emptyBasket("x")) });
		expect(askedFor(basket.refusal)).toBeNull();
		const sent = reduce(till({ ...emptyBasket("b"), lines: [{ product: product("p", 100), quantity: 1 }] }), {
			do: "send",
			nextId: "n",
			paid,
		});
		const back = reduce(sent, { do: "refuse", id: "b", refusal: { code: "cash_short", details: {} }, nextId: "m" });
		expect(back.basket.paid).toBeUndefined();
		expect(askedFor({ code: "approval_needed", details: { act: "write_off" } })).toBeNull();
	});
});
