import { expect, it, vi } from "vitest";
import { copyPictures } from "#app/purchasing/vendor-additions/copy-pictures.server.ts";
import { goOnAdding } from "#app/purchasing/vendor-additions/go-on-adding.server.ts";
import { addImage } from "#app/catalog/images/add-image.server.ts";
import { editImage } from "#app/catalog/images/edit-image.server.ts";
import { listImages } from "#app/catalog/images/queries.server.ts";
import { removeImage } from "#app/catalog/images/remove-image.server.ts";
import { setReorderPoint } from "#app/stock/set-reorder-point.server.ts";
import { machineTenant } from "#app/identity/viewer.server.ts";
import { instant } from "#app/platform/time.ts";
import { logged } from "../../support/quiet.ts";
import { linkNow, quietScope } from "../../support/linking/linked.ts";
import { png } from "../../support/drawings.ts";
import { catalogOf, products } from "../../support/vendors/catalogs.ts";
import { discrepancies } from "../sales/goods.ts";
import { openShop, rowsOf, type Shop, twoShops } from "../../support/world.ts";

const goOn = (shop: Shop, id: string, pages?: number) =>
	goOnAdding(() => machineTenant({ ...quietScope(), now: instant() }, shop, "purchasing.go-on-adding"), id, pages);
const start = (shop: Shop, body: object, key?: string) => shop.call("POST", "/api/catalog/paper/additions", { body, ...(key && { key }) });
const last = async (shop: Shop) => (await shop.call("GET", "/api/catalog/paper/additions")).body.addition;
const ours = (shop: Shop) =>
	rowsOf<{
		id: string;
		name: string;
		sku: string;
		price: number | null;
		cost: number | null;
		status: string;
		styleId: string | null;
		attributes: string;
		imageUrl: string;
	}>(shop, "SELECT * FROM products WHERE businessId = ? ORDER BY docId", shop.businessId);

async function offered(shop: Shop, count: number): Promise<void> {
	await shop.call("POST", "/api/catalog", { body: { name: "Paper", source: "upload", currency: "USD" } });
	if (count > 0)
		await shop.call("POST", "/api/catalog/paper/sync", {
			body: catalogOf(products(count)),
			headers: { "Content-Type": "application/json" },
		});
}

it("makes drafts of what is nothing of ours: priced, with style, picture and attributes, linked at once, and once", async () => {
	const shop = await openShop();
	await offered(shop, 2);
	const { status, body } = await start(shop, { which: { styleId: "8800000000001" }, rate: 7 }, "add");
	expect(status).toBe(202);
	expect(body.items).toBe(8);
	expect((await start(shop, { which: { styleId: "8800000000001" }, rate: 7 }, "add")).body).toEqual(body);
	expect((await start(shop, { which: { q: "" } })).body.code).toBe("addition_running");
	await Promise.all([goOn(shop, body.additionId), goOn(shop, body.additionId)]);
	expect(await last(shop)).toMatchObject({ state: "done", added: 8, passed: 0, startedBy: "Owner" });
	const made = await ours(shop);
	expect(made).toHaveLength(8);
	expect(new Set(made.map(({ styleId }) => styleId)).size).toBe(1);
	expect(made[0]).toMatchObject({
		name: "THE MODEL 1 Black 44",
		sku: "M1-0-44",
		price: 238_000,
		cost: null,
		status: "draft",
		imageUrl: expect.stringContaining("https://cdn.shop.example/1.jpg"),
	});
	expect(JSON.parse(made[0]!.attributes)).toMatchObject({ colour: "Black", size: expect.stringContaining("44") });
	const links = (await shop.call("GET", "/api/catalog/paper/links?show=person")).body;
	expect(links.items.map(({ product }: { product: { productId: string } }) => product.productId).toSorted()).toEqual(
		made.map(({ id }) => id).toSorted(),
	);
	expect((await start(shop, { which: { styleId: "8800000000001" } })).body.code).toBe("nothing_to_add");
});

