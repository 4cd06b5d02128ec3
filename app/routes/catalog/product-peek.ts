import { together } from "#app/platform/together.server.ts";
import { chosenStore } from "../chosen-store.server.ts";
import { page } from "../door.server.ts";
import type { Route } from "./+types/product-peek.ts";
import { peekAt } from "./peek.server.ts";

/** What lies beside the list, for a list that is there already. */
export async function loader({ request, context, params }: Route.LoaderArgs) {
	return page({ request, context }, async (tenant) =>
		peekAt(together(tenant), params.productId, chosenStore(request, (await tenant.principal()).stores)?.id),
	);
}
