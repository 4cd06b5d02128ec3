import { sql } from "drizzle-orm";
import { command, known } from "#app/platform/command.server.ts";
import { minute } from "#app/platform/time.ts";
import { renewIn } from "#app/stock/reservations.server.ts";
import { ShortenHold } from "./input.ts";
import { changeIn, holderOf, mustBeOpen, openAsks } from "./open-order.server.ts";

/**
 * What an unpaid order holds is kept for so many minutes more, where it would be longer. Paid after all, its goods are its own again as far as they are there.
 * For our own machines.
 * @returns whether that is news
 * @throws Refusal `order_not_found`
 */
export const shortenHold = command<typeof ShortenHold, { isNews: boolean }>({
	name: "orders.shorten-hold",
	needs: "sales:write",
	input: ShortenHold,
	async run({ db, work, principal, now }, { orderId, minutes }) {
		const { order: found, held } = await db.read(openAsks(db.businessId, orderId));
		const order = mustBeOpen(found, await principal());
		const until = now + minutes * minute;
		const heldUntil = held[0]?.expiresAt ?? null;
		const isWaiting = order.status === "PENDING" && order.paymentStatus === "unpaid";
		if (!isWaiting || heldUntil === null || heldUntil <= until) return known({ isNews: false });
		// Whoever pays for it meanwhile keeps it for good.
		changeIn(work, order, sql`note = note`);
		renewIn(work, holderOf(order), until);
		return known({ isNews: true });
	},
});
