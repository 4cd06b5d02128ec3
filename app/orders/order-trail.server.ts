import { sql } from "drizzle-orm";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { query } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import type { MovementReason } from "#app/stock/rules.ts";
import { OneOrder } from "./input.ts";

/** What an order did to a shelf. */
export type OrderMovement = {
	id: string;
	productId: string;
	name: string;
	reason: MovementReason;
	delta: number;
	qtyBefore: number;
	qtyAfter: number;
	at: number;
};

/** A fact of an order's life; `data` as its event keeps it. */
export type OrderMoment = { id: string; type: string; actorName: string; at: number; data: Record<string, unknown> };

/** More happens to no order. */
const momentsShown = 200;

/**
 * What became of an order: the facts, newest first, and the movements it made, oldest first. Movements are looked up in the moments in which the
 * order moved anything (its sale, its refunds), so a product's later history costs nothing. The plus keeps SQLite from walking the business's lines
 * by product, which would be distinct already.
 */
export const orderTrail = query<typeof OneOrder, { moments: OrderMoment[]; movements: OrderMovement[] }, Viewer>({
	name: "orders.trail",
	needs: "sales:read",
	input: OneOrder,
	async run({ db }, { orderId }) {
		const { businessId } = db;
		const { moments, movements } = await db.read({
			moments: many<
				Omit<OrderMoment, "data"> & { data: string }
			>(sql`SELECT id, type, actorName, at, data FROM events INDEXED BY events_by_subject
				WHERE businessId = ${businessId} AND subjectId = ${orderId} ORDER BY id DESC LIMIT CAST(${momentsShown} AS INTEGER)`),
			movements: many<OrderMovement>(sql`WITH moments (at) AS (
					SELECT placedAt FROM orders WHERE businessId = ${businessId} AND id = ${orderId}
					UNION SELECT fulfilledAt FROM orders WHERE businessId = ${businessId} AND id = ${orderId} AND fulfilledAt IS NOT NULL
					UNION SELECT at FROM refunds INDEXED BY refunds_of_order WHERE businessId = ${businessId} AND orderId = ${orderId}),
				spans (since, until) AS (SELECT printf('%08x-%04x', at >> 16, at & 65535), printf('%08x-%04x', (at + 1) >> 16, (at + 1) & 65535) FROM moments)
				SELECT m.id, m.productId, p.name, m.reason, m.delta, m.qtyBefore, m.qtyAfter, m.at
				FROM (SELECT DISTINCT +productId AS productId FROM orderLines WHERE businessId = ${businessId} AND orderId = ${orderId}) AS l
				CROSS JOIN spans AS s
				CROSS JOIN stockMovements AS m INDEXED BY stockMovements_of_product
					ON m.businessId = ${businessId} AND m.productId = l.productId AND m.id >= s.since AND m.id < s.until
				CROSS JOIN products AS p ON p.businessId = ${businessId} AND p.id = m.productId
				WHERE m.referenceType = 'order' AND m.referenceId = ${orderId} ORDER BY m.id`),
		});
		return { moments: moments.map((moment) => ({ ...moment, data: JSON.parse(moment.data) })), movements };
	},
});
