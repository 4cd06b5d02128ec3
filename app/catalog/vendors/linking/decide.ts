import { type Description, describe, type Listing } from "./describe.ts";
import { type Reason, type Score, scoreOf } from "./score.ts";

/** From this sure on a link is made without asking; from `worthALook` on a person is asked. */
export const sure = 0.85;
export const worthALook = 0.4;
/** By how much the best must be ahead of the next, on both sides, to be the one. */
const ahead = 0.08;

export type Candidate = { productId: string; score: number; reasons: Reason[] };

export type Decision = {
	itemId: string;
	/** link: one clear winner. review: a person is to say. none: nothing of ours resembles it. */
	outcome: "link" | "review" | "none";
	/** Best first, at most five. */
	candidates: Candidate[];
};

/** What people decided, which wins for good: the product an item is, or is not. */
export type Decided = { itemId: string; productId: string; verdict: "linked" | "apart" };

/**
 * Which of a vendor's items are which of our products. The barcode tells, then the SKU, then model, colour and size; one clear winner on both sides is
 * linked, what is not clear is for a person. Items and products a person has linked take no further part. Pure, and linear in both catalogs: only those
 * are compared that share a barcode, an SKU or the rarest of their words.
 */
export function decideLinks(items: Listing[], products: Listing[], decided: Decided[] = []): Decision[] {
	const taken = new Set(
		decided.filter(({ verdict }) => verdict === "linked").flatMap(({ itemId, productId }) => [`i ${itemId}`, `p ${productId}`]),
	);
	const apart = new Set(decided.filter(({ verdict }) => verdict === "apart").map(({ itemId, productId }) => `${itemId} ${productId}`));
	const described = items.filter(({ id }) => !taken.has(`i ${id}`)).map(describe);
	const ours = products.filter(({ id }) => !taken.has(`p ${id}`)).map(describe);
	const sizes = sizesOf(described);
	const near = neighbours(ours);
	const pairs = described.map((item) => ({
		item,
		candidates: near(item)
			.filter(({ id }) => !apart.has(`${item.id} ${id}`))
			.map((product): Candidate => ({ productId: product.id, ...scoreOf(item, product, (sizes.get(wordsKey(item))?.size ?? 0) <= 1) }))
			.filter(({ score }) => score >= worthALook)
			.sort((a, b) => b.score - a.score || (a.productId < b.productId ? -1 : 1)),
	}));
	const claims = claimsOf(pairs);
	return pairs.map(({ item, candidates }) => {
		const [best, next] = candidates;
		if (!best) return { itemId: item.id, outcome: "none", candidates: [] };
		const rival = (claims.get(best.productId) ?? []).find(({ itemId }) => itemId !== item.id);
		const clear = best.score - Math.max(next?.score ?? 0, rival?.score ?? 0) >= ahead;
		return { itemId: item.id, outcome: best.score >= sure && clear ? "link" : "review", candidates: candidates.slice(0, 5) };
	});
}

type Claim = Pick<Score, "score"> & { itemId: string };

/** For each product the two items that resemble it most. */
function claimsOf(pairs: { item: Description; candidates: Candidate[] }[]): Map<string, Claim[]> {
	const claims = new Map<string, Claim[]>();
	for (const { item, candidates } of pairs) {
		for (const { productId, score } of candidates) {
			const best = [...(claims.get(productId) ?? []), { itemId: item.id, score }].sort((a, b) => b.score - a.score).slice(0, 2);
			claims.set(productId, best);
		}
	}
	return claims;
}

const wordsKey = ({ words, sun }: Description) => `${[...words].sort().join(" ")}${sun === true ? " SUN" : ""}`;

function sizesOf(items: Description[]): Map<string, Set<number | null>> {
	const sizes = new Map<string, Set<number | null>>();
	for (const item of items) sizes.set(wordsKey(item), (sizes.get(wordsKey(item)) ?? new Set()).add(item.caliber));
	return sizes;
}

/** More products than this under one word tell nothing: another word, or a code, will. */
const crowd = 400;

/** Finds the products that could be an item: those with one of its codes, or with its rarest words. */
function neighbours(products: Description[]): (item: Description) => Description[] {
	const under = new Map<string, Description[]>();
	const put = (key: string, product: Description) => {
		const known = under.get(key);
		if (known) known.push(product);
		else under.set(key, [product]);
	};
	for (const product of products) for (const key of keysOf(product)) put(key, product);
	return (item) => {
		const found = new Set<Description>();
		const words: Description[][] = [];
		for (const key of keysOf(item)) {
			const those = under.get(key) ?? [];
			if (key.startsWith("w ")) words.push(those);
			else for (const product of those) found.add(product);
		}
		const rarest = words.filter(({ length }) => length > 0 && length <= crowd).sort((a, b) => a.length - b.length);
		for (const those of rarest.slice(0, 3)) for (const product of those) found.add(product);
		return [...found];
	};
}

function keysOf({ gtin, ownBarcode, sku, bareSku, words }: Description): string[] {
	const keys = [...words].map((word) => `w ${word}`);
	// A slip of the pen is seldom in the beginning.
	for (const word of words) if (word.length >= 5) keys.push(`w ${word.slice(0, 4)}…`);
	if (gtin) keys.push(`g ${gtin}`);
	if (ownBarcode) keys.push(`o ${ownBarcode}`);
	if (sku) keys.push(`s ${sku}`);
	if (bareSku) keys.push(`b ${bareSku}`);
	return keys;
}
