import { sql } from "drizzle-orm";
import { z } from "zod";
import { answer, type CommandOptions, command } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { drawPictures } from "#app/platform/draw-pictures.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { newId, randomToken } from "#app/platform/ids.ts";
import { AnyId } from "#app/platform/input.ts";
import { readerFor, requirePermission, type Tenant } from "#app/platform/tenant.server.ts";
import { ImageAdded } from "../events.server.ts";
import { faceIn, type Image, imageJson, imagesOf } from "./images.server.ts";
import { Alt } from "./input.ts";
import { imageIn, lookAtImage, mostImages } from "./look-at-image.ts";
import { keepDrawings } from "./store.server.ts";

type Drawn = { token: string; width: number; height: number };

/**
 * Adds a picture to a product, last in its order: looks at the bytes, draws it again in our sizes, keeps the drawings, and writes it down.
 * @throws Refusal as `lookAtImage`, `image_unreadable`, `product_not_found`, `image_exists`, `too_many_images`
 */
export async function addImage(
	tenant: Tenant,
	bytes: Uint8Array<ArrayBuffer>,
	{ productId, alt = "" }: { productId: string; alt?: string | undefined },
	options: CommandOptions = {},
): Promise<Image> {
	requirePermission(await tenant.principal(), noteImage.spec.needs);
	const hash = [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
	const { businessId } = tenant;
	// Nothing is drawn for what would be refused, nor drawn again for what was asked before.
	const { product, there } = await readerFor(tenant, noteImage.spec.needs).read(asksOf(businessId, productId, hash));
	if (!product) refuse("not_found", "product_not_found");
	lookAtImage(bytes);
	const drawn = there?.twin || (there?.count ?? 0) >= mostImages ? nothing : await drawnAnew(tenant, bytes);
	return noteImage(tenant, { productId, alt, hash, drawn: () => drawn }, options);
}

const nothing: Drawn = { token: "", width: 0, height: 0 };

async function drawnAnew({ scope, businessId }: Tenant, bytes: Uint8Array<ArrayBuffer>): Promise<Drawn> {
	const drawings = await drawPictures(scope, bytes);
	const widest = drawings?.at(-1);
	const size = widest && imageIn(widest.bytes);
	if (!drawings || !size) refuse("unsupported_media", "image_unreadable");
	const token = randomToken(16);
	await keepDrawings(scope, { businessId, token }, drawings);
	return { token, width: size.width, height: size.height };
}

function asksOf(businessId: string, productId: string, hash: string) {
	return {
		product: first<{ name: string }>(sql`SELECT name FROM products WHERE businessId = ${businessId} AND id = ${productId}`),
		there: first<{ count: number; twin: string | null }>(
			sql`SELECT COUNT(*) AS count, MAX(iif(hash = ${hash}, id, NULL)) AS twin ${imagesOf(businessId, productId)}`,
		),
	};
}

/** `drawn` is a function so that it is no part of what was asked: a repeat under the same key is the same act, whatever its drawings are called. */
const Noted = z.object({ productId: AnyId, alt: Alt, hash: z.string().length(64), drawn: z.custom<() => Drawn>() });

const noteImage = command<typeof Noted, Image>({
	name: "catalog.add-image",
	needs: "catalog:write",
	input: Noted,
	async run({ db, work }, { productId, alt, hash, drawn }) {
		const { businessId } = db;
		const { product, there } = await db.read(asksOf(businessId, productId, hash));
		if (!product) refuse("not_found", "product_not_found");
		if (there?.twin) refuse("conflict", "image_exists", { imageId: there.twin });
		if ((there?.count ?? 0) >= mostImages) refuse("conflict", "too_many_images", { most: mostImages });
		const { token, width, height } = drawn();
		// It was there a moment ago, and has been taken away since: sent again, it will be drawn.
		if (token === "") refuse("conflict", "stale_write");
		const id = newId<"image">(work.now);
		work.guard(sql`SELECT 1 WHERE (SELECT COUNT(*) ${imagesOf(businessId, productId)}) < ${mostImages}`);
		work.add(sql`INSERT INTO productImages (businessId, id, productId, token, hash, alt, position, width, height, createdAt)
			VALUES (${businessId}, ${id}, ${productId}, ${token}, ${hash}, ${alt},
				(SELECT COALESCE(MAX(position) + 1, 0) ${imagesOf(businessId, productId)}), ${width}, ${height}, ${work.now})`);
		faceIn(work, productId);
		work.record(ImageAdded, { subject: { type: "product", id: productId }, data: { name: product.name, imageId: id, alt } });
		return answer<Image>(imageJson(businessId, id));
	},
});
