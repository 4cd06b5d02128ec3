import { z } from "zod";
import { parseAmount } from "#app/platform/money.ts";
import type { PlatformAddress, PlatformItem, Said, Shop } from "../contract.ts";
import { exactJson } from "./shopify-json.ts";
import { instantOf, orderOf, type ToldOrder, UnreadableAmount } from "./shopify-order.ts";
import { unwrapped } from "./told-body.ts";

/**
 * What Shopify's webhooks say, topic by topic: bodies are snake_case, ids numbers, money texts (of refunds' lines: numbers). What has nothing to say is
 * left out at one time and null at another. Pure.
 */

const AnyId = z.union([z.string(), z.number()]).transform(String);
const Text = z
	.string()
	.nullish()
	.transform((text) => text ?? "");
const Amount = z.union([z.string(), z.number()]).transform(String);
/** Money there may be none of. */
const SomeAmount = Amount.nullish().transform((amount) => amount ?? "0");
const Flag = z
	.boolean()
	.nullish()
	.transform((flag) => flag === true);
const List = <T extends z.ZodType>(each: T) =>
	z
		.array(each)
		.nullish()
		.transform((all) => all ?? []);
const TaxLines = List(z.object({ price: SomeAmount })).transform((lines) => lines.map(({ price }) => price));

const AddressShape = z.object({
	name: Text,
	company: Text,
	address1: Text,
	address2: Text,
	zip: Text,
	city: Text,
	province: Text,
	country_code: Text,
	phone: Text,
});

const RefundShape = z.object({
	id: AnyId,
	created_at: z.string(),
	note: Text,
	refund_line_items: List(
		z.object({ line_item_id: AnyId, quantity: z.int(), restock_type: Text, subtotal: SomeAmount, total_tax: SomeAmount }),
	),
	transactions: z.array(z.object({ kind: Text, status: Text, amount: SomeAmount })).nullish(),
});

const OrderShape = z.object({
	id: AnyId,
	name: z.string(),
	created_at: z.string(),
	processed_at: z.string().nullish(),
	updated_at: z.string(),
	cancelled_at: z.string().nullish(),
	cancel_reason: Text,
	financial_status: Text,
	fulfillment_status: Text,
	currency: z.string(),
	presentment_currency: z.string().nullish(),
	total_price: Amount,
	total_price_set: z.object({ presentment_money: z.object({ amount: Amount, currency_code: z.string() }).nullish() }).nullish(),
	taxes_included: Flag,
	test: Flag,
	note: Text,
	email: Text,
	phone: Text,
	payment_gateway_names: List(Text),
	total_tip_received: SomeAmount,
	total_outstanding: Amount.nullish().transform((amount) => amount ?? null),
	customer: z.object({ id: AnyId, first_name: Text, last_name: Text, email: Text, phone: Text }).nullish(),
	shipping_address: AddressShape.nullish(),
	billing_address: AddressShape.nullish(),
	shipping_lines: List(z.object({ price: SomeAmount, discounted_price: Amount.nullish(), tax_lines: TaxLines })),
	line_items: z.array(
		z.object({
			id: AnyId,
			variant_id: AnyId.nullish(),
			product_id: AnyId.nullish(),
			title: Text,
			name: Text,
			sku: Text,
			quantity: z.int(),
			current_quantity: z.int().nullish(),
			price: Amount,
			discount_allocations: List(z.object({ amount: SomeAmount })),
			tax_lines: TaxLines,
			gift_card: Flag,
			tip_payment_gateway: z.string().nullish(),
		}),
	),
	refunds: List(RefundShape),
});

const ProductShape = z.object({
	id: AnyId,
	title: Text,
	updated_at: z.string().nullish(),
	variants: List(
		z.object({
			id: AnyId,
			title: Text,
			sku: Text,
			barcode: Text,
			price: Amount.nullish(),
			inventory_item_id: AnyId.nullish(),
			inventory_management: z.string().nullish(),
			updated_at: z.string().nullish(),
		}),
	),
});

