import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openApi } from "../../scripts/api/client.ts";
import type { paths } from "../../scripts/api/types.d.ts";
import { listen } from "../../scripts/fakes.mjs";
import { migrate } from "../../scripts/migrate.mjs";
import { serve } from "../../scripts/serve.mjs";
import { openState } from "../../scripts/state.mjs";
import { fakeStorefronts, shopOf } from "../support/fakes/vendor-storefront.ts";
import { products } from "../support/vendors/catalogs.ts";

/** The commands as somebody runs them, from beginning to end, against a served shop and a vendor's: what they say, how they end, and that a second run changes nothing. */

const dir = mkdtempSync(join(tmpdir(), "storekeep-test-"));
const owner = { email: "karen@lundlys.example", password: "frames on the shelf" };
const storefront = shopOf(products(6), { pageSize: 2 });
let server: Awaited<ReturnType<typeof serve>>;
let vendor: Awaited<ReturnType<typeof listen>>;
let api: ReturnType<typeof openApi>;

beforeAll(async () => {
	const stateDir = openState({ dir: join(dir, "state") });
	await migrate(stateDir);
	vendor = await listen(fakeStorefronts(new Map([["moscot.com", storefront]])));
	// A shop asked too much is asked again a minute later: nobody waits for that here.
	const plenty = { limit: 1_000_000, period: 60 } as const;
	server = await serve({ stateDir, quiet: true, ratelimits: { API_CALLS: plenty, ADDRESS_CALLS: plenty } });
	await openApi(server.url).POST("/api/v1/auth/register", {
		body: { ...owner, name: "Karen", businessName: "Lund & Lys", currency: "DKK" },
	});
	const { data } = await openApi(server.url).POST("/api/v1/auth/login", { body: owner });
	api = openApi(server.url, data?.token);
});
afterAll(async () => {
	await server.stop();
	await vendor.stop();
	rmSync(dir, { recursive: true, force: true });
});

/** A command's own process, in a folder of its own. */
async function run(script: string, words: string[], env: Record<string, string> = {}) {
	const child = spawn(process.execPath, [join(process.cwd(), "scripts", `${script}.mjs`), ...words], {
		cwd: dir,
		// Of the folder this was called in nothing is handed on.
		env: {
			...process.env,
			STOREKEEP_CALLED_FROM: undefined,
			INIT_CWD: dir,
			SHOP_URL: server.url,
			VENDOR_MOCK_URL: vendor.url,
			CATALOG_DELAY_MS: "0",
			...env,
		},
	});
	let [out, err] = ["", ""];
	child.stdout.on("data", (text) => (out += text));
	child.stderr.on("data", (text) => (err += text));
	const [code] = await once(child, "exit");
	return { code, out, err, last: out.trim().split("\n").at(-1) ?? "" };
}

type Scopes = paths["/api/v1/keys"]["post"]["requestBody"]["content"]["application/json"]["scopes"];
const key = async (scopes: Scopes) => {
	const { data } = await api.POST("/api/v1/keys", { body: { name: scopes.join(" "), scopes } });
	return data?.key ?? "";
};
/** What is kept of the vendor's items, but for when they were last seen. */
const items = async () => {
	const { data } = await api.GET("/api/v1/catalog/{vendor}", { params: { path: { vendor: "moscot" }, query: { limit: 200 } } });
	return data?.items.map(({ lastSeenAt: _, ...item }) => item);
};

test("a vendor's shop is read into a file and sent to ours by a service's token; once more changes nothing", async () => {
	const { data } = await api.POST("/api/v1/service-tokens", { body: { name: "nightly", scopes: ["catalog:sync", "catalog:sync:moscot"] } });
	const token = { SHOP_TOKEN: data?.token ?? "" };
	const whole = { code: 0, last: "moscot.json: 6 products" };
	expect(await run("scrape-catalog", ["moscot"])).toMatchObject(whole);
	expect(storefront.asked.map(({ path, page }) => (path.startsWith("/robots") ? "robots" : page))).toEqual(["robots", 1, 2, 3, 4]);
	const file = readFileSync(join(dir, "moscot.json"), "utf8");
	expect(await run("sync-catalog", [], token)).toMatchObject({
		code: 0,
		last: "moscot: 48 items: 48 new, 0 changed, 0 missing, 0 gone, 0 as before",
	});
	const before = await items();
	expect(before).toHaveLength(48);

	expect(await run("scrape-catalog", ["moscot"])).toMatchObject(whole);
	expect(readFileSync(join(dir, "moscot.json"), "utf8")).toBe(file);
	expect(await run("sync-catalog", [], token)).toMatchObject({
		code: 0,
		last: "moscot: 48 items: 0 new, 0 changed, 0 missing, 0 gone, 48 as before",
	});
	expect(await items()).toEqual(before);

	// A part of it says so, and what is not in it is not held to be missing.
	expect(await run("scrape-catalog", ["moscot", "--quick"])).toMatchObject({ code: 0, last: "moscot.json: 4 products, only a part" });
	const part = { code: 0, last: expect.stringMatching(/ 0 new, 0 changed, 0 missing, 0 gone, \d+ as before$/) };
	expect(await run("sync-catalog", [], token)).toMatchObject(part);
	expect(await run("sync-catalog", [], token)).toMatchObject(part);

	// Another vendor's is not this token's to send, and a shop that breaks off leaves the file as it was.
	expect(await run("sync-catalog", ["moscot.json", "--vendor=other"], token)).toMatchObject({ code: 1, out: "" });
	const kept = readFileSync(join(dir, "moscot.json"), "utf8");
	storefront.halfPage = 2;
	expect(await run("scrape-catalog", ["moscot"])).toMatchObject({
		code: 1,
		err: expect.stringContaining("breaks off. Nothing was written."),
	});
	expect(readFileSync(join(dir, "moscot.json"), "utf8")).toBe(kept);
	storefront.halfPage = null;
	// One that gives a page for ever has not given all it has.
	storefront.repeats = true;
	expect(await run("scrape-catalog", ["moscot"])).toMatchObject({
		code: 1,
		out: "",
		err: expect.stringContaining("that is no whole list"),
	});
	expect(readFileSync(join(dir, "moscot.json"), "utf8")).toBe(kept);
	storefront.repeats = false;
}, 60_000);

