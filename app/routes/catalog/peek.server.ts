import type { Viewer } from "#app/identity/viewer.server.ts";
import { Refusal } from "#app/platform/errors.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { productPage } from "#app/stock/queries.server.ts";
import { styleShelf } from "#app/stock/style-shelf.server.ts";

/** How many movements lie beside the list; the page has them all. */
const movementsShown = 5;

/** What a panel beside the list shows of a product, its style as of a store or of all, asked in one breath: of a tenant that asks together it is one read; null when there is no such product, or this person may not see shelves. */
export async function peekAt(tenant: Tenant<Viewer>, productId: string, storeId: string | undefined) {
	try {
		const [{ product, category, shelves, movements }, style] = await Promise.all([
			productPage(tenant, { productId }),
			styleShelf(tenant, { productId, storeId }),
		]);
		const { id, name, sku, price, currency, status, vendor, imageUrl, attributes } = product;
		return {
			product: { id, name, sku, price, currency, status, vendor, imageUrl, attributes },
			...{ category, style, shelves, movements: movements.items.slice(0, movementsShown) },
		};
	} catch (error) {
		// An address may name what is gone: the list is there all the same.
		if (error instanceof Refusal && (error.kind === "not_found" || error.kind === "forbidden" || error.kind === "invalid")) return null;
		throw error;
	}
}

export type Peeked = NonNullable<Awaited<ReturnType<typeof peekAt>>>;
