import { sql } from "drizzle-orm";
import { z } from "zod";
import { query } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import { AnyId } from "#app/platform/input.ts";

/** A product as somebody about to change several wants to see it. `price` in minor units. */
export type PreviewedProduct = {
	id: string;
	name: string;
	sku: string;
	price: number | null;
	currency: string;
	vendor: string;
	categoryId: string | null;
};

/** Some products, in the order they were named; what is not there is left out. */
export const previewProducts = query({
	name: "catalog.preview-products",
	needs: "catalog:read",
	input: z.object({ productIds: z.array(AnyId).max(200) }),
	async run({ db }, { productIds }) {
		const { products } = await db.read({
			products: many<PreviewedProduct>(sql`SELECT p.id, p.name, p.sku, p.price, p.currency, p.vendor, p.categoryId
				FROM json_each(${JSON.stringify(productIds)}) AS w CROSS JOIN products AS p ON p.businessId = ${db.businessId} AND p.id = w.value ORDER BY w.key`),
		});
		return products;
	},
});