it("adds a filter of many in pages, killed and delivered twice, and leaves out what has our barcode", async () => {
	const shop = await openShop();
	await offered(shop, 0);
	const coded = products(40).map((one, n) =>
		n === 8 ? { ...one, variants: one.variants.map((v, at) => (at === 0 ? { ...v, barcode: "4006381333931" } : v)) } : one,
	);
	await shop.call("POST", "/api/catalog/paper/sync", { body: catalogOf(coded), headers: { "Content-Type": "application/json" } });
	await shop.call("POST", "/api/products", { body: { storeId: shop.storeId, name: "Mine", sku: "M7-0-44", barcode: "4006381333931" } });
	const { body } = await start(shop, { which: { q: "model" }, priceAs: "cost" });
	expect(body.items).toBe(320);
	for (let delivery = 0; delivery < 6; delivery++) await Promise.all([goOn(shop, body.additionId, 1), goOn(shop, body.additionId, 1)]);
	expect(await last(shop)).toMatchObject({ state: "done", added: 319, passed: 1 });
	const made = await ours(shop);
	expect(made).toHaveLength(320);
	// Another currency without a rate: no price is better than a wrong one; a SKU that is taken is not taken twice.
	expect(made.every(({ price, cost }) => price === null && cost === null)).toBe(true);
	expect(made.filter(({ name }) => name === "THE MODEL 7 Black 44")[0]?.sku).toMatch(/^P-/);
	// Only what was left out is left to the rules, who know it by its barcode.
	expect(await linkNow(shop, "paper")).toMatchObject({ counts: { linked: 1, review: 0, unlinked: 0 } });
});

it("is taken back, but for what somebody has touched since", async () => {
	const shop = await openShop();
	await offered(shop, 2);
	const { body } = await start(shop, { which: { q: "" } });
	await goOn(shop, body.additionId);
	const [touched, stocked] = await ours(shop);
	await shop.call("PATCH", `/api/products/${touched!.id}`, { body: { name: "Renamed" } });
	await shop.call("POST", `/api/products/${stocked!.id}/receive`, { body: { storeId: shop.storeId, quantity: 3 } });
	const undo = () => shop.call("POST", `/api/catalog/paper/additions/${body.additionId}/undo`);
	expect((await undo()).status).toBe(202);
	await goOn(shop, body.additionId);
	expect(await last(shop)).toMatchObject({ state: "undone", removed: 14, kept: 2 });
	expect((await ours(shop)).map(({ name }) => name)).toEqual(["Renamed", stocked!.name]);
	expect(await rowsOf(shop, "SELECT id FROM styles WHERE businessId = ?", shop.businessId)).toHaveLength(1);
	expect((await undo()).body.code).toBe("addition_undone");
	// What is gone may be added again.
	const again = await start(shop, { which: { q: "" } });
	expect(again.body.items).toBe(14);
});

it("stops where somebody says so: what it made stays and is taken back in one act, and the rest may be asked for again", async () => {
	const shop = await openShop();
	await offered(shop, 40);
	const { body } = await start(shop, { which: { q: "" } });
	await goOn(shop, body.additionId, 1);
	const stop = () => shop.call("POST", `/api/catalog/paper/additions/${body.additionId}/stop`);
	// Twice is once, and what comes meanwhile does no more.
	expect([(await stop()).status, (await stop()).status]).toEqual([202, 202]);
	expect(await last(shop)).toMatchObject({ state: "adding", isStopped: true, items: 320, added: 100 });
	await Promise.all([goOn(shop, body.additionId), goOn(shop, body.additionId)]);
	expect(await last(shop)).toMatchObject({ state: "done", isStopped: true, items: 320, added: 100, pictures: 100 });
	expect(await ours(shop)).toHaveLength(100);
	expect((await stop()).body.code).toBe("addition_not_running");
	expect((await shop.call("POST", "/api/catalog/paper/additions/nobody/stop")).body.code).toBe("addition_not_found");
	await shop.call("POST", `/api/catalog/paper/additions/${body.additionId}/undo`);
	await goOn(shop, body.additionId);
	expect(await last(shop)).toMatchObject({ state: "undone", removed: 100, kept: 0 });
	expect((await start(shop, { which: { q: "" } })).body.items).toBe(320);
});

