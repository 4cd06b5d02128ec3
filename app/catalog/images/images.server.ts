import { type SQL, sql } from "drizzle-orm";
import { type Ask, first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { day } from "#app/platform/time.ts";
import type { Work } from "#app/platform/work.server.ts";

/** For so long a picture that was taken away can be put back. */
export const restorableFor = 7 * day;

/** What the verbs of pictures share. The first picture of a product is its face: `imageId`, and in `imageUrl` the address every list shows. */

export type Image = {
	id: string;
	productId: string;
	token: string;
	alt: string;
	position: number;
	/** Of the widest drawing, in pixels. */
	width: number;
	height: number;
	createdAt: number;
};

export const imageColumns = sql`id, productId, token, alt, position, width, height, createdAt`;

/** A picture as a JSON expression, for the answer of a batch. */
export function imageJson(businessId: string, imageId: string): SQL {
	return sql`(SELECT json_object('id', id, 'productId', productId, 'token', token, 'alt', alt, 'position', position, 'width', width, 'height', height,
		'createdAt', createdAt) FROM productImages WHERE businessId = ${businessId} AND id = ${imageId})`;
}

/** Pictures of a product that are there, in order. */
export function imagesOf(businessId: string, productId: string): SQL {
	return sql`FROM productImages INDEXED BY productImages_of WHERE businessId = ${businessId} AND productId = ${productId} AND deletedAt IS NULL`;
}

/** A picture of a product, taken away or not. */
export function imageAsk(
	businessId: string,
	{ productId, imageId }: Named,
): Ask<(Image & { hash: string; deletedAt: number | null }) | undefined> {
	return first(
		sql`SELECT ${imageColumns}, hash, deletedAt FROM productImages WHERE businessId = ${businessId} AND id = ${imageId} AND productId = ${productId}`,
	);
}
export type Named = { productId: string; imageId: string };

/** @throws Refusal `not_found / image_not_found` */
export function mustBeThere<Found extends { deletedAt: number | null }>(image: Found | undefined): Found {
	return image && image.deletedAt === null ? image : refuse("not_found", "image_not_found");
}

/** Makes the first picture the product's face, after what the batch did to them. A product whose face stays the same is not touched. */
export function faceIn(work: Work, productId: string): void {
	const ofFirst = (column: SQL) => sql`(SELECT ${column} ${imagesOf(work.businessId, productId)} ORDER BY position, id LIMIT 1)`;
	work.add(sql`UPDATE products SET imageId = ${ofFirst(sql`id`)}, imageUrl = ${ofFirst(sql`'/pictures/' || businessId || '/' || token || '-480.webp'`)},
		version = version + 1, updatedAt = ${work.now}
		WHERE businessId = ${work.businessId} AND id = ${productId} AND imageId IS NOT ${ofFirst(sql`id`)}`);
}
