import { env, exports } from "cloudflare:workers";
import { expect, it } from "vitest";
import { png } from "../../support/drawings.ts";
import { openShop, origin, type Shop, twoShops } from "../../support/world.ts";

/** Routes that other tests are only refused by: each is answered well here once, so that `call()` holds its answer against the document (support/contract.ts). */
const api = (shop: Shop) => {
	const answers =
		(method: string) =>
		async (path: string, body?: unknown): Promise<Awaited<ReturnType<Shop["call"]>>["body"]> => {
			const answered = await shop.call(method, `/api/v1${path}`, body === undefined ? {} : { body });
			expect(answered.status, `${method} ${path}: ${JSON.stringify(answered.body)}`).toBeLessThan(300);
			return answered.body;
		};
	return { get: answers("GET"), post: answers("POST"), put: answers("PUT"), patch: answers("PATCH"), remove: answers("DELETE") };
};

it("categories, attributes and styles", async () => {
	const { get, post, put, patch, remove } = api(await openShop());
	const frames = await post("/categories", { name: "Readers" });
	const under = await post("/categories", { name: "Half moons", parentId: frames.id });
	expect(await get(`/categories/${under.id}`)).toMatchObject({ name: "Half moons", parentId: frames.id });
	await post("/categories/order", { parentId: frames.id, categoryIds: [under.id] });
	const gone = await remove(`/categories/${under.id}`);
	expect(await post("/categories/restore", { changeId: gone.changeId })).toMatchObject({ name: "Half moons" });

	const style = await post("/styles", { name: "KNUD" });
	const product = await post("/products", {
		name: "KNUD Black 46",
		price: "100.00",
		attributes: { colour: "Black", size: "46", shape: "Round" },
	});
	await post(`/styles/${style.id}/products`, { productIds: [product.id] });
	expect(await get(`/styles/${style.id}`)).toMatchObject({ name: "KNUD" });
	const matrix = await get(`/styles/${style.id}/matrix`);
	expect(matrix.variants).toHaveLength(1);
	expect(
		await put(`/styles/${style.id}/matrix`, {
			cells: [{ productId: product.id, fact: "price", was: matrix.variants[0].price, value: "120.00" }],
		}),
	).toMatchObject({ saved: 1 });
	await post(`/styles/${style.id}/variants`, { variants: [{ row: "Havana", column: "46" }] });
	expect(await patch("/attributes/shape", { to: "outline" })).toMatchObject({ name: "outline", products: 2 });
	const empty = await post("/styles", { name: "Nobody's" });
	expect(await remove(`/styles/${empty.id}`)).toEqual({ removed: empty.id });
});

it("the pictures of a product, and views of the list", async () => {
	const shop = await openShop();
	const { get, post, put, patch, remove } = api(shop);
	const { id } = await post("/products", { name: "KNUD Black 46" });
	const images = `/products/${id}/images`;
	for (const [width, height] of [
		[30, 20],
		[20, 20],
	] as const) {
		const headers = { Cookie: `__Host-session=${shop.token}`, "Sec-Fetch-Site": "same-origin", "Content-Type": "image/png" };
		const sent = new Request(`${origin}/api/v1${images}`, { method: "POST", headers, body: await png(width, height) });
		expect((await exports.default.fetch(sent)).status).toBe(201);
	}
	const { items } = await get(images);
	const [first, second] = items.map((image: { id: string }) => image.id);
	expect(await put(`${images}/order`, { imageIds: [second, first] })).toEqual({ imageIds: [second, first] });
	expect(await patch(`${images}/${first}`, { alt: "From the front" })).toMatchObject({ alt: "From the front" });
	await remove(`${images}/${first}`);
	expect(await post(`${images}/${first}/restore`, {})).toMatchObject({ id: first });
	const view = await post("/views", { list: "products", name: "Low", query: "stock=low" });
	await remove(`/views/${view.id}`);
});

