import { z } from "zod";
import { decimalString, parseAmount } from "#app/platform/money.ts";
import type { Link, NewPlatformProduct, PlatformItem, ProductPage } from "../contract.ts";
import type { LevelAnswer, LevelRefusal, LevelWish } from "../level-wishes.ts";
import { PlatformTrouble } from "../trouble.ts";
import { operate } from "./shopify-graphql.server.ts";
import { globalId, plainId } from "./shopify-json.ts";
import { itemName } from "./shopify-payloads.ts";

/** What a shop at Shopify sells, and what stands on its shelf. */

const Quantities = z.array(z.object({ name: z.string(), quantity: z.number() }));
const Level = z.object({ quantities: Quantities }).nullish();
const Variant = z.object({
	id: z.string(),
	title: z.string(),
	sku: z.string().nullable(),
	barcode: z.string().nullable(),
	price: z.string(),
	updatedAt: z.string(),
	product: z.object({ id: z.string(), title: z.string(), updatedAt: z.string() }),
	inventoryItem: z.object({ id: z.string(), tracked: z.boolean(), inventoryLevel: Level }),
});
const Variants = z.object({
	nodes: z.array(Variant),
	pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
});

const available = 'quantities(names: ["available"]) { name quantity }';

/** What is asked of a variant; its level only where we know of which place. */
function variantFields(locationId: string | null): string {
	const level = locationId ? `inventoryLevel(locationId: "${globalId("Location", locationId.replace(/\D/g, ""))}") { ${available} }` : "";
	return `nodes { id title sku barcode price updatedAt product { id title updatedAt } inventoryItem { id tracked ${level} } } pageInfo { hasNextPage endCursor }`;
}

function itemOf(variant: z.output<typeof Variant>, { currency, locationId }: Link["shop"]): PlatformItem {
	const { product, inventoryItem } = variant;
	const price = parseAmount(variant.price, currency);
	return {
		variantId: plainId(variant.id),
		productId: plainId(product.id),
		inventoryId: plainId(inventoryItem.id),
		sku: (variant.sku ?? "").trim(),
		barcode: (variant.barcode ?? "").trim(),
		name: itemName(product.title, variant.title),
		price: typeof price === "number" ? price : null,
		tracksStock: inventoryItem.tracked,
		quantity: locationId === null ? null : availableIn(inventoryItem.inventoryLevel),
		modifiedAt: Math.max(Date.parse(variant.updatedAt) || 0, Date.parse(product.updatedAt) || 0),
	};
}

/** Where an item never stood, there is none of it. */
function availableIn(level: z.output<typeof Level>): number {
	return level?.quantities.find(({ name }) => name === "available")?.quantity ?? 0;
}

export async function pullVariants(link: Link, cursor: string | null): Promise<ProductPage> {
	const { productVariants, productVariantsCount } = await operate(
		link,
		`query Variants($after: String) { productVariants(first: 100, after: $after) { ${variantFields(link.shop.locationId)} } productVariantsCount(limit: null) { count } }`,
		{ after: cursor },
		z.object({ productVariants: Variants, productVariantsCount: z.object({ count: z.int() }).nullish() }),
	);
	const { nodes, pageInfo } = productVariants;
	return {
		items: nodes.map((variant) => itemOf(variant, link.shop)),
		next: pageInfo.hasNextPage ? pageInfo.endCursor : null,
		...{ read: nodes.length, unread: 0, total: productVariantsCount?.count ?? null },
	};
}

/** All variants of one product; none when it is not there. */
export async function fetchVariants(link: Link, productId: string): Promise<PlatformItem[]> {
	const items: PlatformItem[] = [];
	let cursor: string | null = null;
	do {
		const answer: z.output<typeof OneProduct> = await operate(
			link,
			`query VariantsOf($id: ID!, $after: String) { product(id: $id) { variants(first: 100, after: $after) { ${variantFields(link.shop.locationId)} } } }`,
			{ id: globalId("Product", productId), after: cursor },
			OneProduct,
		);
		if (!answer.product) return [];
		const { nodes, pageInfo } = answer.product.variants;
		items.push(...nodes.map((variant) => itemOf(variant, link.shop)));
		cursor = pageInfo.hasNextPage ? pageInfo.endCursor : null;
	} while (cursor);
	return items;
}
const OneProduct = z.object({ product: z.object({ variants: Variants }).nullable() });

/** Theirs is a search of words: what comes may be another SKU of the same words. */
export async function findVariants(link: Link, sku: string): Promise<PlatformItem[]> {
	const { productVariants } = await operate(
		link,
		`query BySku($query: String!) { productVariants(first: 50, query: $query) { ${variantFields(link.shop.locationId)} } }`,
		{ query: `sku:"${sku.replaceAll(/["\\]/g, "\\$&")}"` },
		z.object({ productVariants: Variants }),
	);
	return productVariants.nodes.map((variant) => itemOf(variant, link.shop));
}

const SetAnswer = z.object({
	inventorySetQuantities: z.object({
		userErrors: z.array(z.object({ field: z.array(z.string()).nullable(), message: z.string(), code: z.string().nullable() })),
	}),
});
type UserError = z.output<typeof SetAnswer>["inventorySetQuantities"]["userErrors"][number];

/**
 * Sets what is available, each only if it is still what we last saw. One that is refused keeps all of a call from being done, so the others are asked
 * for again without it.
 */
