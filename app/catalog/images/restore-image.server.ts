import { sql } from "drizzle-orm";
import { answer, command } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { ImageRestored } from "../events.server.ts";
import { faceIn, type Image, imageAsk, imageJson, imagesOf, restorableFor } from "./images.server.ts";
import { ImageRef } from "./input.ts";
import { mostImages } from "./look-at-image.ts";

/**
 * Puts a picture back where it stood. One that is there already stays as it is.
 * @throws Refusal `image_not_found` (never was, or swept), `image_exists` (the same file was added again), `too_many_images`
 */
export const restoreImage = command<typeof ImageRef, Image>({
	name: "catalog.restore-image",
	needs: "catalog:write",
	input: ImageRef,
	async run({ db, work }, { productId, imageId }) {
		const { businessId } = db;
		const { image, there } = await db.read({
			image: imageAsk(businessId, { productId, imageId }),
			there: first<{ count: number; twin: string | null }>(sql`SELECT COUNT(*) AS count,
				MAX(iif(hash = (SELECT hash FROM productImages WHERE businessId = ${businessId} AND id = ${imageId}), id, NULL)) AS twin ${imagesOf(businessId, productId)}`),
		});
		if (!image || (image.deletedAt !== null && image.deletedAt <= work.now - restorableFor)) refuse("not_found", "image_not_found");
		if (image.deletedAt === null) return answer<Image>(imageJson(businessId, imageId));
		if (there?.twin) refuse("conflict", "image_exists", { imageId: there.twin });
		if ((there?.count ?? 0) >= mostImages) refuse("conflict", "too_many_images", { most: mostImages });
		const here = sql`businessId = ${businessId} AND id = ${imageId}`;
		work.guard(
			sql`SELECT 1 FROM productImages WHERE ${here} AND deletedAt IS NOT NULL AND (SELECT COUNT(*) ${imagesOf(businessId, productId)}) < ${mostImages}`,
		);
		work.add(sql`UPDATE productImages SET deletedAt = NULL WHERE ${here}`);
		faceIn(work, productId);
		work.record(ImageRestored, { subject: { type: "product", id: productId }, data: { imageId, alt: image.alt } });
		return answer<Image>(imageJson(businessId, imageId));
	},
});
