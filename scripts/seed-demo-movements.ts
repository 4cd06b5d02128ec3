// Sells, for the days gone by, from what stands on a shop's shelves: as tills do that were away that long, one day after the other.
import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { priceLine, totalsOf } from "#app/orders/rules.ts";
import { decimalString, parseAmount } from "#app/platform/money.ts";
import { salesAtOnce } from "#app/sales/offline/input.ts";
import { between, poisson, randomStream } from "../demo/random.ts";
import { addDays, type Day, dayOf, weekday, zonedTime } from "../demo/zoned-time.ts";
import { everyItem, openApi, Refused, type Schemas, type ShopApi } from "./api/client.ts";
import { signedIn } from "./api/signed-in.ts";
import type { paths } from "./api/types.d.ts";
import { calledWith, wholeNumber } from "./options.ts";

/** A till that was away longer is not believed. */
const longestWindow = 59;
const aMinute = 60_000;
/** What the till is called that hands these sales in; it is revoked when all are in. */
const tillName = "Demo history";
const atOpening = 10 * 3600;
const openFor = 8 * 3600;

const { values } = calledWith({ options: { window: { type: "string" }, sales: { type: "string" } } });
const window = wholeNumber("window", values.window, { usual: 30, most: longestWindow });
const salesADay = wholeNumber("sales", values.sales, { usual: 8, most: 100 });

type Shelf = { productId: string; price: number; taxRate: number; left: number; appeal: number };
type HandedIn = paths["/api/v1/tills/replay"]["post"]["requestBody"]["content"]["application/json"];
type Sale = Omit<HandedIn["sales"][number], "seq">;

await signedIn(async (api, url) => {
	const { data: settings } = await api.GET("/api/v1/settings");
	if (!settings) throw new Error("The shop did not say what it is.");
	const products = new Map<string, Schemas["Product"]>();
	for await (const product of everyItem((cursor) => api.GET("/api/v1/products", { params: { query: { cursor, limit: 200 } } })))
		if (product.status !== "archived" && product.price !== null && product.currency === settings.currency)
			products.set(product.id, product);
	for (const store of settings.stores) {
		if (store.currency !== settings.currency) {
			console.log(`${store.name}: sells in ${store.currency}, left alone`);
			continue;
		}
		const sales = await salesOf(api, settings, store, products);
		await handIn(api, url, store, sales);
		console.log(`${store.name}: ${sales.length} sales in the ${window} days before today; days that had sales were left alone`);
	}
});

/** What is sold in a store on each day of the window that has no sale yet: the same for the same shelves. */
async function salesOf(
	api: ShopApi,
	{ taxRate, taxIncluded }: Schemas["Settings"],
	{ id: storeId, timeZone, currency }: Schemas["Store"],
	products: ReadonlyMap<string, Schemas["Product"]>,
): Promise<Sale[]> {
	const shelves: Shelf[] = [];
	for await (const { productId, available } of everyItem((cursor) =>
		api.GET("/api/v1/inventory", { params: { query: { storeId, cursor, limit: 200 } } }),
	)) {
		const product = products.get(productId);
		const price = product?.price ? parseAmount(product.price, currency) : 0;
		if (!product || typeof price !== "number" || price === 0 || available < 1) continue;
		const rate = Math.round((product.taxRate ?? taxRate) * 100);
		// Few things sell often and most seldom.
		const appeal = randomStream("appeal", storeId, productId)() ** 3;
		shelves.push({ productId, price, taxRate: rate, left: available, appeal });
	}
	const today = dayOf(Date.now(), timeZone);
	const sold = new Set<string>();
	const [from, until] = [written(addDays(today, -window)), written(addDays(today, -1))];
	for await (const { placedAt } of everyItem((cursor) =>
		api.GET("/api/v1/orders", { params: { query: { storeId, from, until, cursor, limit: 200 } } }),
	))
		sold.add(written(dayOf(Date.parse(placedAt), timeZone)));
	const sales: Sale[] = [];
	for (let back = window; back > 0; back--) {
		const day = addDays(today, -back);
		if (sold.has(written(day)) || weekday(day) === 0) continue;
		const random = randomStream("day", storeId, written(day));
		const moments = Array.from({ length: poisson(random, salesADay) }, () => atOpening + Math.floor(random() * openFor)).sort(
			(a, b) => a - b,
		);
		for (const [n, second] of moments.entries()) {
			const shelf = drawn(shelves, random);
			if (!shelf) return sales;
			const quantity = Math.min(shelf.left, random() < 0.1 ? between(random, 2, 3) : 1);
			shelf.left -= quantity;
			const line = { productId: shelf.productId, name: "", sku: "", quantity, unitPrice: shelf.price, taxRate: shelf.taxRate };
			const { total } = totalsOf([priceLine(line, taxIncluded)], taxIncluded);
			sales.push({
				id: uuidOf(`${storeId} ${written(day)} ${n}`),
				soldAt: zonedTime(day, second, timeZone),
				currency,
				taxIncluded,
				lines: [{ productId: shelf.productId, quantity, price: decimalString(shelf.price, currency), taxRate: shelf.taxRate }],
				payments: [{ method: n % 4 === 3 ? "cash" : "card" }],
				expectedTotal: decimalString(total, currency),
			});
		}
	}
	return sales;
}