it("adds what is new between two snapshots, in pages, killed and delivered twice, and nothing that was there before", async () => {
	const shop = await openShop();
	await offered(shop, 3);
	await shop.call("POST", "/api/catalog/paper/sync", {
		body: catalogOf(products(33)),
		headers: { "Content-Type": "application/json" },
	});
	const [{ hash: to }, { hash: from }] = (await shop.call("GET", "/api/catalog/paper/snapshots")).body.items;
	expect((await start(shop, { which: { from, to: "0".repeat(64) } })).body.code).toBe("snapshot_not_found");
	const { status, body } = await start(shop, { which: { from, to } });
	expect([status, body.items]).toEqual([202, 0]);
	for (let delivery = 0; delivery < 5; delivery++) await Promise.all([goOn(shop, body.additionId, 1), goOn(shop, body.additionId, 1)]);
	expect(await last(shop)).toMatchObject({ state: "done", isStopped: false, items: 240, added: 240, passed: 0 });
	const made = await ours(shop);
	expect(made).toHaveLength(240);
	expect(made.some(({ name }) => /MODEL [123] /.test(name))).toBe(false);
	// What is ours by now is not made twice.
	const again = await start(shop, { which: { from, to } });
	await goOn(shop, again.body.additionId);
	expect(await last(shop)).toMatchObject({ state: "done", isStopped: false, items: 0, added: 0 });
	expect(await ours(shop)).toHaveLength(240);
	// What somebody stops before it is compared is stopped by somebody, and not for want of a snapshot.
	const called = await start(shop, { which: { from, to } });
	expect((await shop.call("POST", `/api/catalog/paper/additions/${called.body.additionId}/stop`)).status).toBe(202);
	await goOn(shop, called.body.additionId);
	expect(await last(shop)).toMatchObject({ state: "done", isStopped: true, isSnapshotGone: false, items: 0 });
	// One of them is let go of meanwhile: it ends, says why, and keeps no other from beginning.
	const orphan = await start(shop, { which: { from, to } });
	await rowsOf(shop, "DELETE FROM vendorSnapshots WHERE businessId = ? AND hash = ?", shop.businessId, from);
	await goOn(shop, orphan.body.additionId);
	expect(logged().join()).toContain("vendor.addition_given_up");
	expect(await last(shop)).toMatchObject({ state: "done", isStopped: true, isSnapshotGone: true, items: 0, added: 0 });
});

it("a catalog rolled back after a sale leaves the sale, what stands on the shelf and what was sold", async () => {
	const shop = await openShop();
	await offered(shop, 3);
	const { hash: before } = (await shop.call("GET", "/api/catalog/paper/snapshots")).body.items[0];
	await shop.call("POST", "/api/catalog/paper/sync", {
		body: catalogOf(products(4)),
		headers: { "Content-Type": "application/json" },
	});
	const { body } = await start(shop, { which: { styleId: "8800000000004" } });
	await goOn(shop, body.additionId);
	const [sold] = await ours(shop);
	await shop.call("POST", `/api/products/${sold?.id}/receive`, { body: { storeId: shop.storeId, quantity: 3 } });
	const sale = await shop.call("POST", "/api/sales", {
		body: { storeId: shop.storeId, productId: sold?.id, quantity: 1, unitPrice: "900.00" },
	});
	expect(sale.status).toBe(201);

	expect((await shop.call("POST", `/api/catalog/paper/snapshots/${before}/restore`)).body).toMatchObject({ status: "done", missing: 8 });
	await shop.call("POST", `/api/catalog/paper/additions/${body.additionId}/undo`);
	await goOn(shop, body.additionId);
	expect(await last(shop)).toMatchObject({ state: "undone", removed: 7, kept: 1 });
	expect((await ours(shop)).map(({ id }) => id)).toEqual([sold?.id]);
	expect((await shop.call("GET", `/api/sales?productId=${sold?.id}`)).body.items).toMatchObject([{ quantity: 1, unitPrice: "900.00" }]);
	expect(await discrepancies(shop)).toEqual([]);
	expect(await rowsOf(shop, "SELECT onHand FROM stockLevels WHERE businessId = ? AND productId = ?", shop.businessId, sold?.id)).toEqual([
		{ onHand: 2 },
	]);
});

it("is nobody else's business", async () => {
	const [mine, theirs] = await twoShops();
	await offered(mine, 1);
	const { body } = await start(mine, { which: { q: "" } });
	expect((await start(theirs, { which: { q: "" } })).body.code).toBe("vendor_not_found");
	await offered(theirs, 1);
	expect((await theirs.call("POST", `/api/catalog/paper/additions/${body.additionId}/undo`)).body.code).toBe("addition_not_found");
	expect((await theirs.call("POST", `/api/catalog/paper/additions/${body.additionId}/stop`)).body.code).toBe("addition_not_found");
	expect(await last(mine)).toMatchObject({ state: "adding", isStopped: false });
});

