import { type Description, describe, type Listing } from "./describe.ts";
import { type Reason, type Score, scoreOf } from "./score.ts";

/** From this sure on a link is made without asking; from `worthALook` on a person is asked. */
export const sure = 0.85;
export const worthALook = 0.4;
/** By how much the best must be ahead of the next, on both sides, to be the one. */
const ahead = 0.08;
/** How many a person is shown of what an item could be. */
export const mostCandidates = 9;

export type Candidate = { productId: string; score: number; reasons: Reason[] };
/** link: one clear winner. review: a person is to say. none: nothing of ours resembles it. */
export type Outcome = "link" | "review" | "none";

export type Decision = {
	itemId: string;
	outcome: Outcome;
	/** Best first, at most `mostCandidates`. */
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
	const look = looker(products.filter(({ id }) => !taken.has(`p ${id}`)).map(describe));
	const pairs = look(described, (itemId, productId) => apart.has(`${itemId} ${productId}`));
	const claims = claimsOf(pairs);
	return pairs.map(({ itemId, candidates }) => {
		const rival = (claims.get(candidates[0]?.productId ?? "") ?? []).find((claim) => claim.itemId !== itemId);
		return { itemId, outcome: outcomeOf(candidates, rival?.score ?? 0), candidates };
	});
}

/** @param rival how well another item of the vendor's fits the best of these candidates */
export function outcomeOf([best, next]: readonly Pick<Candidate, "score">[], rival: number): Outcome {
	if (!best) return "none";
	const clear = best.score - Math.max(next?.score ?? 0, rival) >= ahead;
	return best.score >= sure && clear ? "link" : "review";
}

export type Looked = { itemId: string; candidates: Candidate[] };

/** What each of some items could be among these products, best first. Whether a size that is not said can be no other, the items asked about together tell. */
export function looker(
	products: Description[],
): (items: Description[], isApart?: (itemId: string, productId: string) => boolean) => Looked[] {
	const near = neighbours(products);
	return (items, isApart = () => false) => {
		const sizes = sizesOf(items);
		return items.map((item) => ({
			itemId: item.id,
			candidates: near(item)
				.filter(({ id }) => !isApart(item.id, id))
				.map((product): Candidate => ({ productId: product.id, ...scoreOf(item, product, (sizes.get(wordsKey(item))?.size ?? 0) <= 1) }))
				.filter(({ score }) => score >= worthALook)
				.sort((a, b) => b.score - a.score || (a.productId < b.productId ? -1 : 1))
				.slice(0, mostCandidates),
		}));
	};
}

type Claim = Pick<Score, "score"> & { itemId: string };

/** For each product the two items that resemble it most. */
function claimsOf(pairs: Looked[]): Map<string, Claim[]> {
	const claims = new Map<string, Claim[]>();
	for (const { itemId, candidates } of pairs) {
		for (const { productId, score } of candidates) {
			const best = [...(claims.get(productId) ?? []), { itemId, score }].sort((a, b) => b.score - a.score).slice(0, 2);
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

function keysOf({ gtin, maybeGtin, ownBarcode, sku, bareSku, words }: Description): string[] {
	const keys = [...words].map((word) => `w ${word}`);
	// A slip of the pen is seldom in the beginning.
	for (const word of words) if (word.length >= 5) keys.push(`w ${word.slice(0, 4)}…`);
	if (gtin ?? maybeGtin) keys.push(`g ${gtin ?? maybeGtin}`);
	if (ownBarcode) keys.push(`o ${ownBarcode}`);
	if (sku) keys.push(`s ${sku}`);
	if (bareSku) keys.push(`b ${bareSku}`);
	return keys;
}
