/** One shop on the stand-in for Shopify: what it sells, what is on its shelves, its orders, and the webhooks it owes. */

export type FakeVariant = {
	id: string;
	itemId: string;
	title: string;
	sku: string;
	barcode: string | null;
	price: string;
	tracked: boolean;
	/** By location. */
	available: Map<string, number>;
	changedAt: number;
	addedAt: number;
};
export type FakeProduct = { id: string; title: string; vendor: string; status: string; changedAt: number; variants: FakeVariant[] };

export type FakeLine = {
	id: string;
	variant: FakeVariant | null;
	productId: string | null;
	title: string;
	quantity: number;
	current: number;
	price: string;
	discount: string;
	tax: string;
	giftCard: boolean;
	tip: boolean;
};
export type FakeRefund = {
	id: string;
	at: number;
	lines: { id: string; line: FakeLine; quantity: number; restockType: string; locationId: string | null }[];
	amount: string;
};
export type FakeOrder = {
	id: string;
	name: string;
	placedAt: number;
	changedAt: number;
	cancelledAt: number | null;
	financial: string;
	/** What was paid of it, in hundredths, before anything went back. */
	received: number;
	fulfillment: string | null;
	currency: string;
	/** What the buyer saw, and how many of it one of the shop's currency is. */
	presentment: { currency: string; rate: number };
	test: boolean;
	customer: { id: string; email: string; first: string; last: string; phone: string | null } | null;
	lines: FakeLine[];
	shipping: string;
	refunds: FakeRefund[];
	taxesIncluded: boolean;
	giftCardPayment: boolean;
};

export type FakeSubscription = { id: string; topic: string; uri: string };
export type Delivery = { topic: string; uri: string; body: string; webhookId: string; eventId: string; at: number };

/** What goes wrong with the next call to the Admin API. */
export type Trouble =
	| { kind: "throttled" }
	| { kind: "status"; status: number; retryAfter?: string; html?: boolean }
	| { kind: "hang" }
	| { kind: "truncated" }
	| { kind: "html" }
	| { kind: "redirect"; to: string }
	/** It is done, and the answer is lost. */
	| { kind: "lost" }
	| { kind: "expired" };

export type Token = { access: string; refresh: string; scope: string; expiresAt: number; replacedBy: Token | null; used: boolean };

export const numbersIn = (gid: string): string => /(\d+)(\?.*)?$/.exec(gid)?.[1] ?? "";

type LineWish = {
	sku?: string;
	quantity?: number;
	price?: string;
	discount?: string;
	tax?: string;
	title?: string;
	giftCard?: boolean;
	tip?: boolean;
};
export type OrderWish = {
	lines: LineWish[];
	currency?: string;
	presentment?: { currency: string; rate: number };
	test?: boolean;
	customer?: FakeOrder["customer"];
	shipping?: string;
	financial?: string;
	/** A deposit. */
	received?: string;
	taxesIncluded?: boolean;
	giftCardPayment?: boolean;
};

const cents = (text: string) => Math.round(Number(text) * 100);

/** What an order comes to, in hundredths, before anything went back. */
export function totalOf({ lines, shipping, taxesIncluded }: FakeOrder): number {
	return lines.reduce(
		(sum, line) => sum + cents(line.price) * line.quantity - cents(line.discount) + (taxesIncluded ? 0 : cents(line.tax)),
		cents(shipping),
	);
}
const netOf = (line: FakeLine, quantity: number) =>
	Math.round(((cents(line.price) * line.quantity - cents(line.discount)) * quantity) / line.quantity);

/** What is left of it by now comes to, less what was paid and not given back. */
const leftToPay = (order: FakeOrder): number =>
	totalOf(order) -
	order.lines.reduce((sum, line) => sum + netOf(line, line.quantity - line.current), 0) -
	(order.received - order.refunds.reduce((sum, { amount }) => sum + cents(amount), 0));
/** How it is called by what was paid of it. */
const standingOf = (order: FakeOrder): string => (leftToPay(order) <= 0 ? "paid" : order.received > 0 ? "partially_paid" : "pending");
export const outstandingOf = (order: FakeOrder): number =>
	["pending", "partially_paid", "partially_refunded", "refunded"].includes(order.financial) ? leftToPay(order) : 0;