it("copies their pictures into our own store; one that cannot be had stays where they have it, and is tried again", async () => {
	const shop = await openShop();
	await offered(shop, 3);
	const asked: string[] = [];
	let lost = true;
	vi.spyOn(globalThis, "fetch").mockImplementation(async (input) => {
		const { url } = new Request(input);
		asked.push(url);
		if (url.includes("/2.jpg") && lost) return new Response("gone", { status: 404 });
		if (url.includes("/3.jpg")) return new Response("<html>no picture</html>");
		return new Response(await png(40, 30));
	});
	try {
		const { body } = await start(shop, { which: { q: "" }, priceAs: "none" });
		await goOn(shop, body.additionId);
		const copy = () =>
			copyPictures(() => machineTenant({ ...quietScope(), now: instant() }, shop, "purchasing.copy-pictures"), body.additionId);
		expect(await last(shop)).toMatchObject({ state: "done", added: 24, pictures: 24, picturesCopied: 0, picturesMissing: 0 });
		await copy();
		await copy();
		expect(await last(shop)).toMatchObject({ picturesCopied: 8, picturesMissing: 16 });
		// Eight variants share a picture: it is asked for once a message, and the queue may bring a message of its own.
		expect(asked.filter((url) => url.includes("/1.jpg")).length).toBeLessThan(8);
		const faces = async () => (await ours(shop)).map(({ imageUrl }) => imageUrl);
		expect((await faces()).filter((url) => url.startsWith(`/pictures/${shop.businessId}/`))).toHaveLength(8);
		expect((await faces()).filter((url) => url.startsWith("https://"))).toHaveLength(16);

		lost = false;
		const again = () => shop.call("POST", `/api/catalog/paper/additions/${body.additionId}/pictures`, { body: {}, key: "again" });
		expect((await again()).status).toBe(202);
		await again();
		await copy();
		expect(await last(shop)).toMatchObject({ picturesCopied: 16, picturesMissing: 8 });

		// A picture alone is no touch: all but the one somebody changed are taken back.
		const [mine] = await ours(shop);
		await shop.call("PATCH", `/api/products/${mine?.id}`, { body: { name: "Mine now" } });
		expect((await shop.call("POST", `/api/catalog/paper/additions/${body.additionId}/undo`, { body: {} })).status).toBe(202);
		for (let n = 0; n < 3; n++) await goOn(shop, body.additionId);
		expect(await last(shop)).toMatchObject({ state: "undone", removed: 23, kept: 1 });
		await copy();
	} finally {
		vi.restoreAllMocks();
	}
});

const copyOf = (shop: Shop, id: string) =>
	copyPictures(() => machineTenant({ ...quietScope(), now: instant() }, shop, "purchasing.copy-pictures"), id);

/** An adding of three styles whose pictures stand at hosts of their own. */
async function addedFrom(shop: Shop, hosts: string[]): Promise<string> {
	await shop.call("POST", "/api/catalog", { body: { name: "Paper", source: "upload", currency: "USD" } });
	const pictured = products(hosts.length * 2).map((one, n) => ({
		...one,
		images: [{ ...one.images[0], src: `https://${hosts[n % hosts.length]}/${n}.jpg` }],
	}));
	await shop.call("POST", "/api/catalog/paper/sync", {
		body: catalogOf(pictured as never),
		headers: { "Content-Type": "application/json" },
	});
	const { body } = await start(shop, { which: { q: "" }, priceAs: "none" });
	await goOn(shop, body.additionId);
	return body.additionId;
}

