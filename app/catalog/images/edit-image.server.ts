import { sql } from "drizzle-orm";
import { answer, command } from "#app/platform/command.server.ts";
import { ImageEdited } from "../events.server.ts";
import { type Image, imageAsk, imageJson, mustBeThere } from "./images.server.ts";
import { EditImage } from "./input.ts";

/** Says in words what is on a picture. @throws Refusal `image_not_found` */
export const editImage = command<typeof EditImage, Image>({
	name: "catalog.edit-image",
	needs: "catalog:write",
	input: EditImage,
	async run({ db, work }, { productId, imageId, alt }) {
		const { businessId } = db;
		const image = mustBeThere((await db.read({ image: imageAsk(businessId, { productId, imageId }) })).image);
		if (image.alt !== alt) {
			work.add(sql`UPDATE productImages SET alt = ${alt} WHERE businessId = ${businessId} AND id = ${imageId}`);
			work.record(ImageEdited, {
				subject: { type: "product", id: productId },
				data: { imageId, before: { alt: image.alt }, after: { alt } },
			});
		}
		return answer<Image>(imageJson(businessId, imageId));
	},
});
