import { z } from "zod";
import { decimalsOf } from "#app/platform/money.ts";
import type { PlatformAddress, PlatformItem, PlatformLine, PlatformOrder, PlatformRefund, UnreadOrder } from "../contract.ts";
import { withFees } from "./woocommerce-fees.ts";

/** WooCommerce's words (wc/v3) in ours. Pure. Whatever plugins add is passed over, and an unknown status is an order that waits. */

const Id = z.union([z.number().int(), z.string()]).transform(String);
const Text = z
	.string()
	.nullish()
	.transform((text) => text ?? "");
const Amount = z
	.union([z.string(), z.number()])
	.nullish()
	.transform((said) => (said == null || said === "" ? "0" : String(said)));
const Address = z
	.object({
		first_name: Text,
		last_name: Text,
		company: Text,
		address_1: Text,
		address_2: Text,
		city: Text,
		state: Text,
		postcode: Text,
		country: Text,
		email: Text,
		phone: Text,
	})
	.partial()
	.nullish();

const Meta = z.array(z.object({ key: z.string(), value: z.unknown() })).catch([]);

const Line = z.object({
	id: Id,
	name: Text,
	product_id: Id,
	variation_id: Id.nullish(),
	quantity: z.coerce.number(),
	subtotal: Amount,
	subtotal_tax: Amount,
	total: Amount,
	total_tax: Amount,
	sku: Text,
	meta_data: Meta.default([]),
});
const Extra = z.object({ id: Id, name: Text.optional(), method_title: Text.optional(), total: Amount, total_tax: Amount });

export const WooRefund = z.object({
	id: Id,
	date_created_gmt: Text,
	reason: Text,
	amount: Amount,
	line_items: z.array(z.object({ quantity: z.coerce.number(), meta_data: Meta.default([]) })).default([]),
});

export const WooOrder = z.object({
	id: Id,
	number: Text,
	status: z.string(),
	currency: z.string().length(3),
	date_created_gmt: Text,
	date_modified_gmt: Text,
	date_paid_gmt: Text,
	date_completed_gmt: Text,
	customer_id: Id.nullish(),
	customer_note: Text,
	payment_method_title: Text,
	billing: Address,
	shipping: Address,
	line_items: z.array(Line).default([]),
	shipping_lines: z.array(Extra).default([]),
	fee_lines: z.array(Extra).default([]),
	shipping_total: Amount,
	shipping_tax: Amount,
	refunds: z.array(z.object({ id: Id, reason: Text, total: Amount })).default([]),
});
export type WooOrder = z.output<typeof WooOrder>;

/** As much of an order as tells it from others, where the rest cannot be read. */
const Stub = z.object({ id: Id, number: Text, date_created_gmt: Text, date_modified_gmt: Text });
export function orderStub({ id, number, date_created_gmt, date_modified_gmt }: z.output<typeof Stub>): Omit<UnreadOrder, "unreadable"> {
	return { id, number: `#${number || id}`, placedAt: instantOf(date_created_gmt), modifiedAt: instantOf(date_modified_gmt) };
}

/** An order, or that it cannot be read; null where it is nothing at all. */
export function readOrder(json: unknown): WooOrder | UnreadOrder | null {
	const order = WooOrder.safeParse(json);
	if (order.success) return order.data;
	const stub = Stub.safeParse(json).data;
	if (!stub) return null;
	return { unreadable: order.error.issues[0]?.path.join(".") ?? "", ...orderStub(stub) };
}

/** Times without a zone are UTC in the `_gmt` fields. 0 for none. */
export function instantOf(gmt: string): number {
	const at = Date.parse(/[zZ]|[+-]\d\d:?\d\d$/.test(gmt) ? gmt : `${gmt}Z`);
	return Number.isNaN(at) ? 0 : at;
}

/** A decimal string of any length as minor units, rounded half away from zero: taxes come with more decimals than there are coins. */
export function minorOf(said: string, currency: string): number {
	const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(said.trim());
	if (!match) return 0;
	const decimals = decimalsOf(currency);
	const fraction = (match[3] ?? "").padEnd(decimals + 1, "0");
	const minor = Number(`${match[2]}${fraction.slice(0, decimals)}`) + (Number(fraction[decimals]) >= 5 ? 1 : 0);
	return match[1] ? -minor : minor;
}

const cancelled = ["cancelled", "trash", "deleted"];
const open = ["processing"];
const undecided = ["pending", "checkout-draft", "auto-draft", "draft"];

/** `details`: the refunds one by one, where they were asked for; without, only their sums are known. */
export function orderIn(order: WooOrder, details: z.output<typeof WooRefund>[]): PlatformOrder {
	const { currency, status } = order;
	const minor = (said: string) => minorOf(said, currency);
	const isDone = order.date_completed_gmt !== "";
	const isPaid = order.date_paid_gmt !== "" || open.includes(status) || status === "completed";
	const shipping = Math.max(0, minor(order.shipping_total) + minor(order.shipping_tax));
	const goods = order.line_items
		.filter(({ quantity }) => quantity >= 1)
		.map((line) => ({ ...lineIn(line, minor), ...restockedOf(line, order) }));
	const priced = withFees(goods, order.fee_lines, minor);
	return {
		id: order.id,
		number: `#${order.number || order.id}`,
		placedAt: instantOf(order.date_created_gmt),
		modifiedAt: instantOf(order.date_modified_gmt),
		stage: stageOf(status, isDone),
		holds: holdsOf(status, isDone),
		isPaid,
		isTest: false,
		paidWith: order.payment_method_title,
		currency,
		taxIncluded: true,
		lines: priced.lines,
		shipping: Math.max(0, shipping - priced.rest),
		tip: 0,
		customer: customerIn(order),
		shippingAddress: addressIn(order.shipping),
		billingAddress: addressIn(order.billing),
		note: order.customer_note,
		refunds: order.refunds.map((refund) => refundIn(refund, details, minor)),
		cancelReason: status === "cancelled" ? "" : status,
	};
}

