import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { query } from "#app/platform/command.server.ts";
import { type Ask, first, many } from "#app/platform/database.server.ts";
import { text } from "#app/platform/input.ts";
import { refuse } from "#app/platform/errors.ts";
import { StyleRef } from "./input.ts";

/** What the verbs of styles share, and what is asked about them. */

/** What a shopper sees: its products are its variants, `rowAxis` × `columnAxis` are the attributes they differ by. */
export type Style = {
	id: string;
	name: string;
	vendor: string;
	categoryId: string | null;
	description: string;
	imageUrl: string | null;
	rowAxis: string;
	columnAxis: string;
	version: number;
	/** How many products are of it, and not archived. */
	products: number;
	createdAt: number;
	updatedAt: number;
};

/** Columns of `styles AS s`. */
export const styleColumns = sql`s.id, s.name, s.vendor, s.categoryId, s.description, s.imageUrl, s.rowAxis, s.columnAxis, s.version, s.createdAt, s.updatedAt,
	(SELECT COUNT(*) FROM products AS p WHERE p.businessId = s.businessId AND p.styleId = s.id AND p.status <> 'archived') AS products`;

/** A style, for a read. */
export function styleAsk(businessId: string, styleId: string): Ask<Style | undefined> {
	return first(sql`SELECT ${styleColumns} FROM styles AS s WHERE s.businessId = ${businessId} AND s.id = ${styleId}`);
}

/** A style as a JSON expression, for the answer of a batch. */
export function styleJson(businessId: string, styleId: string): SQL {
	return sql`(SELECT json_object('id', id, 'name', name, 'vendor', vendor, 'categoryId', categoryId, 'description', description, 'imageUrl', imageUrl,
			'rowAxis', rowAxis, 'columnAxis', columnAxis, 'version', version, 'products', products, 'createdAt', createdAt, 'updatedAt', updatedAt)
		FROM (SELECT ${styleColumns} FROM styles AS s WHERE s.businessId = ${businessId} AND s.id = ${styleId}))`;
}

/** Another style of that name and vendor. */
export function sameStyle(
	businessId: string,
	{ id, name, vendor }: { id: string; name: string; vendor: string },
): Ask<{ id: string } | undefined> {
	return first(
		sql`SELECT id FROM styles WHERE businessId = ${businessId} AND vendor = ${vendor} COLLATE NOCASE AND name = ${name} COLLATE NOCASE AND id <> ${id}`,
	);
}

/** One style. @throws Refusal `not_found / style_not_found` */
export const oneStyle = query({
	name: "catalog.style",
	needs: "catalog:read",
	input: StyleRef,
	async run({ db }, { styleId }) {
		const { style } = await db.read({ style: styleAsk(db.businessId, styleId) });
		return style ?? refuse("not_found", "style_not_found");
	},
});

const Find = z.object({ q: text(200), limit: z.int().min(1).max(50) });

/** The few styles whose name or vendor holds what was typed; those whose name begins so first. */
export const findStyles = query({
	name: "catalog.find-styles",
	needs: "catalog:read",
	input: Find,
	async run({ db }, { q, limit }) {
		const { found } = await db.read({
			found: many<{ id: string; name: string; vendor: string; products: number }>(sql`SELECT s.id, s.name, s.vendor,
					(SELECT COUNT(*) FROM products AS p WHERE p.businessId = s.businessId AND p.styleId = s.id AND p.status <> 'archived') AS products
				FROM styles AS s WHERE s.businessId = ${db.businessId} AND instr(lower(s.name || ' ' || s.vendor), lower(${q})) > 0
				ORDER BY instr(lower(s.name), lower(${q})) <> 1, s.sortKey, s.id LIMIT CAST(${limit} AS INTEGER)`),
		});
		return found;
	},
});

/** Styles to choose from, by name: at most 500. */
export const listStyles = query({
	name: "catalog.styles",
	needs: "catalog:read",
	input: z.object({}),
	async run({ db }) {
		const { styles } = await db.read({
			styles: many<{ id: string; name: string; vendor: string }>(
				sql`SELECT id, name, vendor FROM styles WHERE businessId = ${db.businessId} ORDER BY sortKey, id LIMIT 500`,
			),
		});
		return styles;
	},
});
