import { env } from "cloudflare:workers";
import { beforeEach, expect, it, vi } from "vitest";
import { dueSyncs } from "#app/catalog/vendors/due-syncs.server.ts";
import { startSync } from "#app/catalog/vendors/start-sync.server.ts";
import { goOnWith, type Went } from "#app/catalog/vendors/sync/run-sync.server.ts";
import { machineTenant } from "#app/identity/viewer.server.ts";
import { day, hour } from "#app/platform/time.ts";
import { fakeStorefronts, type Shop as Storefront, shopOf } from "../../support/fakes/vendor-storefront.ts";
import { product, products } from "../../support/vendors/catalogs.ts";
import { openShop, rowsOf, type Shop, testScope } from "../../support/world.ts";

const storefronts = new Map<string, Storefront>();
const fake = fakeStorefronts(storefronts);
const asked: string[] = [];

/** The network, on which only the stand-in for vendors' shops answers. */
beforeEach(() => {
	asked.length = 0;
	vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
		const request = new Request(input, init);
		asked.push(request.url);
		if (!request.url.startsWith("http://shops.test/")) throw new Error(`nothing answers at ${request.url}`);
		return fake.fetch(request);
	});
	return () => vi.restoreAllMocks();
});

let serial = 0;

/** A business with a vendor whose storefront is `storefront`. */
async function withVendor(storefront: Storefront): Promise<{ shop: Shop; host: string; storefront: Storefront }> {
	const host = `shop-${++serial}.example`;
	storefronts.set(host, storefront);
	const shop = await openShop();
	const made = await shop.call("POST", "/api/catalog", {
		body: { name: "Vendor", source: "shopify-storefront", url: `https://${host}`, currency: "USD" },
	});
	expect(made.status).toBe(201);
	return { shop, host, storefront };
}

/** A scope whose events wait: the tests go on with a run themselves. */
function quietScope(now?: number) {
	const { scope } = testScope(now);
	return { ...scope, env: { ...env, EVENTS: { sendBatch: async () => {} } as unknown as Queue } };
}
const order = (shop: Shop, runId: string) => ({ syncRunId: runId, shard: shop.shard, businessId: shop.businessId });
const runOf = async (shop: Shop, runId: string) => (await shop.call("GET", `/api/catalog/vendor/runs/${runId}`)).body;
const goOn = (shop: Shop, runId: string, budget = { ms: 60_000, chunks: 150 }) => goOnWith(quietScope(), order(shop, runId), budget);

async function started(shop: Shop): Promise<string> {
	const { runId } = await startSync(machineTenant(quietScope(), shop, "test"), { vendor: "vendor", cause: "person" });
	return runId ?? "";
}
/** Reads it all, as the queue would, waiting for nothing. */
async function synced(shop: Shop) {
	const runId = await started(shop);
	for (let went: Went = { kind: "later", seconds: 0 }; went.kind === "later"; ) {
		await rowsOf(shop, "UPDATE vendorSyncRuns SET leaseUntil = 0 WHERE businessId = ? AND id = ?", shop.businessId, runId);
		went = await goOn(shop, runId);
	}
	return runOf(shop, runId);
}
const itemsOf = (shop: Shop) =>
	rowsOf<{ catalogId: string; price: number }>(
		shop,
		"SELECT * FROM vendorCatalogItems WHERE businessId = ? ORDER BY catalogId",
		shop.businessId,
	);
const mailsOf = (shop: Shop) =>
	rowsOf<{ subject: string; purpose: string }>(
		shop,
		"SELECT subject, purpose FROM mails WHERE businessId = ? ORDER BY id",
		shop.businessId,
	);

it("asks robots.txt first, then page after page, says who it is, and keeps what it read as one snapshot", async () => {
	const { shop, host, storefront } = await withVendor(shopOf(products(12), { pageSize: 5 }));
	expect(await synced(shop)).toMatchObject({ status: "done", source: "crawl", pages: 3, products: 12, created: 96, items: 96 });
	expect(storefront.asked.map(({ path }) => path)).toEqual([
		"/robots.txt",
		...[1, 2, 3, 4].map((page) => `/products.json?limit=250&page=${page}`),
	]);
	expect(storefront.asked.every(({ agent }) => /^StorekeepCatalog\/1\.0 \(\+http:\/\/storekeep\.test\)$/.test(agent))).toBe(true);
	expect(asked.every((url) => url.startsWith(`http://shops.test/${host}/`))).toBe(true);
	const [snapshot] = (await shop.call("GET", "/api/catalog/vendor/snapshots")).body.items;
	const { objects } = await env.FILES.list({ prefix: shop.businessId });
	const key = objects.find((object) => object.key.endsWith(snapshot.hash))?.key ?? "";
	expect(JSON.parse((await (await env.FILES.get(key))?.text()) ?? "")).toEqual({ products: storefront.products });
});

