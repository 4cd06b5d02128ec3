import { DatabaseSync } from "node:sqlite";

/** Rows that break what must hold; each question has no answer in a sound shard. */
const questions: Record<string, string> = {
	"a level is the sum of its movements": `SELECT l.productId, l.storeId, l.onHand, sum(m.delta) AS moved FROM stockLevels l LEFT JOIN stockMovements m USING (businessId, productId, storeId)
		GROUP BY l.businessId, l.productId, l.storeId HAVING l.onHand IS NOT COALESCE(moved, 0) OR l.version <> count(m.seq) OR l.version <> COALESCE(max(m.seq), 0)`,
	"a level is not below what is reserved": "SELECT productId, storeId FROM stockLevels WHERE onHand < reserved OR reserved < 0",
	"the ledger is a chain from nothing": `SELECT productId, storeId, seq FROM (SELECT *, lag(qtyAfter, 1, 0) OVER shelf AS before, row_number() OVER shelf AS place
		FROM stockMovements WINDOW shelf AS (PARTITION BY businessId, productId, storeId ORDER BY seq)) WHERE qtyBefore <> before OR seq <> place`,
	"facts are the lines": `SELECT * FROM (SELECT productId, storeId, day, sum(units) AS units, sum(revenue) AS revenue FROM (
			SELECT productId, storeId, day, units, revenue FROM dailyFacts UNION ALL SELECT productId, storeId, day, -quantity, -total FROM orderLines) GROUP BY 1, 2, 3)
		WHERE units <> 0 OR revenue <> 0`,
	"a fact's shelf at close is where the day's last movement ended": `SELECT f.productId, f.storeId, f.day FROM dailyFacts f WHERE onHandAtClose IS NOT COALESCE((SELECT m.qtyAfter
		FROM orderLines l JOIN stockMovements m ON m.businessId = l.businessId AND m.productId = l.productId AND m.storeId = l.storeId AND m.referenceId = l.orderId
		WHERE l.businessId = f.businessId AND l.productId = f.productId AND l.storeId = f.storeId AND l.day = f.day ORDER BY m.seq DESC LIMIT 1),
		-- A day without a sale, as of what was imported: nothing has moved on that shelf since.
		(SELECT qtyAfter FROM stockMovements m WHERE m.businessId = f.businessId AND m.productId = f.productId AND m.storeId = f.storeId ORDER BY seq DESC LIMIT 1))`,
	"totals are the orders": `SELECT * FROM (SELECT storeId, day, sum(n) AS n, sum(units) AS units, sum(revenue) AS revenue FROM (
			SELECT storeId, day, orders AS n, units, revenue FROM dailyTotals UNION ALL SELECT storeId, day, -1, -units, -subtotal FROM orders) GROUP BY 1, 2)
		WHERE n <> 0 OR units <> 0 OR revenue <> 0`,
	"an order is the sum of its lines": `SELECT o.id FROM orders o JOIN (SELECT orderId, sum(quantity) AS units, sum(total) AS subtotal, sum(tax) AS tax FROM orderLines GROUP BY orderId) l
		ON l.orderId = o.id WHERE (o.units, o.subtotal, o.tax) <> (l.units, l.subtotal, l.tax)
		UNION ALL SELECT id FROM orders WHERE id NOT IN (SELECT orderId FROM orderLines)`,
	"what an order sold left the shelf": `SELECT * FROM (SELECT id, sum(units) AS units FROM (
			SELECT id, units FROM orders UNION ALL SELECT referenceId, delta FROM stockMovements WHERE reason = 'sale') GROUP BY id) WHERE units <> 0`,
	"an order has its event": `SELECT id FROM orders WHERE id NOT IN (SELECT subjectId FROM events WHERE type = 'order.completed')`,
	"every product can be searched": "SELECT id FROM products WHERE docId NOT IN (SELECT rowid FROM productSearch)",
	"guards are empty": "SELECT * FROM guards",
	"references lead somewhere": "PRAGMA foreign_key_check",
};

/** What of this shard's invariants does not hold, in words; empty when all is well. */
export function violations(file: string): string[] {
	const database = new DatabaseSync(file, { readOnly: true });
	try {
		return Object.entries(questions).flatMap(([what, sql]) => {
			const broken = database.prepare(sql).all();
			return broken.length > 0 ? [`not so: ${what} (${broken.length}×, for instance ${JSON.stringify(broken[0])})`] : [];
		});
	} finally {
		database.close();
	}
}
