import { z } from "zod";
import { giveBackOrder } from "#app/orders/give-back-order.server.ts";
import { refundOrder } from "#app/orders/refund-order.server.ts";
import { answeredUnder, query } from "#app/platform/command.server.ts";
import { Refusal, refuse } from "#app/platform/errors.ts";
import { decimalString, sum } from "#app/platform/money.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { besidePieces } from "./beside-pieces.ts";
import type { ShopConnection } from "./connection.server.ts";
import type { PlatformOrder, PlatformRefund } from "./contract.ts";
import { type Known, knownOrder } from "./known-order.server.ts";
import { said } from "./rules.ts";
import { takeOffShelf } from "./take-off-shelf.server.ts";

/** Money given back on a platform, and where its pieces are after it. */

/** One taking of an order. */
export type Run = {
	tenant(): Tenant;
	connection: ShopConnection;
	order: PlatformOrder;
	known: Known;
	/** Those that are taken. */
	refunds: string[];
	/** Those of them that were given back before it left, by a run that was cut off after that. */
	before: Set<string>;
	orderId: string | null;
};

const Key = z.object({ key: z.string() });

/** Whether money was given back under a key before the order left. */
const givenBefore = query<typeof Key, boolean>({
	name: "channels.given-before",
	needs: "channels:read",
	input: Key,
	async run({ db }, { key }) {
		return (await db.read({ done: answeredUnder(db.businessId, "orders.give-back", key) })).done !== undefined;
	},
});

/** Money that was given back there, with the pieces it was for. */
export async function giveBack(run: Run, refund: PlatformRefund): Promise<void> {
	const { order, connection } = run;
	const tenant = run.tenant();
	const ours = await knownOrder(tenant, { connectionId: connection.id, order, orderId: run.orderId ?? "" });
	const orderId = run.orderId ?? "";
	const key = `${connection.id}:refund:${refund.id}`;
	if (ours.fulfilledAt !== null && (await givenBefore(tenant, { key }))) {
		run.before.add(refund.id);
		run.refunds.push(refund.id);
		return;
	}
	const piecesOf = (lines: PlatformRefund["lines"], of = ours) =>
		[...new Set(lines.map(({ lineId }) => lineId))].flatMap((id) =>
			of.piecesOf(id, sum(lines.filter(({ lineId }) => lineId === id).map(({ quantity }) => quantity))),
		);
	const wishes = piecesOf(refund.lines);
	const reason = said(refund.reason, 500);
	if (wishes.length === 0) {
		// Money alone: of shipping, tip and what is no goods there may be so much left.
		const extra = decimalString(refund.amount, order.currency);
		if (ours.fulfilledAt === null) await giveBackOrder(tenant, { orderId, extra, reason }, { key });
		else refuse("conflict", "refunded_without_lines", { amount: refund.amount });
	} else {
		const beside = besidePieces(order, refund, ours.extraLeft);
		const extra = beside > 0 ? { extra: decimalString(beside, order.currency) } : {};
		if (ours.fulfilledAt === null) await giveBackOrder(tenant, { orderId, lines: wishes, ...extra, reason }, { key });
		else {
			// Some of it may be back on the shelf, and some not.
			const back = piecesOf(refund.lines.filter(({ restock }) => restock));
			// Which of the two is the first, and has the rest of the money, is how it was there: one of them may be done already.
			const isBoth = refund.lines.some(({ lineId, restock }) => restock && ours.isOurs(lineId));
			if (back.length > 0) await unlessDone(refundOrder(tenant, { orderId, lines: back, restock: true, ...extra, reason }, { key }));
			// Of one line some may be back and some not.
			const after = isBoth ? await knownOrder(tenant, { connectionId: connection.id, order, orderId }) : ours;
			const gone = piecesOf(
				refund.lines.filter(({ restock }) => !restock),
				after,
			);
			if (gone.length > 0)
				await refundOrder(
					tenant,
					{ orderId, lines: gone, restock: false, ...(!isBoth && extra), reason },
					{ key: isBoth ? `${key}:gone` : key },
				);
		}
	}
	run.refunds.push(refund.id);
}

const isLongOver = ({ connection, known }: Run, { at }: PlatformRefund): boolean =>
	(at > 0 && at < connection.createdAt) || known.seen?.status === "CANCELLED";

/** What was done before, under the same key, asks for something else by now where less is left. */
async function unlessDone(done: Promise<unknown>): Promise<void> {
	await done.catch((error: unknown) => {
		if (!(error instanceof Refusal) || error.code !== "idempotency_key_reused") throw error;
	});
}

/**
 * What was given back before it left is free here again: what of it was put on no shelf there is taken off ours, once for each refund. What had left comes back
 * to our shelf only where it is known to be on theirs.
 * @returns whether somebody has to say of some of it whether it is back
 */
export async function seeToGivenBack(run: Run, refunds: PlatformRefund[], isStuck: boolean): Promise<boolean> {
	const { connection, order, known } = run;
	const hasLeft = known.fulfilledAt !== null || order.stage === "sent";
	let isAsked = false;
	for (const refund of refunds) {
		const isTaken = run.refunds.includes(refund.id) || (order.stage === "cancelled" && !isStuck && run.orderId !== null);
		if (!isTaken || known.seen?.refunds.includes(refund.id)) continue;
		if (!run.refunds.includes(refund.id)) run.refunds.push(refund.id);
		if (refund.lines.every(({ restock }) => restock === true)) continue;
		// What was over before the shop was connected, or was called off before this was told, was never in our count, or is in it already.
		if (isLongOver(run, refund)) continue;
		const ours = await knownOrder(run.tenant(), { connectionId: connection.id, order });
		for (const { lineId, quantity, restock } of refund.lines) {
			const productId = ours.productOf(lineId);
			if (productId === null || restock === true) continue;
			if (restock === null && hasLeft) isAsked = true;
			const wasGone = known.fulfilledAt !== null && !run.before.has(refund.id);
			if (wasGone || (restock === null && !hasLeft)) continue;
			const key = `${connection.id}:refund:${refund.id}:off:${lineId}`;
			const note = said(`${order.number} ${refund.reason}`, 500);
			await unlessDone(takeOffShelf(run.tenant(), { storeId: connection.storeId, productId, quantity, note }, { key }));
		}
	}
	return isAsked;
}
