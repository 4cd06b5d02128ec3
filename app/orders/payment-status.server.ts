import { sql } from "drizzle-orm";

/** How an order is paid, in SQL that reads `orders AS o`: the column itself knows no word for one that was paid and grew (migration 0113). */
export const paymentStatusOf = sql`iif(o.owed > 0, 'part_paid', o.paymentStatus)`;
