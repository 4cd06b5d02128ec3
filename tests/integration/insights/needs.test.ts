import { expect, it } from "vitest";
import { home } from "#app/insights/home.server.ts";
import type { NeedKind } from "#app/insights/needs.server.ts";
import { addDays, calendarDay, day } from "#app/platform/time.ts";
import { listProducts } from "#app/stock/product-list.server.ts";
import { addProduct } from "#app/stock/add-product.server.ts";
import { openShop, rowsOf, type Shop, twoShops } from "../../support/world.ts";
import { addStore, stocked, tenantAs } from "../stock/shelves.ts";

const now = Date.now();

/** A row of any table, with what the test is about and something in every other column that must hold something. */
async function insert(shop: Shop, table: string, row: Record<string, string | number>): Promise<void> {
	const columns = await rowsOf<{ name: string; type: string; notnull: number; dflt_value: string | null }>(
		shop,
		`PRAGMA table_info(${table})`,
	);
	const filled: Record<string, string | number> = { businessId: shop.businessId, id: crypto.randomUUID(), ...row };
	for (const { name, type, notnull, dflt_value } of columns)
		if (notnull && dflt_value === null && !(name in filled)) filled[name] = type === "TEXT" ? "x" : 0;
	const names = Object.keys(filled).filter((name) => columns.some((column) => column.name === name));
	await rowsOf(
		shop,
		`INSERT INTO ${table} (${names.join()}) VALUES (${names.map(() => "?").join()})`,
		...names.map((name) => filled[name] ?? ""),
	);
}

/** One of each kind that waits, in one store; each has waited longer than the one before, so that the wait alone would turn the order round. */
async function oneOfEach(shop: Shop, storeId: string): Promise<void> {
	let days = 5;
	const longAgo = () => now - ++days * day;
	const elsewhere = await addStore(shop, `Elsewhere ${shop.storeId.slice(-4)}`);
	const product = await stocked(shop, { name: "Waits", initialStock: 1, storeId });
	await addProduct(await shop.tenant(), { name: "Unpriced", storeId });
	const orderId = crypto.randomUUID();
	const shortSince = longAgo();
	await insert(shop, "orders", {
		...{ id: orderId, storeId, channel: "counter", status: "PENDING", paymentStatus: "paid", fulfillmentStatus: "unfulfilled" },
		...{ currency: "DKK", units: 1, customerName: "Karen", day: "2026-11-01", placedAt: longAgo() },
	});
	await insert(shop, "shortfalls", {
		orderId,
		lineId: "l1",
		productId: product.id,
		storeId,
		quantity: 1,
		state: "open",
		createdAt: shortSince,
	});
	await insert(shop, "looseLines", { orderId, kind: "unmatched", name: "Nobody's frame", quantity: 1 });
	await rowsOf(
		shop,
		"UPDATE stockLevels SET onHand = 0, updatedAt = ? WHERE businessId = ? AND productId = ? AND storeId = ?",
		longAgo(),
		shop.businessId,
		product.id,
		storeId,
	);
	await insert(shop, "outlooks", { productId: product.id, storeId, rate: 0.5 });
	await insert(shop, "purchaseOrders", {
		...{ number: 7, vendorKey: "marlow", vendorName: "Marlow", storeId, currency: "DKK", status: "sent", sentAt: now },
		mailReturned: JSON.stringify({ at: longAgo(), to: "a@b.example", reason: "bounced" }),
	});
	await insert(shop, "transfers", { fromStoreId: elsewhere, toStoreId: storeId, status: "in_transit", sentAt: longAgo() });
	await insert(shop, "deadLetters", { eventType: "stock.received", state: "dead", diedAt: longAgo() });
	await insert(shop, "stockCounts", { storeId, scope: "store", status: "counting", openedAt: longAgo() });
	const off = { judgedAt: longAgo(), shelves: 40, units: 90, error: 1.2, bias: 0.9, within80: 0.7, within95: 0.8, isOff: 1 };
	for (const ago of [28, 56]) await insert(shop, "forecastNights", { ...off, day: addDays(calendarDay(now, "UTC"), -ago) });
	for (const [slug, health] of [
		["broken", "failing"],
		["shrunken", "waiting"],
	] as const) {
		const [vendorId, lastRunId, since] = [crypto.randomUUID(), crypto.randomUUID(), longAgo()];
		await insert(shop, "vendors", { id: vendorId, slug, name: slug, currency: "DKK", source: "upload", schedule: "daily" });
		await insert(shop, "vendorSyncRuns", {
			...{ id: lastRunId, vendorId, source: "upload", cause: "person", status: "failed", phase: "over", format: "json", startedAt: since },
		});
		await insert(shop, "vendorSyncStates", { vendorId, health, lastRunId, failingSince: since });
	}
	await insert(shop, "orders", {
		...{ storeId, channel: "counter", status: "PROCESSING", paymentStatus: "paid", fulfillmentStatus: "unfulfilled" },
		...{
			currency: "DKK",
			units: 1,
			subtotal: 90_000,
			total: 90_000,
			taxIncluded: 1,
			owed: 60_000,
			customerName: "Signe",
			day: "2026-11-01",
			placedAt: longAgo(),
		},
	});
}

const all: NeedKind[] = [
	...(["newOrders", "unmatchedOrders", "shortfalls"] as const),
	...(["lateTransfers", "returnedRequests", "soldOut", "unpriced"] as const),
	...(["partPaidOrders", "shrunkenCatalogs", "brokenCatalogs", "forecastOff", "openCounts", "deadLetters"] as const),
];

