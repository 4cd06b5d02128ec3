import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Comparison, compareSnapshots } from "#app/catalog/vendors/compare-snapshots.server.ts";
import { VendorKey } from "#app/catalog/vendors/input.ts";
import { idBy } from "#app/catalog/vendors/vendor.server.ts";
import { query } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { meaningOf, type TakenPrice, takenPriceOf } from "./change-meaning.ts";
import { productsOfItems } from "./change-meanings.server.ts";

/** What one act about all changes between two snapshots takes, shown or not; `more`: there are others, for the next act. */
type All<One> = { these: One[]; more: boolean };
type Asked = Parameters<typeof compareSnapshots>[1];

/** Prices of one act: more than a catalog of this size has. Each five hundred of them are a batch, and one request does not ask its database without end. */
export const mostTaken = 10_000;

/** Changes whose products are read at a time. */
const slice = 500;

const decidedItems = query({
	name: "insights.decided-items",
	needs: "catalog:read",
	input: z.object({ vendor: VendorKey }),
	async run({ db }, { vendor }): Promise<{ catalogId: string; state: "linked" | "review" }[]> {
		const { businessId } = db;
		const { items } = await db.read({
			items: many<{
				catalogId: string;
				state: "linked" | "review";
			}>(sql`SELECT l.catalogId, l.state FROM json_each('["linked","review"]') AS w
				CROSS JOIN vendorLinks AS l INDEXED BY vendorLinks_by_state ON l.businessId = ${businessId} AND l.vendorId = ${idBy(businessId, vendor)} AND l.state = w.value`),
		});
		return items;
	},
});

/**
 * The prices that all changes make of ours, by title, as many as one act takes. Those that were taken over are none any more, so the next act goes on
 * where this one ended, or broke off. @throws as `compareSnapshots`
 */
export async function allPricesToTake(tenant: Tenant, asked: Asked): Promise<All<TakenPrice>> {
	const { changes, stateOf } = await everyChange(tenant, asked);
	const ofOurs = changes.filter(({ catalogId, after }) => after && stateOf.get(catalogId) === "linked");
	const these: TakenPrice[] = [];
	for (let from = 0; from < ofOurs.length && these.length <= mostTaken; from += slice) {
		const some = ofOurs.slice(from, from + slice);
		const ours = new Map(
			(await productsOfItems(tenant, { vendor: asked.vendor, catalogIds: some.map(({ catalogId }) => catalogId) })).map((one) => [
				one.catalogId,
				one,
			]),
		);
		for (const change of some) {
			const product = ours.get(change.catalogId) ?? null;
			these.push(...[takenPriceOf(change, meaningOf(change, product), product)].filter((one) => one !== null));
		}
	}
	return { these: these.slice(0, mostTaken), more: these.length > mostTaken };
}

async function everyChange(
	tenant: Tenant,
	asked: Asked,
): Promise<{ changes: Comparison["changes"]; stateOf: Map<string, "linked" | "review"> }> {
	const compared = await compareSnapshots(tenant, asked, Number.POSITIVE_INFINITY);
	const decided = await decidedItems(tenant, { vendor: asked.vendor });
	return { changes: compared?.changes ?? [], stateOf: new Map(decided.map(({ catalogId, state }) => [catalogId, state])) };
}
