import { z } from "zod";
import { addImage } from "#app/catalog/images/add-image.server.ts";
import { editImage } from "#app/catalog/images/edit-image.server.ts";
import type { Image } from "#app/catalog/images/images.server.ts";
import { Alt, EditImage, OrderImages } from "#app/catalog/images/input.ts";
import { imageTypes } from "#app/catalog/images/look-at-image.ts";
import { orderImages } from "#app/catalog/images/order-images.server.ts";
import { listImages } from "#app/catalog/images/queries.server.ts";
import { removeImage } from "#app/catalog/images/remove-image.server.ts";
import { restoreImage } from "#app/catalog/images/restore-image.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { pictureUrl, pictureWidths } from "#app/platform/pictures.ts";
import { requirePermission } from "#app/platform/tenant.server.ts";
import { isoInstant } from "#app/platform/time.ts";
import { type Api, type Call, demand, endpoint } from "./endpoint.ts";

const ImageBody = z
	.object({
		id: z.string(),
		productId: z.string(),
		alt: z.string(),
		position: z.int().describe("The least comes first, and is the product's imageUrl"),
		width: z.int().describe("Of the widest drawing, in pixels"),
		height: z.int(),
		urls: z
			.record(z.string(), z.string())
			.describe("By the width of the box each is drawn into: 160, 480, 1280. Addresses on this origin, for good"),
		createdAt: z.iso.datetime(),
	})
	.meta({ id: "ProductImage" });

const tag = "Products";
const path = "/products/{id}/images";
const ids = (call: Call) => ({ productId: call.params.id ?? "", imageId: call.params.imageId ?? "" });

export function mountProductImages(api: Api, base: string): void {
	endpoint(
		api,
		base,
		{
			...{ method: "get", path, tag, summary: "The pictures of a product, in order" },
			answers: { 200: z.object({ items: z.array(ImageBody), nextCursor: z.null() }) },
			refusals: [404],
		},
		async (call) => {
			const tenant = await call.tenant();
			const images = await listImages(tenant, { productId: ids(call).productId });
			return { body: { items: images.map((image) => imageBody(tenant.businessId, image)), nextCursor: null } };
		},
	);
	endpoint(
		api,
		base,
		{
			...{ method: "post", path, tag, summary: "Add a picture to a product, last in its order" },
			description:
				"The file itself, or a form with it in `file`. PNG, JPEG, WebP or AVIF by its bytes, whatever it calls itself; at most 10 MiB and 50 megapixels. It is drawn again as WebP; only the drawings are kept.",
			query: z.object({ alt: Alt.optional() }),
			file: [...imageTypes, "multipart/form-data"],
			answers: { 201: ImageBody },
			refusals: [400, 404, 409, 413, 415],
		},
		async (call) => {
			const tenant = await call.tenant();
			requirePermission(await tenant.principal(), "catalog:write");
			await demand(tenant, "catalog:write", z.object({ alt: Alt.optional() }), call.query);
			const { productId } = ids(call);
			const image = await addImage(tenant, await bytesOf(call), { productId, alt: call.query.alt }, { key: call.key });
			return { status: 201, body: imageBody(tenant.businessId, image) };
		},
	);
	endpoint(
		api,
		base,
		{
			...{ method: "put", path: `${path}/order`, tag, summary: "Put the pictures of a product in an order" },
			body: OrderImages.omit({ productId: true }),
			answers: { 200: z.object({ imageIds: z.array(z.string()) }) },
			refusals: [400, 404, 409, 415],
		},
		async (call) => ({ body: await orderImages(await call.tenant(), { ...call.body, productId: ids(call).productId }, { key: call.key }) }),
	);
	endpoint(
		api,
		base,
		{
			...{ method: "patch", path: `${path}/{imageId}`, tag, summary: "Say what is to be seen on a picture" },
			body: EditImage.omit({ productId: true, imageId: true }),
			answers: { 200: ImageBody },
			refusals: [400, 404, 415],
		},
		async (call) => {
			const tenant = await call.tenant();
			return { body: imageBody(tenant.businessId, await editImage(tenant, { ...call.body, ...ids(call) }, { key: call.key })) };
		},
	);
	endpoint(
		api,
		base,
		{
			...{ method: "delete", path: `${path}/{imageId}`, tag, summary: "Take a picture away; for a week it can be put back" },
			answers: { 200: z.object({ removed: z.string() }) },
			refusals: [404],
		},
		async (call) => ({ body: await removeImage(await call.tenant(), ids(call), { key: call.key }) }),
	);
	endpoint(
		api,
		base,
		{
			...{ method: "post", path: `${path}/{imageId}/restore`, tag, summary: "Put a picture back that was taken away" },
			answers: { 200: ImageBody },
			refusals: [404, 409],
		},
		async (call) => {
			const tenant = await call.tenant();
			return { body: imageBody(tenant.businessId, await restoreImage(tenant, ids(call), { key: call.key })) };
		},
	);
}

function imageBody(businessId: string, { token, createdAt, ...image }: Image): z.output<typeof ImageBody> {
	const urls = Object.fromEntries(pictureWidths.map((width) => [String(width), pictureUrl(businessId, token, width)]));
	return { ...image, urls, createdAt: isoInstant(createdAt) };
}

/** @throws Refusal `image_missing` for a form that holds none */
async function bytesOf({ c }: Call): Promise<Uint8Array<ArrayBuffer>> {
	if (!/^multipart\/form-data\b/i.test(c.req.header("Content-Type") ?? "")) return new Uint8Array(await c.req.arrayBuffer());
	const form = await c.req.formData().catch(() => refuse("invalid", "image_missing"));
	const file = form.get("file");
	return file instanceof File ? new Uint8Array(await file.arrayBuffer()) : refuse("invalid", "image_missing");
}