const LevelShape = z.object({ inventory_item_id: AnyId, location_id: AnyId, available: z.int().nullable(), updated_at: z.string() });
/** A body of which nothing is read, but that is one. */
const Whole = z.object({});
const EditShape = z.object({ order_edit: z.object({ order_id: AnyId }) });
const PrivacyShape = z.object({
	customer: z.object({ id: AnyId.nullish(), email: Text }).nullish(),
	orders_requested: List(AnyId),
	orders_to_redact: List(AnyId),
	data_request: z.object({ id: AnyId.nullish() }).nullish(),
});

/** Variants of a product beyond this many are not in its webhook. */
const mostInline = 100;

/** What each topic says. What is not here is not for us. */
const readers: Record<string, (body: unknown, shop: Shop) => Said[]> = {
	"orders/create": (body) => readOrder(body),
	"orders/updated": (body) => readOrder(body),
	"orders/cancelled": (body) => readOrder(body),
	// Not asked for by us; a shop that sends them anyway says the whole order in all but the last, which says what was edited.
	"orders/paid": (body) => readOrder(body, "paid"),
	"orders/fulfilled": (body) => readOrder(body),
	"orders/partially_fulfilled": (body) => readOrder(body),
	"orders/edited": (body) => [{ kind: "order_changed", orderId: EditShape.parse(body).order_edit.order_id }],
	"refunds/create": (body) => [{ kind: "order_changed", orderId: z.object({ order_id: AnyId }).parse(body).order_id }],
	"products/create": readProduct,
	"products/update": readProduct,
	"products/delete": (body) => [{ kind: "product_deleted", productId: z.object({ id: AnyId }).parse(body).id }],
	"inventory_levels/update": (body) => {
		const level = LevelShape.parse(body);
		if (level.available === null) return [{ kind: "nothing", reason: "not_stocked_there" }];
		return [
			{
				kind: "level",
				inventoryId: level.inventory_item_id,
				locationId: level.location_id,
				quantity: level.available,
				at: instantOf(level.updated_at),
			},
		];
	},
	"app/uninstalled": (body) => Whole.transform((): Said[] => [{ kind: "uninstalled" }]).parse(body),
	"customers/data_request": (body) => privacy("customer_data", body),
	"customers/redact": (body) => privacy("customer_erase", body),
	"shop/redact": (body) => privacy("shop_erase", body),
};

/** In our words, whatever it is; what nobody can read is said to be so, with where it went wrong. */
export function translateShopify(topic: string, body: string, shop: Shop): Said[] {
	if (topic === "") return [{ kind: "unreadable", reason: "no_topic" }];
	const read = readers[topic];
	if (!read) return [{ kind: "nothing", reason: "unused_topic" }];
	try {
		return read(unwrapped(exactJson(body)).resource, shop);
	} catch (error) {
		if (error instanceof z.ZodError) return [{ kind: "unreadable", reason: (error.issues[0]?.path ?? []).map(String).join(".") || "body" }];
		if (error instanceof SyntaxError || error instanceof UnreadableAmount)
			return [{ kind: "unreadable", reason: error.message.slice(0, 120) }];
		throw error;
	}
}

