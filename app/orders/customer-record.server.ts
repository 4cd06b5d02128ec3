import type { z } from "zod";
import type { CustomerRef } from "#app/customers/input.ts";
import { type CustomerSheet, customerSheet } from "#app/customers/queries.server.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { decimalString } from "#app/platform/money.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { isoInstant } from "#app/platform/time.ts";
import { together } from "#app/platform/together.server.ts";
import { linesOfCustomer } from "./customer-orders.server.ts";

type Purchase = { orderId: string; at: string; store: string; receipt: number | null; lines: Record<string, unknown>[] };
/** Everything that is known of one person, in words a stranger can read. */
export type CustomerRecord = { exportedAt: string; sheet: CustomerSheet; purchases: Purchase[] };

/** What the law lets a person ask for: all we hold of them, at once. @throws Refusal `customer_not_found`, `forbidden / missing_permission` */
export async function customerRecord(asker: Tenant<Viewer>, input: z.input<typeof CustomerRef>): Promise<CustomerRecord> {
	const tenant = together(asker);
	const [sheet, lines] = await Promise.all([customerSheet(tenant, input), linesOfCustomer(tenant, input)]);
	const { stores } = await asker.principal();
	const purchases = new Map<string, Purchase>();
	for (const { orderId, placedAt, storeId, receiptNumber, currency, total, refundedTotal, ...line } of lines) {
		const store = stores.find(({ id }) => id === storeId)?.name ?? "";
		const known = purchases.get(orderId) ?? { orderId, at: isoInstant(placedAt), store, receipt: receiptNumber, lines: [] };
		purchases.set(orderId, known);
		known.lines.push({ ...line, currency, total: decimalString(total, currency), refundedTotal: decimalString(refundedTotal, currency) });
	}
	return { exportedAt: isoInstant(asker.now), sheet, purchases: [...purchases.values()] };
}
