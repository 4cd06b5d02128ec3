import type { OrderStatus, PaymentStatus } from "#app/orders/rules.ts";
import { decimalString } from "#app/platform/money.ts";
import { day, isoInstant, minute } from "#app/platform/time.ts";
import type { PlatformAddress, PlatformLine, PlatformOrder, PlatformRefund } from "./contract.ts";

/** What follows from what a platform says. Pure. */

/** Where goods are sold (or, of an ERP, counted), and where people write to us. */
export const shopPlatforms = ["shopify", "woocommerce", "prokip"] as const;
export const talkPlatforms = ["whatsapp", "instagram", "messenger"] as const;
export const platforms = [...shopPlatforms, ...talkPlatforms] as const;
export type ShopPlatform = (typeof shopPlatforms)[number];
export type TalkPlatform = (typeof talkPlatforms)[number];
export type Platform = (typeof platforms)[number];
const platformNames: Record<Platform, string> = {
	shopify: "Shopify",
	woocommerce: "WooCommerce",
	prokip: "Prokip",
	whatsapp: "WhatsApp",
	instagram: "Instagram",
	messenger: "Messenger",
};
/** What is done for a connection is done in its name: what the shop calls it, and the platform's own name, in whatever language. */
export function actorNameOf({ name, platform }: { name: string; platform: Platform }): string {
	return `${name} (${platformNames[platform]})`;
}
export function isPlatform(value: string): value is Platform {
	return platforms.some((platform) => platform === value);
}
export function isShopPlatform(value: string): value is ShopPlatform {
	return shopPlatforms.some((platform) => platform === value);
}
export function isTalkPlatform(value: string): value is TalkPlatform {
	return talkPlatforms.some((platform) => platform === value);
}

export const connectionStates = ["active", "paused", "broken", "disconnected"] as const;
export type ConnectionState = (typeof connectionStates)[number];
/** An access that ends so soon is said so, ms: time enough for whoever makes a new one. */
export const endsSoonWithin = 14 * day;
export const receiptStates = ["waiting", "done", "passed", "poisoned"] as const;
export type ReceiptState = (typeof receiptStates)[number];
/** Receipts replayed at once at most, and counted at most. */
export const atOnce = 1000;
export const mostCounted = 10_000;
/** How a sale stands that goes into an ERP's books: `waiting` to be told there, `parked` until a person has seen to it, `passed`: nothing of it is goods. */
export const bookedStates = ["waiting", "sent", "parked", "passed"] as const;
export type BookedState = (typeof bookedStates)[number];

/** How a list of what is sold elsewhere is narrowed: linked; nobody knows the product; of those, the ones more than one could be; a person says it is none of ours. */
export const listingFilters = ["all", "linked", "unlinked", "review", "none", "gone"] as const;
export type ListingFilter = (typeof listingFilters)[number];

/** An order as it was last taken, and how ours stands. */
export type SeenOrder = {
	orderId: string | null;
	modifiedAt: number;
	hash: string;
	linesHash: string;
	refunds: string[];
	status: OrderStatus | null;
	paymentStatus: PaymentStatus | null;
	/** What of ours is still to be paid, in minor units, where some of it is paid. */
	owed: number;
	fulfilledAt: number | null;
	/** Nobody has to look at it: what was said then was done. */
	isSettled: boolean;
};

/** Something that is done here, by a command of the orders' own. */
export type OrderAct =
	| { step: "place" | "edit" | "follow" | "pay" | "owe" | "cancel" | "begin" | "hand_over" | "hold_briefly" }
	| { step: "refund"; refund: PlatformRefund };
export type OrderStep =
	| OrderAct
	/** Nothing is to be done with it, and why. */
	| { step: "pass"; why: PassReason }
	/** It cannot be done here by itself, and why: a person looks. */
	| { step: "look"; why: LookReason };
export type PassReason =
	| "older"
	| "same"
	| "test_order"
	| "cancelled_before"
	| "payment_failed"
	| "no_lines"
	| "not_taken"
	| "before_connected";
export type LookReason =
	| "edited_after_sent"
	| "edited_and_unclear"
	| "partly_sent_before"
	| "cancelled_after_sent"
	| "cancelled_here"
	| "refunded_without_lines"
	| "short_when_sent"
	| "unmatched_when_sent"
	| "restock_unknown"
	| "refused";

