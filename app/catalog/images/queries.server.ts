import { sql } from "drizzle-orm";
import { query } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { type Image, imageColumns, imagesOf } from "./images.server.ts";
import { ImagesOf } from "./input.ts";

/** The pictures of a product, in order. @throws Refusal `product_not_found` */
export const listImages = query({
	name: "catalog.images",
	needs: "catalog:read",
	input: ImagesOf,
	async run({ db }, { productId }): Promise<Image[]> {
		const { product, images } = await db.read({
			product: first(sql`SELECT 1 FROM products WHERE businessId = ${db.businessId} AND id = ${productId}`),
			images: many<Image>(sql`SELECT ${imageColumns} ${imagesOf(db.businessId, productId)} ORDER BY position, id`),
		});
		if (!product) refuse("not_found", "product_not_found");
		return images;
	},
});
