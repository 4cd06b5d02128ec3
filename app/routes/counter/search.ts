import { tillLookup } from "#app/sales/queries.server.ts";
import { page } from "../door.server.ts";
import type { Route } from "./+types/search.ts";

/** What the till asks while it is open: `?store=&q=` what was typed or scanned, `&product=` (repeated) products as they are now. JSON. */
export async function loader({ request, context, url }: Route.LoaderArgs) {
	const storeId = url.searchParams.get("store") ?? "";
	const q = url.searchParams.get("q") ?? "";
	const products = url.searchParams.getAll("product");
	return Response.json(await page({ request, context }, (tenant) => tillLookup(tenant, { storeId, q, products })));
}
