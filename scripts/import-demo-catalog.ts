// Brings the demo's catalog into a shop, as a file of products would come: what is there already stays one product.
import { setTimeout as pause } from "node:timers/promises";
import { csvLines } from "#app/platform/csv.ts";
import { decimalString } from "#app/platform/money.ts";
import { buildCatalog } from "../demo/catalog.ts";
import { demoProducts } from "../demo/products.ts";
import type { Schemas, ShopApi } from "./api/client.ts";
import { signedIn } from "./api/signed-in.ts";

await signedIn(async (api) => {
	const { data: settings } = await api.GET("/api/v1/settings");
	const storeId = settings?.stores[0]?.id;
	const { data: sent } = await api.POST("/api/v1/imports", {
		body: {
			csv: csvOfDemo(),
			fileName: "demo-catalog.csv",
			choices: { ...(storeId && { storeId }), quantities: "none", makeCategories: true, newStatus: "file" },
		},
	});
	if (!sent) throw new Error("The shop did not take the file.");
	const ready = await until(api, sent.id, "ready");
	await api.POST("/api/v1/imports/{id}/start", { params: { path: { id: ready.id } } });
	const { counts } = await until(api, sent.id, "done");
	console.log(`${counts.created} new, ${counts.updated} changed, ${counts.unchanged} as they were, ${counts.wrong} wrong`);
});

function csvOfDemo(): string {
	// What is archived cannot begin so.
	const sold = demoProducts(buildCatalog()).filter(({ status }) => status !== "archived");
	const rows = sold.map(({ sku, barcode, name, styleName, description, price, cost, category, vendor, status, imageUrl }) => [
		...[sku, barcode, name, styleName, description],
		...[decimalString(price, "DKK"), decimalString(cost, "DKK")],
		...[category, vendor, status, imageUrl],
	]);
	return csvLines([
		["sku", "barcode", "name", "style", "description", "price", "cost", "category", "vendor", "status", "imageUrl"],
		...rows,
	]);
}

async function until(api: ShopApi, id: string, wanted: Schemas["Import"]["state"]): Promise<Schemas["Import"]> {
	for (;;) {
		const { data } = await api.GET("/api/v1/imports/{id}", { params: { path: { id } } });
		if (data?.state === wanted) return data;
		if (!data || data.state === "failed" || data.state === "cancelled") throw new Error(`The import ended: ${data?.state ?? "gone"}`);
		await pause(1000);
	}
}
