import { errorFields, log } from "./log.server.ts";
import { type PictureWidth, pictureWidths } from "./pictures.ts";
import type { Scope } from "./scope.server.ts";

export type Drawing = { width: PictureWidth; bytes: Uint8Array<ArrayBuffer> };

/**
 * Draws a picture again in each of our sizes, as WebP that fits the box and is never larger than what was sent. Only drawings are ever kept or
 * served: nothing that was hidden in the file, nor where and by whom the photo was taken, comes along.
 * @returns null when nobody can read the file as a picture
 */
export async function drawPictures(scope: Scope, bytes: Uint8Array<ArrayBuffer>): Promise<Drawing[] | null> {
	const drawings: Drawing[] = [];
	try {
		// One after the other: each holds the whole picture unpacked.
		for (const width of pictureWidths) {
			const drawn = await scope.env.IMAGES.input(new Blob([bytes]).stream())
				.transform({ width, height: width, fit: "scale-down" })
				.output({ format: "image/webp", quality: 82, anim: false });
			drawings.push({ width, bytes: new Uint8Array(await drawn.response().arrayBuffer()) });
		}
		return drawings;
	} catch (error) {
		log("warn", "picture.undrawable", { requestId: scope.requestId, bytes: bytes.length, ...errorFields(error) });
		return null;
	}
}
