import { sql } from "drizzle-orm";
import { z } from "zod";
import type { ProductStatus } from "#app/catalog/rules.ts";
import { searchHits } from "#app/catalog/search.server.ts";
import { storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { query } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import { AnyId, text } from "#app/platform/input.ts";

/** A product as what was typed found it; `exact` when that is its very SKU or barcode. `available` in the store asked about, or in all. */
export type FoundProduct = {
	id: string;
	name: string;
	sku: string;
	imageUrl: string | null;
	category: string | null;
	status: ProductStatus;
	available: number;
	exact: 0 | 1;
};

const Find = z.object({ q: text(200), storeId: AnyId.optional(), limit: z.int().min(1).max(50) });

/**
 * The few products that answer best to what was typed or scanned: the very code first, then those whose name
 * holds the words as they were typed, then by name. Archived ones only by their code.
 * @throws Refusal `forbidden / store_not_yours`
 */
export const findProducts = query<typeof Find, FoundProduct[], Viewer>({
	name: "stock.find-products",
	needs: "catalog:read",
	input: Find,
	async run({ tenant, db }, { q, storeId, limit }) {
		const { businessId } = db;
		const { found } = await db.read({
			found: many<FoundProduct>(sql`WITH hits (docId, exact) AS (${searchHits(businessId, q)}),
				best (id, exact, named) AS (SELECT p.id, h.exact, instr(lower(p.name), lower(${q})) > 0 AS named FROM hits AS h CROSS JOIN products AS p ON p.docId = h.docId AND p.businessId = ${businessId}
					WHERE p.status <> 'archived' OR h.exact = 1 ORDER BY h.exact DESC, named DESC, p.sortKey, p.id LIMIT CAST(${limit} AS INTEGER))
				SELECT p.id, p.name, p.sku, p.imageUrl, (SELECT name FROM categories WHERE businessId = p.businessId AND id = p.categoryId) AS category,
					p.status, COALESCE(SUM(l.onHand - l.reserved), 0) AS available, b.exact
				FROM best AS b CROSS JOIN products AS p ON p.businessId = ${businessId} AND p.id = b.id
				LEFT JOIN stockLevels AS l ON l.businessId = ${businessId} AND l.productId = p.id ${storeId ? sql`AND l.storeId = ${storeId}` : sql``}
				GROUP BY p.id ORDER BY b.exact DESC, b.named DESC, p.sortKey, p.id`),
		});
		if (storeId) storeOf(await tenant.principal(), storeId);
		return found;
	},
});
