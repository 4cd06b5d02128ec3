import type { z } from "zod";
import { mostCategories, mostDeep } from "#app/catalog/category-tree.ts";
import type { AddProduct } from "#app/catalog/input.ts";
import { isGtin, normalBarcode, type ProductStatus, statusTransitions } from "#app/catalog/rules.ts";
import { columnsOf, difference, newProductOf, type SaidOfProduct } from "#app/catalog/said-of-product.ts";
import { parseAmount } from "#app/platform/money.ts";
import { typedAmount } from "#app/platform/typed-amount.ts";
import { languageOf } from "./dialect.ts";
import { type Identity, identityOf } from "./identity.ts";
import type { Judged, Reading, Said } from "./judge.ts";
import { type CategoryFact, categoryLookup, type StyleFact, styleLookup } from "./lookups.ts";
import { type Outcome, type RowIssue, shownLetters } from "./rules.ts";

/** What shall become of rows, held against what is there: the same for the preview and for the import. Pure, browser-safe. */

/** A product as its row, with its shelf in the store of the import (`onHand` null: it has none there). */
export type Known = {
	id: string;
	styleId: string | null;
	name: string;
	description: string;
	sku: string;
	skuKey: string;
	barcode: string | null;
	unit: string;
	price: number | null;
	cost: number | null;
	currency: string;
	taxRate: number | null;
	categoryId: string | null;
	vendor: string;
	attributes: string;
	imageUrl: string | null;
	isAvailable: number;
	status: ProductStatus;
	version: number;
	onHand: number | null;
	reserved: number;
	/** The row of this import that spoke of it already. */
	takenBy: number | null;
};

export type Facts = { products: readonly Known[]; categories: readonly CategoryFact[]; styles: readonly StyleFact[] };
export type Planning = {
	/** Of the store new products stand in. */
	currency: string;
	/** Rows that say the same product as an earlier one, which is named. */
	twins: ReadonlyMap<number, number>;
	newId(): string;
};

export type Verdict = {
	row: number;
	outcome: Outcome;
	name: string;
	sku: string;
	/** What is another than before. */
	changed: string[];
	issues: RowIssue[];
	/** Its barcode looks like a GTIN whose last digit is wrong; that is said and not refused. */
	oddBarcode: boolean;
};

type NewProduct = ReturnType<typeof newProductOf>;
export type Edit = { row: number; known: Known; before: Record<string, unknown>; after: Record<string, unknown> };
export type Plan = {
	verdicts: Verdict[];
	created: { row: number; product: NewProduct }[];
	/** Those of which only the shelf changes are among them, with nothing before and after. */
	edited: Edit[];
	categories: CategoryFact[];
	styles: (StyleFact & { categoryId: string | null; imageUrl: string | null })[];
	/** Shelves to open, and what is put on them. */
	opened: { productId: string; quantity: number; reorderPoint: number }[];
	/** Shelves that are there and shall hold something else. */
	set: { productId: string; quantity: number; was: number }[];
};