function stageOf(status: string, isDone: boolean): PlatformOrder["stage"] {
	if (cancelled.includes(status)) return "cancelled";
	// Its buyer may try again, with another card.
	if (status === "failed") return "failed";
	if (status === "completed") return "sent";
	// Given back whole: after it was sent, or instead of it.
	if (status === "refunded") return isDone ? "sent" : "cancelled";
	return open.includes(status) ? "open" : "waiting";
}

/** A shop takes an order off its stock when it is agreed, also on hold until it is paid, and in any status of its own. */
function holdsOf(status: string, isDone: boolean): PlatformOrder["holds"] {
	const stage = stageOf(status, isDone);
	return stage === "open" || (stage === "waiting" && !undecided.includes(status)) ? "all" : "nothing";
}

function lineIn(line: WooOrder["line_items"][number], minor: (said: string) => number): PlatformLine {
	const variation = line.variation_id && line.variation_id !== "0" ? line.variation_id : null;
	const product = line.product_id === "0" ? null : line.product_id;
	const tax = minor(line.total_tax);
	return {
		id: line.id,
		kind: product === null && line.sku === "" ? "custom" : "goods",
		variantId: variation ?? product,
		productId: product,
		sku: line.sku,
		name: line.name,
		quantity: Math.floor(line.quantity),
		before: minor(line.subtotal) + minor(line.subtotal_tax),
		total: Math.max(0, minor(line.total) + tax),
		tax: Math.max(0, tax),
	};
}

/**
 * How many pieces of a line are on the shelf again after money was given back. The shop writes it down at the line of the order, and says it of no refund;
 * of what it does not count it says nothing. What is called off it puts back whole.
 */
function restockedOf({ quantity, meta_data }: WooOrder["line_items"][number], { refunds, status }: WooOrder): { restocked?: number } {
	if (refunds.length === 0 || cancelled.includes(status)) return {};
	const said = (name: string) => Number(meta_data.find(({ key }) => key === name)?.value ?? Number.NaN);
	const reduced = said("_reduced_stock");
	if (Number.isNaN(reduced)) return {};
	const back = said("_restock_refunded_items");
	return { restocked: Math.max(0, Math.floor(Math.min(quantity, Number.isNaN(back) ? quantity - reduced : back))) };
}

function refundIn(
	refund: WooOrder["refunds"][number],
	details: z.output<typeof WooRefund>[],
	minor: (said: string) => number,
): PlatformRefund {
	const detail = details.find(({ id }) => id === refund.id);
	const lines = (detail?.line_items ?? []).flatMap(({ quantity, meta_data }) => {
		const of = meta_data.find(({ key }) => key === "_refunded_item_id")?.value;
		return of !== undefined && Math.abs(quantity) >= 1 ? [{ lineId: String(of), quantity: Math.abs(quantity), restock: null }] : [];
	});
	return {
		id: refund.id,
		at: instantOf(detail?.date_created_gmt ?? ""),
		reason: refund.reason,
		amount: Math.abs(minor(refund.total)),
		lines,
	};
}

function customerIn({ billing, customer_id }: WooOrder): PlatformOrder["customer"] {
	const name = [billing?.first_name, billing?.last_name].filter(Boolean).join(" ");
	if (!name && !billing?.email && !billing?.phone) return null;
	const id = customer_id && customer_id !== "0" ? customer_id : null;
	return { id, name, email: billing?.email ?? "", phone: billing?.phone ?? "" };
}

function addressIn(address: WooOrder["billing"]): PlatformAddress | null {
	if (!address) return null;
	return {
		name: [address.first_name, address.last_name].filter(Boolean).join(" "),
		company: address.company ?? "",
		line1: address.address_1 ?? "",
		line2: address.address_2 ?? "",
		postcode: address.postcode ?? "",
		city: address.city ?? "",
		region: address.state ?? "",
		country: (address.country ?? "").toUpperCase(),
		phone: address.phone ?? "",
	};
}

export const WooProduct = z.object({
	id: Id,
	name: Text,
	type: z.string().default("simple"),
	status: z.string().default("publish"),
	sku: Text,
	global_unique_id: Text,
	price: Amount,
	manage_stock: z.union([z.boolean(), z.string()]).nullish(),
	stock_quantity: z.number().nullish(),
	date_modified_gmt: Text,
	parent_id: Id.nullish(),
	variations: z.array(Id).default([]),
	attributes: z.array(z.object({ name: Text, option: Text.optional() })).default([]),
});
export type WooProduct = z.output<typeof WooProduct>;

/** A simple product, or a variation of `parent`. */
export function itemIn(product: WooProduct, parent: WooProduct | null, currency: string): PlatformItem {
	const options = product.attributes.flatMap(({ option }) => option ?? []).filter(Boolean);
	return {
		variantId: product.id,
		productId: parent?.id ?? product.id,
		inventoryId: null,
		sku: product.sku,
		barcode: product.global_unique_id,
		name: parent ? [parent.name, ...options].join(" / ") : product.name,
		price: product.price === "0" ? null : minorOf(product.price, currency),
		// "parent": the variations share one number, which is nobody's of ours.
		tracksStock: product.manage_stock === true,
		quantity: product.manage_stock === true ? (product.stock_quantity ?? null) : null,
		modifiedAt: instantOf(product.date_modified_gmt),
	};
}
