// Puts opening stock on shelves that hold nothing yet: of six hundred products at most, the same numbers each time.
import { setTimeout as pause } from "node:timers/promises";
import { everyItem, Refused } from "./api/client.ts";
import { signedIn } from "./api/signed-in.ts";
import { calledWith, wholeNumber } from "./options.ts";

const most = 600;
/** After which a shop that was asked too much answers again, in ms. */
const aMinute = 60_000;
const { values } = calledWith({ options: { products: { type: "string" } } });
const wanted = wholeNumber("products", values.products, { usual: most, most });

await signedIn(async (api) => {
	const { data: settings } = await api.GET("/api/v1/settings");
	const products: { id: string; sku: string }[] = [];
	for await (const { id, sku, status } of everyItem((cursor) =>
		api.GET("/api/v1/products", { params: { query: { cursor, limit: 200 } } }),
	)) {
		if (status !== "archived") products.push({ id, sku });
		if (products.length === wanted) break;
	}
	for (const store of settings?.stores ?? []) {
		const filled = new Set<string>();
		const bare: string[] = [];
		for await (const { productId, quantity } of everyItem((cursor) =>
			api.GET("/api/v1/inventory", { params: { query: { storeId: store.id, cursor, limit: 200 } } }),
		))
			if (quantity > 0) filled.add(productId);
			else bare.push(productId);
		// A shelf that has sold out since is not filled again by a repeat, however late that comes.
		const soldOut = new Set<string>();
		for (const id of bare.filter((productId) => products.some((product) => product.id === productId))) {
			const query = { storeId: store.id, limit: 1 };
			const { data } = await patiently(() => api.GET("/api/v1/products/{id}/movements", { params: { path: { id }, query } }));
			if (data && data.items.length > 0) soldOut.add(id);
		}
		let units = 0;
		const empty = products.filter(({ id }) => !filled.has(id) && !soldOut.has(id));
		for (const { id, sku } of empty) {
			const quantity = quantityOf(sku);
			units += quantity;
			// The same key each time: two that run at once fill it once.
			await patiently(() =>
				api.POST("/api/v1/products/{id}/receive", {
					params: { path: { id }, header: { "Idempotency-Key": `seed-demo-stock:${store.id.slice(-12)}:${id}` } },
					body: { storeId: store.id, quantity, note: "Opening stock" },
				}),
			);
		}
		console.log(
			`${store.name}: ${empty.length} shelves opened with ${units} units, ${filled.size} held something already, ${soldOut.size} have sold out`,
		);
	}
});

async function patiently<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
	try {
		return await ask();
	} catch (error) {
		if (!(error instanceof Refused) || error.status !== 429) throw error;
		await pause(aMinute);
		return ask();
	}
}

/** Two to twelve, by the SKU. */
function quantityOf(sku: string): number {
	return 2 + ([...sku].reduce((sum, char) => (sum * 31 + (char.codePointAt(0) ?? 0)) % 9973, 7) % 11);
}
