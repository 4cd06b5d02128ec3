import { exports } from "cloudflare:workers";
import { expect, it } from "vitest";
import { mostImages } from "#app/catalog/images/look-at-image.ts";
import { listImages } from "#app/catalog/images/queries.server.ts";
import { png } from "../../support/drawings.ts";
import { origin, type Shop, twoShops } from "../../support/world.ts";
import { stocked } from "../stock/shelves.ts";

const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');

/** The form of the pictures' page as a browser sends it, with these files. */
async function send(
	shop: Shop,
	productId: string,
	files: [name: string, bytes: Uint8Array<ArrayBuffer>][],
	more: Record<string, string> = {},
) {
	const body = new FormData();
	for (const [name, value] of Object.entries({ intent: "add", ...more })) body.append(name, value);
	for (const [name, bytes] of files) body.append("file", new File([bytes], name, { type: "image/png" }));
	const response = await exports.default.fetch(
		new Request(`${origin}/products/${productId}/pictures`, {
			method: "POST",
			body,
			headers: { Cookie: `__Host-session=${shop.token}`, "Sec-Fetch-Site": "same-origin", Accept: "text/html" },
		}),
	);
	// React parts words from values by comments.
	return { status: response.status, text: (await response.text()).replaceAll("<!-- -->", "") };
}

const widths = async (shop: Shop, productId: string) => (await listImages(await shop.tenant(), { productId })).map(({ width }) => width);

it("adds the files of one form in the order they were chosen, once however often it is sent", async () => {
	const [shop, other] = await twoShops();
	const { id } = await stocked(shop);
	const files: [string, Uint8Array<ArrayBuffer>][] = [
		["a.png", await png(30, 20)],
		["b.png", await png(20, 20)],
		["c.png", await png(40, 20)],
	];
	const commandId = crypto.randomUUID();
	for (let time = 0; time < 2; time++) {
		const { status, text } = await send(shop, id, files, { commandId, alt: "Of one picture only" });
		expect([status, text.includes("3 pictures added")]).toEqual([200, true]);
		expect(await widths(shop, id)).toEqual([30, 20, 40]);
	}
	expect((await listImages(await shop.tenant(), { productId: id })).map(({ alt }) => alt)).toEqual(["", "", ""]);
	expect((await send(other, id, files)).status).toBe(404);
});

it("judges each by itself: what is no picture is named with its reason, and the others are there", async () => {
	const [shop] = await twoShops();
	const { id } = await stocked(shop);
	const { status, text } = await send(shop, id, [
		["front.png", await png(30, 20)],
		["<b>logo.svg", svg],
		["side.png", await png(40, 20)],
		["again.png", await png(30, 20)],
	]);
	expect(status).toBe(400);
	expect(text).toContain("2 were added. These 2 files were not:");
	expect(text).toContain("<bdi>&lt;b&gt;logo.svg</bdi>: This is no picture a browser shows everywhere.");
	expect(text).toContain("<bdi>again.png</bdi>: This product has that picture already.");
	expect(text).not.toContain("<bdi>front.png");
	expect(await widths(shop, id)).toEqual([30, 40]);
	// Alone it is refused as it always was, and nothing chosen is said so.
	expect((await send(shop, id, [["logo.svg", svg]])).text).toContain("This is no picture a browser shows everywhere.");
	expect((await send(shop, id, [["", new Uint8Array()]])).text).toContain("There is no picture in it.");
});

it("keeps as many as a product may have, and names the rest", async () => {
	const [shop] = await twoShops();
	const { id } = await stocked(shop);
	const files = await Promise.all(
		Array.from({ length: mostImages + 2 }, async (_, n): Promise<[string, Uint8Array<ArrayBuffer>]> => [`${n}.png`, await png(10 + n, 9)]),
	);
	const { text } = await send(shop, id, files);
	expect(text).toContain("12 were added. These 2 files were not:");
	expect(text).toContain("<bdi>13.png</bdi>: ");
	expect(await widths(shop, id)).toHaveLength(mostImages);
});
