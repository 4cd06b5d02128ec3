import { beforeAll, expect, it } from "vitest";
import { call, password, rowsOf, type Shop, twoShops } from "../../support/world.ts";

/** Transfers, counts and the ledger through the API and as forms; every answer is held against its document on the way (`call`). */

let [shop, other]: Shop[] = [];
let [from, to, productId] = ["", "", ""];
beforeAll(async () => {
	[shop, other] = await twoShops();
	from = at().storeId;
	to = (await at().call("POST", "/api/stores", { body: { name: "Aarhus" } })).body.id;
	const product = { storeId: from, name: "KNUD Havana 49", sku: "KNU-HAV", price: "100.00", cost: "40.00", initialStock: 20 };
	productId = (await at().call("POST", "/api/products", { body: product })).body.id;
});

/** The shop, once it is open. */
function at(): Shop {
	if (!shop) throw new Error("not open yet");
	return shop;
}
const api = (method: string, path: string, body?: object, key?: string) =>
	at().call(method, `/api/v1${path}`, { ...(body && { body }), ...(key && { key }) });
const asForm = { Accept: "text/html", "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin" };
const send = (path: string, fields: Record<string, string>) =>
	at().call("POST", path, { headers: asForm, body: new URLSearchParams(fields).toString() });
const look = (path: string) => at().call("GET", path, { headers: { Accept: "text/html" } });

it("takes a transfer from draft to short and back through the API", async () => {
	const draft = await api("POST", "/transfers", { fromStoreId: from, toStoreId: to, note: "Window" }, "t1");
	expect([draft.status, draft.body.status]).toEqual([201, "draft"]);
	const { id } = draft.body;
	expect((await api("POST", "/transfers", { fromStoreId: from, toStoreId: to, note: "Window" }, "t1")).body.id).toBe(id);
	expect((await api("POST", `/transfers/${id}/lines`, { code: "knu-hav", add: 5 })).body).toMatchObject({ quantity: 5 });
	expect((await api("POST", `/transfers/${id}/lines`, { code: "nothing", add: 5 })).body.code).toBe("code_unknown");
	expect((await api("POST", `/transfers/${id}/receive`, {})).body).toMatchObject({
		code: "act_not_possible",
		details: { status: "draft", allowed: ["edit", "send", "cancel"] },
	});
	expect((await api("POST", `/transfers/${id}/send`, {})).body).toMatchObject({ status: "in_transit" });
	const { body: received } = await api("POST", `/transfers/${id}/receive`, { lines: [{ productId, quantity: 3 }] });
	expect(received).toMatchObject({ status: "part_received", lines: [{ quantity: 5, received: 3, missing: 0 }] });
	expect((await api("GET", `/inventory?storeId=${to}`)).body.items).toMatchObject([{ quantity: 3, incoming: 2 }]);
	expect((await api("POST", `/transfers/${id}/close`, { reason: "lost" })).body).toMatchObject({ status: "short", shortReason: "lost" });
	expect((await api("POST", `/transfers/${id}/bring-back`, {})).body).toMatchObject({ status: "received", lines: [{ returned: 2 }] });
	expect((await api("GET", `/transfers/${id}`)).body.status).toBe("received");
	expect((await api("GET", "/transfers?status=received&limit=5")).body.items).toMatchObject([{ id, units: 5 }]);
	expect((await api("GET", "/transfers?status=nonsense")).status).toBe(400);
	expect((await api("GET", "/transfers/nothing")).status).toBe(404);
	const draft2 = await api("POST", "/transfers", { fromStoreId: from, toStoreId: to });
	expect((await api("POST", `/transfers/${draft2.body.id}/cancel`, {})).body.status).toBe("cancelled");
	expect((await other?.call("GET", `/api/transfers/${id}`))?.status).toBe(404);
	expect((await other?.call("POST", `/api/transfers/${id}/send`, { body: {} }))?.status).toBe(404);
});