export async function setLevels(link: Link, wishes: LevelWish[]): Promise<LevelAnswer[]> {
	const answers: LevelAnswer[] = [];
	let left = wishes.filter((wish) => {
		if (wish.inventoryId && wish.locationId) return true;
		answers.push({ ref: wish.ref, kind: "refused", reason: "not_there", said: "" });
		return false;
	});
	while (left.length > 0) {
		const problems = await setOnce(link, left);
		if (problems.length === 0) return [...answers, ...left.map(({ ref, quantity }): LevelAnswer => ({ ref, kind: "done", quantity }))];
		const broken = new Map(problems.map((problem) => [Number(problem.field?.[2] ?? Number.NaN), problem]));
		const judged = left.flatMap((wish, index) => (broken.has(index) ? [{ wish, problem: broken.get(index)! }] : []));
		// It concerns none of them by itself.
		if (judged.length === 0) throw new PlatformTrouble("refused", "refused", { said: problems[0]?.message ?? "" });
		const stale = judged.filter(({ problem }) => isStale(problem));
		const theirs = await levelsNow(
			link,
			stale.map(({ wish }) => wish),
		);
		for (const { wish, problem } of judged)
			answers.push(
				isStale(problem)
					? { ref: wish.ref, kind: "conflict", theirs: theirs.get(wish.ref) ?? null }
					: { ref: wish.ref, kind: "refused", reason: refusalOf(problem.code ?? ""), said: problem.message.slice(0, 200) },
			);
		left = left.filter((_, index) => !broken.has(index));
	}
	return answers;
}

const isStale = ({ code }: UserError) => /_STALE$/.test(code ?? "");

function refusalOf(code: string): LevelRefusal {
	if (/^INVALID_(INVENTORY_ITEM|LOCATION)$|NOT_FOUND/.test(code)) return "not_there";
	if (/NOT_TRACKED|NON_TRACKED/.test(code)) return "not_tracked";
	return /ACCESS|PERMISSION|NOT_ALLOWED/.test(code) ? "not_allowed" : "other";
}

async function setOnce(link: Link, wishes: LevelWish[]): Promise<UserError[]> {
	const quantities = wishes.map(({ inventoryId, locationId, quantity, seen }) => ({
		inventoryItemId: globalId("InventoryItem", inventoryId ?? ""),
		locationId: globalId("Location", locationId ?? ""),
		quantity,
		changeFromQuantity: seen,
	}));
	const { inventorySetQuantities } = await operate(
		link,
		`mutation SetLevels($input: InventorySetQuantitiesInput!, $key: String!) {
			inventorySetQuantities(input: $input) @idempotent(key: $key) { userErrors { field message code } } }`,
		{
			input: { name: "available", reason: "correction", quantities },
			key: await keyOf(
				wishes.map(({ key }) => key),
				quantities,
			),
		},
		SetAnswer,
	);
	return inventorySetQuantities.userErrors;
}

/** One key for the same levels asked for by the same wishes, in the form of a UUID; another for anything else. */
async function keyOf(keys: string[], quantities: object[]): Promise<string> {
	const bytes = new TextEncoder().encode(JSON.stringify([keys, quantities]));
	const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
	const hex = [...digest.slice(0, 16)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** What is available now, by `ref`. All wishes of one call are for one place. */
async function levelsNow(link: Link, wishes: LevelWish[]): Promise<Map<string, number>> {
	const locationId = wishes[0]?.locationId;
	if (!locationId) return new Map();
	const { nodes } = await operate(
		link,
		`query Levels($ids: [ID!]!, $location: ID!) { nodes(ids: $ids) { ... on InventoryItem { id inventoryLevel(locationId: $location) { ${available} } } } }`,
		{ ids: wishes.map(({ inventoryId }) => globalId("InventoryItem", inventoryId ?? "")), location: globalId("Location", locationId) },
		z.object({ nodes: z.array(z.object({ id: z.string().optional(), inventoryLevel: Level }).nullable()) }),
	);
	return new Map(
		wishes.flatMap(({ ref, inventoryId }): [string, number][] => {
			const found = nodes.find((node) => node?.id && plainId(node.id) === inventoryId);
			return found ? [[ref, availableIn(found.inventoryLevel)]] : [];
		}),
	);
}

/** Makes a product of one variant, counted from the start, as a draft. Its level is set as every other one. */
export async function createShopifyProduct(link: Link, product: NewPlatformProduct): Promise<PlatformItem> {
	const { name, sku, barcode, price, currency, quantity } = product;
	const { locationId } = link.shop;
	const { productSet } = await operate(
		link,
		`mutation Create($input: ProductSetInput!) { productSet(synchronous: true, input: $input) {
			product { variants(first: 1) { ${variantFields(locationId)} } } userErrors { message } } }`,
		{
			input: {
				title: name,
				status: "DRAFT",
				productOptions: [{ name: "Title", values: [{ name: "Default Title" }] }],
				variants: [
					{
						optionValues: [{ optionName: "Title", name: "Default Title" }],
						sku,
						...(barcode && { barcode }),
						price: decimalString(price, currency),
						inventoryItem: { tracked: true },
						...(locationId && {
							inventoryQuantities: [{ locationId: globalId("Location", locationId), name: "available", quantity }],
						}),
					},
				],
			},
		},
		z.object({
			productSet: z.object({
				product: z.object({ variants: Variants }).nullable(),
				userErrors: z.array(z.object({ message: z.string() })),
			}),
		}),
	);
	const variant = productSet.product?.variants.nodes[0];
	if (!variant) throw new PlatformTrouble("refused", "refused", { said: productSet.userErrors[0]?.message ?? "" });
	return itemOf(variant, link.shop);
}
