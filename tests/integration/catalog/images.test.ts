import { env, exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { addImage } from "#app/catalog/images/add-image.server.ts";
import { editImage } from "#app/catalog/images/edit-image.server.ts";
import { type Image, restorableFor } from "#app/catalog/images/images.server.ts";
import { imageIn, mostImages } from "#app/catalog/images/look-at-image.ts";
import { orderImages } from "#app/catalog/images/order-images.server.ts";
import { listImages } from "#app/catalog/images/queries.server.ts";
import { removeImage } from "#app/catalog/images/remove-image.server.ts";
import { restoreImage } from "#app/catalog/images/restore-image.server.ts";
import { sweepImages } from "#app/catalog/images/sweep-images.server.ts";
import { pictureUrl } from "#app/platform/pictures.ts";
import { day, instant } from "#app/platform/time.ts";
import { joined, png, pngHead, textChunk } from "../../support/drawings.ts";
import { logged } from "../../support/quiet.ts";
import { keepsItsPromise } from "../../support/contract.ts";
import { openShop, origin, rowsOf, type Shop, testScope, twoShops } from "../../support/world.ts";
import { everything, refuses, stocked, tenantAs } from "../stock/shelves.ts";

const add = async (shop: Shop, productId: string, bytes: Uint8Array<ArrayBuffer>, alt?: string, key?: string) =>
	addImage(await shop.tenant(), bytes, { productId, alt }, { key });
const list = async (shop: Shop, productId: string) => listImages(await shop.tenant(), { productId });
const faceOf = async (shop: Shop, productId: string) =>
	(await rowsOf(shop, "SELECT imageId, imageUrl, version FROM products WHERE businessId = ? AND id = ?", shop.businessId, productId))[0];
const objectsOf = async (shop: Shop) => (await env.FILES.list({ prefix: `pictures/${shop.businessId}/` })).objects.map(({ key }) => key);
const get = (path: string, init?: RequestInit) => exports.default.fetch(new Request(origin + path, init));

/** Sent as a program sends it. */
async function send(shop: Shop, productId: string, body: BodyInit, headers: Record<string, string> = {}, query = "") {
	const response = await get(`/api/v1/products/${productId}/images${query}`, {
		method: "POST",
		body,
		headers: { Cookie: `__Host-session=${shop.token}`, "Sec-Fetch-Site": "same-origin", ...headers },
	});
	const answered = { status: response.status, body: JSON.parse(await response.text()) };
	await keepsItsPromise({ method: "POST", path: `/api/v1/products/${productId}/images`, sent: undefined, ...answered });
	return answered;
}

describe("adding a picture", () => {
	it("draws it in every size and shows the first one everywhere the product is shown", async () => {
		const shop = await openShop();
		const { id: productId } = await stocked(shop);
		const first = await add(shop, productId, await png(2000, 1000), "From the front");
		expect(first).toMatchObject({ productId, alt: "From the front", position: 0, width: 1280, height: 640 });
		const second = await add(shop, productId, await png(40, 60, [200, 20, 20]));
		// A small one is not blown up.
		expect(second).toMatchObject({ alt: "", position: 1, width: 40, height: 60 });
		expect((await list(shop, productId)).map(({ id }) => id)).toEqual([first.id, second.id]);
		expect(await faceOf(shop, productId)).toEqual({ imageId: first.id, imageUrl: pictureUrl(shop.businessId, first.token), version: 2 });
		expect((await objectsOf(shop)).length).toBe(6);
		for (const [width, size] of [
			[160, { width: 160, height: 80 }],
			[480, { width: 480, height: 240 }],
			[1280, { width: 1280, height: 640 }],
		] as const) {
			const response = await get(pictureUrl(shop.businessId, first.token, width));
			expect(imageIn(new Uint8Array(await response.arrayBuffer()))).toEqual({ type: "image/webp", ...size });
		}
		const events = await rowsOf<{ type: string }>(
			shop,
			"SELECT type FROM events WHERE businessId = ? AND subjectId = ? ORDER BY id",
			shop.businessId,
			productId,
		);
		expect(events.filter(({ type }) => type === "catalog.image_added")).toHaveLength(2);
	});

	it("by the API: the file itself or a form, whatever it is called", async () => {
		const shop = await openShop();
		const { id: productId } = await stocked(shop);
		const named = await send(shop, productId, await png(30, 30), { "Content-Type": "image/jpeg" }, "?alt=Named%20JPEG");
		expect(named).toMatchObject({
			status: 201,
			body: { alt: "Named JPEG", width: 30, urls: { 480: expect.stringContaining("-480.webp") } },
		});
		const form = new FormData();
		form.append("file", new File([await png(31, 31)], "../../etc/passwd.html", { type: "text/html" }));
		expect(await send(shop, productId, form)).toMatchObject({ status: 201, body: { width: 31, position: 1 } });
		expect(await send(shop, productId, new FormData())).toMatchObject({ status: 400, body: { code: "image_missing" } });
		expect(await send(shop, productId, "", { "Content-Type": "image/png" })).toMatchObject({
			status: 400,
			body: { code: "image_missing" },
		});
		const { body } = await shop.call("GET", `/api/v1/products/${productId}/images`);
		expect(body.items.map(({ width }: { width: number }) => width)).toEqual([30, 31]);
		expect((await shop.call("GET", `/api/v1/products/${productId}`)).body).toMatchObject({
			imageId: named.body.id,
			imageUrl: named.body.urls[480],
		});
	});

	it("keeps nothing that was hidden in the file", async () => {
		const shop = await openShop();
		const { id: productId } = await stocked(shop);
		const secret = "<script>alert(document.domain)</script>";
		const polyglot = joined(await png(64, 64, [1, 2, 3], [textChunk(secret)]), `${secret}PK\u0003\u0004`);
		const { token } = await add(shop, productId, polyglot);
		for (const width of [160, 480, 1280] as const) {
			const bytes = new Uint8Array(await (await get(pictureUrl(shop.businessId, token, width))).arrayBuffer());
			expect(imageIn(bytes)?.type).toBe("image/webp");
			expect(new TextDecoder("latin1").decode(bytes)).not.toMatch(/script|Comment|alert/);
		}
	});

	it("is refused for what is no picture, is damaged, too large or too wide, and leaves nothing behind", async () => {
		const shop = await openShop();
		const { id: productId } = await stocked(shop);
		const svg = new TextEncoder().encode(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>${" ".repeat(60)}`);
		await refuses(shop, () => add(shop, productId, svg), { kind: "unsupported_media", code: "image_unknown" });
		await refuses(shop, () => add(shop, productId, joined(pngHead(9000, 9000), new Uint8Array(100))), { code: "image_too_many_pixels" });
		await refuses(shop, () => add(shop, productId, joined(pngHead(9, 9), new Uint8Array(10 * 1024 * 1024))), {
			kind: "too_large",
			code: "image_too_large",
			details: { limitMiB: 10 },
		});
		await refuses(shop, () => add(shop, productId, joined(pngHead(90, 90), new Uint8Array(400))), {
			kind: "unsupported_media",
			code: "image_unreadable",
		});
		expect(logged().join()).toContain("picture.undrawable");
		const mine = await png(8, 8);
		await refuses(shop, () => add(shop, "nowhere", mine), { kind: "not_found", code: "product_not_found" });
		await refuses(shop, async () => addImage(await tenantAs(shop, "agent"), mine, { productId }), {
			kind: "forbidden",
			code: "missing_permission",
		});
		expect(await send(shop, productId, new Uint8Array(17 * 1024 * 1024), { "Content-Type": "image/png" })).toMatchObject({
			status: 413,
			body: { code: "body_too_large" },
		});
		expect(await objectsOf(shop)).toEqual([]);
	});

	it("has one effect for one key and one file, and a product has at most twelve", async () => {
		const shop = await openShop();
		const { id: productId } = await stocked(shop);
		const bytes = await png(10, 10);
		const twice = await Promise.all([add(shop, productId, bytes, "A", "k"), add(shop, productId, bytes, "A", "k")]);
		expect(twice[0]).toEqual(twice[1]);
		expect(await add(shop, productId, bytes, "A", "k")).toEqual(twice[0]);
		await refuses(shop, () => add(shop, productId, bytes, "B", "k"), { code: "idempotency_key_reused" });
		await refuses(shop, () => add(shop, productId, bytes), { kind: "conflict", code: "image_exists", details: { imageId: twice[0].id } });
		for (let n = 1; n < mostImages - 1; n++) await add(shop, productId, await png(10, 10 + n));
		// Two for the last place.
		const [left, right] = [await png(20, 10), await png(21, 10)];
		const last = await Promise.allSettled([add(shop, productId, left), add(shop, productId, right)]);
		expect(last.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
		await refuses(shop, async () => add(shop, productId, await png(30, 10)), { code: "too_many_images", details: { most: mostImages } });
		const images = await list(shop, productId);
		expect(images.map(({ position }) => position)).toEqual(Array.from({ length: mostImages }, (_, n) => n));
	}, 60_000);
});

describe("a drawing", () => {
	it("is kept for good by whoever asked, taken for nothing else, and could run nothing", async () => {
		const shop = await openShop();
		const { id: productId } = await stocked(shop);
		const { token } = await add(shop, productId, await png(20, 20));
		const path = pictureUrl(shop.businessId, token);
		const { status, headers } = await get(path);
		expect(status).toBe(200);
		expect(Object.fromEntries(headers)).toMatchObject({
			"content-type": "image/webp",
			"cache-control": "public, max-age=31536000, immutable",
			"x-content-type-options": "nosniff",
			"content-security-policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
			"cross-origin-resource-policy": "same-origin",
		});
		expect(headers.get("Set-Cookie")).toBeNull();
		const again = await get(path, { headers: { "If-None-Match": headers.get("ETag") ?? "" } });
		expect([again.status, await again.text()]).toEqual([304, ""]);
		const head = await get(path, { method: "HEAD" });
		expect([head.status, await head.text(), Number(head.headers.get("Content-Length")) > 20]).toEqual([200, "", true]);
		expect((await get(path, { method: "POST", headers: { "Sec-Fetch-Site": "same-origin" } })).status).toBe(405);
	});

	it("is to be had by its whole address only", async () => {
		const [shop, other] = await twoShops();
		const { id: productId } = await stocked(shop);
		const { token } = await add(shop, productId, await png(20, 20));
		for (const path of [
			pictureUrl(other.businessId, token),
			pictureUrl(shop.businessId, "A".repeat(22)),
			pictureUrl(shop.businessId, token).replace("480", "481"),
			`/pictures/${shop.businessId}/`,
			`/pictures/..%2Fimports%2F${shop.businessId}`,
		]) {
			const { status, headers } = await get(path);
			expect([status, headers.get("Cache-Control")], path).toEqual([404, "no-store"]);
		}
	});
});

describe("the pictures of a product", () => {
	async function three(shop: Shop): Promise<[string, Image, Image, Image]> {
		const { id } = await stocked(shop);
		return [id, await add(shop, id, await png(11, 9)), await add(shop, id, await png(12, 9)), await add(shop, id, await png(13, 9))];
	}

	it("stand in the order they are put in, and the first is the face", async () => {
		const shop = await openShop();
		const [productId, a, b, c] = await three(shop);
		await orderImages(await shop.tenant(), { productId, imageIds: [c.id, a.id, b.id] });
		expect((await list(shop, productId)).map(({ id }) => id)).toEqual([c.id, a.id, b.id]);
		expect(await faceOf(shop, productId)).toMatchObject({ imageId: c.id, imageUrl: pictureUrl(shop.businessId, c.token), version: 3 });
		const before = await everything(shop);
		await orderImages(await shop.tenant(), { productId, imageIds: [c.id, a.id, b.id] });
		expect(await everything(shop)).toEqual(before);
		for (const imageIds of [[a.id], [a.id, a.id, b.id], [a.id, b.id, "nowhere"]])
			await refuses(shop, async () => orderImages(await shop.tenant(), { productId, imageIds }), {
				kind: "conflict",
				code: "images_changed",
			});
	});

	it("are described, and an unchanged word writes nothing", async () => {
		const shop = await openShop();
		const [productId, a] = await three(shop);
		const edit = async (alt: string) => editImage(await shop.tenant(), { productId, imageId: a.id, alt });
		expect((await edit("Fra siden")).alt).toBe("Fra siden");
		const before = await everything(shop);
		await edit("Fra siden");
		expect(await everything(shop)).toEqual(before);
		await refuses(shop, () => edit("x".repeat(301)), { code: "validation_failed" });
	});

	it("are taken away and put back where they stood; the face follows", async () => {
		const shop = await openShop();
		const [productId, a, b, c] = await three(shop);
		const named = { productId, imageId: a.id };
		const removed = await Promise.all(["k", "k"].map(async (key) => removeImage(await shop.tenant(), named, { key })));
		expect(removed).toEqual([{ removed: a.id }, { removed: a.id }]);
		expect((await list(shop, productId)).map(({ id }) => id)).toEqual([b.id, c.id]);
		expect(await faceOf(shop, productId)).toMatchObject({ imageId: b.id });
		await refuses(shop, async () => removeImage(await shop.tenant(), named), { kind: "not_found", code: "image_not_found" });
		await refuses(shop, async () => editImage(await shop.tenant(), { ...named, alt: "x" }), { code: "image_not_found" });
		expect(await restoreImage(await shop.tenant(), named)).toMatchObject({ id: a.id, position: 0 });
		expect(await faceOf(shop, productId)).toMatchObject({ imageId: a.id });
		expect(await restoreImage(await shop.tenant(), named)).toMatchObject({ id: a.id });
		for (const { id } of [a, b, c]) await removeImage(await shop.tenant(), { productId, imageId: id });
		expect(await faceOf(shop, productId)).toMatchObject({ imageId: null, imageUrl: null });
		// The same file again is a picture of its own; the old one would be its twin.
		await add(shop, productId, await png(11, 9));
		await refuses(shop, async () => restoreImage(await shop.tenant(), named), { code: "image_exists" });
	});

	it("leave an address somebody wrote by hand alone until there is one", async () => {
		const shop = await openShop();
		const { id: productId } = await stocked(shop, { imageUrl: "https://vendor.example/a.jpg" });
		await refuses(shop, async () => removeImage(await shop.tenant(), { productId, imageId: "nowhere" }), { code: "image_not_found" });
		expect(await faceOf(shop, productId)).toMatchObject({ imageUrl: "https://vendor.example/a.jpg", version: 1 });
		await add(shop, productId, await png(11, 9));
		expect(await faceOf(shop, productId)).toMatchObject({ imageUrl: expect.stringMatching(/^\/pictures\//), version: 2 });
	});

	it("are swept a week after they were taken away, and when their product is gone; no others", async () => {
		const shop = await openShop();
		const [productId, a, b] = await three(shop);
		const gone = await stocked(shop, { sku: "GONE", initialStock: 0 });
		const orphan = await add(shop, gone.id, await png(14, 9));
		await removeImage(await shop.tenant(), { productId, imageId: a.id });
		expect((await shop.call("DELETE", `/api/v1/products/${gone.id}`)).body).toMatchObject({ outcome: "deleted" });
		const sweep = async (at: number) => {
			const { scope } = testScope(at);
			while ((await sweepImages(scope, shop.shard)).more);
			return (await objectsOf(shop)).join();
		};
		const soon = await sweep(instant());
		expect([soon.includes(a.token), soon.includes(b.token), soon.includes(orphan.token)]).toEqual([true, true, false]);
		await rowsOf(
			shop,
			"UPDATE productImages SET deletedAt = deletedAt - ? WHERE businessId = ? AND deletedAt > 0",
			restorableFor,
			shop.businessId,
		);
		await refuses(shop, async () => restoreImage(await shop.tenant(), { productId, imageId: a.id }), { code: "image_not_found" });
		expect((await sweep(instant())).includes(a.token)).toBe(true);
		const then = await sweep(instant() + 2 * day);
		expect([then.includes(a.token), then.includes(b.token)]).toEqual([false, true]);
		expect(await rowsOf(shop, "SELECT id FROM productImages WHERE businessId = ? ORDER BY id", shop.businessId)).toHaveLength(2);
	});

	it("are their business's own", async () => {
		const [shop, other] = await twoShops();
		const [productId, a, b, c] = await three(shop);
		const mine = await stocked(other, { sku: "MINE" });
		const before = await everything(shop);
		const tenant = await other.tenant();
		const bytes = await png(11, 9);
		const asks: [() => Promise<unknown>, string][] = [
			[() => addImage(tenant, bytes, { productId }), "product_not_found"],
			[() => listImages(tenant, { productId }), "product_not_found"],
			[() => orderImages(tenant, { productId, imageIds: [a.id, b.id, c.id] }), "product_not_found"],
			[() => editImage(tenant, { productId: mine.id, imageId: a.id, alt: "x" }), "image_not_found"],
			[() => removeImage(tenant, { productId, imageId: a.id }), "image_not_found"],
			[() => restoreImage(tenant, { productId: mine.id, imageId: a.id }), "image_not_found"],
		];
		for (const [ask, code] of asks) await expect(ask()).rejects.toMatchObject({ kind: "not_found", code });
		expect(await everything(shop)).toEqual(before);
		expect(await objectsOf(other)).toEqual([]);
	});
});
