import { sql } from "drizzle-orm";
import { command, known } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { ImagesOrdered } from "../events.server.ts";
import { faceIn, imagesOf } from "./images.server.ts";
import { OrderImages } from "./input.ts";

/**
 * Puts the pictures of a product in an order; the first is its face. The list must name every picture, so that one added meanwhile is not lost sight of.
 * @throws Refusal `product_not_found`, `images_changed` with those that are there
 */
export const orderImages = command<typeof OrderImages, { imageIds: string[] }>({
	name: "catalog.order-images",
	needs: "catalog:write",
	input: OrderImages,
	async run({ db, work }, { productId, imageIds }) {
		const { businessId } = db;
		const { product, images } = await db.read({
			product: first(sql`SELECT 1 FROM products WHERE businessId = ${businessId} AND id = ${productId}`),
			images: many<{ id: string }>(sql`SELECT id ${imagesOf(businessId, productId)} ORDER BY position, id`),
		});
		if (!product) refuse("not_found", "product_not_found");
		const before = images.map(({ id }) => id);
		const isSameSet = new Set(imageIds).size === imageIds.length && [...imageIds].sort().join() === [...before].sort().join();
		if (!isSameSet) refuse("conflict", "images_changed", { current: before });
		if (imageIds.join() !== before.join()) {
			const list = JSON.stringify(imageIds);
			work.guard(
				sql`SELECT 1 WHERE (SELECT json_group_array(id) FROM (SELECT id ${imagesOf(businessId, productId)} ORDER BY position, id)) = ${JSON.stringify(before)}`,
			);
			work.add(sql`UPDATE productImages SET position = (SELECT key FROM json_each(${list}) WHERE value = productImages.id)
				WHERE businessId = ${businessId} AND id IN (SELECT value FROM json_each(${list}))`);
			faceIn(work, productId);
			work.record(ImagesOrdered, { subject: { type: "product", id: productId }, data: { before, after: imageIds } });
		}
		return known({ imageIds });
	},
});
