import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { vendorToSync } from "#app/catalog/vendors/add-vendor.server.ts";
import { vendorReactions } from "#app/catalog/vendors/reactions.server.ts";
import { readVendorCatalog } from "#app/catalog/vendors/read-vendor-catalog.server.ts";
import { startSync } from "#app/catalog/vendors/start-sync.server.ts";
import { goOnWith } from "#app/catalog/vendors/sync/run-sync.server.ts";
import { keepSnapshot, shelfOf } from "#app/catalog/vendors/sync/snapshots.server.ts";
import { claimRun, writeItems } from "#app/catalog/vendors/sync/steps.server.ts";
import { machineTenant, tenantOf } from "#app/identity/viewer.server.ts";
import type { StoredEvent } from "#app/platform/events.server.ts";
import { catalogOf, product, products } from "../../support/vendors/catalogs.ts";
import { call, openShop, rowsOf, type Shop, testScope, twoShops } from "../../support/world.ts";

const push = (shop: Shop, text: string, { vendor = "moscot", key = "", type = "application/json" } = {}) =>
	shop.call("POST", `/api/catalog/${vendor}/sync`, { body: text, headers: { "Content-Type": type }, ...(key && { key }) });
const items = (shop: Shop, query = "limit=200") => shop.call("GET", `/api/catalog/moscot?${query}`);
const counts = ({ body }: { body: Record<string, number> }) =>
	[body.created, body.updated, body.missing, body.deleted, body.unchanged] as (number | undefined)[];
const written = async (shop: Shop) =>
	JSON.stringify([
		await rowsOf(shop, "SELECT * FROM vendorCatalogItems WHERE businessId = ? ORDER BY catalogId", shop.businessId),
		await rowsOf(shop, "SELECT * FROM vendorSnapshots WHERE businessId = ?", shop.businessId),
	]);
const objects = async (shop: Shop) => (await env.FILES.list({ prefix: shop.businessId })).objects.map(({ key }) => key);

