import { skuKeyOf, statusTransitions } from "#app/catalog/rules.ts";
import { attributeOf, type Axes } from "#app/catalog/variants.ts";
import { refuse } from "#app/platform/errors.ts";
import { decimalString } from "#app/platform/money.ts";
import { type CellValue, isAmount, isStill, type MatrixFact, readCell, type Said } from "./matrix-values.ts";
import { makesSense, promisedOf } from "./rules.ts";

/** The cells of a style's matrix, judged together: either every one can be, or all that cannot are named. Pure. */

/** How many cells one save may have: every fact of five hundred products. */
export const mostCells = 3500;

/** `value` as wanted, `was` as it stood when it was looked at. Amounts are decimal strings, null is none. */
export type Cell = { productId: string; fact: MatrixFact; value: CellValue; was: CellValue };

/** A variant with its shelf in the store of the save. */
export type VariantNow = Said & {
	id: string;
	skuKey: string;
	currency: string;
	version: number;
	attributes: string;
	reserved: number;
	leased: number;
	reorderTo: number;
};

/** Why a cell cannot be saved: where it stands, which rule, and what is there now. */
export type CellProblem = {
	productId: string;
	sku: string;
	row: string;
	column: string;
	fact: MatrixFact;
	rule: string;
	wanted: CellValue;
	current: CellValue;
	was: CellValue;
} & Record<string, unknown>;

/** Facts of the product itself, the same in every store. */
export const productFacts = ["sku", "barcode", "price", "cost", "status"] as const;
type Columns = Pick<VariantNow, "skuKey" | (typeof productFacts)[number]>;
type Some = Partial<Pick<VariantNow, (typeof productFacts)[number]>>;

export type MatrixChanges = {
	/** Products whose row changes, as they will be; `version` is what was read. */
	products: ({ id: string; version: number; before: Some; after: Some } & Columns)[];
	/** Shelves whose quantity changes, from what was read. */
	shelves: { productId: string; from: number; quantity: number; reserved: number; leased: number }[];
	points: { productId: string; before: number; reorderPoint: number; reorderTo: number }[];
	/** Cells that change anything. */
	saved: number;
};

/** SKUs the wanted ones would meet, of products anywhere in the business. */
type Twin = { id: string; sku: string; skuKey: string };

/**
 * Decides a save. A cell that says what is there already changes nothing.
 * @throws Refusal `not_found / product_not_found` for what is not of the style, `invalid / cells_invalid`, `conflict / cells_changed`, both with every bad cell
 */
export function decideCells(cells: readonly Cell[], variants: readonly VariantNow[], twins: readonly Twin[], axes: Axes): MatrixChanges {
	const known = new Map(variants.map((variant) => [variant.id, variant]));
	const rows = new Map<string, Row>();
	const problems: CellProblem[] = [];
	let saved = 0;
	for (const cell of cells) {
		const variant = known.get(cell.productId) ?? refuse("not_found", "product_not_found", { productId: cell.productId });
		const row = rows.get(variant.id) ?? { variant, after: {}, cells: [] };
		rows.set(variant.id, row);
		const read = readCell(cell.fact, cell.value, variant.currency);
		if ("rule" in read) {
			problems.push(problemOf(variant, axes, cell, read.rule));
			continue;
		}
		const current = variant[cell.fact];
		if (read.value === current) continue;
		if (!isStill(cell, current, variant.currency)) {
			problems.push(problemOf(variant, axes, cell, "changed"));
			continue;
		}
		saved += 1;
		row.after = { ...row.after, [cell.fact]: read.value };
		row.cells.push(cell);
	}
	const holders = skuHolders(rows, twins);
	for (const { variant, after, cells } of rows.values()) {
		const of = (fact: MatrixFact) => cells.find((cell) => cell.fact === fact);
		const [shelf, point, sku] = [of("onHand"), of("reorderPoint"), of("sku")];
		if (shelf && (after.onHand ?? 0) < promisedOf(variant)) {
			problems.push(problemOf(variant, axes, shelf, "would_go_below_reserved", { reserved: promisedOf(variant) }));
		}
		if (point && !makesSense({ reorderPoint: after.reorderPoint ?? 0, reorderTo: variant.reorderTo })) {
			problems.push(problemOf(variant, axes, point, "above_reorder_to", { reorderTo: variant.reorderTo }));
		}
		const status = after.status && of("status");
		const allowed = statusTransitions[variant.status];
		if (status && after.status && !allowed.includes(after.status)) {
			problems.push(problemOf(variant, axes, status, "invalid_transition", { allowed }));
		}
		const other = sku && holders.get(skuKeyOf(after.sku ?? ""))?.find(({ id }) => id !== variant.id);
		if (other) problems.push(problemOf(variant, axes, sku, "sku_taken", { taken: other.sku, by: other.id }));
	}
	if (problems.length > 0) refuseCells(problems, cells);
	return { ...changesOf([...rows.values()]), saved };
}

