import { beforeAll, expect, it } from "vitest";
import { endOfId } from "#app/platform/ids.ts";
import { findRecords } from "../../../app/routes/palette/find.server.ts";
import { type Answered, call, origin, password, rowsOf, type Shop, twoShops } from "../../support/world.ts";

/** The pages of orders, the search page and the palette's questions, as the browser meets them; journeys are in the browser's own tests. */
const asForm = { "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin", Accept: "text/html" };

let shop: Shop;
let other: Shop;
let orderId: string;
let lineId: string;
let productId: string;

beforeAll(async () => {
	[shop, other] = await twoShops();
	const { body: product } = await shop.call("POST", "/api/products", {
		body: {
			storeId: shop.storeId,
			name: "KNUD Havana 49",
			sku: "MF-KNU-HAV-49",
			barcode: "5704418001028",
			price: "2195.00",
			initialStock: 6,
			status: "published",
		},
	});
	productId = product.id;
	const { body: sold } = await shop.call("POST", "/api/sales", { body: { storeId: shop.storeId, productId, quantity: 2 } });
	orderId = sold.order.id;
	lineId = sold.sale.id;
});

const open = (path: string, by: Shop = shop) => by.call("GET", path, { headers: { Accept: "text/html" } });
const send = (path: string, fields: Record<string, string>, by: Shop = shop): Promise<Answered> =>
	by.call("POST", path, { headers: asForm, body: new URLSearchParams(fields).toString() });

/** Somebody of the first shop with another role, as a caller. */
async function as(role: string): Promise<(path: string) => Promise<Answered>> {
	const email = `${role}-${crypto.randomUUID().slice(0, 8)}@shop.example`;
	await shop.call("POST", "/api/users", { body: { email, name: `Jonas ${role}`, role, password } });
	const { body } = await call("POST", "/api/auth/login", { body: { email, password } });
	return (path) => call("GET", path, { headers: { Authorization: `Bearer ${body.token}` } });
}

it("the API lists orders and shows one, as its document says", async () => {
	const { status, body } = await shop.call("GET", "/api/orders?q=MF-KNU-HAV-49&limit=1");
	expect([status, body.nextCursor]).toEqual([200, null]);
	expect(body.items).toMatchObject([{ id: orderId, status: "COMPLETED", total: "4390.00", title: "KNUD Havana 49", lineCount: 1 }]);
	expect((await shop.call("GET", `/api/v1/orders/${orderId}`)).body).toMatchObject({
		id: orderId,
		taxIncluded: true,
		lines: [{ id: lineId, quantity: 2, unitPrice: "2195.00", taxRate: 25, tax: "878.00" }],
		refunds: [],
	});
	expect((await other.call("GET", `/api/orders/${orderId}`)).status).toBe(404);
	expect((await shop.call("GET", "/api/orders?status=GONE")).status).toBe(400);
	expect((await shop.call("GET", "/api/orders?from=yesterday")).status).toBe(400);
});

it("the list is a page without scripts: search, filters, and words an address does not know", async () => {
	const page = await open(`/orders?q=${endOfId(orderId)}`);
	expect(page.status).toBe(200);
	expect(page.body).toContain(`href="/orders/${orderId}"`);
	expect((await open("/orders?status=REFUNDED")).body).not.toContain(orderId);
	expect((await open("/orders?payment=paid&from=2020-01-01")).body).toContain(orderId);
	for (const path of ["/orders?status=x&payment=y&from=z&until=2026-99-99&person=", "/orders?q=%25_'%22"])
		expect((await open(path)).status, path).toBe(200);
	expect((await open("/orders?cursor=nonsense")).status).toBe(400);
	expect((await open("/orders", other)).body).not.toContain(orderId);
	expect((await open(`/orders/${orderId}`, other)).status).toBe(404);
});

