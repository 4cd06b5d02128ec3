import { sql } from "drizzle-orm";
import { type CommandOptions, command, known } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { abilitiesOf } from "./adapters/registry.server.ts";
import { connectionAsk, mustBeThere } from "./connection.server.ts";
import { ListingLinked } from "./events.server.ts";
import { LinkListing } from "./input.ts";
import { wake, wakeAtIn } from "./wake.server.ts";

type Linked = { variantId: string; productId: string | null };

const link = command<typeof LinkListing, Linked>({
	name: "channels.link-listing",
	needs: "channels:write",
	input: LinkListing,
	async run({ db, work, now }, { connectionId, variantId, productId }) {
		const { businessId } = db;
		const { connection, listing, product } = await db.read({
			connection: connectionAsk(businessId, connectionId),
			listing: first<{ name: string; productId: string | null }>(
				sql`SELECT name, productId FROM listings WHERE businessId = ${businessId} AND connectionId = ${connectionId} AND variantId = ${variantId}`,
			),
			product: first<{ id: string }>(sql`SELECT id FROM products WHERE businessId = ${businessId} AND id = ${productId ?? ""}`),
		});
		const { storeId, platform } = mustBeThere(connection);
		if (!listing) return refuse("not_found", "listing_not_found");
		if (productId !== null && !product) return refuse("not_found", "product_not_found", { productId });
		work.add(sql`UPDATE listings SET productId = ${productId}, linkedBy = 'person', isAmbiguous = 0, problem = NULL, conflict = NULL, clashes = 0,
				changedAt = ${productId === null || !abilitiesOf(platform).setStock ? null : now}, changes = changes + 1
			WHERE businessId = ${businessId} AND connectionId = ${connectionId} AND variantId = ${variantId}`);
		work.add(
			sql`UPDATE bookedSales SET state = 'waiting', changes = changes + 1 WHERE businessId = ${businessId} AND connectionId = ${connectionId} AND state = 'parked' AND said IN ('no_link', 'two_links')`,
		);
		wakeAtIn(work, connectionId, now);
		work.record(ListingLinked, {
			subject: { type: "connection", id: connectionId },
			storeId,
			data: { name: listing.name, variantId, productId, before: listing.productId },
		});
		return known({ variantId, productId });
	},
});

/**
 * Says which product of ours a variant is, or that it is none (`productId` null). It stands: no rule links it anew.
 * @throws Refusal `connection_not_found`, `listing_not_found`, `product_not_found`
 */
export async function linkListing(tenant: Tenant, raw: unknown, options?: CommandOptions): Promise<Linked> {
	const linked = await link(tenant, raw, options);
	await wake(tenant, LinkListing.parse(raw).connectionId);
	return linked;
}
