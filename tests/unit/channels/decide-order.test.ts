import { expect, it } from "vitest";
import type { PlatformOrder, PlatformRefund } from "#app/channels/contract.ts";
import { decideOrder, type OrderStep, type SeenOrder } from "#app/channels/rules.ts";

/** What follows from each state of an order there and here: one row a branch. */

const refund = (id: string): PlatformRefund => ({ id, at: 0, reason: "", amount: 100, lines: [] });
const order = (more: Partial<PlatformOrder> = {}): PlatformOrder => ({
	...{
		id: "1",
		number: "#1",
		placedAt: 1,
		modifiedAt: 10,
		stage: "open",
		holds: "all",
		isPaid: true,
		isTest: false,
		paidWith: "Card",
		currency: "DKK",
	},
	...{
		taxIncluded: true,
		shipping: 0,
		tip: 0,
		customer: null,
		shippingAddress: null,
		billingAddress: null,
		note: "",
		refunds: [],
		cancelReason: "",
	},
	lines: [
		{ id: "l", kind: "goods", variantId: "v", productId: "p", sku: "S", name: "Frame", quantity: 1, before: 100, total: 100, tax: 20 },
	],
	...more,
});
const seen = (more: Partial<SeenOrder> = {}): SeenOrder => ({
	...{
		orderId: "ours",
		modifiedAt: 5,
		hash: "h0",
		linesHash: "l",
		refunds: [],
		status: "PENDING",
		paymentStatus: "paid",
		fulfilledAt: null,
		owed: 0,
	},
	isSettled: true,
	...more,
});
const never = undefined;
const cancelled = { stage: "cancelled" } as const;
const sent = { stage: "sent" } as const;
const unpaid = { status: "PENDING", paymentStatus: "unpaid" } as const;
const left = { status: "COMPLETED", fulfilledAt: 7 } as const;
const pass = (why: string) => [`pass ${why}`];
const look = (why: string) => [`look ${why}`];
const said = (steps: OrderStep[]) =>
	steps.map((step) =>
		step.step === "pass" || step.step === "look"
			? `${step.step} ${step.why}`
			: step.step === "refund"
				? `refund ${step.refund.id}`
				: step.step,
	);

