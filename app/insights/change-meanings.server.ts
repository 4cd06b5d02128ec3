import { sql } from "drizzle-orm";
import { z } from "zod";
import { VendorKey } from "#app/catalog/vendors/input.ts";
import { idBy } from "#app/catalog/vendors/vendor.server.ts";
import { query } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import type { OurProduct } from "./change-meaning.ts";

const OfItems = z.object({ vendor: VendorKey, catalogIds: z.array(z.string()).max(500) });

/** The products of ours that some of a vendor's items are, with what stands on the shelf and how it sells. One read, by indexes. */
export const productsOfItems = query({
	name: "insights.products-of-items",
	needs: "catalog:read",
	input: OfItems,
	async run({ db }, { vendor, catalogIds }): Promise<OurProduct[]> {
		const { businessId } = db;
		const { rows } = await db.read({
			rows: many<
				Omit<OurProduct, "taken"> & { taken: string | null }
			>(sql`SELECT l.catalogId, p.id AS productId, p.name, p.sku, p.barcode, p.price, p.cost, p.currency, p.status, p.version, p.vendor,
					iif(l.priceTaken ->> 'productId' = p.id, l.priceTaken, NULL) AS taken,
					COALESCE((SELECT SUM(s.onHand - s.reserved) FROM stockLevels AS s WHERE s.businessId = ${businessId} AND s.productId = p.id), 0) AS available,
					COALESCE((SELECT SUM(s.incoming) FROM stockLevels AS s WHERE s.businessId = ${businessId} AND s.productId = p.id), 0) AS incoming,
					COALESCE((SELECT SUM(max(o.rate, 0)) FROM outlooks AS o WHERE o.businessId = ${businessId} AND o.productId = p.id), 0) AS rate
				FROM json_each(${JSON.stringify(catalogIds)}) AS w
				CROSS JOIN vendorLinks AS l ON l.businessId = ${businessId} AND l.vendorId = ${idBy(businessId, vendor)} AND l.catalogId = w.value
				CROSS JOIN products AS p ON p.businessId = ${businessId} AND p.id = l.productId`),
		});
		return rows.map(({ taken, ...row }) => ({ ...row, taken: taken === null ? null : JSON.parse(taken) }));
	},
});
