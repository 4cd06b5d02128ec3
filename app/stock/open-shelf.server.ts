import { sql } from "drizzle-orm";
import type { Work } from "#app/platform/work.server.ts";
import { LevelOpened } from "./events.server.ts";
import { openLevelsIn } from "./ledger.server.ts";
import { shelves } from "./news.server.ts";

/**
 * Opens a shelf where there was none, and says so: for acts that may do nothing else. Somebody who opened it since the read fails the batch,
 * so one shelf is opened once. Acts that move stock open it by the way (`openLevelsIn`), their own fact tells of it.
 */
export function openShelfIn(
	work: Work,
	{ productId, storeId, reorderPoint = 0 }: { productId: string; storeId: string; reorderPoint?: number },
): void {
	work.guard(sql`SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM stockLevels
		WHERE businessId = ${work.businessId} AND productId = ${productId} AND storeId = ${storeId})`);
	openLevelsIn(work, [{ storeId, productId, reorderPoint }]);
	work.tell(shelves, [productId]);
	work.record(LevelOpened, { subject: { type: "product", id: productId }, storeId, data: { productId, storeId, reorderPoint } });
}
