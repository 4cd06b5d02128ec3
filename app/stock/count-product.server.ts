import { sql } from "drizzle-orm";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { answer, command } from "#app/platform/command.server.ts";
import { countAsk, mustBeThere } from "./counts.server.ts";
import { CountProduct } from "./input.ts";
import { countActs, mustAllow } from "./rules.ts";
import { mustBeOne, type NamedProduct, scannedProduct } from "./scanned.server.ts";

/** `counted`: how many of it there are now, null when it counts as not counted; `countedAt` in ms UTC. */
export type Counted = { product: NamedProduct; counted: number | null; countedAt: number | null };

/**
 * Says how many of a product were found, or that some more were (`add`, which several people may do at once). What was said before is
 * replaced; the line keeps the instant of the last word. No shelf changes until the count is applied, so it records no event.
 * @throws Refusal `count_not_found`, `act_not_possible`, `product_not_found`, `code_unknown`, `code_of_several`
 */
export const countProduct = command<typeof CountProduct, Counted, Viewer>({
	name: "stock.count-product",
	needs: "stock:count",
	input: CountProduct,
	async run({ db, work, principal, now }, { countId, productId, code, quantity, add = 0 }) {
		const { businessId } = db;
		const { head, found } = await db.read({
			head: countAsk(businessId, countId),
			found: scannedProduct(businessId, { productId, code }),
		});
		const count = mustBeThere(head);
		mustAllow(countActs, count.status, "count");
		const product = mustBeOne(found, code);
		const { actor } = await principal();
		const line = sql`businessId = ${businessId} AND countId = ${countId} AND productId = ${product.id}`;
		const known = sql`EXISTS (SELECT 1 FROM stockCountLines WHERE ${line} AND counted IS NOT NULL)`;
		work.guard(sql`SELECT 1 FROM stockCounts WHERE businessId = ${businessId} AND id = ${countId} AND status = 'counting'`);
		work.add(sql`UPDATE stockCounts SET version = version + 1, counted = counted + ${quantity === null ? sql`-${known}` : sql`NOT ${known}`}
			WHERE businessId = ${businessId} AND id = ${countId}`);
		if (quantity === null) {
			// A chosen product stays on the list of what is wanted.
			if (count.scope === "products")
				work.add(sql`UPDATE stockCountLines SET counted = NULL, startedAt = NULL, countedAt = NULL, countedBy = NULL WHERE ${line}`);
			else work.add(sql`DELETE FROM stockCountLines WHERE ${line}`);
		} else {
			const more = quantity === undefined;
			work.add(sql`INSERT INTO stockCountLines (businessId, countId, productId, counted, startedAt, countedAt, countedBy)
				VALUES (${businessId}, ${countId}, ${product.id}, ${quantity ?? add}, ${now}, ${now}, ${actor.name})
				ON CONFLICT (businessId, countId, productId) DO UPDATE SET
					counted = ${more ? sql`COALESCE(counted, 0) + excluded.counted` : sql`excluded.counted`},
					startedAt = ${more ? sql`MIN(COALESCE(startedAt, excluded.startedAt), excluded.startedAt)` : sql`excluded.startedAt`},
					countedAt = MAX(COALESCE(countedAt, 0), excluded.countedAt), countedBy = excluded.countedBy`);
		}
		return answer<Counted>(sql`json_object('product', json(${JSON.stringify(product)}),
			'counted', (SELECT counted FROM stockCountLines WHERE ${line}), 'countedAt', (SELECT countedAt FROM stockCountLines WHERE ${line}))`);
	},
});