/** `financial`: what its topic says of the money, where the order itself says nothing. */
function readOrder(body: unknown, financial = ""): Said[] {
	const order = OrderShape.parse(body);
	const { customer, email, phone } = order;
	const seen = order.total_price_set?.presentment_money;
	const named = customer ? `${customer.first_name} ${customer.last_name}`.trim() : "";
	const told: ToldOrder = {
		id: order.id,
		name: order.name,
		placedAt: order.processed_at ?? order.created_at,
		updatedAt: order.updated_at,
		cancelledAt: order.cancelled_at ?? null,
		cancelReason: order.cancel_reason,
		financial: order.financial_status || financial,
		outstanding: order.total_outstanding,
		fulfillment: order.fulfillment_status,
		currency: order.currency,
		presentment: seen ? { currency: seen.currency_code, total: seen.amount } : null,
		total: order.total_price,
		taxesIncluded: order.taxes_included,
		test: order.test,
		note: order.note,
		gateways: order.payment_gateway_names.filter(Boolean),
		tip: order.total_tip_received,
		shipping: order.shipping_lines.map(({ price, discounted_price, tax_lines }) => ({
			price: discounted_price ?? price,
			taxes: tax_lines,
		})),
		customer:
			customer || email
				? {
						id: customer?.id ?? null,
						name: named || order.shipping_address?.name || order.billing_address?.name || "",
						email: customer?.email || email,
						phone: customer?.phone || phone,
					}
				: null,
		shippingAddress: addressOf(order.shipping_address),
		billingAddress: addressOf(order.billing_address),
		lines: order.line_items.map((line) => ({
			id: line.id,
			variantId: line.variant_id ?? null,
			productId: line.product_id ?? null,
			sku: line.sku.trim(),
			name: line.name || line.title,
			quantity: line.quantity,
			current: line.current_quantity ?? null,
			price: line.price,
			allocations: line.discount_allocations.map(({ amount }) => amount),
			taxes: line.tax_lines,
			isGiftCard: line.gift_card,
			isTip: Boolean(line.tip_payment_gateway),
		})),
		refunds: order.refunds.map((refund) => ({
			id: refund.id,
			at: refund.created_at,
			note: refund.note,
			amounts: refund.transactions
				? refund.transactions.filter(({ kind, status }) => kind === "refund" && status === "success").map(({ amount }) => amount)
				: refund.refund_line_items.flatMap(({ subtotal, total_tax }) => [subtotal, order.taxes_included ? "0" : total_tax]),
			lines: refund.refund_line_items.map((line) => ({
				lineId: line.line_item_id,
				quantity: line.quantity,
				restockType: line.restock_type,
			})),
		})),
	};
	return [{ kind: "order", order: orderOf(told) }];
}

function addressOf(address: z.output<typeof AddressShape> | null | undefined): PlatformAddress | null {
	if (!address) return null;
	const { name, company, address1, address2, zip, city, province, country_code, phone } = address;
	return { name, company, line1: address1, line2: address2, postcode: zip, city, region: province, country: country_code, phone };
}

function readProduct(body: unknown, { currency }: Shop): Said[] {
	const product = ProductShape.parse(body);
	// One without variants is none.
	if (product.variants.length === 0 || product.variants.length >= mostInline) return [{ kind: "product_changed", productId: product.id }];
	const changed = product.updated_at ? instantOf(product.updated_at) : 0;
	const items = product.variants.map((variant): PlatformItem => {
		const price = parseAmount(variant.price ?? "", currency);
		return {
			variantId: variant.id,
			productId: product.id,
			inventoryId: variant.inventory_item_id ?? null,
			sku: variant.sku.trim(),
			barcode: variant.barcode.trim(),
			name: itemName(product.title, variant.title),
			price: typeof price === "number" ? price : null,
			// Where it is not said, a level that may not be written will say so.
			tracksStock: variant.inventory_management !== null,
			// What it tells is the sum of all places.
			quantity: null,
			// Its name is changed where the product is.
			modifiedAt: Math.max(changed, variant.updated_at ? instantOf(variant.updated_at) : 0),
		};
	});
	return [{ kind: "product", productId: product.id, items, at: changed }];
}

/** A product without variants has one, of this title. */
export function itemName(title: string, variant: string): string {
	return variant === "" || variant === "Default Title" ? title : `${title} - ${variant}`;
}

function privacy(request: "customer_data" | "customer_erase" | "shop_erase", body: unknown): Said[] {
	const { customer, orders_requested, orders_to_redact, data_request } = PrivacyShape.parse(body);
	return [
		{
			kind: "privacy",
			request,
			customerId: customer?.id ?? null,
			email: customer?.email ?? "",
			orderIds: [...orders_requested, ...orders_to_redact],
			requestId: data_request?.id ?? null,
		},
	];
}