/** How far back a look goes: clocks differ, and a list is not written in one instant. */
export const overlap = 10 * minute;

/** How far back the open orders of a shop are looked for when it is connected. What is older Shopify does not show either. */
export const openOrdersReach = 60 * day;

/** Whether an order is none of ours: from before the shop was connected, and nothing of it lies on our shelf any more. */
export function isFromBefore(order: { placedAt: number; holds?: PlatformOrder["holds"] }, connection: { createdAt: number }): boolean {
	return isOlder(order, connection) && (order.holds ?? "nothing") === "nothing";
}

/** Whether it was placed before the shop was connected. */
export function isOlder({ placedAt }: { placedAt: number }, { createdAt }: { createdAt: number }): boolean {
	return placedAt < createdAt - overlap;
}

/**
 * What brings our order to how it is there. Asked again with the same order, nothing is left to do.
 * `seen` is undefined for an order that was never heard of.
 */
export function decideOrder(order: PlatformOrder, hashes: { hash: string; linesHash: string }, seen: SeenOrder | undefined): OrderStep[] {
	if (seen && order.modifiedAt < seen.modifiedAt) return [{ step: "pass", why: "older" }];
	if (seen?.isSettled && order.modifiedAt === seen.modifiedAt && hashes.hash === seen.hash) return [{ step: "pass", why: "same" }];
	const given = order.refunds.filter(({ id }) => !seen?.refunds.includes(id)).map((refund): OrderStep => ({ step: "refund", refund }));
	if (!seen?.orderId) {
		if (order.isTest) return [{ step: "pass", why: "test_order" }];
		if (order.stage === "cancelled") return [{ step: "pass", why: "cancelled_before" }];
		if (order.stage === "failed") return [{ step: "pass", why: "payment_failed" }];
		if (order.lines.length === 0) return [{ step: "pass", why: "no_lines" }];
		const sent: OrderStep[] = order.stage === "sent" ? [{ step: "begin" }, { step: "hand_over" }] : [];
		return [{ step: "place" }, ...given, ...sent];
	}
	const { status, paymentStatus, fulfilledAt, owed } = seen;
	if (status === "CANCELLED" || status === "REFUNDED")
		return order.stage === "cancelled" || status === "REFUNDED" || order.refunds.length > 0
			? []
			: [{ step: "look", why: "cancelled_here" }];
	const isWaiting = status === "PENDING" && paymentStatus === "unpaid";
	if (order.stage === "cancelled") {
		if (fulfilledAt === null) return [{ step: "cancel" }];
		return given.length > 0 ? given : [{ step: "look", why: "cancelled_after_sent" }];
	}
	const steps: OrderStep[] = [];
	const isEdited = hashes.linesHash !== seen.linesHash;
	if (isWaiting && order.stage === "failed") steps.push({ step: "hold_briefly" });
	// What is the same is followed without effect, and what an order grew by is paid with it.
	const isFollowed = isEdited && !isWaiting && fulfilledAt === null;
	if (isFollowed) steps.push({ step: "follow" });
	else if (isEdited && seen.linesHash !== "") steps.push(isWaiting ? { step: "edit" } : { step: "look", why: "edited_after_sent" });
	const isMorePaid = paymentStatus === "part_paid" && !isFollowed && (order.owed ?? (order.isPaid ? 0 : owed)) < owed;
	if ((paymentStatus === "unpaid" && (order.isPaid || order.owed !== undefined)) || isMorePaid) steps.push({ step: "pay" });
	steps.push(...given);
	// A payment was undone there, or lines were seen in another order than they changed in: what it owes is what is outstanding there.
	if (order.outstanding !== undefined && paymentStatus !== "unpaid" && (order.outstanding > owed || steps.length > 0))
		steps.push({ step: "owe" });
	if (order.stage === "sent" && fulfilledAt === null) {
		if (status === "PENDING") steps.push({ step: "begin" });
		steps.push({ step: "hand_over" });
	}
	return steps;
}

/** Whether an ERP's count is the one that holds. One that is not told what we sell knows less than we do, and corrects nothing. */
export function followsBooks({ stockAuthority, sendSales }: { stockAuthority: "self" | "erp"; sendSales: boolean }): boolean {
	return stockAuthority === "erp" && sendSales;
}

