// Looks at a served shop through its API, as a customer of it would: does it answer, and do its numbers agree with each other?
import { everyItem, openApi, Refused, type ShopApi } from "./api/client.ts";

const usage = "Usage: npm run check-shop -- https://shop.example (SHOP_EMAIL and SHOP_PASSWORD say who signs in)";

const url = process.argv[2];
const { SHOP_EMAIL: email, SHOP_PASSWORD: password } = process.env;
if (!url || !email || !password) {
	console.error(usage);
	process.exit(2);
}

const wrong: string[] = [];

try {
	await check(url.replace(/\/$/, ""), email, password);
} catch (error) {
	wrong.push(error instanceof Refused || error instanceof TypeError ? error.message : String(error));
}
for (const line of wrong) console.error(line);
process.exitCode = wrong.length > 0 ? 1 : 0;

async function check(url: string, email: string, password: string): Promise<void> {
	const ready = await fetch(`${url}/health/ready`);
	if (ready.status !== 200) wrong.push(`/health/ready answers ${ready.status}: ${await ready.text()}`);

	const signedIn = await openApi(url).POST("/api/v1/auth/login", { body: { email, password } });
	const api = openApi(url, signedIn.data?.token);
	try {
		const { data: settings } = await api.GET("/api/v1/settings");
		const inStock = new Map<string, number>();
		for (const { id } of settings?.stores ?? []) {
			const shelves = everyItem((cursor) => api.GET("/api/v1/inventory", { params: { query: { storeId: id, cursor, limit: 200 } } }));
			for await (const { productId, quantity } of shelves) inStock.set(productId, (inStock.get(productId) ?? 0) + quantity);
		}
		let products = 0;
		let units = 0;
		for await (const { id, sku, inventory } of everyItem((cursor) =>
			api.GET("/api/v1/products", { params: { query: { cursor, limit: 200 } } }),
		)) {
			products += 1;
			units += inventory.quantity;
			const shelves = inStock.get(id) ?? 0;
			// A sale between the two reads moves one of them; what differs is held against its ledger.
			if (shelves !== inventory.quantity && (await differs(api, id)))
				wrong.push(`${sku}: its shelves hold ${shelves}, the product says ${inventory.quantity}`);
		}
		const { data: numbers, response } = await api.GET("/api/v1/dashboard");
		if (!response.headers.get("ETag")) wrong.push("a read came without its ETag");
		console.log(
			`${settings?.name}: stores ${settings?.stores.length}, products ${products}, on the shelves ${units}, orders in seven days ${numbers?.last7.orders}`,
		);
	} finally {
		await api.POST("/api/v1/auth/logout");
	}
}

/** Whether a product's stock differs from the sum of its ledger, both read just now. */
async function differs(api: ShopApi, productId: string): Promise<boolean> {
	const path = { id: productId };
	let ledger = 0;
	for await (const { delta } of everyItem((cursor) => api.GET("/api/v1/products/{id}/movements", { params: { path, query: { cursor } } })))
		ledger += delta;
	const { data: product } = await api.GET("/api/v1/products/{id}", { params: { path } });
	return product?.inventory.quantity !== ledger;
}