test("the demo's catalog, its stock and its sales come once, whoever runs them again", async () => {
	const mayImport = { SHOP_TOKEN: await key(["settings:read", "catalog:write"]) };
	const first = await run("import-demo-catalog", [], mayImport);
	expect([first.code, first.err]).toEqual([0, ""]);
	const made = Number(/^(\d+) new, 0 changed, 0 as they were, 0 wrong$/.exec(first.last)?.[1]);
	expect(made).toBeGreaterThan(100);
	expect(await run("import-demo-catalog", [], mayImport)).toMatchObject({
		code: 0,
		last: `0 new, 0 changed, ${made} as they were, 0 wrong`,
	});

	const may = { SHOP_TOKEN: await key(["settings:read", "catalog:read", "stock:read", "stock:write"]) };
	const opened = await run("seed-demo-stock", ["--products=30"], may);
	expect([opened.code, opened.err]).toEqual([0, ""]);
	expect(opened.last).toMatch(/: 30 shelves opened with \d+ units, 0 held something already, 0 have sold out$/);
	expect((await run("seed-demo-stock", ["--products=30"], may)).last).toMatch(
		/: 0 shelves opened with 0 units, 30 held something already, 0 /,
	);

	const words = ["--window=6", "--sales=2"];
	const as = { SHOP_EMAIL: owner.email, SHOP_PASSWORD: owner.password };
	const sold = await run("seed-demo-movements", words, as);
	expect([sold.code, sold.err]).toEqual([0, ""]);
	const sales = Number(/: (\d+) sales in the 6 days before today/.exec(sold.last)?.[1]);
	expect(sales).toBeGreaterThan(0);
	const orders = async () => (await api.GET("/api/v1/orders", { params: { query: { limit: 200 } } })).data?.items.length;
	expect(await orders()).toBe(sales);
	expect(await run("seed-demo-movements", words, as)).toMatchObject({
		code: 0,
		last: expect.stringContaining(": 0 sales in the 6 days before today"),
	});
	expect(await orders()).toBe(sales);
	// A key that may less is refused, and says so.
	expect(await run("seed-demo-stock", [], { SHOP_TOKEN: await key(["sales:read"]) })).toMatchObject({ code: 1, out: "" });
}, 120_000);

test("past sales are forecast, the same each time, and a file that is none ends it", async () => {
	const days = Array.from({ length: 150 }, (_, n) => new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10));
	const rows = days.flatMap((day, n) =>
		["A", "B@north", "B@south"].flatMap((sku, k) => ((n * 7 + k) % 3 ? [] : [`${day},${sku},${1 + ((n + k) % 4)}`])),
	);
	writeFileSync(join(dir, "sales.csv"), `date,sku,quantity\n${rows.join("\n")}\n`);
	const [one, two] = [
		await run("backtest-forecast", ["sales.csv", "--origins=2"]),
		await run("backtest-forecast", ["sales.csv", "--origins=2"]),
	];
	expect(one.code).toBe(0);
	const [head, ...lines] = one.out.trim().split("\n");
	expect([head, lines.length]).toEqual(["id,o,m,q50,q80,q95", 6]);
	for (const line of lines) {
		const [, , , q50, q80, q95] = line.split(",").map(Number);
		expect(q50! <= q80! && q80! <= q95!, line).toBe(true);
	}
	expect(two.out).toBe(one.out);
	writeFileSync(join(dir, "none.csv"), "date,sku,quantity\nyesterday,A,1\n");
	const none = await run("backtest-forecast", ["none.csv"]);
	expect([none.code, none.out]).toEqual([1, ""]);
	expect(none.err).toContain("Row 2 is not a date, a SKU and a quantity");
}, 60_000);

test("linking is measured on a file of labelled pairs, and ends badly where it links wrongly", async () => {
	const listing = (id: string, sku: string | null, name = `Model${id} Black 46`) => ({ id, name, vendor: "Paper", sku });
	const labelled = (wrong: boolean) => ({
		items: [listing("1", "A-1"), listing("2", "B-1")],
		products: [listing("p1", "A-1", "Model1 Black 46"), listing("p2", "B-1", "Model2 Black 46")],
		labels: [
			{ itemId: "1", productId: wrong ? "p2" : "p1" },
			{ itemId: "2", productId: wrong ? "p1" : "p2" },
		],
	});
	writeFileSync(join(dir, "right.json"), JSON.stringify(labelled(false)));
	writeFileSync(join(dir, "wrong.json"), JSON.stringify(labelled(true)));
	expect(await run("measure-linking", ["right.json"])).toMatchObject({
		code: 0,
		last: expect.stringContaining("right.json: 2 pairs: precision 100.0 %, recall 100.0 %"),
	});
	expect(await run("measure-linking", ["wrong.json"])).toMatchObject({ code: 1, last: expect.stringContaining("precision 0.0 %") });
}, 60_000);
