import { listProducts } from "#app/stock/product-list.server.ts";
import { page } from "../door.server.ts";
import type { Route } from "./+types/search.ts";

/** `price` in minor units of `currency`. */
export type FoundProduct = {
	id: string;
	name: string;
	sku: string;
	barcode: string | null;
	imageUrl: string | null;
	price: number | null;
	currency: string;
	available: number;
};

const shown = 8;

/** What a scan field asks while somebody types: `?q=`, in one store (`&store=`) only what has a shelf there. JSON. */
export async function loader({ request, context, url }: Route.LoaderArgs) {
	const q = url.searchParams.get("q")?.trim().slice(0, 200) ?? "";
	const storeId = url.searchParams.get("store") || undefined;
	const { items } = q ? await page({ request, context }, (tenant) => listProducts(tenant, { q, storeId, limit: shown })) : { items: [] };
	const found = items.map(({ id, name, sku, barcode, imageUrl, price, currency, inventory }): FoundProduct => {
		return { id, name, sku, barcode, imageUrl, price, currency, available: inventory.available };
	});
	return Response.json({ found });
}
