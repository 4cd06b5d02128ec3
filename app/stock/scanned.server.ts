import { sql } from "drizzle-orm";
import { z } from "zod";
import { barcodeForms, skuKeyOf } from "#app/catalog/rules.ts";
import { query } from "#app/platform/command.server.ts";
import { type Ask, many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { AnyId } from "#app/platform/input.ts";

/** A product as lists of goods name it. */
export type NamedProduct = { id: string; name: string; sku: string };

/** What was scanned or chosen, for a command's one read: the product of that id, or those a code names. */
export function scannedProduct(businessId: string, { productId, code }: { productId?: string; code?: string }): Ask<NamedProduct[]> {
	if (productId !== undefined) return many(sql`SELECT id, name, sku FROM products WHERE businessId = ${businessId} AND id = ${productId}`);
	return many(sql`SELECT id, name, sku FROM products WHERE businessId = ${businessId} AND skuKey = ${skuKeyOf(code ?? "") || null}
		UNION SELECT id, name, sku FROM products WHERE businessId = ${businessId} AND barcode IN (SELECT value FROM json_each(${JSON.stringify(barcodeForms(code ?? ""))})) LIMIT 2`);
}

/**
 * The one product it is.
 * @throws Refusal `not_found / product_not_found`, `not_found / code_unknown`, `conflict / code_of_several`
 */
export function mustBeOne(found: NamedProduct[], code: string | undefined): NamedProduct {
	const [product, another] = found;
	if (!product) return code === undefined ? refuse("not_found", "product_not_found") : refuse("not_found", "code_unknown", { code });
	if (another) refuse("conflict", "code_of_several", { code, skus: found.map(({ sku }) => sku) });
	return product;
}

const Named = z.object({ productIds: z.array(AnyId).max(1000) });

/** Some products by name, as long as they are there. */
export const namedProducts = query({
	name: "stock.named-products",
	needs: "catalog:read",
	input: Named,
	async run({ db }, { productIds }) {
		const { products } = await db.read({
			products: many<NamedProduct>(sql`SELECT p.id, p.name, p.sku FROM json_each(${JSON.stringify([...new Set(productIds)])}) AS wanted
				CROSS JOIN products AS p ON p.businessId = ${db.businessId} AND p.id = wanted.value ORDER BY p.sortKey, p.id`),
		});
		return products;
	},
});