const table: [what: string, there: Partial<PlatformOrder>, here: SeenOrder | undefined, linesHash: string, steps: string[]][] = [
	["older news", { modifiedAt: 4 }, seen(), "l", pass("older")],
	["a test order", { isTest: true }, never, "l", pass("test_order")],
	["called off before it was heard of", cancelled, never, "l", pass("cancelled_before")],
	["never paid", { stage: "failed" }, never, "l", pass("payment_failed")],
	["nothing in it", { lines: [] }, never, "l", pass("no_lines")],
	["new", {}, never, "l", ["place"]],
	["new, and unpaid", { stage: "waiting", isPaid: false }, never, "l", ["place"]],
	["heard of, and not taken", {}, seen({ orderId: null }), "l", ["place"]],
	["new, part of it given back", { refunds: [refund("a")] }, never, "l", ["place", "refund a"]],
	["new, and gone", sent, never, "l", ["place", "begin", "hand_over"]],
	["new, given back in part, and gone", { ...sent, refunds: [refund("a")] }, never, "l", ["place", "refund a", "begin", "hand_over"]],
	["called off here and there", cancelled, seen({ status: "CANCELLED" }), "l", []],
	["called off here, given back there", { refunds: [refund("a")] }, seen({ status: "CANCELLED" }), "l", []],
	["called off here, open there", {}, seen({ status: "CANCELLED" }), "l", look("cancelled_here")],
	["given back here", {}, seen({ status: "REFUNDED", fulfilledAt: 7 }), "l", []],
	["called off there", cancelled, seen(), "l", ["cancel"]],
	["called off there, unpaid", cancelled, seen(unpaid), "l", ["cancel"]],
	["called off there, begun here", cancelled, seen({ status: "PROCESSING" }), "l", ["cancel"]],
	["called off there after it left", cancelled, seen(left), "l", look("cancelled_after_sent")],
	["called off there after it left, and given back", { ...cancelled, refunds: [refund("a")] }, seen(left), "l", ["refund a"]],
	["nothing to do", {}, seen(), "l", []],
	["changed before it was paid", { stage: "waiting", isPaid: false }, seen(unpaid), "other", ["edit"]],
	["changed and paid at once", {}, seen(unpaid), "other", ["edit", "pay"]],
	["changed after it was paid", {}, seen(), "other", ["follow"]],
	["changed after it was paid, and more is to be paid there", { isPaid: false }, seen(), "other", ["follow"]],
	["changed again while it owes", { isPaid: false }, seen({ paymentStatus: "part_paid" }), "other", ["follow"]],
	["changed again, and all of it paid", {}, seen({ paymentStatus: "part_paid" }), "other", ["follow"]],
	["changed unpaid, and begun here", { isPaid: false }, seen({ status: "PROCESSING", paymentStatus: "unpaid" }), "other", ["follow"]],
	["changed and paid, begun here unpaid", {}, seen({ status: "PROCESSING", paymentStatus: "unpaid" }), "other", ["follow", "pay"]],
	["changed after it was paid, and given back in part", { refunds: [refund("a")] }, seen(), "other", ["follow", "refund a"]],
	["changed, and gone", sent, seen(), "other", ["follow", "begin", "hand_over"]],
	["changed after it left", {}, seen(left), "other", look("edited_after_sent")],
	["lines that were never seen", {}, seen({ linesHash: "" }), "other", ["follow"]],
	["lines that were never seen, unpaid", {}, seen({ ...unpaid, linesHash: "" }), "other", ["pay"]],
	["what it owed is paid", {}, seen({ paymentStatus: "part_paid", owed: 70 }), "l", ["pay"]],
	["what it owed is paid after it left", {}, seen({ ...left, paymentStatus: "part_paid", owed: 70 }), "l", ["pay"]],
	["it still owes", { isPaid: false }, seen({ paymentStatus: "part_paid" }), "l", []],
	["a payment is undone there", { isPaid: false, outstanding: 100 }, seen(), "l", ["owe"]],
	["a payment is undone there after it left", { isPaid: false, outstanding: 100 }, seen(left), "l", ["owe"]],
	["it owes here what is outstanding there", { isPaid: false, outstanding: 70 }, seen({ paymentStatus: "part_paid", owed: 70 }), "l", []],
	["nobody has paid anything of it", { isPaid: false, outstanding: 100 }, seen(unpaid), "l", []],
	["some of it is paid", { isPaid: false, owed: 70 }, seen(unpaid), "l", ["pay"]],
	["more of it is paid", { isPaid: false, owed: 30 }, seen({ paymentStatus: "part_paid", owed: 70 }), "l", ["pay"]],
	["as much of it is paid as before", { isPaid: false, owed: 70 }, seen({ paymentStatus: "part_paid", owed: 70 }), "l", []],
	["changed, and more of it paid", { isPaid: false, owed: 30 }, seen({ paymentStatus: "part_paid", owed: 70 }), "other", ["follow"]],
	["paid", {}, seen(unpaid), "l", ["pay"]],
	["paid after it left", {}, seen({ ...left, paymentStatus: "unpaid" }), "l", ["pay"]],
	["given back, once taken and once not", { refunds: [refund("a"), refund("b")] }, seen({ refunds: ["a"] }), "l", ["refund b"]],
	["gone", sent, seen(), "l", ["begin", "hand_over"]],
	["gone, begun here", sent, seen({ status: "PROCESSING" }), "l", ["hand_over"]],
	["gone here and there", sent, seen(left), "l", []],
	[
		"paid, given back in part and gone at once",
		{ ...sent, refunds: [refund("a")] },
		seen(unpaid),
		"l",
		["pay", "refund a", "begin", "hand_over"],
	],
];

it.each(table)("%s", (_, there, here, linesHash, steps) => {
	expect(said(decideOrder(order(there), { hash: "h1", linesHash }, here))).toEqual(steps);
});

it("the same news is passed over where it was settled, and gone through again where a person was to look", () => {
	const same = { hash: "h0", linesHash: "other" };
	expect(said(decideOrder(order({ modifiedAt: 5 }), same, seen()))).toEqual(pass("same"));
	expect(said(decideOrder(order({ modifiedAt: 5 }), same, seen({ isSettled: false })))).toEqual(["follow"]);
	// As old, and yet another.
	expect(said(decideOrder(order({ modifiedAt: 5 }), { hash: "h1", linesHash: "l" }, seen(unpaid)))).toEqual(["pay"]);
});
