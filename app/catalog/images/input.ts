import { z } from "zod";
import { AnyId, line } from "#app/platform/input.ts";
import { mostImages } from "./look-at-image.ts";

/** What people and programs may say about pictures. */

export const Alt = line(300).describe("What is to be seen, for whoever does not see it");
export const ImagesOf = z.object({ productId: AnyId });
export const ImageRef = z.object({ productId: AnyId, imageId: AnyId });
export const EditImage = z.object({ productId: AnyId, imageId: AnyId, alt: Alt });
export const OrderImages = z.object({
	productId: AnyId,
	imageIds: z.array(AnyId).min(1).max(mostImages).describe("Every picture of the product, the first one first"),
});