it("goes on with the pictures of other hosts where one asks to wait, one never answers and one breaks off", async () => {
	const shop = await openShop();
	const asked = new Map<string, number>();
	vi.spyOn(globalThis, "fetch").mockImplementation(async (input) => {
		// Shops under .example are answered for by a stand-in, which is told the host in its path.
		const hostname = /[a-d]-[a-z]+\.example/.exec(new Request(input).url)?.[0] ?? "";
		asked.set(hostname, (asked.get(hostname) ?? 0) + 1);
		if (hostname === "a-busy.example") return new Response("later", { status: 429 });
		if (hostname === "b-down.example") throw new TypeError("no such host");
		if (hostname === "c-cut.example") {
			const half = (await png(40, 30)).slice(0, 40);
			let sent = false;
			return new Response(
				new ReadableStream({
					pull(stream) {
						if (sent) stream.error(new Error("broken off"));
						else stream.enqueue(half);
						sent = true;
					},
				}),
			);
		}
		return new Response(await png(40, 30));
	});
	try {
		const id = await addedFrom(shop, ["a-busy.example", "b-down.example", "c-cut.example", "d-good.example"]);
		for (let n = 0; n < 4; n++) await copyOf(shop, id);
		// Two styles of eight stand at each host.
		expect(await last(shop)).toMatchObject({ pictures: 64, picturesCopied: 16, picturesMissing: 48 });
		expect((await ours(shop)).filter(({ imageUrl }) => imageUrl.startsWith("/pictures/"))).toHaveLength(16);
		// Who asks us to come later is not asked again for what else it has.
		expect(asked.get("a-busy.example")).toBeLessThan(asked.get("b-down.example") ?? 0);
	} finally {
		vi.restoreAllMocks();
	}
});

it("leaves what somebody gave a picture, a word or a place, before or after ours was copied", async () => {
	const shop = await openShop();
	vi.spyOn(globalThis, "fetch").mockImplementation(async () => new Response(await png(40, 30)));
	try {
		const id = await addedFrom(shop, ["good.example"]);
		const [first, second, third, fourth, fifth, ...rest] = await ours(shop);
		const idOf = (product: { id: string } | undefined) => product?.id ?? "";
		const give = async (product: { id: string } | undefined, width: number) =>
			addImage(await shop.tenant(), await png(width, 20), { productId: idOf(product) });
		await give(first, 33);
		for (let n = 0; n < 3; n++) await copyOf(shop, id);
		expect(await last(shop)).toMatchObject({ picturesCopied: 16, picturesMissing: 0 });
		// The first had its own, the second gets one more, the words of the third's are changed, the fourth's is taken away.
		await give(second, 34);
		const ownOf = async (product: { id: string } | undefined) => {
			const [image] = await listImages(await shop.tenant(), { productId: idOf(product) });
			return { productId: idOf(product), imageId: image?.id ?? "" };
		};
		await editImage(await shop.tenant(), { ...(await ownOf(third)), alt: "From the left" });
		await removeImage(await shop.tenant(), await ownOf(fourth));
		await setReorderPoint(await shop.tenant(), { productId: idOf(fifth), storeId: shop.storeId, reorderPoint: 2 });
		await shop.call("POST", `/api/catalog/paper/additions/${id}/undo`, { body: {} });
		await goOn(shop, id);
		expect(await last(shop)).toMatchObject({ state: "undone", kept: 5, removed: rest.length });
		expect((await ours(shop)).map((one) => one.id)).toEqual([first, second, third, fourth, fifth].map((one) => one?.id));
	} finally {
		vi.restoreAllMocks();
	}
});

it("asks no address that is not public for a picture", async () => {
	const shop = await openShop();
	await shop.call("POST", "/api/catalog", { body: { name: "Paper", source: "upload", currency: "USD" } });
	const within = products(4).map((one, n) => ({
		...one,
		images: [
			{
				...one.images[0],
				src: ["https://127.0.0.1/a.png", "https://intranet/a.png", "http://cdn.shop.com/a.png", "https://metadata.internal/a.png"][n],
			},
		],
	}));
	await shop.call("POST", "/api/catalog/paper/sync", { body: catalogOf(within as never), headers: { "Content-Type": "application/json" } });
	const asked = vi.spyOn(globalThis, "fetch").mockImplementation(async () => new Response(await png(4, 4)));
	try {
		const { body } = await start(shop, { which: { q: "" }, priceAs: "none" });
		await goOn(shop, body.additionId);
		await copyPictures(() => machineTenant({ ...quietScope(), now: instant() }, shop, "purchasing.copy-pictures"), body.additionId);
		const addresses = asked.mock.calls.map(([input]) => new Request(input).url);
		expect(addresses.filter((url) => /127\.0\.0\.1|intranet|cdn\.shop\.com|metadata/.test(url))).toEqual([]);
		const { pictures, picturesMissing, picturesCopied } = await last(shop);
		expect([picturesMissing, picturesCopied]).toEqual([pictures, 0]);
	} finally {
		vi.restoreAllMocks();
	}
});
