import { type SQL, sql } from "drizzle-orm";
import { addProductsIn, type NewProduct } from "#app/catalog/add-products.server.ts";
import { takeFreeSkusIn } from "#app/catalog/edit-products.server.ts";
import { ProductsAdded } from "#app/catalog/events.server.ts";
import { amountIfSaid, generatedSku, mostVariants, shortIdOf, skuKeyOf } from "#app/catalog/rules.ts";
import { type Style, styleAsk } from "#app/catalog/styles.server.ts";
import { attributeOf, freeSku, patternSku, suggestSku, variantName } from "#app/catalog/variants.ts";
import { storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { answer, command } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import type { Work } from "#app/platform/work.server.ts";
import { AddVariants } from "./input.ts";
import { openLevelsIn } from "./ledger.server.ts";

type Sibling = {
	sku: string;
	skuKey: string;
	unit: string;
	price: number | null;
	cost: number | null;
	currency: string;
	taxRate: number | null;
	categoryId: string | null;
	vendor: string;
	attributes: Record<string, string>;
};

export type AddedVariants = { items: { id: string; name: string; sku: string; row: string; column: string }[] };

/**
 * Adds the products a style's matrix misses, as drafts: priced as their siblings, with a SKU like theirs (another one where that is taken).
 * @throws Refusal `style_not_found`, `store_not_yours`, `variant_exists`, `too_many_variants`, `sku_taken`
 */
export const addVariants = command<typeof AddVariants, AddedVariants, Viewer>({
	name: "catalog.add-variants",
	needs: "catalog:write",
	input: AddVariants,
	async run({ db, work, principal }, { styleId, storeId, variants, skuPattern, price, cost }) {
		const { businessId } = db;
		const skuKeys = JSON.stringify(variants.flatMap(({ sku }) => (sku ? [skuKeyOf(sku)] : [])));
		const { style, rows, twins } = await db.read({
			style: styleAsk(businessId, styleId),
			rows: many<
				Omit<Sibling, "attributes"> & { attributes: string }
			>(sql`SELECT sku, skuKey, unit, price, cost, currency, taxRate, categoryId, vendor, attributes
				FROM products INDEXED BY products_by_style WHERE businessId = ${businessId} AND styleId = ${styleId} ORDER BY id LIMIT CAST(${mostVariants} AS INTEGER)`),
			twins: many<{ id: string; sku: string }>(sql`SELECT p.id, p.sku FROM json_each(${skuKeys}) AS w
				CROSS JOIN products AS p ON p.businessId = ${businessId} AND p.skuKey = w.value`),
		});
		const { stores, business } = await principal();
		const store = storeId ? storeOf({ stores }, storeId) : undefined;
		if (!style) refuse("not_found", "style_not_found");
		const [twin] = twins;
		if (twin) refuse("conflict", "sku_taken", { sku: twin.sku, productId: twin.id });
		const siblings = rows.map((row): Sibling => ({ ...row, attributes: JSON.parse(row.attributes) }));
		if (siblings.length + variants.length > mostVariants)
			refuse("conflict", "too_many_variants", { most: mostVariants, products: siblings.length });

		const currency = siblings[0]?.currency ?? store?.currency ?? business.currency;
		const said = { price: amountIfSaid(price, currency, "price"), cost: amountIfSaid(cost, currency, "cost") };
		const places = new Set(
			siblings.map(({ attributes }) => placeOf(attributeOf(attributes, style.rowAxis), attributeOf(attributes, style.columnAxis))),
		);
		const taken = new Set(siblings.map(({ skuKey }) => skuKey));
		const added = variants.map(({ row, column, sku }) => {
			const place = placeOf(row, column);
			if (places.has(place)) refuse("conflict", "variant_exists", { row, column });
			places.add(place);
			const made = skuPattern
				? patternSku(skuPattern, siblings, style, style.name, row, column)
				: suggestSku(siblings, style, style.name, row, column);
			const wanted = sku || freeSku(made, taken);
			if (taken.has(skuKeyOf(wanted))) refuse("conflict", "sku_taken", { sku: wanted });
			taken.add(skuKeyOf(wanted));
			return newVariant(work, { style, siblings, row, column, sku: wanted, currency, said });
		});
		// Somebody who adds to the same style in this very moment may be adding the same.
		work.guard(sql`SELECT 1 WHERE (SELECT COUNT(*) FROM products INDEXED BY products_by_style
			WHERE businessId = ${businessId} AND styleId = ${styleId}) = CAST(${siblings.length} AS INTEGER)`);
		addIn(work, { styleId, storeId: store?.id ?? null }, added);
		if (store)
			openLevelsIn(
				work,
				added.map(({ id }) => ({ storeId: store.id, productId: id })),
			);
		return answer<AddedVariants>(addedJson(businessId, style, added));
	},
});

function placeOf(row: string, column: string): string {
	return JSON.stringify([row.toLowerCase(), column.toLowerCase()]);
}

/** `sku` is what it shall be if nobody else has it. */
type Wanted = NewProduct & { wanted: string };

type About = { style: Style; siblings: Sibling[]; row: string; column: string; sku: string; currency: string; said: Said };
type Said = { price: number | null; cost: number | null };

/** Like its siblings of the same row, or else like any. */
function newVariant(work: Work, { style, siblings, row, column, sku, currency, said }: About): Wanted {
	const id = newId<"product">(work.now);
	const shortId = shortIdOf(id);
	const generated = generatedSku(shortId);
	const isBeside = ({ attributes }: Sibling) => attributeOf(attributes, style.rowAxis).toLowerCase() === row.toLowerCase();
	const like = siblings.find(isBeside) ?? siblings[0];
	const axes = { [style.rowAxis]: row, [style.columnAxis]: column };
	return {
		id,
		shortId,
		wanted: sku,
		name: variantName(style.name, row, column),
		sku: generated,
		skuKey: skuKeyOf(generated),
		styleId: style.id,
		status: "draft",
		currency,
		unit: like?.unit ?? "unit",
		price: said.price ?? like?.price ?? null,
		cost: said.cost ?? like?.cost ?? null,
		taxRate: like?.taxRate ?? null,
		categoryId: like ? like.categoryId : style.categoryId,
		vendor: like?.vendor ?? style.vendor,
		attributes: { ...sharedAttributes(siblings, style), ...Object.fromEntries(Object.entries(axes).filter(([, value]) => value !== "")) },
	};
}

/** What all siblings say alike (model, bridge), a new one says too. */
function sharedAttributes(siblings: Sibling[], { rowAxis, columnAxis }: Style): Record<string, string> {
	const axes = [rowAxis.toLowerCase(), columnAxis.toLowerCase()];
	return Object.fromEntries(
		Object.entries(siblings[0]?.attributes ?? {}).filter(
			([name, value]) => !axes.includes(name.toLowerCase()) && siblings.every(({ attributes }) => attributes[name] === value),
		),
	);
}

/** They begin under a SKU of their own that nobody can have, and take the wanted one where it is free: the database knows, not what was read. */
function addIn(work: Work, { styleId, storeId }: { styleId: string; storeId: string | null }, added: Wanted[]): void {
	addProductsIn(work, added);
	takeFreeSkusIn(
		work,
		added.map(({ id, wanted }) => ({ id, sku: wanted })),
	);
	work.record(ProductsAdded, {
		subject: { type: "style", id: styleId },
		data: { styleId, storeId, productIds: added.map(({ id }) => id), names: added.map(({ name }) => name) },
	});
}

function addedJson(businessId: string, { rowAxis, columnAxis }: Style, added: Wanted[]): SQL {
	const places = JSON.stringify(
		added.map(({ id, attributes = {} }) => ({ id, row: attributes[rowAxis] ?? "", column: attributes[columnAxis] ?? "" })),
	);
	return sql`json_object('items', (SELECT json_group_array(json_object('id', p.id, 'name', p.name, 'sku', p.sku, 'row', w.value ->> 'row', 'column', w.value ->> 'column') ORDER BY w.key)
		FROM json_each(${places}) AS w CROSS JOIN products AS p ON p.businessId = ${businessId} AND p.id = w.value ->> 'id'))`;
}
