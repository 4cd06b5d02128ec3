/** What may never be in a shard, whatever was killed: a name, and the rows that break it. */
const never = {
	"level = sum of its movements": `SELECT l.productId, l.onHand, COALESCE(SUM(m.delta), 0) AS moved, l.version, COUNT(m.seq) AS movements FROM stockLevels l
		LEFT JOIN stockMovements m USING (businessId, productId, storeId) GROUP BY l.businessId, l.productId, l.storeId HAVING l.onHand <> moved OR l.version <> movements`,
	"onHand ≥ reserved ≥ 0": "SELECT * FROM stockLevels WHERE onHand < reserved OR reserved < 0",
	"the ledger is a chain": `SELECT * FROM stockMovements a JOIN stockMovements b ON b.businessId = a.businessId AND b.productId = a.productId AND b.storeId = a.storeId AND b.seq = a.seq + 1
		WHERE a.qtyAfter <> b.qtyBefore`,
	"guards are empty": "SELECT * FROM guards",
	"every order has its lines, movements and event": `SELECT o.id FROM orders o WHERE o.units <> (SELECT COALESCE(SUM(quantity), 0) FROM orderLines l WHERE l.businessId = o.businessId AND l.orderId = o.id)
		OR o.units <> -(SELECT COALESCE(SUM(delta), 0) FROM stockMovements m WHERE m.businessId = o.businessId AND m.referenceId = o.id AND m.reason = 'sale')
		OR 1 <> (SELECT COUNT(*) FROM events e WHERE e.businessId = o.businessId AND e.subjectId = o.id AND e.type = 'order.completed')`,
	"no effect without its event":
		"SELECT id FROM refunds r WHERE NOT EXISTS (SELECT 1 FROM events e WHERE e.businessId = r.businessId AND e.subjectId = r.orderId AND e.type = 'order.refunded')",
	"totals = orders − refunds": `SELECT t.businessId FROM (SELECT businessId, SUM(units) AS units, SUM(revenue) AS revenue, SUM(orders) AS orders FROM dailyTotals GROUP BY 1) t
		JOIN (SELECT o.businessId, SUM(o.units) AS units, SUM(IIF(o.currency = s.currency, o.subtotal, 0)) AS revenue, SUM(o.currency = s.currency) AS orders FROM orders o
			JOIN stores s ON s.businessId = o.businessId AND s.id = o.storeId GROUP BY 1) o USING (businessId) WHERE t.units <> o.units OR t.revenue <> o.revenue OR t.orders <> o.orders`,
	"facts = lines": `SELECT f.productId FROM (SELECT businessId, productId, SUM(units) AS units, SUM(refundedUnits) AS refunded FROM dailyFacts GROUP BY 1, 2) f
		JOIN (SELECT businessId, productId, SUM(quantity) AS units, SUM(refundedQuantity) AS refunded FROM orderLines GROUP BY 1, 2) l USING (businessId, productId) WHERE f.units <> l.units OR f.refunded <> l.refunded`,
	"what was sent left its shelf": `SELECT t.id FROM transfers t JOIN (SELECT businessId, transferId, SUM(quantity) AS sent FROM transferLines GROUP BY 1, 2) l ON l.businessId = t.businessId AND l.transferId = t.id
		WHERE t.status <> 'draft' AND l.sent <> -(SELECT COALESCE(SUM(delta), 0) FROM stockMovements m WHERE m.businessId = t.businessId AND m.referenceId = t.id AND m.reason = 'transfer_out')`,
	"what arrived stands on its shelf": `SELECT t.id FROM transfers t JOIN (SELECT businessId, transferId, SUM(received) AS received FROM transferLines GROUP BY 1, 2) l ON l.businessId = t.businessId AND l.transferId = t.id
		WHERE l.received <> (SELECT COALESCE(SUM(delta), 0) FROM stockMovements m WHERE m.businessId = t.businessId AND m.referenceId = t.id AND m.reason = 'transfer_in' AND m.storeId = t.toStoreId)`,
	"what is on its way is incoming": `SELECT v.productId, v.incoming FROM stockLevels v WHERE v.incoming <> (SELECT COALESCE(SUM(l.quantity - l.received - l.returned - l.missing), 0) FROM transferLines l
		JOIN transfers t ON t.businessId = l.businessId AND t.id = l.transferId WHERE l.businessId = v.businessId AND l.productId = v.productId AND t.toStoreId = v.storeId AND t.status IN ('in_transit', 'part_received'))`,
	"a matrix is saved whole": `SELECT p.styleId FROM products p JOIN stockLevels l ON l.businessId = p.businessId AND l.productId = p.id WHERE p.styleId IS NOT NULL AND p.name LIKE 'Matrix %'
		GROUP BY p.businessId, p.styleId HAVING COUNT(DISTINCT p.price) > 1 OR COUNT(DISTINCT l.onHand) > 1`,
	"a row of a file is one product, with what it says on the shelf": `SELECT p.sku FROM products p JOIN stockLevels l ON l.businessId = p.businessId AND l.productId = p.id
		WHERE p.sku LIKE 'FILE-%' AND (p.price <> 1250 OR l.onHand <> 1 + CAST(substr(p.name, 6) AS INTEGER) % 3 OR l.version <> 1)`,
};

/** @param {(sql: string) => object[]} all rows of a shard's database @returns each rule with the rows that break it */
export const brokenIn = (all) => Object.entries(never).map(([what, sql]) => [what, all(sql)]);
