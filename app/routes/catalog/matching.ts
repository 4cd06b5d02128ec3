import { matchingProducts, mostMatching } from "#app/stock/product-list.server.ts";
import { chosenStore } from "../chosen-store.server.ts";
import { page } from "../door.server.ts";
import type { Route } from "./+types/matching.ts";
import { askedFor } from "./asked.ts";

/** How many products a list is of, all its pages together; `most` is how many one act may be about. */
export async function loader({ request, context, url }: Route.LoaderArgs) {
	return page({ request, context }, async (tenant) => {
		const { cursor: _, ...asked } = askedFor(url.searchParams);
		const { stores } = await tenant.principal();
		const ids = await matchingProducts(tenant, { ...asked, storeId: chosenStore(request, stores)?.id });
		return { count: ids.length, most: mostMatching };
	});
}