/** Decides rows one after the other; what one makes (a style, a category), the next finds. */
export function planRows(rows: readonly Judged[], facts: Facts, reading: Reading, planning: Planning): Plan {
	const { choices, mapping } = reading;
	const categories = categoryLookup(facts.categories);
	const styles = styleLookup(facts.styles);
	const byId = new Map(facts.products.map((product) => [product.id, product]));
	const bySku = new Map(facts.products.map((product) => [product.skuKey, product]));
	const plan: Plan = { verdicts: [], created: [], edited: [], categories: categories.made, styles: [], opened: [], set: [] };
	const taken = new Map(facts.products.flatMap(({ id, takenBy }) => (takenBy === null ? [] : [[id, takenBy]])));

	for (const judged of rows) plan.verdicts.push(decide(judged));
	return plan;

	function decide({ row, said, issues: found }: Judged): Verdict {
		const issues = [...found];
		const wrong = (field: string, rule: string, details?: RowIssue["details"], value?: string | null) =>
			void issues.push({
				column: mapping.indexOf(field),
				...{ field, rule, value: (value ?? "").slice(0, shownLetters) },
				...(details && { details }),
			});
		const identity = identityOf(said, choices.makeSkus);
		const twin = planning.twins.get(row);
		if (twin !== undefined) wrong(said.sku ? "sku" : "barcode", "twice_in_file", { row: twin }, said.sku ?? said.barcode);
		if (!identity) wrong("sku", "sku_missing");
		const known = identity ? match(identity, wrong) : undefined;
		const verdict = (outcome: Outcome, changed: string[] = []): Verdict => ({
			...{ row, changed, issues, outcome: issues.length > 0 ? "wrong" : outcome },
			name: (said.name ?? known?.name ?? "").slice(0, shownLetters),
			sku: (identity?.sku ?? known?.sku ?? "").slice(0, shownLetters),
			oddBarcode: isOdd(said.barcode),
		});
		if (!identity) return verdict("wrong");
		if (known && choices.existing === "skip" && issues.length === 0) return verdict("skipped");
		const earlier = known && taken.get(known.id);
		if (earlier !== undefined && earlier !== row && twin === undefined) wrong("sku", "same_product", { row: earlier }, known?.sku);

		const currency = known?.currency ?? planning.currency;
		if (said.currency && said.currency !== currency) wrong("currency", "other_currency", { currency }, said.currency);
		const amount = (field: "price" | "cost") => {
			const text = said[field];
			if (text === null || text === undefined) return text;
			const read = amountIn(text, currency, reading.decimals);
			if ("decimal" in read) return read.decimal;
			wrong(field, read.rule, { currency }, text);
			return undefined;
		};
		const [price, cost] = [amount("price"), amount("cost")];
		const categoryId = categoryOf(said, wrong);
		if (!known && !said.name && !issues.some(({ field }) => field === "name")) wrong("name", "name_missing");
		if (!known && choices.newStatus === "file" && said.status === "archived") wrong("status", "new_archived", undefined, said.status);
		if (known && said.status && said.status !== known.status && !statusTransitions[known.status].includes(said.status))
			wrong("status", "invalid_transition", { from: known.status }, said.status);
		if (known?.onHand != null && choices.quantities === "all" && said.quantity != null && said.quantity < known.reserved)
			wrong("quantity", "below_reserved", { reserved: known.reserved }, String(said.quantity));
		if (issues.length > 0) return verdict("wrong");

		// Only rows that hold make anything on the way.
		const category = said.category && categoryId === undefined ? categories.make(said.category, planning.newId) : categoryId;
		const styleId = styleOf(said, known, category);
		const says = { ...said, price, cost, categoryId: category, styleId };
		if (!known) return create(row, says, identity, verdict);
		return edit(row, known, says, verdict);
	}

	function match(
		{ id, skuKey, barcodes }: Identity,
		wrong: (field: string, rule: string, details?: RowIssue["details"], value?: string) => void,
	) {
		const named = id ? byId.get(id) : undefined;
		const called = skuKey ? bySku.get(skuKey) : undefined;
		if (named && called && named.id !== called.id) wrong("sku", "sku_taken", { name: called.name }, called.sku);
		if (named || skuKey) return named ?? called;
		const coded = facts.products.filter(({ barcode }) => barcode !== null && barcodes.includes(barcode));
		if (coded.length > 1) wrong("barcode", "code_of_several", { count: coded.length }, barcodes[0]);
		return coded[0];
	}

	/** Null: none. Undefined: the file says nothing, or one that has yet to be made. */
	function categoryOf({ categoryId, category }: Said, wrong: (field: string, rule: string, details?: undefined, value?: string) => void) {
		if (categoryId && categories.has(categoryId)) return categoryId;
		if (category === undefined) {
			if (categoryId) wrong("categoryId", "category_unknown", undefined, categoryId);
			return categoryId === null ? null : undefined;
		}
		if (category === null || category.length === 0) return categoryId ? undefined : null;
		const found = categories.find(category);
		if (found) return found;
		const path = category.join(" > ");
		if (!choices.makeCategories) wrong("category", "category_unknown", undefined, path);
		else if (category.length > mostDeep) wrong("category", "category_too_deep", undefined, path);
		else if (facts.categories.length + categories.made.length + category.length > mostCategories)
			wrong("category", "too_many_categories", undefined, path);
		return undefined;
	}

	function styleOf({ styleId, style, vendor, imageUrl }: Said, known: Known | undefined, categoryId: string | null | undefined) {
		if (styleId && styles.has(styleId)) return styleId;
		if (!style) return style ?? (styleId === null ? null : undefined);
		if (known && styles.isCalled(known.styleId, style)) return known.styleId;
		const before = styles.made.length;
		const id = styles.findOrMake(style, vendor ?? known?.vendor ?? "", planning.newId);
		const made = styles.made[before];
		if (made) plan.styles.push({ ...made, categoryId: categoryId ?? known?.categoryId ?? null, imageUrl: imageUrl ?? null });
		return id;
	}

	type Says = Omit<Said, "price" | "cost" | "categoryId" | "styleId"> & {
		price: string | null | undefined;
		cost: string | null | undefined;
		categoryId: string | null | undefined;
		styleId: string | null | undefined;
	};
	type Judge = (outcome: Outcome, changed?: string[]) => Verdict;

	function create(row: number, says: Says, { sku }: Identity, verdict: Judge): Verdict {
		const id = planning.newId();
		const attributes = Object.fromEntries(
			Object.entries(says.attributes ?? {}).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
		);
		const status = choices.newStatus === "file" ? (says.status ?? "draft") : choices.newStatus;
		const said: z.input<typeof AddProduct> = {
			...{ name: says.name ?? "", sku: sku ?? undefined, unit: says.unit ?? undefined, vendor: says.vendor ?? undefined },
			...{
				barcode: says.barcode,
				price: says.price,
				cost: says.cost,
				taxRate: says.taxRate,
				categoryId: says.categoryId,
				styleId: says.styleId,
			},
			...{ description: says.description ?? undefined, imageUrl: says.imageUrl, isAvailable: says.isAvailable ?? undefined },
			...{ attributes, status: status === "archived" ? "draft" : status },
		};
		const product = newProductOf(id, { ...said, attributes }, planning.currency);
		plan.created.push({ row, product });
		const quantity = choices.quantities === "none" ? 0 : (says.quantity ?? 0);
		plan.opened.push({ productId: id, quantity, reorderPoint: says.reorderPoint ?? 0 });
		// A later row that means it finds it taken.
		const { attributes: _, isAvailable: __, ...columns } = product;
		const known = { ...columns, description: "", vendor: says.vendor ?? "", attributes: "{}", isAvailable: 1, version: 1 };
		const now: Known = { ...known, imageUrl: says.imageUrl ?? null, onHand: quantity, reserved: 0, takenBy: row };
		byId.set(id, now);
		bySku.set(product.skuKey, now);
		taken.set(id, row);
		return verdict("created");
	}

	function edit(row: number, known: Known, says: Says, verdict: Judge): Verdict {
		const { before, after } = difference(known, columnsOf(changesOf(says, known), known.currency));
		if (says.status && says.status !== known.status) {
			before.status = known.status;
			after.status = says.status;
		}
		const changed = Object.keys(after).filter((column) => column !== "skuKey");
		const quantity = choices.quantities === "none" ? null : (says.quantity ?? null);
		if (known.onHand === null) {
			if (quantity !== null && quantity > 0) {
				plan.opened.push({ productId: known.id, quantity, reorderPoint: says.reorderPoint ?? 0 });
				changed.push("quantity");
			}
		} else if (choices.quantities === "all" && quantity !== null && quantity !== known.onHand) {
			plan.set.push({ productId: known.id, quantity, was: known.onHand });
			changed.push("quantity");
		}
		taken.set(known.id, row);
		if (changed.length === 0) return verdict("unchanged");
		plan.edited.push({ row, known, before, after });
		return verdict("updated", changed);
	}

	/** What is said of a known product: an empty cell says nothing, or that it is empty, as was chosen. */
	function changesOf(says: Says, known: Known): SaidOfProduct {
		const empties = choices.empty === "clear";
		const or = <Value, Empty>(value: Value | null | undefined, empty: Empty) => (value === null ? (empties ? empty : undefined) : value);
		return {
			name: or(says.name, undefined),
			sku: or(says.sku, undefined),
			barcode: or(says.barcode, null),
			unit: or(says.unit, "unit"),
			vendor: or(says.vendor, ""),
			description: or(says.description, ""),
			imageUrl: or(says.imageUrl, null),
			price: or(says.price, null),
			cost: or(says.cost, null),
			taxRate: or(says.taxRate, null),
			categoryId: or(says.categoryId, null),
			styleId: or(says.styleId, null),
			isAvailable: or(says.isAvailable, undefined),
			attributes: attributesOf(says, known, empties),
		};
	}
}