it("asks only for what changed since, and writes nothing but the run when nothing has", async () => {
	const { shop, storefront } = await withVendor(shopOf(products(12), { pageSize: 5 }));
	await synced(shop);
	const before = JSON.stringify(await itemsOf(shop));
	storefront.asked.length = 0;
	expect(await synced(shop)).toMatchObject({ status: "unchanged", unchanged: 96, created: 0 });
	expect(storefront.asked.filter(({ etag }) => etag !== null)).toHaveLength(3);
	expect(JSON.stringify(await itemsOf(shop))).toBe(before);
	storefront.products = storefront.products.map((one) => (one.id === product(7).id ? product(7, { price: "350.00" }) : one));
	expect(await synced(shop)).toMatchObject({ status: "done", updated: 8, unchanged: 88, missing: 0 });
	// One snapshot each of two catalogs, and the pages of the last one.
	expect((await env.FILES.list({ prefix: shop.businessId })).objects.map(({ key }) => key.split("/")[3]).sort()).toEqual([
		"pages",
		"pages",
		"pages",
		"snapshots",
		"snapshots",
	]);
});

it("marks what is missing, and calls it gone when it is missing again", async () => {
	const { shop, storefront } = await withVendor(shopOf(products(10)));
	await synced(shop);
	storefront.products = products(9);
	expect(await synced(shop)).toMatchObject({ status: "done", missing: 8, deleted: 0, unchanged: 72 });
	expect(await synced(shop)).toMatchObject({ status: "done", missing: 0, deleted: 8, unchanged: 72 });
	expect(await synced(shop)).toMatchObject({ status: "unchanged", deleted: 0 });
});

it("sees a product once that moved while it paged", async () => {
	const moving = await withVendor(shopOf(products(12), { pageSize: 5, shifts: 2 }));
	expect(await synced(moving.shop)).toMatchObject({ status: "done", items: 96, oddities: { repeated_products: 1 } });
});

it("takes a shop that gives one page for ever for broken, and nothing of it for gone", async () => {
	const { shop, storefront } = await withVendor(shopOf(products(8), { pageSize: 3 }));
	expect(await synced(shop)).toMatchObject({ status: "done", items: 64 });
	const before = JSON.stringify(await itemsOf(shop));
	const there = storefront.products;
	for (const stuck of [{ repeats: true }, { stutters: { page: 2, times: 99 } }]) {
		Object.assign(storefront, stuck);
		for (let reading = 0; reading < 2; reading += 1) {
			storefront.asked = [];
			expect(await synced(shop)).toMatchObject({ status: "failed", error: "source_repeats", missing: 0, deleted: 0 });
			expect(Math.max(...storefront.asked.map(({ page }) => page))).toBeLessThanOrEqual(12);
		}
		expect(JSON.stringify(await itemsOf(shop))).toBe(before);
		Object.assign(storefront, { products: there, repeats: false, stutters: null });
	}
	expect(await synced(shop)).toMatchObject({ status: "unchanged", unchanged: 64 });
});

it("goes on past pages that were given twice in the middle, also in another slice, and loses no product", async () => {
	for (const again of [1, 2, 9]) {
		const { shop, storefront } = await withVendor(shopOf(products(12), { pageSize: 4, stutters: { page: 2, times: again } }));
		const runId = await started(shop);
		for (let slice = 0; slice < 4; slice += 1) expect(await goOn(shop, runId, { ms: 0, chunks: 1 })).toEqual({ kind: "later", seconds: 0 });
		while ((await goOn(shop, runId)).kind !== "over");
		expect(await itemsOf(shop)).toHaveLength(96);
		expect(Math.max(...storefront.asked.map(({ page }) => page))).toBe(4 + again);
		expect(await synced(shop)).toMatchObject({ status: "unchanged", unchanged: 96 });
	}
});

