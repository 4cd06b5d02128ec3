import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { goOnLinking } from "#app/catalog/vendors/linking/go-on-linking.server.ts";
import { startLinking } from "#app/catalog/vendors/linking/start-linking.server.ts";
import { machineTenant } from "#app/identity/viewer.server.ts";
import { instant } from "#app/platform/time.ts";
import { link, linkLast, linkNow, quietScope } from "../../support/linking/linked.ts";
import { deliverAll } from "../../support/mail.ts";
import { openShop, rowsOf, type Shop, twoShops } from "../../support/world.ts";

type Offered = { id: number; title: string; sku?: string; barcode?: string; colour?: string; size?: string };

const offer = (shop: Shop, items: Offered[], slug = "paper") =>
	shop.call("POST", `/api/catalog/${slug}/sync`, {
		body: {
			products: items.map(({ id, title, sku, barcode, colour, size }) => ({
				...{ id, title, vendor: "Paper", product_type: "Eyeglasses" },
				options: [{ name: "Color" }, { name: "Size" }],
				variants: [{ id, sku, barcode, option1: colour ?? "Black", option2: size ?? "46", price: "100.00" }],
			})),
		},
	});
const vendor = (shop: Shop, name = "Paper") => shop.call("POST", "/api/catalog", { body: { name, source: "upload" } });
const add = async (shop: Shop, name: string, more: object = {}): Promise<string> =>
	(await shop.call("POST", "/api/products", { body: { storeId: shop.storeId, name, vendor: "Paper", ...more } })).body.id;
const links = async (shop: Shop, show: string) => (await shop.call("GET", `/api/catalog/paper/links?show=${show}`)).body;
const decide = (shop: Shop, body: object, key?: string) => shop.call("POST", "/api/catalog/paper/links", { body, ...(key && { key }) });
const stands = async (shop: Shop) =>
	rowsOf(shop, "SELECT catalogId, state, decidedBy, productId FROM vendorLinks WHERE businessId = ? ORDER BY catalogId", shop.businessId);

/** One by its barcode, one by its SKU, two of ours that resemble the third alike, and one that is nothing of ours. */
async function usual(shop: Shop) {
	await vendor(shop);
	const products = {
		coded: await add(shop, "Arvid Sort", { barcode: "4006381333931", vendor: "Grosserer ApS" }),
		named: await add(shop, "Brillestel", { sku: "BIRK-46" }),
		one: await add(shop, "Casper Black 46", { sku: "C-1" }),
		two: await add(shop, "Casper Black 46", { sku: "C-2" }),
	};
	await offer(shop, [
		{ id: 1, title: "Arvid", barcode: "4006381333931" },
		{ id: 2, title: "Birk", sku: "birk-\n46" },
		{ id: 3, title: "Casper" },
		{ id: 4, title: "Dagmar" },
	]);
	return products;
}

it("does nothing of what it said it would once that is dropped", async () => {
	const shop = await openShop();
	await usual(shop);
	const planned = await linkNow(shop, "paper", true);
	expect((await shop.call("POST", `/api/catalog/paper/link-runs/${planned.id}/drop`)).status).toBe(202);
	expect((await shop.call("POST", `/api/catalog/paper/link-runs/${planned.id}/agree`)).body.code).toBe("linking_not_planned");
	expect(await stands(shop)).toEqual([]);
});

it("says first what it would do, then does it, and once more changes nothing", async () => {
	const shop = await openShop();
	const { coded, named, one, two } = await usual(shop);
	const planned = await linkNow(shop, "paper", true);
	expect(planned).toMatchObject({ state: "planned", counts: { linked: 2, review: 1, unlinked: 1, fresh: 2, ended: 0 } });
	expect(await stands(shop)).toEqual([]);
	expect((await shop.call("POST", `/api/catalog/paper/link-runs/${planned.id}/agree`)).status).toBe(202);
	expect(await linkLast(shop)).toMatchObject({ state: "done", counts: { linked: 2, review: 1, unlinked: 1, fresh: 2 } });
	const rows = await stands(shop);
	expect(rows).toEqual([
		{ catalogId: "1", state: "linked", decidedBy: "rule", productId: coded },
		{ catalogId: "2", state: "linked", decidedBy: "rule", productId: named },
		{ catalogId: "3", state: "review", decidedBy: "rule", productId: null },
		{ catalogId: "4", state: "unlinked", decidedBy: "rule", productId: null },
	]);
	const { items, counts } = await links(shop, "review");
	expect(counts).toEqual({ review: 1, rule: 2, unlinked: 1, person: 0 });
	expect(items[0].candidates.map(({ product }: { product: { productId: string } }) => product.productId).toSorted()).toEqual(
		[one, two].toSorted(),
	);
	expect((await links(shop, "rule")).items[0]).toMatchObject({
		title: "Arvid Black 46",
		reasons: expect.arrayContaining(["same_barcode", "other_vendor"]),
		product: { productId: coded },
	});
	const before = JSON.stringify(await rowsOf(shop, "SELECT * FROM vendorLinks WHERE businessId = ?", shop.businessId));
	expect(await linkNow(shop, "paper")).toMatchObject({ state: "done", counts: { fresh: 0, ended: 0 } });
	expect(JSON.stringify(await rowsOf(shop, "SELECT * FROM vendorLinks WHERE businessId = ?", shop.businessId))).toBe(before);
});