/** The attributes as they will be; undefined when they are so already, in whatever order. */
function attributesOf({ attributes, attributesAreAll }: Pick<Said, "attributes" | "attributesAreAll">, known: Known, empties: boolean) {
	if (!attributes) return undefined;
	const before: Record<string, string> = JSON.parse(known.attributes);
	const entries = new Map(attributesAreAll && empties ? [] : Object.entries(before));
	for (const [name, value] of Object.entries(attributes)) {
		if (value !== null) entries.set(name, value);
		else if (empties) entries.delete(name);
	}
	const isSame =
		entries.size === Object.keys(before).length &&
		[...entries].every(([name, value]) => Object.hasOwn(before, name) && before[name] === value);
	return isSame ? undefined : Object.fromEntries(entries);
}

/** An amount of a currency as commands take it. */
function amountIn(text: string, currency: string, decimals: Reading["decimals"]): { decimal: string } | { rule: string } {
	const typed = typedAmount(text, languageOf(decimals), currency);
	if ("problem" in typed) return { rule: typed.problem };
	const amount = parseAmount(typed.decimal, currency);
	return typeof amount === "number" ? typed : { rule: amount };
}

function isOdd(barcode: string | null | undefined): boolean {
	const code = normalBarcode(barcode ?? "");
	return /^(\d{8}|\d{12,14})$/.test(code) && !isGtin(code);
}