it("tells of each thing that waits, the dearest first and among equals the longest", async () => {
	const shop = await openShop();
	expect((await home(await shop.tenant(now), {})).needs).toEqual([]);
	await oneOfEach(shop, shop.storeId);
	const { needs } = await home(await shop.tenant(now), {});
	expect(needs.map(({ kind }) => kind)).toEqual(all);
	for (const { kind, count, since } of needs) expect([kind, count, since === null]).toEqual([kind, 1, kind === "unpriced"]);
	expect(Object.fromEntries(needs.map(({ kind, example }) => [kind, example]))).toMatchObject({
		newOrders: "Karen",
		shortfalls: "Waits",
		unmatchedOrders: "Nobody's frame",
		soldOut: "Waits",
		unpriced: "Unpriced",
		returnedRequests: "PO-7 · Marlow",
		deadLetters: "stock.received",
		brokenCatalogs: "broken",
		shrunkenCatalogs: "shrunken",
		partPaidOrders: "Signe",
	});
});

it("tells of a forecast that was far off twice running, and of none that was once", async () => {
	const shop = await openShop();
	const today = calendarDay(now, "UTC");
	const night = async (ago: number, isOff: number) =>
		insert(shop, "forecastNights", { day: addDays(today, -ago), judgedAt: now, shelves: 40, error: 1.2, isOff });
	const told = async () => (await home(await shop.tenant(now), {})).needs.map(({ kind }) => kind);
	await night(28, 1);
	expect(await told()).toEqual([]);
	await night(56, 0);
	expect(await told()).toEqual([]);
	await rowsOf(shop, "UPDATE forecastNights SET isOff = 1 WHERE businessId = ?", shop.businessId);
	expect(await told()).toEqual(["forecastOff"]);
	// Two that are long past: what came since was not off.
	expect((await home(await shop.tenant(now + 4 * day), {})).needs).toEqual([]);
});

it("tells a store what waits there, and what waits nowhere in particular", async () => {
	const shop = await openShop();
	const aarhus = await addStore(shop, "Aarhus");
	await oneOfEach(shop, shop.storeId);
	const at = async (storeId: string) => (await home(await shop.tenant(now), { storeId })).needs.map(({ kind }) => kind);
	expect(await at(shop.storeId)).toEqual(all);
	expect(await at(aarhus)).toEqual(["unpriced", "shrunkenCatalogs", "brokenCatalogs", "forecastOff", "deadLetters"]);
});

it("tells nobody what they may not act on, and no business of another's", async () => {
	const [shop, other] = await twoShops();
	await oneOfEach(shop, shop.storeId);
	expect((await home(await other.tenant(now), {})).needs).toEqual([]);
	const toldTo = async (role: "manager" | "agent" | "employee") => {
		const tenant = await tenantAs(shop, role);
		const { permissions } = await tenant.principal();
		return { permissions, kinds: (await home(tenant, {})).needs.map(({ kind }) => kind) };
	};
	const needed = {
		...{
			newOrders: "sales:write",
			unmatchedOrders: "sales:write",
			shortfalls: "sales:write",
			returnedRequests: "purchasing:write",
			unpriced: "catalog:write",
			partPaidOrders: "sales:write",
		},
		...{ lateTransfers: "stock:write", soldOut: "stock:write", openCounts: "stock:write", deadLetters: "operations:read" },
		...{ shrunkenCatalogs: "catalog:sync", brokenCatalogs: "catalog:sync", forecastOff: "purchasing:write" },
	} as const;
	for (const role of ["manager", "agent", "employee"] as const) {
		const { permissions, kinds } = await toldTo(role);
		expect([role, kinds]).toEqual([role, all.filter((kind) => permissions.has(needed[kind as keyof typeof needed]))]);
	}
	const { kinds } = await toldTo("employee");
	expect(kinds).not.toContain("deadLetters");
	expect(kinds).toContain("newOrders");
});

it("what is paid in part is a list of its own, where its line leads", async () => {
	const shop = await openShop();
	await oneOfEach(shop, shop.storeId);
	const page = await shop.call("GET", "/orders?payment=part_paid", { headers: { Accept: "text/html" } });
	expect(page.body).toContain("Signe");
	expect(page.body).not.toContain("Karen");
	expect((await shop.call("GET", "/", { headers: { Accept: "text/html" } })).body).toContain("/orders?payment=part_paid");
});

it("what has no price is a list of its own, where its line leads", async () => {
	const shop = await openShop();
	const { id: productId } = await stocked(shop, { name: "Priced draft", initialStock: 2 });
	await addProduct(await shop.tenant(), { name: "Bare draft" });
	// Before anything was sold the home page has other things to say.
	expect((await shop.call("POST", "/api/sales", { body: { storeId: shop.storeId, productId, quantity: 1 } })).status).toBe(201);
	const names = async (input: object) => (await listProducts(await shop.tenant(), input)).items.map(({ name }) => name);
	expect(await names({ status: "draft", priced: "false" })).toEqual(["Bare draft"]);
	expect(await names({ status: "draft", priced: "true" })).toEqual(["Priced draft"]);
	const page = await shop.call("GET", "/products?status=draft&priced=false", { headers: { Accept: "text/html" } });
	expect(page.body).toContain("Bare draft");
	expect(page.body).not.toContain("Priced draft");
	expect((await shop.call("GET", "/", { headers: { Accept: "text/html" } })).body).toContain("/products?status=draft&amp;priced=false");
});