it("takes a count from open to applied through the API", async () => {
	const open = await api("POST", "/counts", { storeId: to, blind: true });
	expect([open.status, open.body.status, open.body.blind]).toEqual([201, "counting", true]);
	const { id } = open.body;
	expect((await api("POST", "/counts", { storeId: to })).body).toMatchObject({
		code: "count_open_already",
		details: { countId: id },
	});
	expect((await api("POST", `/counts/${id}/lines`, { code: "KNU-HAV", add: 1 }, "s1")).body).toMatchObject({ counted: 1 });
	expect((await api("POST", `/counts/${id}/lines`, { code: "KNU-HAV", add: 1 }, "s1")).body).toMatchObject({ counted: 1 });
	expect((await api("POST", `/counts/${id}/lines`, { productId, quantity: 2 })).body).toMatchObject({ counted: 2 });
	expect((await api("GET", `/counts/${id}/lines`)).body.items).toMatchObject([{ counted: 2, expected: 3, correction: null }]);
	expect((await api("POST", `/counts/${id}/apply`, { uncounted: "perhaps" })).status).toBe(400);
	expect((await api("POST", `/counts/${id}/apply`, { uncounted: "leave" })).body).toMatchObject({ status: "applied", off: 1 });
	expect((await api("POST", `/counts/${id}/cancel`)).status).toBe(409);
	expect((await api("GET", `/counts?storeId=${to}`)).body.items).toMatchObject([{ id, counted: 1, off: 1 }]);
	expect((await api("GET", `/counts/${id}`)).body).toMatchObject({ status: "applied", uncounted: "leave" });
	expect((await other?.call("GET", `/api/counts/${id}`))?.status).toBe(404);
});

it("shows movements, writes off, sets reorder points and repairs a drift through the API", async () => {
	const lost = await api("POST", `/products/${productId}/write-off`, { storeId: from, quantity: 1, note: "Dropped" });
	expect([lost.status, lost.body.movement.reason]).toEqual([201, "damage"]);
	expect((await api("POST", `/products/${productId}/write-off`, { storeId: from, quantity: 1 })).status).toBe(400);
	const { body: moved } = await api("GET", `/movements?reason=damage&storeId=${from}`);
	expect(moved.items).toMatchObject([{ name: "KNUD Havana 49", sku: "KNU-HAV", delta: -1, note: "Dropped", referenceType: null }]);
	expect((await api("GET", "/movements?limit=2")).body.nextCursor).not.toBeNull();
	expect((await api("GET", "/movements?from=yesterday")).status).toBe(400);
	const points = [{ productId, reorderPoint: 3, reorderTo: 9 }];
	expect((await api("PUT", "/inventory/reorder-points", { storeId: from, points })).body).toMatchObject({ changed: 1 });
	expect((await api("GET", "/inventory/drift")).body.items).toEqual([]);
	await rowsOf(
		at(),
		"UPDATE stockLevels SET onHand = onHand + 2 WHERE businessId = ? AND productId = ? AND storeId = ?",
		at().businessId,
		productId,
		from,
	);
	const { body: drift } = await api("GET", "/inventory/drift");
	expect(drift.items).toMatchObject([{ productId, sku: "KNU-HAV" }]);
	const repaired = await api("POST", `/products/${productId}/repair`, { storeId: from });
	expect([repaired.status, repaired.body.movement.delta]).toEqual([200, -2]);
	expect((await api("POST", `/products/${productId}/repair`, { storeId: from })).body.code).toBe("no_drift");
});

it("lets an employee count and receive, and neither apply, close short nor write off", async () => {
	const email = `employee-${crypto.randomUUID().slice(0, 8)}@shop.example`;
	await at().call("POST", "/api/users", { body: { email, name: "Fatima", role: "employee", password } });
	const signedIn = await call("POST", "/api/auth/login", { body: { email, password } });
	const headers = { Cookie: signedIn.headers.get("Set-Cookie")?.split(";")[0] ?? "", "Sec-Fetch-Site": "same-origin" };
	const hers = (path: string, body: object) => call("POST", `/api${path}`, { body, headers });
	const { id } = (await hers("/transfers", { fromStoreId: from, toStoreId: to, lines: [{ productId, quantity: 2 }], send: true })).body;
	expect((await hers(`/transfers/${id}/receive`, { lines: [{ productId, quantity: 1 }] })).status).toBe(200);
	expect((await hers(`/transfers/${id}/close`, { reason: "lost" })).status).toBe(403);
	const count = (await hers("/counts", { storeId: from })).body.id;
	expect((await hers(`/counts/${count}/lines`, { productId, quantity: 9 })).status).toBe(200);
	expect((await hers(`/counts/${count}/apply`, { uncounted: "leave" })).status).toBe(403);
	expect((await hers(`/products/${productId}/write-off`, { storeId: from, quantity: 1, note: "x" })).status).toBe(403);
	for (const path of ["/stock", "/stock/transfers", `/stock/transfers/${id}`, `/stock/counts/${count}`, "/stock/movements"])
		expect([path, (await call("GET", path, { headers: { ...headers, Accept: "text/html" } })).status]).toEqual([path, 200]);
	await hers(`/counts/${count}/cancel`, {});
});

