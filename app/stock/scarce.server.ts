import { sql } from "drizzle-orm";
import { z } from "zod";
import { storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { query } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { AnyId } from "#app/platform/input.ts";
import { mostScarce } from "./rules.ts";

const OfStore = z.object({ storeId: AnyId.optional() });

/**
 * How many shelves are low, and how many are out: of one store or all, each counted up to `mostScarce`, from the index that holds nothing else.
 * @throws Refusal `forbidden / store_not_yours`
 */
export const scarceShelves = query<typeof OfStore, { low: number; out: number }, Viewer>({
	name: "stock.scarce",
	needs: "stock:read",
	input: OfStore,
	async run({ tenant, db }, { storeId }) {
		const { counted } = await db.read({
			counted: first<{
				low: number;
				out: number;
			}>(sql`SELECT COALESCE(SUM(available > 0), 0) AS low, COALESCE(SUM(available <= 0), 0) AS out
				FROM (SELECT v.onHand - v.reserved AS available FROM stores AS s
					CROSS JOIN stockLevels AS v INDEXED BY stockLevels_low ON v.businessId = s.businessId AND v.storeId = s.id AND v.reorderPoint >= v.onHand - v.reserved
					CROSS JOIN products AS p ON p.businessId = v.businessId AND p.id = v.productId AND p.status <> 'archived'
					WHERE s.businessId = ${db.businessId} ${storeId ? sql`AND s.id = ${storeId}` : sql``} LIMIT CAST(${mostScarce} AS INTEGER))`),
		});
		if (storeId) storeOf(await tenant.principal(), storeId);
		return counted ?? { low: 0, out: 0 };
	},
});