it("what a person says stands over later readings and runs, until it is taken back", async () => {
	const shop = await openShop();
	const { coded, named, one } = await usual(shop);
	await linkNow(shop, "paper");
	const apart = await decide(shop, { catalogId: "1", productId: null }, "apart");
	expect(apart).toMatchObject({ status: 200, body: { title: "Arvid Black 46", productId: null } });
	expect((await decide(shop, { catalogId: "1", productId: null }, "apart")).body).toEqual(apart.body);
	expect((await decide(shop, { catalogId: "3", productId: one })).status).toBe(200);
	expect((await decide(shop, { catalogId: "4", code: " c-2 " })).body.product).toBe("Casper Black 46");
	expect(await linkNow(shop, "paper")).toMatchObject({ counts: { linked: 1, review: 0, unlinked: 0 } });
	// The vendor renames everything, and its catalog is read again: by itself it is linked anew.
	await offer(shop, [
		{ id: 1, title: "Arvid II", barcode: "4006381333931" },
		{ id: 2, title: "Birk II", sku: "BIRK-46" },
		{ id: 3, title: "Casper II" },
		{ id: 4, title: "Dagmar II" },
	]);
	await deliverAll();
	expect(await linkLast(shop)).toMatchObject({ state: "done" });
	expect(
		(await stands(shop)).map(({ catalogId, state, decidedBy, productId }) => [catalogId, state, decidedBy, productId === named]),
	).toEqual([
		["1", "unlinked", "person", false],
		["2", "linked", "rule", true],
		["3", "linked", "person", false],
		["4", "linked", "person", false],
	]);
	expect((await links(shop, "person")).counts).toEqual({ review: 0, rule: 1, unlinked: 0, person: 3 });
	const back = await shop.call("POST", `/api/catalog/paper/link-changes/${apart.body.changeId}/undo`);
	expect(back).toMatchObject({ status: 200, body: { catalogId: "1" } });
	expect((await stands(shop))[0]).toMatchObject({ state: "linked", decidedBy: "rule", productId: coded });
	expect((await shop.call("POST", `/api/catalog/paper/link-changes/${apart.body.changeId}/undo`)).body.code).toBe("link_changed_since");
});

it("a product is one item of a vendor's: a rule gives way to a person, a person does not", async () => {
	const shop = await openShop();
	const { coded } = await usual(shop);
	await linkNow(shop, "paper");
	expect((await decide(shop, { catalogId: "4", productId: coded })).body).toMatchObject({ productId: coded });
	expect((await stands(shop))[0]).toMatchObject({ state: "review", productId: null });
	expect((await links(shop, "review")).items[0].candidates[0]).toMatchObject({ linkedTo: "Dagmar Black 46" });
	expect((await decide(shop, { catalogId: "1", productId: coded })).body).toMatchObject({
		code: "product_linked_elsewhere",
		details: { title: "Dagmar Black 46" },
	});
	// Twenty people press at once: one link, and no batch half done.
	const answers = await Promise.all(["2", "3", "1"].map((catalogId) => decide(shop, { catalogId, code: "C-1" })));
	expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
	// A product that is deleted leaves its item to the rules.
	await shop.call("DELETE", `/api/products/${coded}`);
	expect((await stands(shop)).find(({ catalogId }) => catalogId === "4")).toMatchObject({
		state: "unlinked",
		decidedBy: "rule",
		productId: null,
	});
});

