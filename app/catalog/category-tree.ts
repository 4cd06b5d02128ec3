/** The tree of categories: pure, and the same in the browser. */

/** How many levels a tree may have, its top one counted. */
export const mostDeep = 6;
/** How many categories a business may have: every list of them is read whole. */
export const mostCategories = 1000;

type Node = { id: string; parentId: string | null; products: number };

/** A category in its place: `depth` 0 at the top, `total` with everything under it, and the ids of all those. */
export type Placed<N extends Node> = N & { depth: number; total: number; under: string[]; siblings: string[] };

/** The tree in the order it is read: each category followed by those under it, siblings as they came. */
export function treeOf<N extends Node>(categories: readonly N[]): Placed<N>[] {
	const childrenOf = new Map<string | null, N[]>();
	for (const category of categories) childrenOf.set(category.parentId, [...(childrenOf.get(category.parentId) ?? []), category]);
	const placed = (parentId: string | null, depth: number): Placed<N>[] => {
		const siblings = childrenOf.get(parentId) ?? [];
		return siblings.flatMap((category) => {
			const below = placed(category.id, depth + 1);
			const total = below.reduce((sum, { products }) => sum + products, category.products);
			return [{ ...category, depth, total, under: below.map(({ id }) => id), siblings: siblings.map(({ id }) => id) }, ...below];
		});
	};
	return placed(null, 0);
}

/** The siblings with one of them a place up (−1) or down (+1); null where there is no such place. */
export function moved(siblings: readonly string[], id: string, by: -1 | 1): string[] | null {
	const at = siblings.indexOf(id);
	const other = siblings[at + by];
	if (at < 0 || other === undefined) return null;
	return siblings.map((each, place) => (place === at ? other : place === at + by ? id : each));
}
