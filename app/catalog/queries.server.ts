import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { query } from "#app/platform/command.server.ts";
import { type Ask, first, many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { byName } from "#app/platform/sort-key.ts";
import { type Category, categoryColumns } from "./categories.server.ts";
import { CategoryRef } from "./input.ts";
import type { ProductStatus } from "./rules.ts";

/** A product as everybody outside this room sees it. Money in minor units of `currency`, `taxRate` in basis points, times in ms UTC. */
export type Product = {
	id: string;
	styleId: string | null;
	name: string;
	description: string;
	sku: string;
	barcode: string | null;
	unit: string;
	price: number | null;
	cost: number | null;
	currency: string;
	taxRate: number | null;
	categoryId: string | null;
	vendor: string;
	status: ProductStatus;
	version: number;
	imageUrl: string | null;
	imageId: string | null;
	shortId: string;
	isAvailable: boolean;
	attributes: Record<string, string>;
	createdAt: number;
	updatedAt: number;
};

/**
 * The row of `products AS p` as JSON text; `more` adds members (`, 'name', value`). D1 documents 32 arguments to a function at most, so it is
 * two objects joined: the first ends in a number and the second begins with a name, so the trims take one brace each.
 */
export function productJson(more: SQL = sql``): SQL {
	return sql`(rtrim(json_object('id', p.id, 'styleId', p.styleId, 'name', p.name, 'description', p.description, 'sku', p.sku, 'barcode', p.barcode, 'unit', p.unit,
			'price', p.price, 'cost', p.cost, 'currency', p.currency, 'taxRate', p.taxRate, 'categoryId', p.categoryId, 'vendor', p.vendor, 'status', p.status, 'version', p.version), '}')
		|| ',' || ltrim(json_object('imageUrl', p.imageUrl, 'imageId', p.imageId, 'shortId', p.shortId, 'isAvailable', json(iif(p.isAvailable, 'true', 'false')),
			'attributes', json(p.attributes), 'createdAt', p.createdAt, 'updatedAt', p.updatedAt${more}), '{'))`;
}

/** What selling asks about a product. */
export type SellableProduct = {
	id: string;
	name: string;
	sku: string;
	unit: string;
	price: number | null;
	cost: number | null;
	currency: string;
	taxRate: number | null;
	status: ProductStatus;
};

/** The products of a basket, for a command's one read. Ids that answer to nothing are not among them. */
export function sellable(businessId: string, productIds: string[]): Ask<SellableProduct[]> {
	return many(sql`SELECT p.id, p.name, p.sku, p.unit, p.price, p.cost, p.currency, p.taxRate, p.status FROM json_each(${JSON.stringify(productIds)}) AS wanted
		CROSS JOIN products AS p ON p.businessId = ${businessId} AND p.id = wanted.value`);
}

/** Every category, flat, in the order people gave them; `products` counts what stands in it directly and is not archived. */
export const listCategories = query({
	name: "catalog.categories",
	needs: "catalog:read",
	input: z.object({}),
	async run({ db }) {
		const { categories } = await db.read({
			categories: many<Category>(
				sql`SELECT ${categoryColumns} FROM categories AS c WHERE c.businessId = ${db.businessId} ORDER BY c.position, c.name COLLATE NOCASE, c.id`,
			),
		});
		return categories;
	},
});

/** One category. @throws Refusal `not_found / category_not_found` */
export const oneCategory = query({
	name: "catalog.category",
	needs: "catalog:read",
	input: CategoryRef,
	async run({ db }, { categoryId }) {
		const { category } = await db.read({
			category: first<Category>(
				sql`SELECT ${categoryColumns} FROM categories AS c WHERE c.businessId = ${db.businessId} AND c.id = ${categoryId}`,
			),
		});
		return category ?? refuse("not_found", "category_not_found");
	},
});

/** What the list can be filtered by: categories, and the vendors there are. */
export const catalogFilters = query({
	name: "catalog.filters",
	needs: "catalog:read",
	input: z.object({}),
	async run({ db }) {
		const { categories, vendors } = await db.read({
			categories: many<{ id: string; parentId: string | null; name: string }>(
				sql`SELECT id, parentId, name FROM categories WHERE businessId = ${db.businessId} ORDER BY position, name COLLATE NOCASE, id`,
			),
			// Steps from vendor to vendor along the index, instead of reading every product.
			vendors: many<{ vendor: string }>(sql`WITH RECURSIVE v (vendor) AS (
					SELECT MIN(vendor) FROM products WHERE businessId = ${db.businessId}
					UNION ALL SELECT (SELECT MIN(vendor) FROM products WHERE businessId = ${db.businessId} AND vendor > v.vendor) FROM v WHERE v.vendor IS NOT NULL
				) SELECT vendor FROM v WHERE vendor <> '' LIMIT 500`),
		});
		return {
			categories,
			vendors: byName(
				vendors.map(({ vendor }) => vendor),
				(vendor) => vendor,
			),
		};
	},
});