it("two items that want one product are both asked about, however far apart they stand", async () => {
	const shop = await openShop();
	await vendor(shop);
	const product = await add(shop, "Arvid Black 46", { barcode: "4006381333931" });
	const many = Array.from({ length: 300 }, (_, n) => ({ id: 1000 + n, title: `Filler ${n} Q${n}` }));
	await offer(shop, [{ id: 1, title: "Arvid", barcode: "4006381333931" }, ...many, { id: 9999, title: "Arvid", barcode: "4006381333931" }]);
	await linkNow(shop, "paper");
	const found = (await stands(shop)).filter(({ state }) => state !== "unlinked");
	expect(found.map(({ catalogId, state }) => [catalogId, state])).toEqual([
		["1", "review"],
		["9999", "review"],
	]);
	// Once one of them is gone the other is it.
	await offer(shop, [{ id: 1, title: "Arvid", barcode: "4006381333931" }, ...many]);
	await linkNow(shop, "paper");
	expect((await stands(shop)).filter(({ state }) => state === "linked")).toMatchObject([{ catalogId: "1", productId: product }]);
});

it("killed anywhere and delivered twice, it ends as if nothing had happened", async () => {
	const shop = await openShop();
	await vendor(shop);
	for (let n = 0; n < 5; n++) await add(shop, `Model${n} Black 46`, { sku: `K-${n}` });
	await offer(
		shop,
		Array.from({ length: 620 }, (_, n) => ({ id: 1 + n, title: `Other Q${n}`, sku: n % 100 === 0 ? `K-${n / 100}` : `N-${n}` })),
	);
	const { body } = await shop.call("POST", "/api/catalog/paper/link-runs", { body: { dryRun: false } });
	for (let delivery = 0; delivery < 12; delivery++) await Promise.all([link(shop, body.runId, 1), link(shop, body.runId, 1)]);
	expect(await linkLast(shop)).toMatchObject({ id: body.runId, state: "done" });
	const [run] = await rowsOf(
		shop,
		"SELECT looked, weighed FROM vendorLinkRuns WHERE businessId = ? AND id = ?",
		shop.businessId,
		body.runId,
	);
	expect(run).toEqual({ looked: 620, weighed: 620 });
	expect((await stands(shop)).filter(({ state }) => state === "linked")).toHaveLength(5);
	expect((await shop.call("POST", `/api/catalog/paper/link-runs/${body.runId}/agree`)).body.code).toBe("linking_not_planned");
});

it("stops where somebody says so: what it has linked stays, and what was only looked at changes nothing", async () => {
	const shop = await openShop();
	await vendor(shop);
	for (let n = 0; n < 5; n++) await add(shop, `Model${n} Black 46`, { sku: `K-${n}` });
	await offer(
		shop,
		Array.from({ length: 520 }, (_, n) => ({ id: 1000 + n, title: `Other Q${n}`, sku: n % 100 === 0 ? `K-${n / 100}` : `N-${n}` })),
	);
	const begin = async () => (await shop.call("POST", "/api/catalog/paper/link-runs", { body: { dryRun: false } })).body.runId;
	const drop = (runId: string) => shop.call("POST", `/api/catalog/paper/link-runs/${runId}/drop`);
	const looking = await begin();
	await link(shop, looking, 1);
	expect((await drop(looking)).status).toBe(202);
	await link(shop, looking);
	expect(await linkLast(shop)).toMatchObject({ id: looking, state: "dropped" });
	expect(await stands(shop)).toEqual([]);

	const deciding = await begin();
	// Three pages of looking, one of deciding.
	await link(shop, deciding, 4);
	expect((await drop(deciding)).status).toBe(202);
	expect((await drop(deciding)).body.code).toBe("linking_not_planned");
	await link(shop, deciding);
	expect(await linkLast(shop)).toMatchObject({ id: deciding, state: "dropped", counts: { linked: 3, fresh: 3 } });
	expect((await stands(shop)).filter(({ state }) => state === "linked")).toHaveLength(3);
	expect((await undo(shop, looking)).body.code).toBe("linking_not_undoable");
	expect((await undo(shop, deciding)).status).toBe(200);
	expect(await stands(shop)).toEqual([]);
	expect(await linkNow(shop, "paper")).toMatchObject({ state: "done", counts: { linked: 5, fresh: 5 } });
});

it("is nobody else's business", async () => {
	const [mine, theirs] = await twoShops();
	const { coded } = await usual(mine);
	await linkNow(mine, "paper");
	await vendor(theirs);
	await offer(theirs, [{ id: 1, title: "Arvid", barcode: "4006381333931" }]);
	expect(await linkNow(theirs, "paper")).toMatchObject({ counts: { linked: 0, review: 0, unlinked: 1 } });
	expect((await decide(theirs, { catalogId: "1", productId: coded })).body.code).toBe("product_not_found");
	expect((await decide(theirs, { catalogId: "3", productId: null })).body.code).toBe("vendor_item_not_found");
});

