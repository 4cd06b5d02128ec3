import { type SQL, sql } from "drizzle-orm";
import { leasedOf } from "./leases.server.ts";

/** A row when anything but an opening count, and what a till keeps, refers to a product, a draft of an order to its vendor too: then it is history's, and is archived where it would be deleted. */
export function hasLived(businessId: string, productId: SQL): SQL {
	return sql`SELECT 1 FROM stockLevels AS l WHERE l.businessId = ${businessId} AND l.productId = ${productId} AND (l.version > 1 OR l.reserved <> ${leasedOf(sql`l`)} OR l.incoming <> 0
			OR EXISTS (SELECT 1 FROM stockMovements AS m WHERE m.businessId = l.businessId AND m.productId = l.productId AND m.storeId = l.storeId AND m.reason <> 'initial'))
		UNION ALL SELECT 1 FROM transferLines WHERE businessId = ${businessId} AND productId = ${productId}
		UNION ALL SELECT 1 FROM stockCountLines WHERE businessId = ${businessId} AND productId = ${productId}
		UNION ALL SELECT 1 FROM productMentions WHERE businessId = ${businessId} AND productId = ${productId}`;
}
