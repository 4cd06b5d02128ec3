import { sql } from "drizzle-orm";
import { command, known } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import { holdIn } from "#app/stock/reservations.server.ts";
import { ShortfallsFilled } from "./events.server.ts";
import { FillShortfalls } from "./input.ts";
import { holderOf } from "./open-order.server.ts";
import type { OrderChannel } from "./rules.ts";

/** Orders looked at in one batch. */
const atOnce = 20;

type Waiting = {
	orderId: string;
	lineId: string;
	productId: string;
	quantity: number;
	channel: OrderChannel;
	units: number;
	due: number;
	currency: string;
	version: number;
	held: number;
	expiresAt: number | null;
	available: number;
};

/**
 * Goods came in: the orders that wait for them hold them from now on, the oldest first, and are waited for no more as far as they reach.
 * @returns how many lines got something; as many as were looked at means that there may be more
 */
export const fillShortfalls = command<typeof FillShortfalls, { filled: number; more: boolean }>({
	name: "orders.fill-shortfalls",
	needs: "sales:write",
	input: FillShortfalls,
	async run({ db, work, now }, { storeId, productIds }) {
		const { businessId } = db;
		const { waiting } = await db.read({
			waiting:
				many<Waiting>(sql`SELECT w.orderId, w.lineId, w.productId, w.quantity, o.origin AS channel, o.units, o.total + o.shipping + o.tip AS due, o.currency, o.version,
					COALESCE(r.quantity - r.taken, 0) AS held, h.expiresAt, l.onHand - l.reserved AS available
				FROM (SELECT DISTINCT value FROM json_each(${JSON.stringify(productIds)})) AS p
				CROSS JOIN stockLevels AS l ON l.businessId = ${businessId} AND l.productId = p.value AND l.storeId = ${storeId} AND l.onHand > l.reserved
				CROSS JOIN shortfalls AS w INDEXED BY shortfalls_waiting ON w.businessId = l.businessId AND w.productId = l.productId AND w.storeId = l.storeId AND w.state IN ('open', 'backorder')
				CROSS JOIN orders AS o ON o.businessId = w.businessId AND o.id = w.orderId AND o.status IN ('PENDING', 'PROCESSING')
				LEFT JOIN reservations AS r ON r.businessId = w.businessId AND r.holderKind = 'order' AND r.holderId = w.orderId AND r.productId = w.productId
					AND r.storeId = w.storeId AND r.state = 'held'
				LEFT JOIN reservationHolders AS h ON h.businessId = w.businessId AND h.holderKind = 'order' AND h.holderId = w.orderId
				ORDER BY w.orderId LIMIT CAST(${atOnce} AS INTEGER)`),
		});
		const free = new Map(waiting.map(({ productId, available }) => [productId, available]));
		const holding = new Map<string, number>();
		const orders = new Map<string, { order: Waiting; got: Map<string, number> }>();
		let filled = 0;
		for (const line of waiting) {
			const { orderId, lineId, productId, quantity, held } = line;
			const left = free.get(productId) ?? 0;
			const got = Math.min(left, quantity);
			if (got <= 0) continue;
			filled += 1;
			free.set(productId, left - got);
			const key = `${orderId} ${productId}`;
			holding.set(key, (holding.get(key) ?? held) + got);
			const known = orders.get(orderId) ?? { order: line, got: new Map<string, number>() };
			orders.set(orderId, known);
			known.got.set(productId, holding.get(key) ?? got);
			work.add(sql`UPDATE shortfalls SET quantity = iif(quantity > CAST(${got} AS INTEGER), quantity - CAST(${got} AS INTEGER), quantity),
					state = iif(CAST(${got} AS INTEGER) = CAST(${quantity} AS INTEGER), 'filled', state), updatedAt = ${now}
				WHERE businessId = ${businessId} AND orderId = ${orderId} AND lineId = ${lineId}`);
		}
		for (const [orderId, { order, got }] of orders) {
			const { version, expiresAt, channel, units, due: total, currency } = order;
			work.guard(sql`SELECT 1 FROM orders WHERE businessId = ${businessId} AND id = ${orderId} AND version = CAST(${version} AS INTEGER)`);
			work.add(sql`UPDATE orders SET version = version + 1, updatedAt = ${now} WHERE businessId = ${businessId} AND id = ${orderId}`);
			holdIn(
				work,
				holderOf({ id: orderId }),
				[...got].map(([productId, quantity]) => ({ storeId, productId, quantity })),
				expiresAt,
			);
			const data = { storeId, channel, units, total, currency, productIds: [...got.keys()] };
			work.record(ShortfallsFilled, { subject: { type: "order", id: orderId }, storeId, data });
		}
		return known({ filled, more: waiting.length === atOnce && filled > 0 });
	},
});