export function openFakeShop(host: string, clock: () => number, currency = "DKK") {
	// Beyond 2^53, as theirs are.
	let serial = 271_878_346_596_884_000n;
	const id = () => String(++serial);
	const mainLocation = id();

	const shop = {
		host,
		currency,
		name: host.split(".")[0] ?? host,
		id: id(),
		locations: [
			{ id: mainLocation, name: "Shop location", isActive: true, fulfillsOnlineOrders: true },
			{ id: id(), name: "Warehouse", isActive: true, fulfillsOnlineOrders: false },
		],
		products: [] as FakeProduct[],
		orders: [] as FakeOrder[],
		subscriptions: [] as FakeSubscription[],
		owed: [] as Delivery[],
		delivered: [] as (Delivery & { status: number })[],
		tokens: [] as Token[],
		refreshes: 0,
		calls: [] as { fields: string[]; cost: number; at: number }[],
		troubles: [] as Trouble[],
		/** Ids of orders it has an error for instead of an answer, whatever else works. */
		sick: new Set<string>(),
		/** The version it answers in, whatever is asked; null: in the one that is asked. */
		speaks: null as string | null,
		/** Of a hundred calls so many fail, with 500. */
		failing: 0,
		bucket: { maximum: 2000, restoreRate: 100, available: 2000, at: clock() },
		idempotent: new Map<string, { payload: string; answer: unknown }>(),
		writes: 0,
		uninstalled: false,
		/** How long it takes until its search finds what was added, ms. */
		searchLag: 0,
		/** Why it makes no product, where it does not. */
		refuses: "",
		newId: id,
		/** Goes on counting from further on: what is bought from now on is not taken for what was bought before the stand-in was started again. */
		countFrom(distance: number): void {
			serial += BigInt(distance);
		},
		now: clock,

		add(wish: {
			title: string;
			vendor?: string;
			variants: { title?: string; sku: string; barcode?: string | null; price?: string; available?: number; tracked?: boolean }[];
		}): FakeProduct {
			const product: FakeProduct = {
				id: id(),
				title: wish.title,
				vendor: wish.vendor ?? shop.name,
				status: "ACTIVE",
				changedAt: clock(),
				variants: wish.variants.map(
					({ title = "Default Title", sku, barcode = null, price = "100.00", available = 0, tracked = true }) => ({
						id: id(),
						itemId: id(),
						title,
						sku,
						barcode,
						price,
						tracked,
						available: new Map([[mainLocation, available]]),
						changedAt: clock(),
						addedAt: clock(),
					}),
				),
			};
			shop.products.push(product);
			shop.owe("products/create", productBody(product));
			return product;
		},
		/** Somebody takes a product away, or one variant of it. */
		remove(product: FakeProduct, variant?: FakeVariant): void {
			if (variant) {
				product.variants = product.variants.filter((one) => one !== variant);
				shop.change(product, {});
				return;
			}
			shop.products = shop.products.filter((one) => one !== product);
			shop.owe("products/delete", rawJson({ id: raw(product.id) }));
		},
		variant(sku: string): FakeVariant | undefined {
			return shop.products.flatMap(({ variants }) => variants).find((variant) => variant.sku === sku);
		},
		item(itemId: string): FakeVariant | undefined {
			return shop.products.flatMap(({ variants }) => variants).find((variant) => variant.itemId === itemId);
		},
		/** What the shop says it has of a SKU where web orders leave from. */
		available(sku: string): number | undefined {
			return shop.variant(sku)?.available.get(mainLocation);
		},
		/** Somebody at Shopify's own admin (or the write of an app) sets a level. */
		setLevel(variant: FakeVariant, locationId: string, available: number, eventId: string = crypto.randomUUID()): void {
			if (variant.available.get(locationId) === available) return;
			variant.available.set(locationId, available);
			variant.changedAt = clock();
			shop.owe("inventory_levels/update", levelBody(variant, locationId, clock()), eventId);
			// A product is told of, too, when only its stock changed.
			const product = shop.products.find(({ variants }) => variants.includes(variant));
			if (product) shop.change(product, {}, eventId);
		},
		change(product: FakeProduct, fields: { title?: string; status?: string }, eventId: string = crypto.randomUUID()): void {
			Object.assign(product, fields, { changedAt: clock() });
			shop.owe("products/update", productBody(product), eventId);
		},
		order(wish: OrderWish): FakeOrder {
			const number = 1001 + shop.orders.length;
			const order: FakeOrder = {
				id: id(),
				name: `#${number}`,
				placedAt: clock(),
				changedAt: clock(),
				cancelledAt: null,
				financial: wish.financial ?? "paid",
				received: cents(wish.received ?? "0.00"),
				fulfillment: null,
				currency: wish.currency ?? currency,
				presentment: wish.presentment ?? { currency: wish.currency ?? currency, rate: 1 },
				test: wish.test ?? false,
				customer:
					wish.customer === undefined ? { id: id(), email: "ada@buyer.example", first: "Ada", last: "Holm", phone: null } : wish.customer,
				shipping: wish.shipping ?? "0.00",
				refunds: [],
				taxesIncluded: wish.taxesIncluded ?? true,
				giftCardPayment: wish.giftCardPayment ?? false,
				lines: wish.lines.map((line) => {
					const variant = line.sku ? (shop.variant(line.sku) ?? null) : null;
					const product = shop.products.find(({ variants }) => variant && variants.includes(variant));
					return {
						id: id(),
						variant,
						productId: product?.id ?? null,
						title: line.title ?? product?.title ?? "Something",
						quantity: line.quantity ?? 1,
						current: line.quantity ?? 1,
						price: line.price ?? variant?.price ?? "0.00",
						discount: line.discount ?? "0.00",
						tax: line.tax ?? "0.00",
						giftCard: line.giftCard ?? false,
						tip: line.tip ?? false,
					};
				}),
			};
			if (order.financial === "paid") order.received = totalOf(order);
			shop.orders.push(order);
			const eventId = crypto.randomUUID();
			shop.owe("orders/create", orderBody(order), eventId);
			for (const { variant, quantity, giftCard } of order.lines)
				if (variant?.tracked && !giftCard)
					shop.setLevel(variant, mainLocation, (variant.available.get(mainLocation) ?? 0) - quantity, eventId);
			return order;
		},
		/** Gives pieces of lines back, or all that is left; `restockType` as Shopify's: return, cancel, no_restock. An amount alone gives no goods back; `money`: what goes back for its lines, where some of it was not paid. */
		refund(
			order: FakeOrder,
			wish: { lines?: { line: number; quantity: number }[]; amount?: string; money?: string; restockType?: string },
			eventId: string = crypto.randomUUID(),
		): FakeRefund {
			const { restockType = "return" } = wish;
			const taken = wish.amount
				? []
				: (wish.lines ?? order.lines.map(({ current }, line) => ({ line, quantity: current }))).filter(({ quantity }) => quantity > 0);
			const refund: FakeRefund = {
				id: id(),
				at: clock(),
				amount:
					wish.amount ?? wish.money ?? decimal(taken.reduce((sum, { line, quantity }) => sum + netOf(order.lines[line]!, quantity), 0)),
				lines: taken.map(({ line, quantity }) => ({
					id: id(),
					line: order.lines[line]!,
					quantity,
					restockType,
					locationId: restockType === "no_restock" ? null : mainLocation,
				})),
			};
			for (const { line, quantity } of refund.lines) {
				line.current -= quantity;
				if (restockType !== "no_restock" && line.variant?.tracked)
					shop.setLevel(line.variant, mainLocation, (line.variant.available.get(mainLocation) ?? 0) + quantity, eventId);
			}
			order.refunds.push(refund);
			order.changedAt = clock();
			const given = order.refunds.reduce((sum, { amount }) => sum + cents(amount), 0);
			order.financial = given >= order.received ? "refunded" : "partially_refunded";
			shop.owe("refunds/create", refundBody(order, refund), eventId);
			shop.owe("orders/updated", orderBody(order), eventId);
			return refund;
		},
		/** Somebody edits an order: a line is added, more of one is wanted, or something is taken off it. `financial`: whether what it is more is paid. */
		edit(
			order: FakeOrder,
			wish: {
				add?: { sku: string; quantity: number }[];
				raise?: { line: number; by: number }[];
				lower?: { line: number; by: number }[];
				off?: { line: number; discount: string }[];
			},
			/** null: as far as what was paid of it goes. */
			financial: string | null = "partially_paid",
		): void {
			const eventId = crypto.randomUUID();
			const sold = (variant: FakeVariant | null, quantity: number) => {
				if (variant?.tracked) shop.setLevel(variant, mainLocation, (variant.available.get(mainLocation) ?? 0) - quantity, eventId);
			};
			for (const { line, by } of wish.raise ?? []) {
				const raised = order.lines[line]!;
				raised.quantity += by;
				raised.current += by;
				sold(raised.variant, by);
			}
			for (const { line, by } of wish.lower ?? []) {
				order.lines[line]!.current -= by;
				sold(order.lines[line]!.variant, -by);
			}
			for (const { line, discount } of wish.off ?? []) order.lines[line]!.discount = discount;
			for (const { sku, quantity } of wish.add ?? []) {
				const variant = shop.variant(sku) ?? null;
				const product = shop.products.find(({ variants }) => variant && variants.includes(variant));
				const { price = "0.00" } = variant ?? {};
				const kind = { discount: "0.00", tax: "0.00", giftCard: false, tip: false };
				const title = product?.title ?? "Something";
				order.lines.push({ id: id(), variant, productId: product?.id ?? null, title, quantity, current: quantity, price, ...kind });
				sold(variant, quantity);
			}
			order.changedAt = clock();
			order.financial = financial ?? standingOf(order);
			if (financial === "paid") order.received = totalOf(order);
			shop.owe("orders/updated", orderBody(order), eventId);
		},
		/** So much more of it is paid. */
		pay(order: FakeOrder, amount: string): void {
			order.received += cents(amount);
			order.financial = standingOf(order);
			order.changedAt = clock();
			shop.owe("orders/updated", orderBody(order));
		},
		/** So much of what was paid of it is paid no more. */
		undo(order: FakeOrder, amount: string): void {
			order.received -= cents(amount);
			order.financial = standingOf(order);
			order.changedAt = clock();
			shop.owe("orders/updated", orderBody(order));
		},
		cancel(order: FakeOrder, { restock = true } = {}): void {
			const eventId = crypto.randomUUID();
			order.cancelledAt = clock();
			order.changedAt = clock();
			shop.refund(order, { restockType: restock ? "cancel" : "no_restock" }, eventId);
			shop.owe("orders/cancelled", orderBody(order), eventId);
		},
		fulfil(order: FakeOrder, fulfillment: "partial" | "fulfilled" = "fulfilled"): void {
			order.fulfillment = fulfillment;
			order.changedAt = clock();
			shop.owe("orders/updated", orderBody(order));
		},
		uninstall(): void {
			shop.owe("app/uninstalled", JSON.stringify({ id: 954889, name: shop.name, domain: host, myshopify_domain: host }));
			shop.uninstalled = true;
			shop.tokens = [];
			shop.subscriptions = [];
		},
		/** What a topic's subscribers are owed. The three privacy topics go where the app's configuration says, which is `uri` here. */
		owe(topic: string, body: string, eventId: string = crypto.randomUUID(), uri?: string): void {
			const uris = uri
				? [uri]
				: shop.subscriptions.filter((one) => one.topic === topic.toUpperCase().replace("/", "_")).map((one) => one.uri);
			for (const to of uris) shop.owed.push({ topic, uri: to, body, webhookId: crypto.randomUUID(), eventId, at: clock() });
		},
	};

	const iso = (at: number) => new Date(at).toISOString().replace(/\.\d+Z$/, "+00:00");
	const decimal = (amount: number) => (amount / 100).toFixed(2);
	function money(order: FakeOrder, amount: number) {
		const { currency: theirs, rate } = order.presentment;
		return {
			shop_money: { amount: decimal(amount), currency_code: order.currency },
			presentment_money: { amount: decimal(Math.round(amount * rate)), currency_code: theirs },
		};
	}

	function levelBody(variant: FakeVariant, locationId: string, at: number): string {
		return rawJson({
			inventory_item_id: raw(variant.itemId),
			location_id: raw(locationId),
			available: variant.available.get(locationId) ?? null,
			updated_at: iso(at),
			admin_graphql_api_id: `gid://shopify/InventoryLevel/${locationId}?inventory_item_id=${variant.itemId}`,
		});
	}

	function productBody(product: FakeProduct): string {
		return rawJson({
			id: raw(product.id),
			admin_graphql_api_id: `gid://shopify/Product/${product.id}`,
			title: product.title,
			vendor: product.vendor,
			status: product.status.toLowerCase(),
			updated_at: iso(product.changedAt),
			variants: product.variants.map((variant) => ({
				id: raw(variant.id),
				product_id: raw(product.id),
				title: variant.title,
				sku: variant.sku,
				barcode: variant.barcode,
				price: variant.price,
				inventory_item_id: raw(variant.itemId),
				inventory_management: variant.tracked ? "shopify" : null,
				inventory_quantity: variant.available.get(mainLocation) ?? 0,
			})),
		});
	}

	function lineBody(line: FakeLine, order: FakeOrder) {
		const off = cents(line.discount);
		return {
			id: raw(line.id),
			variant_id: line.variant && raw(line.variant.id),
			product_id: line.productId && raw(line.productId),
			product_exists: line.productId !== null,
			title: line.title,
			variant_title: line.variant?.title ?? null,
			name: line.title,
			sku: line.variant?.sku ?? "",
			quantity: line.quantity,
			current_quantity: line.current,
			price: line.price,
			price_set: money(order, cents(line.price)),
			// Nothing, although there are allocations: as it really comes.
			total_discount: "0.00",
			discount_allocations: off > 0 ? [{ amount: line.discount, amount_set: money(order, off), discount_application_index: 0 }] : [],
			tax_lines: cents(line.tax) > 0 ? [{ title: "VAT", price: line.tax, rate: 0.25, price_set: money(order, cents(line.tax)) }] : [],
			gift_card: line.giftCard,
			taxable: true,
			requires_shipping: !line.giftCard && !line.tip,
			...(line.tip && { tip_payment_gateway: "shopify_payments", tip_payment_method: "card" }),
		};
	}

	function orderBody(order: FakeOrder): string {
		const tax = order.lines.reduce((sum, line) => sum + cents(line.tax), 0);
		const total = totalOf(order);
		const left = order.lines.reduce(
			(sum, line) => sum + Math.round(((cents(line.price) * line.quantity - cents(line.discount)) * line.current) / line.quantity),
			0,
		);
		const { customer } = order;
		return rawJson({
			id: raw(order.id),
			admin_graphql_api_id: `gid://shopify/Order/${order.id}`,
			name: order.name,
			order_number: Number(order.name.slice(1)),
			created_at: iso(order.placedAt),
			updated_at: iso(order.changedAt),
			processed_at: iso(order.placedAt),
			cancelled_at: order.cancelledAt === null ? null : iso(order.cancelledAt),
			cancel_reason: order.cancelledAt === null ? null : "customer",
			financial_status: order.financial,
			fulfillment_status: order.fulfillment,
			currency: order.currency,
			presentment_currency: order.presentment.currency,
			taxes_included: order.taxesIncluded,
			total_price: decimal(total),
			total_outstanding: decimal(outstandingOf(order)),
			total_price_set: money(order, total),
			current_total_price: order.cancelledAt === null ? decimal(left + cents(order.shipping)) : "0.00",
			total_tax: decimal(tax),
			total_tip_received: decimal(order.lines.filter(({ tip }) => tip).reduce((sum, line) => sum + cents(line.price), 0)),
			test: order.test,
			source_name: "web",
			location_id: null,
			email: customer?.email ?? "",
			phone: null,
			note: null,
			customer: customer && {
				id: raw(customer.id),
				email: customer.email,
				first_name: customer.first,
				last_name: customer.last,
				phone: customer.phone,
			},
			billing_address: null,
			shipping_address: customer && {
				name: `${customer.first} ${customer.last}`,
				company: null,
				address1: "Nørregade 1",
				address2: null,
				city: "København K",
				zip: "1165",
				province: null,
				country_code: "DK",
				phone: customer.phone,
			},
			payment_gateway_names: [order.giftCardPayment ? "gift_card" : "shopify_payments"],
			shipping_lines: cents(order.shipping)
				? [
						{
							id: raw(id()),
							title: "Standard",
							price: order.shipping,
							price_set: money(order, cents(order.shipping)),
							discounted_price: order.shipping,
						},
					]
				: [],
			line_items: order.lines.map((line) => lineBody(line, order)),
			refunds: order.refunds.map((refund) => refundOf(order, refund)),
			fulfillments: [],
			tax_lines: [],
		});
	}

	function refundOf(order: FakeOrder, refund: FakeRefund) {
		return {
			id: raw(refund.id),
			order_id: raw(order.id),
			created_at: iso(refund.at),
			note: "",
			restock: refund.lines.some(({ restockType }) => restockType !== "no_restock"),
			refund_line_items: refund.lines.map(({ id: lineId, line, quantity, restockType, locationId }) => {
				return {
					id: raw(lineId),
					line_item_id: raw(line.id),
					quantity,
					restock_type: restockType,
					location_id: locationId && raw(locationId),
					// Numbers, where all other money is text.
					subtotal: netOf(line, quantity) / 100,
					total_tax: 0,
					line_item: lineBody(line, order),
				};
			}),
			order_adjustments: [],
			transactions: [{ id: raw(id()), kind: "refund", status: "success", amount: refund.amount, currency: order.currency }],
		};
	}
	const refundBody = (order: FakeOrder, refund: FakeRefund) => rawJson(refundOf(order, refund));
	return Object.assign(shop, { mainLocation });
}
export type FakeShop = ReturnType<typeof openFakeShop>;

/** Numbers that JavaScript cannot hold, written as they are. */
const raw = (digits: string) => `\u0001${digits}`;
const rawJson = (value: unknown) => JSON.stringify(value).replace(/"\\u0001(\d+)"/g, "$1");