it("writes one link of a long catalog without reading the others again", async () => {
	const shop = await openShop();
	await vendor(shop);
	await offer(
		shop,
		Array.from({ length: 600 }, (_, n) => ({ id: n + 1, title: `Q${n}X` })),
	);
	await linkNow(shop, "paper");
	const readBy = async () => {
		const { status } = await shop.call("POST", "/api/catalog/paper/link-runs", { body: { dryRun: false } });
		expect(status).toBe(202);
		const [run] = await rowsOf<{ id: string }>(
			shop,
			"SELECT id FROM vendorLinkRuns WHERE businessId = ? ORDER BY id DESC LIMIT 1",
			shop.businessId,
		);
		const scope = quietScope();
		await goOnLinking(() => machineTenant({ ...scope, now: instant() }, shop, "catalog.go-on-linking"), run?.id ?? "");
		expect((await linkLast(shop)).state).toBe("done");
		return scope.meter.rowsRead;
	};
	const asItWas = await readBy();
	await add(shop, "Q7X Black 46");
	const withOneMore = await readBy();
	expect(await stands(shop)).toContainEqual(expect.objectContaining({ state: "linked", decidedBy: "rule" }));
	expect(withOneMore - asItWas).toBeLessThan(200);
});

it("goes through the catalog by indexes", async () => {
	const plans = await env.SHARD_0.prepare(
		"EXPLAIN QUERY PLAN SELECT * FROM vendorLinks INDEXED BY vendorLinks_by_state WHERE businessId = 'b' AND vendorId = 'v' AND state = 'review' AND decidedBy = 'rule' AND catalogId > '' ORDER BY catalogId LIMIT 2",
	).all<{ detail: string }>();
	expect(plans.results.map(({ detail }) => detail).join()).not.toMatch(/SCAN|TEMP B-TREE/);
});

/** As what follows a reading does. */
const afterReading = (shop: Shop) =>
	startLinking(machineTenant({ ...quietScope(), now: instant() }, shop, "catalog.go-on-linking"), { vendor: "paper", cause: "sync" });
const undo = (shop: Shop, runId: string) => shop.call("POST", `/api/catalog/paper/link-runs/${runId}/undo`);

it("takes back what a run linked in one act: all is as it was, and the next reading asks again", async () => {
	const shop = await openShop();
	await usual(shop);
	const first = await linkNow(shop, "paper");
	await afterReading(shop);
	expect(await linkLast(shop)).toMatchObject({ state: "done" });
	const linked = await stands(shop);
	// The second item is somebody else's by now, and the fourth is the first's product under another code.
	await offer(shop, [
		{ id: 1, title: "Arvid", sku: "C-1" },
		{ id: 2, title: "Birk", sku: "birk-\n46" },
		{ id: 3, title: "Casper" },
		{ id: 4, title: "Dagmar", barcode: "4006381333931" },
	]);
	const second = await linkNow(shop, "paper");
	expect(await stands(shop)).not.toEqual(linked);
	expect((await undo(shop, first.id)).body.code).toBe("linking_not_undoable");
	// Two at once: it is done by one of them.
	const both = (await Promise.all([undo(shop, second.id), undo(shop, second.id)])).toSorted((a, b) => a.status - b.status);
	expect(both).toMatchObject([{ status: 200 }, { status: 409, body: { code: "linking_not_undoable" } }]);
	expect(both[0]?.body.restored).toBeGreaterThan(1);
	expect(await stands(shop)).toEqual(linked);
	expect((await undo(shop, second.id)).body.code).toBe("linking_not_undoable");
	expect((await shop.call("GET", "/api/catalog/paper/links")).body.run.undoneAt).not.toBeNull();
	await afterReading(shop);
	expect(await linkLast(shop)).toMatchObject({ state: "planned" });
});

it("of what is taken back, what a person has said since stands, and a product that is another's stays that", async () => {
	const shop = await openShop();
	const { coded, named } = await usual(shop);
	await linkNow(shop, "paper");
	// The next run takes the first item from its product; then a person gives that product to another.
	await offer(shop, [
		{ id: 1, title: "Arvid", sku: "C-1" },
		{ id: 2, title: "Birk", sku: "birk-\n46" },
		{ id: 3, title: "Casper" },
		{ id: 4, title: "Dagmar" },
	]);
	const run = await linkNow(shop, "paper");
	expect((await decide(shop, { catalogId: "4", productId: coded })).body).toMatchObject({ productId: coded });
	expect((await undo(shop, run.id)).status).toBe(200);
	expect(await stands(shop)).toMatchObject([
		{ catalogId: "1", state: "unlinked", decidedBy: "rule", productId: null },
		{ catalogId: "2", state: "linked", decidedBy: "rule", productId: named },
		{ catalogId: "3", state: "review" },
		{ catalogId: "4", state: "linked", decidedBy: "person", productId: coded },
	]);
});