it("shows its pages in two round trips, and they work as forms", async () => {
	const made = await send("/stock/transfers/new", { fromStoreId: from, toStoreId: to, commandId: "c1" });
	const place = made.headers.get("Location") ?? "";
	expect([made.status, place]).toEqual([303, expect.stringMatching(/^\/stock\/transfers\/[0-9a-f-]{36}$/)]);
	expect((await send(place, { intent: "scan", code: "KNU-HAV", commandId: "c2" })).status).toBe(303);
	expect((await send(place, { intent: "put", productId, quantity: "2" })).status).toBe(303);
	const refused = await send(place, { intent: "put", productId, quantity: "many" });
	expect(refused.status).toBe(400);
	expect((await send(place, { intent: "scan", code: "nothing" })).body).toContain("No product has the code nothing.");
	expect((await send(place, { intent: "send", commandId: "c3" })).headers.get("Location")).toBe(`${place}?said=sent`);
	expect((await send(place, { intent: "send", commandId: "c4" })).body).toContain("That cannot be done any more: it is in transit.");
	expect((await send(place, { intent: "receive", [`n.${productId}`]: "", commandId: "c5" })).status).toBe(400);
	expect((await send(place, { intent: "receive", [`n.${productId}`]: "1", commandId: "c6" })).status).toBe(303);
	expect((await send(place, { intent: "close", reason: "lost", commandId: "c7" })).status).toBe(303);

	const opened = await send("/stock/counts/new", { storeId: from, scope: "products", product: productId, commandId: "c8" });
	const count = (opened.headers.get("Location") ?? "").split("?")[0] ?? "";
	expect(opened.status).toBe(303);
	expect((await send("/stock/counts/new", { storeId: from, scope: "store" })).body).toContain(count);
	expect((await send(count, { intent: "scan", code: "KNU-HAV", commandId: "c9" })).status).toBe(303);
	expect((await send(count, { intent: "put", productId, quantity: "7" })).status).toBe(303);
	expect((await look(`${count}?view=review`)).body).toContain("Apply the count");
	expect((await send(count, { intent: "apply", uncounted: "leave", commandId: "c10" })).headers.get("Location")).toBe(
		`${count}?said=applied`,
	);

	const points = { storeId: from, commandId: "c11", [`p.${productId}`]: "4", [`t.${productId}`]: "2", [`w.${productId}`]: "3*9" };
	const wrong = await send(`/stock/reorder-points?store=${from}`, points);
	expect([wrong.status, String(wrong.body).includes("Not below 4, or 0")]).toEqual([400, true]);
	const saved = await send(`/stock/reorder-points?store=${from}`, { ...points, [`t.${productId}`]: "8" });
	expect([saved.status, String(saved.body).includes("Reorder points set")]).toEqual([200, true]);
	const [, changeId = ""] = /name="changeId" value="([^"]+)"/.exec(String(saved.body)) ?? [];
	const undone = await send(`/stock/reorder-points?store=${from}`, { intent: "undo", changeId, commandId: "c12" });
	expect([undone.status, String(undone.body).includes("1 shelf is what it was")]).toEqual([200, true]);
	expect((await look("/stock/movements?q=KNU-HAV")).headers.get("Location") ?? "").toContain(`product=${productId}`);
	expect((await look("/stock?q=KNU-HAV&act=receive")).headers.get("Location")).toBe(`/products/${productId}?act=receive`);

	for (const path of [
		"/stock",
		`/stock?store=${from}`,
		"/stock/transfers?show=all",
		"/stock/transfers/new",
		place,
		"/stock/counts",
		"/stock/counts/new",
		count,
		"/stock/movements",
		`/stock/movements?product=${productId}&reason=count&from=2026-01-01&until=2026-12-31`,
		`/stock/reorder-points?store=${from}`,
	]) {
		const answered = await look(path);
		expect([path, answered.status]).toEqual([path, 200]);
		expect(answered.headers.get("Server-Timing"), path).toMatch(/trips=[12] /);
	}
	expect((await call("GET", "/stock", { headers: { Accept: "text/html" } })).headers.get("Location")).toContain("/sign-in");
	expect((await other?.call("GET", place, { headers: { Accept: "text/html" } }))?.status).toBe(404);
});
