import { expect, it } from "vitest";
import { prediction } from "#app/insights/prediction.server.ts";
import { bestSellers, dashboard } from "#app/insights/queries.server.ts";
import { listOrders } from "#app/orders/order-list.server.ts";
import { orderTrail } from "#app/orders/order-trail.server.ts";
import { orderSheet } from "#app/orders/order-sheet.server.ts";
import { saleLine, saleLines } from "#app/orders/queries.server.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { day, hour } from "#app/platform/time.ts";
import { refundSale } from "#app/sales/refund.server.ts";
import { sell } from "#app/sales/sell.server.ts";
import { openShop } from "../../support/world.ts";
import { stock, write } from "../sales/goods.ts";

/** What each act costs with so many sales behind it and so many other products beside. */
async function costs(sales: number, products: number): Promise<Record<string, [trips: number, read: number, written: number]>> {
	const shop = await openShop();
	const { storeId } = shop;
	const frame = await stock(shop, { quantity: 1000 });
	for (let n = 0; n < products; n++) await stock(shop, { quantity: 1 });
	await write(shop, [["UPDATE products SET barcode = '5704418001028' WHERE businessId = ? AND id = ?", shop.businessId, frame.id]]);
	const noon = Date.UTC(2026, 10, 20, 11);
	let last = "";
	let line = "";
	for (let n = sales - 1; n >= 0; n--) {
		const sold = await sell(await shop.tenant(noon - (n % 20) * day), { storeId, productId: frame.id, quantity: 1 });
		if (n % 20 === 0) [last, line] = [sold.orderId, sold.lines[0]?.id ?? ""];
	}
	// The others share their instants with each other, as no real ones do.
	const alone = await sell(await shop.tenant(noon - hour), { storeId, productId: frame.id, quantity: 1 });
	const spent: Record<string, [number, number, number]> = {};
	async function measure(name: string, act: (tenant: Tenant<Viewer>) => Promise<unknown>) {
		const tenant = await shop.tenant(noon + 1);
		await act(tenant);
		const { trips, rowsRead, rowsWritten } = tenant.scope.meter;
		spent[name] = [trips, rowsRead, rowsWritten];
	}
	await measure("sales of a store", (tenant) => saleLines(tenant, { storeId, limit: 5 }));
	await measure("sales", (tenant) => saleLines(tenant, { limit: 5 }));
	await measure("sales of a product", (tenant) => saleLines(tenant, { productId: frame.id, storeId, limit: 5 }));
	await measure("a sale", (tenant) => saleLine(tenant, { saleId: line }));
	await measure("orders of a store", (tenant) => listOrders(tenant, { storeId, limit: 5 }));
	await measure("orders", (tenant) => listOrders(tenant, { limit: 5 }));
	await measure("orders with a product", (tenant) => listOrders(tenant, { q: "5704418001028", limit: 5 }));
	await measure("orders by a person", (tenant) => listOrders(tenant, { actorId: shop.userId, limit: 5 }));
	await measure("what became of an order", (tenant) => orderTrail(tenant, { orderId: alone.orderId }));
	await measure("an order", (tenant) => orderSheet(tenant, { orderId: last }));
	await measure("dashboard", (tenant) => dashboard(tenant, { storeId }));
	await measure("best sellers", (tenant) => bestSellers(tenant, {}));
	await measure("prediction", (tenant) => prediction(tenant, { productId: frame.id }));
	await measure("sell", (tenant) => sell(tenant, { storeId, productId: frame.id, quantity: 1 }));
	await measure("refund", (tenant) => refundSale(tenant, { saleId: line }));
	return spent;
}

/** An index looked up at its end meets its neighbour or not; that is all that may differ. */
function expectSame(many: Awaited<ReturnType<typeof costs>>, few: typeof many): void {
	for (const [name, [trips, read, written]] of Object.entries(few)) {
		const [moreTrips, moreRead, moreWritten] = many[name] ?? [0, 0, 0];
		expect([name, moreTrips, moreWritten]).toEqual([name, trips, written]);
		expect([name, Math.abs(moreRead - read) <= 3 ? read : moreRead]).toEqual([name, read]);
		expect([name, trips]).toEqual([name, name === "sell" || name === "refund" ? 2 : 1]);
	}
}

it("costs as much with 400 sales behind it as with 20", async () => {
	expectSame(await costs(400, 0), await costs(20, 0));
}, 60_000);

it("costs as much with 200 other products beside it as with none", async () => {
	expectSame(await costs(20, 200), await costs(20, 0));
}, 60_000);
