import { type SQL, sql } from "drizzle-orm";
import { command, known } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import type { TenantDb } from "#app/platform/tenant.server.ts";
import type { Work } from "#app/platform/work.server.ts";
import { ProductsAttached } from "./events.server.ts";
import { StyleProducts } from "./input.ts";
import { mostVariants } from "./rules.ts";

type Attached = { changed: number; products: number };

/**
 * Makes products variants of a style, whatever style they were of. Those that are already are not counted as changed.
 * @throws Refusal `style_not_found`, `product_not_found`, `too_many_variants`
 */
export const attachProducts = command<typeof StyleProducts, Attached>({
	name: "catalog.attach-products",
	needs: "catalog:write",
	input: StyleProducts,
	async run({ db, work }, { styleId, productIds }) {
		const { style, found } = await styleAndProducts(db, styleId, productIds);
		const moving = found.filter((product) => product.styleId !== styleId).map(({ id }) => id);
		const products = style.products + moving.length;
		if (products > mostVariants) refuse("conflict", "too_many_variants", { most: mostVariants, products });
		if (moving.length > 0) {
			setStyleIn(work, moving, sql`${styleId}`);
			work.record(ProductsAttached, { subject: { type: "style", id: styleId }, data: { name: style.name, productIds: moving } });
		}
		return known({ changed: moving.length, products });
	},
});

/** A style and some products, in a command's one read. @throws Refusal `style_not_found`, `product_not_found` */
export async function styleAndProducts(db: TenantDb, styleId: string, productIds: string[]) {
	const { businessId } = db;
	const { style, found } = await db.read({
		style: first<{ name: string; products: number }>(sql`SELECT name,
				(SELECT COUNT(*) FROM products AS p WHERE p.businessId = s.businessId AND p.styleId = s.id) AS products
			FROM styles AS s WHERE s.businessId = ${businessId} AND s.id = ${styleId}`),
		found: many<{ id: string; styleId: string | null }>(sql`SELECT p.id, p.styleId FROM json_each(${JSON.stringify(productIds)}) AS w
			CROSS JOIN products AS p ON p.businessId = ${businessId} AND p.id = w.value`),
	});
	if (!style) refuse("not_found", "style_not_found");
	if (found.length < productIds.length) refuse("not_found", "product_not_found");
	return { style, found };
}

/** Adds to a batch that some products are of a style now, or (`NULL`) of none. */
export function setStyleIn(work: Work, productIds: string[], styleId: SQL): void {
	work.add(sql`UPDATE products SET styleId = ${styleId}, version = version + 1, updatedAt = ${work.now}
		WHERE businessId = ${work.businessId} AND id IN (SELECT value FROM json_each(${JSON.stringify(productIds)}))`);
}