type Row = { variant: VariantNow; after: Partial<Said>; cells: Cell[] };

/** Rules that a fresh look at the page would have avoided; the others are wrong in themselves. */
const conflicts = new Set(["changed", "would_go_below_reserved", "sku_taken", "invalid_transition"]);

/** @throws Refusal naming the first bad cell in the order they came, and all of them */
function refuseCells(problems: CellProblem[], cells: readonly Cell[]): never {
	const place = new Map(cells.map(({ productId, fact }, index) => [`${productId} ${fact}`, index]));
	const inOrder = problems.toSorted((a, b) => at(a) - at(b));
	function at({ productId, fact }: CellProblem): number {
		return place.get(`${productId} ${fact}`) ?? 0;
	}
	const details = { ...inOrder[0], count: problems.length, of: cells.length, cells: inOrder };
	if (problems.every(({ rule }) => conflicts.has(rule))) refuse("conflict", "cells_changed", details);
	refuse("invalid", "cells_invalid", details);
}

function problemOf(
	variant: VariantNow,
	axes: Axes,
	{ fact, value, was }: Cell,
	rule: string,
	more: Record<string, unknown> = {},
): CellProblem {
	const attributes: Record<string, string> = JSON.parse(variant.attributes);
	const current = variant[fact];
	return {
		productId: variant.id,
		sku: variant.sku,
		row: attributeOf(attributes, axes.rowAxis),
		column: attributeOf(attributes, axes.columnAxis),
		fact,
		rule,
		wanted: value,
		was,
		current: isAmount(fact) && typeof current === "number" ? decimalString(current, variant.currency) : current,
		...more,
	};
}

/** Whose a SKU would be, when all of the save is done: of a product outside it, or of another in it. */
function skuHolders(rows: ReadonlyMap<string, Row>, twins: readonly Twin[]): Map<string, Twin[]> {
	const wanted = [...rows.values()].flatMap(({ variant: { id }, after: { sku } }) =>
		sku === undefined ? [] : [{ id, sku, skuKey: skuKeyOf(sku) }],
	);
	const staying = twins.filter(({ id }) => rows.get(id)?.after.sku === undefined);
	const holders = new Map<string, Twin[]>();
	for (const holder of [...wanted, ...staying]) holders.set(holder.skuKey, [...(holders.get(holder.skuKey) ?? []), holder]);
	return holders;
}

function changesOf(rows: Row[]): Omit<MatrixChanges, "saved"> {
	const changes: Omit<MatrixChanges, "saved"> = { products: [], shelves: [], points: [] };
	for (const { variant, after } of rows) {
		const { id, version, reorderTo, onHand: from, reorderPoint: before, reserved, leased } = variant;
		if (after.onHand !== undefined) changes.shelves.push({ productId: id, from, quantity: after.onHand, reserved, leased });
		if (after.reorderPoint !== undefined) changes.points.push({ productId: id, before, reorderPoint: after.reorderPoint, reorderTo });
		const columns = productFacts.filter((column) => after[column] !== undefined);
		if (columns.length === 0) continue;
		const { sku, barcode, price, cost, status } = { ...variant, ...after };
		const pick = (from: Some) => Object.fromEntries(columns.map((column) => [column, from[column]]));
		changes.products.push({
			id,
			version,
			sku,
			skuKey: skuKeyOf(sku),
			barcode,
			price,
			cost,
			status,
			before: pick(variant),
			after: pick(after),
		});
	}
	return changes;
}