it("a file of products: looked at, changed, let go of, and another written and taken back", async () => {
	const { get, post, patch } = api(await openShop());
	const csv = "SKU,Name,Price\nA-1,Aarhus,100\nA-2,Bo,not a price";
	const first = await post("/imports", { csv, fileName: "a.csv" });
	await post(`/imports/${first.id}/resume`, {});
	const until = async (id: string, states: string[]) =>
		expect.poll(async () => (await get(`/imports/${id}`)).state, { timeout: 30_000 }).toSatisfy((state) => states.includes(String(state)));
	await until(first.id, ["ready"]);
	await patch(`/imports/${first.id}`, { decimals: "comma" });
	await until(first.id, ["ready"]);
	expect((await get(`/imports/${first.id}/errors`)).items).toHaveLength(1);
	await post(`/imports/${first.id}/cancel`, {});
	const second = await post("/imports", { csv: "SKU,Name,Price\nA-1,Aarhus,100", fileName: "b.csv" });
	await until(second.id, ["ready"]);
	await post(`/imports/${second.id}/start`, {});
	await until(second.id, ["done"]);
	await post(`/imports/${second.id}/undo`, {});
	await until(second.id, ["undone"]);
});

it("customers: listed, put away, told all there is, and forgotten", async () => {
	const { get, post, remove } = api(await openShop());
	const mette = await post("/customers", { name: "Mette Holm", email: "mette@shop.example" });
	expect((await get("/customers?q=mette")).items).toHaveLength(1);
	expect(await get(`/customers/${mette.id}`)).toMatchObject({ name: "Mette Holm" });
	expect((await get(`/customers/${mette.id}/orders`)).items).toEqual([]);
	expect(await get(`/customers/${mette.id}/record`)).toMatchObject({ customer: { name: "Mette Holm" } });
	await remove(`/customers/${mette.id}`);
	await post(`/customers/${mette.id}/restore`, {});
	await post(`/customers/${mette.id}/erase`, {});
});

it("the log: its chain, its seals, and whether they hold", async () => {
	const { get, post } = api(await openShop());
	await post("/products", { name: "KNUD Black 46" });
	await post("/audit/seals", {});
	expect((await get("/audit/seals")).items).toBeInstanceOf(Array);
	await get("/audit/chain");
	expect(await post("/audit/verify", {})).toMatchObject({ findings: [] });
});

it("stores, people, tills and doors, each by itself", async () => {
	const shop = await openShop();
	const { get } = api(shop);
	expect(await get(`/stores/${shop.storeId}`)).toMatchObject({ id: shop.storeId });
	expect(await get(`/users/${shop.userId}`)).toMatchObject({ id: shop.userId });
	await get(`/stores/${shop.storeId}/till-settings`);
	for (const list of ["/devices", "/store-doors", "/employees"]) expect((await get(list)).items, list).toBeInstanceOf(Array);
});

it("what to order, from whom, and how it is asked for", async () => {
	const shop = await openShop();
	const { get, post, patch, put } = api(shop);
	const frame = await post("/products", { storeId: shop.storeId, name: "KNUD Black 46", vendor: "Moscot", cost: "50.00", initialStock: 3 });
	expect(await patch("/vendor-terms", { vendor: "Moscot", email: "orders@moscot.example", leadDays: 5 })).toMatchObject({ leadDays: 5 });
	expect((await get("/vendor-terms")).items).toHaveLength(1);
	await get("/purchasing/suggestions");
	const order = await post("/purchase-orders", { vendor: "Moscot", storeId: shop.storeId, lines: [{ productId: frame.id, quantity: 2 }] });
	expect((await get("/purchase-orders")).items).toHaveLength(1);
	expect(await post("/email/pr", { purchaseOrderId: order.id })).toMatchObject({ status: "sent" });
	const { changeId } = await put("/inventory/reorder-points", {
		storeId: shop.storeId,
		points: [{ productId: frame.id, reorderPoint: 2, reorderTo: 4 }],
	});
	await post(`/inventory/reorder-points/${changeId}/undo`, {});
	expect((await get(`/products/${frame.id}/movements`)).items).toHaveLength(1);
});

it("a dead letter that is let go, and every shop asked at once where there is none", async () => {
	const [shop] = await twoShops();
	const { post } = api(shop);
	const database = shop.shard === 0 ? env.SHARD_0 : env.SHARD_1;
	const id = crypto.randomUUID();
	await database
		.prepare(
			`INSERT INTO deadLetters (businessId, id, eventId, eventType, error, deliveries, state, diedAt)
			SELECT businessId, ?, id, type, 'it broke', 8, 'dead', 0 FROM events WHERE businessId = ? LIMIT 1`,
		)
		.bind(id, shop.businessId)
		.run();
	await post(`/dead-letters/${id}/discard`, {});
	expect(await post("/sync", {})).toMatchObject({ message: "Sync initiated for all stores" });
	expect(await post("/sync/pull-orders", {})).toEqual({ message: "Pulling orders", count: 0 });
});
