import { sql } from "drizzle-orm";
import { command, known } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { connectionAsk, mustBeThere } from "./connection.server.ts";
import { OrderSeenTo } from "./events.server.ts";
import { SeeToOrder } from "./input.ts";

/**
 * Says that somebody has seen to an order that could not be brought in line by itself: it stands on the list no more, until it changes there again.
 * Saying so again changes nothing.
 * @throws Refusal `connection_not_found`, `order_not_found`
 */
export const seeToOrder = command<typeof SeeToOrder, { platformOrderId: string }>({
	name: "channels.see-to-order",
	needs: "channels:write",
	input: SeeToOrder,
	async run({ db, work, now }, { connectionId, platformOrderId }) {
		const { businessId } = db;
		const mine = sql`businessId = ${businessId} AND connectionId = ${connectionId} AND platformOrderId = ${platformOrderId}`;
		const { connection, order } = await db.read({
			connection: connectionAsk(businessId, connectionId),
			order: first<{ number: string; said: string; state: string }>(sql`SELECT number, said, state FROM channelOrders WHERE ${mine}`),
		});
		const { storeId } = mustBeThere(connection);
		if (!order) return refuse("not_found", "order_not_found");
		if (order.state !== "look") return known({ platformOrderId });
		// What was said stays: one nobody can read is not put on the list again for being asked for again. An edit that was seen to is none any more.
		work.add(
			sql`UPDATE channelOrders SET state = iif(orderId IS NULL, 'passed', 'taken'), linesHash = COALESCE(details ->> 'linesSeen', linesHash), updatedAt = ${now} WHERE ${mine} AND state = 'look'`,
		);
		work.record(OrderSeenTo, {
			subject: { type: "connection", id: connectionId },
			storeId,
			data: { number: order.number, platformOrderId, reason: order.said },
		});
		return known({ platformOrderId });
	},
});
