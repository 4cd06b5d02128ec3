import { sql } from "drizzle-orm";
import { query } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import { LabelsOf } from "./input.ts";

/** What stands on a label. `price` in minor units. */
export type LabelProduct = { id: string; name: string; sku: string; barcode: string | null; price: number | null; currency: string };

/** The products to print labels of, in the order they were named; what is not there is left out. */
export const labelProducts = query({
	name: "catalog.label-products",
	needs: "catalog:read",
	input: LabelsOf,
	async run({ db }, { productIds }) {
		const { products } = await db.read({
			products:
				many<LabelProduct>(sql`SELECT p.id, p.name, p.sku, p.barcode, p.price, p.currency FROM json_each(${JSON.stringify(productIds)}) AS w
				CROSS JOIN products AS p ON p.businessId = ${db.businessId} AND p.id = w.value ORDER BY w.key`),
		});
		return products;
	},
});