it("what a run linked does not come back with a person's word that is taken back after the run was undone", async () => {
	const shop = await openShop();
	const { coded } = await usual(shop);
	const run = await linkNow(shop, "paper");
	expect((await stands(shop))[0]).toMatchObject({ catalogId: "1", decidedBy: "rule", productId: coded });
	const { changeId } = (await decide(shop, { catalogId: "1", productId: null })).body;
	expect((await undo(shop, run.id)).status).toBe(200);
	expect((await shop.call("POST", `/api/catalog/paper/link-changes/${changeId}/undo`)).status).toBe(200);
	expect((await stands(shop))[0]).toMatchObject({ catalogId: "1", state: "review", decidedBy: "rule", productId: null });
});

it("counts and takes back what a run linked before it began anew", async () => {
	const shop = await openShop();
	await vendor(shop);
	await offer(
		shop,
		Array.from({ length: 520 }, (_, n) => ({ id: 1000 + n, title: `Other Q${n}`, sku: `N-${n}` })),
	);
	await add(shop, "Model Black 46", { sku: "N-0" });
	const begin = async () => (await shop.call("POST", "/api/catalog/paper/link-runs", { body: { dryRun: false } })).body.runId;
	const linked = () =>
		rowsOf<{ data: string }>(
			shop,
			"SELECT data FROM events WHERE businessId = ? AND type = 'catalog.items_linked' ORDER BY id DESC LIMIT 1",
			shop.businessId,
		);
	for (const [pages, end] of [
		// To its end, in the midst of what it does again, and before it has begun with that.
		[99, (_: string) => linkLast(shop)],
		[4, (runId: string) => shop.call("POST", `/api/catalog/paper/link-runs/${runId}/drop`)],
		[1, (runId: string) => shop.call("POST", `/api/catalog/paper/link-runs/${runId}/drop`)],
	] as const) {
		const runId = await begin();
		await link(shop, runId, 4);
		// A reading ends before its last page.
		await startLinking(await shop.tenant(), { vendor: "paper", cause: "sync" });
		await link(shop, runId, pages);
		await end(runId);
		const run = await linkLast(shop);
		expect(run, `${pages}`).toMatchObject({ id: runId, counts: { fresh: 1, ended: 0 } });
		expect(JSON.parse((await linked())[0]?.data ?? "{}")).toMatchObject({ runId, fresh: 1 });
		expect((await undo(shop, runId)).status).toBe(200);
		expect(await stands(shop)).toEqual([]);
	}
	// One that found everything as it is has nothing to take back.
	await link(shop, await begin());
	const same = await begin();
	await link(shop, same);
	expect((await undo(shop, same)).body.code).toBe("linking_not_undoable");
});

it("asks again after one that was stopped half way was taken back", async () => {
	const shop = await openShop();
	await vendor(shop);
	await offer(
		shop,
		Array.from({ length: 520 }, (_, n) => ({ id: 1000 + n, title: `Other Q${n}`, sku: `N-${n}` })),
	);
	await linkNow(shop, "paper");
	await add(shop, "Model Black 46", { sku: "N-0" });
	const { runId } = (await shop.call("POST", "/api/catalog/paper/link-runs", { body: { dryRun: false } })).body;
	await link(shop, runId, 4);
	await shop.call("POST", `/api/catalog/paper/link-runs/${runId}/drop`);
	expect((await undo(shop, runId)).status).toBe(200);
	await afterReading(shop);
	expect(await linkLast(shop)).toMatchObject({ state: "planned" });
});

it("is taken back to no link at all where there was none, and by nobody of another business", async () => {
	const [ours, theirs] = await twoShops();
	await usual(ours);
	const run = await linkNow(ours, "paper");
	const before = await stands(ours);
	expect((await undo(theirs, run.id)).status).toBe(404);
	await vendor(theirs);
	expect((await undo(theirs, run.id)).body.code).toBe("linking_not_undoable");
	expect(await stands(ours)).toEqual(before);
	// Of a run from before links knew theirs nothing is taken back, and later readings link as they did.
	await rowsOf(ours, "UPDATE vendorLinks SET runId = NULL WHERE businessId = ?", ours.businessId);
	expect((await undo(ours, run.id)).body.code).toBe("linking_not_undoable");
	await rowsOf(ours, "UPDATE vendorLinks SET runId = ? WHERE businessId = ?", run.id, ours.businessId);
	expect((await undo(ours, run.id)).body.restored).toBe(4);
	expect(await stands(ours)).toEqual([]);
});