/** What of an order says what was bought: a change of it is an edit. What a shop calls its goods is none: they may be renamed, or gone. */
export function linesOf({ lines, shipping, tip }: PlatformOrder): object {
	return {
		lines: lines.map(({ id, quantity, total, tax }) => ({ id, quantity, total, tax })),
		shipping,
		tip,
	};
}

/** One line of text that anything may have been typed into. */
export function said(text: string, most: number): string {
	return text
		.normalize("NFC")
		.replace(/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, " ")
		.trim()
		.slice(0, most)
		.trim();
}

const soundEmail = /^[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+$/;

function addressOf(address: PlatformAddress | null) {
	if (!address || Object.values(address).every((value) => value === "")) return undefined;
	const { name, company, line1, line2, postcode, city, region, country, phone } = address;
	return {
		name: said(name, 120),
		company: said(company, 120),
		line1: said(line1, 200),
		line2: said(line2, 200),
		postcode: said(postcode, 20),
		city: said(city, 100),
		region: said(region, 100),
		country: /^[A-Z]{2}$/.test(country) ? country : "",
		phone: said(phone, 40),
	};
}

/** A line as an order of ours is asked for. `productId` undefined: nobody knows it (goods), or it is none. */
export function lineWish(line: PlatformLine, productId: string | undefined, currency: string) {
	const { quantity, total, before, tax } = line;
	// The price of one piece may not divide; what is too much is off the line.
	const each = Math.ceil(Math.max(before, total) / quantity);
	const amount = (minor: number) => decimalString(minor, currency);
	const isGoods = line.kind === "goods";
	return {
		...(isGoods && productId !== undefined && { productId }),
		name: said(line.name, 200) || said(line.sku, 200) || "—",
		sku: said(line.sku, 100),
		externalId: (line.variantId ?? "").slice(0, 100),
		platformLineId: line.id.slice(0, 120),
		custom: !isGoods,
		quantity,
		unitPrice: amount(each),
		...(each * quantity > total && { discount: amount(each * quantity - total) }),
		tax: amount(tax),
	};
}

/** How long an order is held on whose payment failed, in minutes: its buyer may be at it with another card. A shop holds nothing for it at all. */
export const heldAfterFailing = 60;

/** The longest an order can be held unpaid, in minutes. */
const mostHeld = 30 * 24 * 60;

/** An order of a platform as ours is placed. */
export function orderWish(
	order: PlatformOrder,
	connection: { id: string; storeId: string; platform: ShopPlatform },
	products: ReadonlyMap<string, string>,
) {
	const { currency, customer } = order;
	const [shipping, billing] = [addressOf(order.shippingAddress), addressOf(order.billingAddress)];
	const email = customer?.email.trim().toLowerCase() ?? "";
	return {
		storeId: connection.storeId,
		channel: connection.platform,
		connectionId: connection.id,
		platformOrderId: order.id,
		platformNumber: said(order.number, 60),
		currency,
		taxIncluded: order.taxIncluded,
		...wishedLines(order, products),
		...(customer && {
			customer: {
				name: said(customer.name, 120),
				email: email.length <= 254 && soundEmail.test(email) ? email : "",
				phone: said(customer.phone, 40),
			},
		}),
		...(shipping && { shippingAddress: shipping }),
		...(billing && { billingAddress: billing }),
		note: said(order.note, 2000),
		...paidOf(order),
		...(order.placedAt > 0 && { boughtAt: isoInstant(order.placedAt) }),
		// A transfer or an invoice takes its days; the shop itself calls off what nobody pays.
		holdMinutes: mostHeld,
		// It was sold there already: what is not there is a task, and no reason to lose the order.
		whenShort: "task" as const,
	};
}

/** That an order is paid, with what, and what of it is not. */
export function paidOf({ isPaid, owed, paidWith, currency }: PlatformOrder) {
	if (!isPaid && owed === undefined) return {};
	return { paid: { reference: said(paidWith, 60), ...(owed !== undefined && { owed: decimalString(owed, currency) }) } };
}

/** Lines and amounts of an order of a platform, for placing and for changing ours. */
export function wishedLines({ lines, shipping, tip, currency }: PlatformOrder, products: ReadonlyMap<string, string>) {
	return {
		lines: lines.map((line) => lineWish(line, products.get(line.id), currency)),
		shipping: decimalString(shipping, currency),
		tip: decimalString(tip, currency),
	};
}