/** Hands sales in as a till of the store's and accepts each: nobody was signed in at it then, so the owner says that they are theirs. */
async function handIn(api: ShopApi, url: string, { id: storeId }: Schemas["Store"], sales: Sale[]): Promise<void> {
	if (sales.length === 0) return;
	const { data: till, response } = await api.POST("/api/v1/devices", { body: { storeId, name: tillName } });
	const cookie = response.headers.getSetCookie().find((line) => line.startsWith("__Host-STORE_SESS="));
	if (!till || !cookie) throw new Error("The shop made no till.");
	const tillId = till.device.id;
	// A till is known by its cookie alone.
	const atTill = openApi(url);
	for (let from = 0; from < sales.length; from += salesAtOnce) {
		const part = sales.slice(from, from + salesAtOnce).map((sale, n) => ({ ...sale, seq: from + n + 1 }));
		const { data } = await patiently(() =>
			atTill.POST("/api/v1/tills/replay", {
				headers: { Cookie: cookie.split(";")[0], Origin: url },
				body: { tillId, sentAt: Date.now(), lastSeq: sales.length, waiting: sales.length - from - part.length, sales: part },
			}),
		);
		for (const { id, state, problem } of data?.results ?? []) {
			if (state === "refused") throw new Error(`A sale was refused: ${problem ?? ""}`);
			if (state === "held")
				await patiently(() => api.POST("/api/v1/held-sales/{id}/accept", { params: { path: { id } }, body: { reason: tillName } }));
		}
	}
	await api.DELETE("/api/v1/devices/{id}", { params: { path: { id: tillId } } });
}

/** Asks again a minute later when the shop was asked too much. */
async function patiently<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
	try {
		return await ask();
	} catch (error) {
		if (!(error instanceof Refused) || error.status !== 429) throw error;
		await pause(aMinute);
		return ask();
	}
}

/** A shelf that holds something, the more likely the more it appeals. */
function drawn(shelves: readonly Shelf[], random: () => number): Shelf | undefined {
	const full = shelves.filter(({ left }) => left > 0);
	let at = random() * full.reduce((sum, { appeal }) => sum + appeal, 0);
	for (const shelf of full) {
		at -= shelf.appeal;
		if (at <= 0) return shelf;
	}
	return full.at(-1);
}

function written({ year, month, day }: Day): string {
	return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** The same name for the same sale, in the form of a UUID. */
function uuidOf(words: string): string {
	const hex = createHash("sha256").update(words).digest("hex");
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