it("waits as long as a busy shop asks, then goes on with the page it was at", async () => {
	const { shop, storefront } = await withVendor(shopOf(products(12), { pageSize: 5 }));
	const runId = await started(shop);
	expect(await goOn(shop, runId, { ms: 0, chunks: 1 })).toEqual({ kind: "later", seconds: 0 });
	Object.assign(storefront, { busy: 1, retryAfter: "120" });
	expect(await goOn(shop, runId)).toEqual({ kind: "later", seconds: 120 });
	const before = storefront.asked.length;
	// Nobody asks before the time is over, whoever is sent.
	expect(await goOn(shop, runId)).toEqual({ kind: "over" });
	expect(storefront.asked).toHaveLength(before);
	await rowsOf(shop, "UPDATE vendorSyncRuns SET leaseUntil = 0 WHERE businessId = ? AND id = ?", shop.businessId, runId);
	expect(await goOn(shop, runId)).toEqual({ kind: "over" });
	expect(await runOf(shop, runId)).toMatchObject({ status: "done", items: 96 });
	expect(storefront.asked.filter(({ path, page }) => path.startsWith("/products") && page === 1)).toHaveLength(1);
});

it("stops asking a shop that is always busy, and one that is down", async () => {
	const { shop, storefront } = await withVendor(shopOf(products(2), { busy: 99 }));
	expect(await synced(shop)).toMatchObject({ status: "failed", error: "source_busy" });
	expect(storefront.asked.filter(({ path }) => path.startsWith("/products"))).toHaveLength(7);
	Object.assign(storefront, { busy: 0, status: 503 });
	expect(await synced(shop)).toMatchObject({ status: "failed", error: "source_busy", errorDetails: { status: 503 } });
});

it.each<[string, Partial<Storefront>, string]>([
	["that refuses", { status: 403 }, "source_forbidden"],
	["without a public list", { status: 404 }, "source_not_found"],
	["behind a password", { password: true }, "source_password"],
	["behind a wall against robots", { wall: true }, "source_not_json"],
	["whose second page is half a page", { halfPage: 2 }, "source_broken"],
	["whose robots.txt says no", { robots: "User-agent: *\nDisallow: /products.json" }, "source_robots"],
	["that moved to another company", { movedTo: "https://elsewhere.example" }, "source_moved"],
	["that leads into our own network", { movedTo: "https://127.0.0.1" }, "source_moved"],
])("a shop %s changes nothing and says why", async (_, troubles, error) => {
	const { shop, storefront } = await withVendor(shopOf(products(6), { pageSize: 4 }));
	await synced(shop);
	const before = JSON.stringify(await itemsOf(shop));
	Object.assign(storefront, { products: products(6, { price: "1.00" }), etags: false, ...troubles });
	const asksBefore = storefront.asked.length;
	expect(await synced(shop)).toMatchObject({ status: "failed", error });
	expect(JSON.stringify(await itemsOf(shop))).toBe(before);
	// What was read of it is not kept, what stands for the last reading is.
	expect((await env.FILES.list({ prefix: shop.businessId })).objects.filter(({ key }) => key.includes("/pages/"))).toHaveLength(2);
	if (error === "source_forbidden") expect(storefront.asked.length - asksBefore).toBe(2);
	expect((await shop.call("GET", "/api/catalog/vendor/sync")).body.sync).toMatchObject({ health: "failing", error, items: 48 });
});

it("follows a shop to its www, and asks nobody else", async () => {
	const { shop, host, storefront } = await withVendor(shopOf(products(2)));
	storefronts.set(`www.${host}`, shopOf(products(2)));
	storefront.movedTo = `https://www.${host}`;
	expect(await synced(shop)).toMatchObject({ status: "done", items: 16 });
});

