import { VendorRef } from "#app/catalog/vendors/input.ts";
import { query } from "#app/platform/command.server.ts";
import { type Addition, additionOf, lastAdditionBy } from "./addition.server.ts";

/** How the last adding of a vendor's items stands; null when there was none. */
export const lastAddition = query({
	name: "purchasing.last-vendor-addition",
	needs: "catalog:read",
	input: VendorRef,
	async run({ db }, { vendor }): Promise<Addition | null> {
		const { addition } = await db.read({ addition: lastAdditionBy(db.businessId, vendor) });
		return addition ? additionOf(addition) : null;
	},
});