it("keeps what was sent under its hash, and its items with what their options say", async () => {
	const shop = await openShop();
	const text = catalogOf(products(3));
	const { status, body } = await push(shop, text);
	expect(status).toBe(200);
	expect(body).toMatchObject({
		status: "done",
		source: "upload",
		created: 24,
		updated: 0,
		deleted: 0,
		missing: 0,
		unchanged: 0,
		items: 24,
		oddities: {},
	});
	const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
	expect(body.snapshot).toBe([...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join(""));
	const [key, ...others] = await objects(shop);
	expect(others).toEqual([]);
	expect(key).toMatch(new RegExp(`/snapshots/${body.snapshot}$`));
	expect(await (await env.FILES.get(key ?? ""))?.text()).toBe(text);
	const listed = await items(shop);
	expect(listed.body).toMatchObject({ from: "rows", nextCursor: null, vendor: { slug: "moscot", name: "MOSCOT" } });
	expect(listed.body.items).toHaveLength(24);
	expect(listed.body.items[0]).toMatchObject({
		title: "THE MODEL 1 Black 44",
		price: "340.00",
		currency: "USD",
		attributes: { caliber: "44", bridge: "24" },
	});
	expect((await shop.call("GET", "/api/catalog/moscot/sync")).body).toMatchObject({
		name: "MOSCOT",
		sync: { health: "ok", items: 24, created: 24, running: null, waiting: null },
	});
});

it("writes nothing but the run when the same comes again, in whatever order and however often saved", async () => {
	const shop = await openShop();
	await push(shop, catalogOf(products(4)));
	const before = await written(shop);
	expect(counts(await push(shop, catalogOf(products(4))))).toEqual([0, 0, 0, 0, 32]);
	const again = await push(shop, catalogOf([...products(4, { updated: "2027-01-01T00:00:00Z" })].reverse()));
	expect(again.body).toMatchObject({ status: "unchanged", unchanged: 32 });
	expect(await written(shop)).toBe(before);
	expect(await objects(shop)).toHaveLength(1);
	expect((await shop.call("GET", "/api/catalog/moscot/runs")).body.items.map(({ status }: { status: string }) => status)).toEqual([
		"unchanged",
		"unchanged",
		"done",
	]);
});

it("tells new, changed, missing and gone apart, and what comes back is there again", async () => {
	const shop = await openShop();
	await push(shop, catalogOf(products(10)));
	const dearer = products(9).map((one, n) => (n === 0 ? product(1, { price: "350.00" }) : one));
	expect(counts(await push(shop, catalogOf([...dearer, product(11)])))).toEqual([8, 8, 8, 0, 64]);
	expect((await items(shop, "show=missing")).body.items).toHaveLength(8);
	expect((await items(shop, "q=model+10+black+44")).body.items).toEqual([]);
	// The same file again is no second look; another file without it is.
	expect(counts(await push(shop, catalogOf([...dearer, product(11)])))).toEqual([0, 0, 0, 0, 80]);
	expect(counts(await push(shop, catalogOf([product(11), ...dearer])))).toEqual([0, 0, 0, 8, 80]);
	const gone = (await items(shop, "show=deleted")).body.items;
	expect(gone).toHaveLength(8);
	expect(gone[0]).toMatchObject({ title: "THE MODEL 10 Black 44", missingSince: expect.any(String), deletedAt: expect.any(String) });
	expect(Date.parse(gone[0].lastSeenAt)).toBeLessThan(Date.parse(gone[0].missingSince));
	expect(counts(await push(shop, catalogOf([...dearer, product(10), product(11)])))).toEqual([8, 0, 0, 0, 80]);
	expect(
		(await items(shop, "show=all&limit=200")).body.items.every(
			({ missingSince }: { missingSince: string | null }) => missingSince === null,
		),
	).toBe(true);
});

it("asks a person before it believes that much is gone: approved it is so, refused it never was", async () => {
	const shop = await openShop();
	await push(shop, catalogOf(products(10)));
	const before = await written(shop);
	const held = await push(shop, catalogOf(products(6)));
	expect(held).toMatchObject({ status: 200, body: { status: "waiting", items: 48, itemsBefore: 80 } });
	expect(await written(shop)).toBe(before);
	const run = `/api/catalog/moscot/runs/${held.body.id}`;
	expect((await shop.call("GET", "/api/catalog/moscot/sync")).body.sync).toMatchObject({
		health: "waiting",
		waiting: { id: held.body.id },
	});
	expect((await shop.call("POST", `${run}/reject`)).body).toMatchObject({ status: "rejected" });
	expect(await written(shop)).toBe(before);
	expect((await shop.call("POST", `${run}/approve`)).body).toMatchObject({ code: "sync_not_waiting" });

	// The same file is sent again before the refused one is cleared away: it is the same bytes, and they stay.
	const again = await push(shop, catalogOf(products(6)));
	const clears = vendorReactions.find(({ name }) => name === "catalog.forget-rejected-snapshot");
	await clears?.run(machineTenant(testScope().scope, shop, "test"), {
		data: { runId: held.body.id, name: "MOSCOT" },
	} as unknown as StoredEvent);
	expect(await objects(shop)).toHaveLength(2);
	const approved = await shop.call("POST", `/api/catalog/moscot/runs/${again.body.id}/approve`, { key: "yes" });
	expect(approved.body).toMatchObject({ status: "queued", approvedBy: "Owner" });
	await goOnWith(testScope().scope, { syncRunId: again.body.id, shard: shop.shard, businessId: shop.businessId });
	expect((await shop.call("GET", `/api/catalog/moscot/runs/${again.body.id}`)).body).toMatchObject({
		status: "done",
		missing: 32,
		unchanged: 48,
	});
	expect((await shop.call("GET", "/api/catalog/moscot/sync")).body.sync).toMatchObject({ health: "ok", items: 48, missing: 32 });
});

it("a later reading overtakes a question nobody answered", async () => {
	const shop = await openShop();
	await push(shop, catalogOf(products(10)));
	const held = await push(shop, catalogOf(products(2)));
	expect((await push(shop, catalogOf(products(10)))).body.status).toBe("unchanged");
	expect((await shop.call("GET", `/api/catalog/moscot/runs/${held.body.id}`)).body).toMatchObject({
		status: "rejected",
		error: "overtaken",
	});
	expect((await shop.call("GET", "/api/catalog/moscot/sync")).body.sync).toMatchObject({ health: "ok", items: 80 });
});

it.each([
	["half of a file", catalogOf(products(5)).slice(0, -40), "source_broken"],
	["a page of HTML", "<!doctype html><title>Just a moment</title>", "source_broken"],
	["no list", '{"errors":"Not Found"}', "source_without_list"],
	["a list of something else", '{"products":[{"a":1},{"b":2}]}', "source_without_items"],
])("%s changes nothing and says why", async (_, text, error) => {
	const shop = await openShop();
	await push(shop, catalogOf(products(5)));
	const before = await written(shop);
	expect((await push(shop, text)).body).toMatchObject({ status: "failed", error });
	expect(await written(shop)).toBe(before);
	expect((await shop.call("GET", "/api/catalog/moscot/sync")).body.sync).toMatchObject({ health: "failing", error, items: 40 });
});

it("a part of a catalog says nothing of the rest", async () => {
	const shop = await openShop();
	await push(shop, catalogOf(products(10)));
	const part = await push(shop, catalogOf([product(1, { price: "350.00" }), product(11)], { complete: false }));
	expect(counts(part)).toEqual([8, 8, 0, 0, 0]);
	expect((await shop.call("GET", "/api/catalog/moscot/sync")).body.sync).toMatchObject({ items: 88, missing: 0 });
});

it("after a part the same file as before is read again, and makes it the catalog that it was", async () => {
	const shop = await openShop();
	const whole = catalogOf(products(10));
	const { snapshot } = (await push(shop, whole)).body;
	const standing = async () => (await shop.call("GET", "/api/catalog/moscot/sync")).body.sync.snapshot;
	const prices = async () => new Set((await items(shop, "q=model+1+black+44")).body.items.map(({ price }: { price: string }) => price));
	await push(shop, catalogOf([product(1)], { complete: false }));
	expect(await standing()).toBe(snapshot);
	await push(shop, catalogOf([product(1, { price: "350.00" })], { complete: false }));
	expect(await standing()).toBe(null);
	expect(await prices()).toContain("350.00");
	expect(counts(await push(shop, whole))).toEqual([0, 8, 0, 0, 72]);
	expect(await prices()).not.toContain("350.00");
	expect(await standing()).toBe(snapshot);
	// And where parts have brought it back themselves, it stands again without a change.
	await push(shop, catalogOf([product(1, { price: "350.00" })], { complete: false }));
	await push(shop, catalogOf([product(1)], { complete: false }));
	expect((await push(shop, whole)).body).toMatchObject({ status: "unchanged", unchanged: 80 });
	expect(await standing()).toBe(snapshot);
	expect((await shop.call("GET", "/api/catalog/moscot/snapshots")).body.items).toHaveLength(1);
});

it("after a reading that broke off while it wrote, the same file as before is read again", async () => {
	const shop = await openShop();
	const whole = catalogOf(products(100));
	await push(shop, whole);
	const tenant = await shop.tenant();
	const vendorId = (await shop.call("GET", "/api/catalog/moscot/sync")).body.id;
	async function* bytes() {
		yield new TextEncoder().encode(catalogOf(products(100, { price: "350.00" })));
	}
	const upload = { ...(await keepSnapshot(shelfOf(tenant, vendorId), bytes())), format: "json" as const };
	const { runId } = await startSync(tenant, { vendor: "moscot", cause: "person", upload });
	const order = { syncRunId: runId ?? "", shard: shop.shard, businessId: shop.businessId };
	expect(await goOnWith(testScope().scope, order, { ms: 60_000, chunks: 1 })).toEqual({ kind: "later", seconds: 0 });
	await env.FILES.delete(shelfOf(tenant, vendorId).snapshot(upload.hash));
	expect(await goOnWith(testScope().scope, order)).toEqual({ kind: "over" });
	expect((await shop.call("GET", `/api/catalog/moscot/runs/${runId}`)).body).toMatchObject({ status: "failed", error: "snapshot_missing" });
	const { body } = await push(shop, whole);
	expect(body.status).toBe("done");
	expect(body.updated).toBeGreaterThan(0);
	expect(new Set((await items(shop)).body.items.map(({ price }: { price: string }) => price))).toEqual(new Set(["340.00"]));
});

it("takes what vendors get wrong: ids twice, no SKU, SKUs in two lines, prices in words, two thousand variants of one", async () => {
	const shop = await openShop();
	const [odd, twice] = [product(1, { variants: 3 }), product(2, { variants: 2 })];
	odd.variants[0]!.sku = null;
	odd.variants[1]!.sku = "LEM\n 46";
	odd.variants[2]!.price = "$1,340.00";
	odd.title = "THE <b>MODEL</b> &amp; friends";
	const { body } = await push(shop, catalogOf([odd, twice, twice, product(3, { variants: 2048 })]));
	expect(body).toMatchObject({ status: "done", items: 2053, created: 2053, oddities: { no_sku: 1, duplicate: 2 } });
	const found = (await items(shop, "q=friends")).body.items;
	expect(found.map(({ title, sku, price }: Record<string, unknown>) => [title, sku, price])).toEqual([
		["THE MODEL & friends Black 44", null, "340.00"],
		["THE MODEL & friends Black 46", "LEM 46", "340.00"],
		["THE MODEL & friends Black 49", "M1-2-49", "1340.00"],
	]);
	let [seen, cursor] = [0, ""];
	do {
		const page = await items(shop, `limit=200${cursor && `&cursor=${cursor}`}`);
		seen += page.body.items.length;
		cursor = page.body.nextCursor ?? "";
	} while (cursor);
	expect(seen).toBe(2053);
});

it("reads a table too", async () => {
	const shop = await openShop();
	const { body } = await push(shop, "SKU,Title,Colour,Size,Price\nA-1,Knud,Black,46-21-145,210\nA-2,Knud,Black,49-21-145,210\n", {
		type: "text/csv",
	});
	expect(body).toMatchObject({ status: "done", created: 2 });
	expect((await items(shop)).body.items[0]).toMatchObject({
		catalogId: "A-1",
		sku: "A-1",
		price: "210.00",
		attributes: { caliber: "46", temple: "145" },
	});
	expect((await push(shop, "x", { type: "text/plain" })).status).toBe(415);
});

it.each(["{}", " {\n}\n", " "])("with nothing in it (%j) a call asks for the storefront", async (text) => {
	const shop = await openShop();
	expect(await push(shop, text)).toMatchObject({ status: 202, body: { source: "crawl", status: "queued", error: null } });
	expect((await shop.call("GET", "/api/catalog/moscot/sync")).body.sync).toMatchObject({ health: "never", failingSince: null });
	// Nothing is not a file of another kind either.
	const other = await openShop();
	expect(await push(other, text, { type: "text/plain" })).toMatchObject({ status: 202, body: { source: "crawl" } });
});

it("shows nothing of a first file that was no catalog, nor of one with nothing in it", async () => {
	const shop = await openShop();
	expect((await push(shop, '{"errors":"Not Found"}')).body).toMatchObject({ status: "failed", error: "source_without_list" });
	expect(await items(shop)).toMatchObject({ status: 200, body: { from: "rows", items: [] } });
	expect((await push(shop, '{"products":[]}')).body).toMatchObject({ status: "unchanged", items: 0 });
	expect(await items(shop)).toMatchObject({ status: 200, body: { from: "rows", items: [] } });
	expect((await push(shop, "{")).body).toMatchObject({ status: "failed", error: "source_broken" });
});

it("one reading at a time, and one key one reading", async () => {
	const shop = await openShop();
	await push(shop, catalogOf(products(1)));
	const { runId } = await startSync(await shop.tenant(), {
		vendor: "moscot",
		cause: "person",
		upload: { hash: "x", bytes: 1, format: "json" },
	});
	const busy = await push(shop, catalogOf(products(2)));
	expect(busy).toMatchObject({ status: 409, body: { code: "sync_running", details: { runId } } });
	expect((await shop.call("POST", "/api/catalog/moscot/sync")).status).toBe(409);
	const other = await openShop();
	const both = await Promise.all([1, 2, 3, 4].map(() => push(other, catalogOf(products(2)), { key: "once" })));
	expect(new Set(both.map(({ body }) => body.id)).size).toBe(1);
	const racing = await openShop();
	await push(racing, catalogOf(products(1)));
	const tenants = await Promise.all([1, 2, 3, 4, 5].map(() => racing.tenant()));
	const raced = await Promise.allSettled(tenants.map((tenant) => startSync(tenant, { vendor: "moscot", cause: "person" })));
	expect(raced.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

it("is taken up where it was killed, counts right, and who comes late changes nothing", async () => {
	const shop = await openShop();
	await push(shop, catalogOf(products(1)));
	const tenant = await shop.tenant();
	const vendorId = (await shop.call("GET", "/api/catalog/moscot/sync")).body.id;
	async function* bytes() {
		yield new TextEncoder().encode(catalogOf(products(200, { price: "350.00" })));
	}
	const upload = { ...(await keepSnapshot(shelfOf(tenant, vendorId), bytes())), format: "json" as const };
	const { runId } = await startSync(tenant, { vendor: "moscot", cause: "person", upload });
	const order = { syncRunId: runId ?? "", shard: shop.shard, businessId: shop.businessId };
	// One batch of items, and then the worker is gone: its lease runs on.
	expect(await goOnWith(testScope().scope, order, { ms: 60_000, chunks: 1 })).toEqual({ kind: "later", seconds: 0 });
	const late = await claimRun(machineTenant(testScope().scope, shop, "late"), { runId: order.syncRunId });
	if (!late.run) throw new Error("nobody is at it");
	expect(await goOnWith(testScope().scope, order)).toEqual({ kind: "over" });
	expect((await shop.call("GET", `/api/catalog/moscot/runs/${runId}`)).body.status).toBe("running");
	await rowsOf(shop, "UPDATE vendorSyncRuns SET leaseUntil = 0 WHERE businessId = ? AND id = ?", shop.businessId, runId);
	expect(await goOnWith(testScope().scope, order)).toEqual({ kind: "over" });
	const done = (await shop.call("GET", `/api/catalog/moscot/runs/${runId}`)).body;
	expect(done).toMatchObject({ status: "done", items: 1600, created: 1592, updated: 8, unchanged: 0 });
	const row = {
		catalogId: "x",
		styleTitle: "",
		title: "",
		kind: "",
		currency: "USD",
		attributes: {},
		payload: "{}",
		hash: "x",
		searchText: "",
	};
	const zombie = { runId: order.syncRunId, fence: late.run.fence, vendorId, rows: JSON.stringify([row]), created: 1, updated: 0 };
	await expect(writeItems(machineTenant(testScope().scope, shop, "late"), zombie)).rejects.toMatchObject({ code: "stale_write" });
	expect((await items(shop, "q=x&show=all")).body.items.some(({ catalogId }: { catalogId: string }) => catalogId === "x")).toBe(false);
});

it("shows the snapshot while there are no rows, page by page", async () => {
	const shop = await openShop();
	expect((await items(shop)).body).toMatchObject({ from: "rows", items: [], vendor: { name: "MOSCOT" } });
	const tenant = await shop.tenant();
	async function* bytes() {
		yield new TextEncoder().encode(catalogOf(products(3)));
	}
	const { vendorId } = await vendorToSync(tenant, { vendor: "moscot" });
	const upload = { ...(await keepSnapshot(shelfOf(tenant, vendorId), bytes())), format: "json" as const };
	await startSync(tenant, { vendor: "moscot", cause: "person", upload });
	const first = (await items(shop, "limit=20")).body;
	expect(first).toMatchObject({ from: "snapshot", items: { length: 20 } });
	const second = (await items(shop, `limit=20&cursor=${first.nextCursor}`)).body;
	expect(second).toMatchObject({ from: "snapshot", items: { length: 4 }, nextCursor: null });
	expect((await items(shop, "q=m2-+tortoise")).body.items).toHaveLength(4);
	expect((await items(shop, `path=snapshots/${upload.hash}`)).body).toMatchObject({ from: "snapshot", items: { length: 24 } });
	expect(await items(shop, "path=snapshots/nothing")).toMatchObject({
		status: 404,
		body: { code: "snapshot_not_found", details: { path: "snapshots/nothing" } },
	});
	// In production nobody names another object.
	const { scope } = testScope();
	const deployed = await tenantOf({
		...scope,
		cfg: { ...scope.cfg, ENVIRONMENT: "production" },
		token: { via: "cookie", value: shop.token },
	});
	if (!deployed) throw new Error("no tenant");
	expect(await readVendorCatalog(deployed, { vendor: "moscot", limit: 20, path: "snapshots/nothing" })).toMatchObject({
		from: "snapshot",
		items: { length: 20 },
	});
});

it("another business sees none of it, and its vendor of the same name is its own", async () => {
	const [ours, theirs] = await twoShops();
	await ours.call("POST", "/api/catalog", { body: { name: "Kestrel", source: "upload" } });
	await push(ours, catalogOf(products(1)), { vendor: "kestrel" });
	const { body: run } = await push(ours, catalogOf(products(2)), { vendor: "kestrel" });
	for (const path of [
		"/api/catalog/kestrel",
		"/api/catalog/kestrel/sync",
		"/api/catalog/kestrel/runs",
		`/api/catalog/kestrel/runs/${run.id}`,
		"/api/catalog/kestrel/snapshots",
	])
		expect((await theirs.call("GET", path)).status, path).toBe(404);
	expect((await push(theirs, catalogOf(products(1)), { vendor: "kestrel" })).status).toBe(404);
	expect((await theirs.call("GET", "/api/catalog")).body.items).toEqual([]);
	expect(await theirs.call("POST", "/api/catalog", { body: { name: "Kestrel", source: "upload" } })).toMatchObject({
		status: 201,
		body: { slug: "kestrel" },
	});
	expect((await theirs.call("GET", "/api/catalog/kestrel")).body.items).toEqual([]);
	expect((await call("POST", "/api/catalog/moscot/sync")).status).toBe(401);
});
