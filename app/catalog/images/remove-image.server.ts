import { sql } from "drizzle-orm";
import { command, known } from "#app/platform/command.server.ts";
import { ImageRemoved } from "../events.server.ts";
import { faceIn, imageAsk, mustBeThere } from "./images.server.ts";
import { ImageRef } from "./input.ts";

/** Takes a picture away. It can be put back for a week; then its drawings are deleted. @throws Refusal `image_not_found` */
export const removeImage = command<typeof ImageRef, { removed: string }>({
	name: "catalog.remove-image",
	needs: "catalog:write",
	input: ImageRef,
	async run({ db, work }, { productId, imageId }) {
		const { businessId } = db;
		const { alt } = mustBeThere((await db.read({ image: imageAsk(businessId, { productId, imageId }) })).image);
		const here = sql`businessId = ${businessId} AND id = ${imageId}`;
		work.guard(sql`SELECT 1 FROM productImages WHERE ${here} AND deletedAt IS NULL`);
		work.add(sql`UPDATE productImages SET deletedAt = ${work.now} WHERE ${here}`);
		faceIn(work, productId);
		work.record(ImageRemoved, { subject: { type: "product", id: productId }, data: { imageId, alt } });
		return known({ removed: imageId });
	},
});