it("asks before it believes a shop that shrank, and tells its people once that it is broken, and that it is well again", async () => {
	const { shop, storefront } = await withVendor(shopOf(products(10)));
	await shop.call("POST", "/api/users", {
		body: { name: "Manager", email: `m-${shop.email}`, role: "manager", password: "frames on the shelf" },
	});
	await shop.call("POST", "/api/users", {
		body: { name: "Agent", email: `a-${shop.email}`, role: "agent", password: "frames on the shelf" },
	});
	const settled = async (count: number) =>
		vi.waitFor(async () => expect((await mailsOf(shop)).filter(({ purpose }) => purpose.startsWith("catalog_"))).toHaveLength(count), {
			timeout: 15_000,
			interval: 200,
		});
	// These go through the real queues: an event, its reaction, the mail.
	const finish = async () => {
		const runId = await started(shop);
		await goOnWith(testScope().scope, order(shop, runId));
		return runOf(shop, runId);
	};
	await finish();
	storefront.status = 404;
	expect((await finish()).status).toBe("failed");
	expect((await finish()).status).toBe("failed");
	await settled(2);
	storefront.status = null;
	expect((await finish()).status).toBe("unchanged");
	await settled(4);
	storefront.products = products(3);
	expect((await finish()).status).toBe("waiting");
	await settled(6);
	const subjects = (await mailsOf(shop)).filter(({ purpose }) => purpose.startsWith("catalog_")).map(({ subject }) => subject);
	expect([...new Set(subjects)]).toEqual([
		"The catalog of Vendor cannot be read",
		"The catalog of Vendor can be read again",
		"Vendor offers far fewer items: is that so?",
	]);
}, 60_000);

it("goes by the clock: begins what is due once, leaves alone what runs or waits, and takes up what was killed", async () => {
	const { shop, storefront } = await withVendor(shopOf(products(10)));
	await shop.call("PATCH", "/api/catalog/vendor", { body: { schedule: "daily" } });
	const vendor = async () =>
		(await rowsOf<{ nextSyncAt: number }>(shop, "SELECT nextSyncAt FROM vendors WHERE businessId = ?", shop.businessId))[0]?.nextSyncAt ??
		0;
	const due = await vendor();
	expect(due).toBeGreaterThan(Date.now());
	const sent: unknown[] = [];
	const at = (now: number) => ({
		...quietScope(now),
		env: { ...quietScope(now).env, SYNCS: { send: async (body: unknown) => void sent.push(body) } as unknown as Queue },
	});
	const runs = () =>
		rowsOf<{ id: string; status: string; cause: string }>(
			shop,
			"SELECT id, status, cause FROM vendorSyncRuns WHERE businessId = ? ORDER BY id",
			shop.businessId,
		);
	await dueSyncs(at(due - 1), shop.shard);
	expect(await runs()).toEqual([]);
	await Promise.all([dueSyncs(at(due), shop.shard), dueSyncs(at(due), shop.shard)]);
	expect(await runs()).toMatchObject([{ status: "queued", cause: "schedule" }]);
	expect((await vendor()) - due).toBeGreaterThan(20 * hour);
	// Its message was lost: the next minute's tick sends it again, and again only after the lease.
	sent.length = 0;
	await dueSyncs(at(due + 60_000), shop.shard);
	const [run] = await runs();
	expect(sent).toContainEqual(order(shop, run?.id ?? ""));
	await rowsOf(shop, "UPDATE vendorSyncRuns SET leaseUntil = 0 WHERE businessId = ?", shop.businessId);
	await goOn(shop, run?.id ?? "");
	expect((await runs())[0]?.status).toBe("done");
	// Shrunken by night: the question stands, and is not asked again the night after.
	storefront.products = products(2);
	await dueSyncs(at(due + day), shop.shard);
	const [, second] = await runs();
	await rowsOf(shop, "UPDATE vendorSyncRuns SET leaseUntil = 0 WHERE businessId = ? AND id = ?", shop.businessId, second?.id);
	await goOn(shop, second?.id ?? "");
	await dueSyncs(at(due + 2 * day), shop.shard);
	expect((await runs()).map(({ status }) => status)).toEqual(["done", "waiting"]);
});

it("a run that is killed again and again without getting on is given up", async () => {
	const { shop } = await withVendor(shopOf(products(1)));
	const runId = await started(shop);
	await rowsOf(shop, "UPDATE vendorSyncRuns SET attempts = 5 WHERE businessId = ? AND id = ?", shop.businessId, runId);
	await goOn(shop, runId);
	expect(await runOf(shop, runId)).toMatchObject({ status: "failed", error: "sync_given_up" });
});

it.each([
	"http://shop.example",
	"https://127.0.0.1",
	"https://localhost",
	"https://storekeep.test",
	"https://user:x@shop.example",
	"https://10.0.0.8",
	"not an address at all",
])("%s is no storefront", async (url) => {
	const shop = await openShop();
	const { status, body } = await shop.call("POST", "/api/catalog", { body: { name: "Bad", source: "shopify-storefront", url } });
	expect(status).toBe(400);
	expect(body.details.issues[0].field).toBe("url");
	expect(asked).toEqual([]);
});