it("a refund names the thing and the amount before it is given, and has one effect", async () => {
	const give = `give.${lineId}`;
	const confirm = await open(`/orders/${orderId}?act=refund&step=confirm&${give}=1&restock=on&reason=too+wide`);
	expect(confirm.body).toContain("1 × KNUD Havana 49");
	expect(confirm.body).toMatch(/Refund DKK.2,195\.00/);
	const commandId = crypto.randomUUID();
	for (let time = 0; time < 2; time++) {
		const done = await send(`/orders/${orderId}?act=refund`, { commandId, [give]: "1", restock: "on", reason: "too wide" });
		expect([done.status, done.headers.get("Location")]).toEqual([303, `/orders/${orderId}?said=refunded`]);
	}
	expect(await rowsOf(shop, "SELECT units, total, restocked, reason FROM refunds WHERE businessId = ?", shop.businessId)).toEqual([
		{ units: 1, total: 219_500, restocked: 1, reason: "too wide" },
	]);
	const shown = await open(`/orders/${orderId}`);
	expect(shown.body).toContain("Part refunded");
	const tooMany = await send(`/orders/${orderId}?act=refund`, { commandId: crypto.randomUUID(), [give]: "2" });
	expect([tooMany.status, tooMany.body.includes("At most 1 can be given back.")]).toEqual([409, true]);
	for (const quantity of ["0", "-1", "two"])
		expect((await send(`/orders/${orderId}?act=refund`, { commandId: crypto.randomUUID(), [give]: quantity })).status, quantity).toBe(400);
	expect((await send(`/orders/${orderId}?act=refund`, { commandId: crypto.randomUUID(), [give]: "1" }, other)).status).toBe(404);
	expect(await rowsOf(shop, "SELECT 1 FROM refunds WHERE businessId = ?", shop.businessId)).toHaveLength(1);
});

it("the palette finds products, orders and people in two round trips, and nobody else's", async () => {
	const tenant = await shop.tenant();
	const request = new Request(`${origin}/palette?q=knud`);
	expect(await findRecords(tenant, request, "knud hav")).toMatchObject({
		products: [{ id: productId, sku: "MF-KNU-HAV-49", available: 5, exact: 0 }],
		orders: [{ id: orderId, title: "KNUD Havana 49", refundable: true }],
		styles: [],
		people: [],
	});
	expect(tenant.scope.meter.trips).toBeLessThanOrEqual(2);
	expect((await shop.call("GET", "/palette?q=5704418001028")).body.products).toMatchObject([{ id: productId, exact: 1 }]);
	expect((await shop.call("GET", `/palette?q=%23${endOfId(orderId)}`)).body.orders).toMatchObject([{ id: orderId }]);
	expect((await shop.call("GET", "/palette?q=own")).body.people).toMatchObject([{ id: shop.userId, name: "Owner" }]);
	for (const q of ["k", "", "  ", "%", "*"]) expect((await shop.call("GET", `/palette?q=${encodeURIComponent(q)}`)).status, q).toBe(200);
	expect((await other.call("GET", "/palette?q=knud")).body).toEqual({ products: [], styles: [], orders: [], customers: [], people: [] });
	expect((await call("GET", "/palette?q=knud")).headers.get("Location")).toContain("/sign-in?next=");
});

it("nobody is offered what they may not see", async () => {
	const employee = await as("employee");
	const found = (await employee("/palette?q=jonas")).body;
	expect(found.people).toEqual([]);
	expect((await employee("/palette?q=knud")).body.orders).toHaveLength(1);
	const manager = await as("manager");
	expect((await manager("/palette?q=jonas")).body.people.map(({ name }: { name: string }) => name)).toEqual([
		"Jonas employee",
		"Jonas manager",
	]);
});

it("the search page is the palette as links, and a scanned code leads to its product", async () => {
	const page = await open("/search?q=knud");
	for (const href of [`/products/${productId}`, `/products/${productId}?act=receive`, `/orders/${orderId}`])
		expect(page.body).toContain(`href="${href}"`);
	expect((await open("/search?q=varer")).body).toContain('href="/products"');
	expect((await open("/search?q=no+such+thing")).body).toContain("Nothing here is called no such thing.");
	const scanned = await open("/search?q=5704418001028");
	expect([scanned.status, scanned.headers.get("Location")]).toEqual([302, `/products/${productId}`]);
});
