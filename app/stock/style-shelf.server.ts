import { sql } from "drizzle-orm";
import { mostVariants } from "#app/catalog/rules.ts";
import { storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { query } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import { StyleOfProduct } from "./input.ts";

/** What is available of a product of a style, in a store or in all; `version` is the number of movements it is as of. */
export type StyleCell = { id: string; name: string; attributes: Record<string, string>; available: number; version: number };
export type StyleShelf = { id: string; name: string; rowAxis: string; columnAxis: string; cells: StyleCell[] };

/** The style a product is of, with what is available of each of its products that are not archived; null where it is of none. @throws Refusal `forbidden / store_not_yours` */
export const styleShelf = query<typeof StyleOfProduct, StyleShelf | null, Viewer>({
	name: "stock.style-shelf",
	needs: "stock:read",
	input: StyleOfProduct,
	async run({ tenant, db }, { productId, storeId }) {
		const { businessId } = db;
		const styleId = sql`(SELECT styleId FROM products WHERE businessId = ${businessId} AND id = ${productId})`;
		const { style, rows } = await db.read({
			style: first<Omit<StyleShelf, "cells">>(
				sql`SELECT id, name, rowAxis, columnAxis FROM styles WHERE businessId = ${businessId} AND id = ${styleId}`,
			),
			rows: many<Omit<StyleCell, "attributes"> & { attributes: string }>(sql`SELECT p.id, p.name, p.attributes,
					COALESCE(sum(l.onHand - l.reserved), 0) AS available, COALESCE(sum(l.version), 0) AS version
				FROM products AS p INDEXED BY products_by_style
				LEFT JOIN stockLevels AS l ON l.businessId = p.businessId AND l.productId = p.id ${storeId ? sql`AND l.storeId = ${storeId}` : sql``}
				WHERE p.businessId = ${businessId} AND p.styleId = ${styleId} AND p.status <> 'archived'
				GROUP BY p.id ORDER BY p.id LIMIT CAST(${mostVariants} AS INTEGER)`),
		});
		if (storeId) storeOf(await tenant.principal(), storeId);
		return style ? { ...style, cells: rows.map((row) => ({ ...row, attributes: JSON.parse(row.attributes) })) } : null;
	},
});
