import { Refusal } from "#app/platform/errors.ts";
import { minute, second } from "#app/platform/time.ts";
import { askAgain } from "./ask-again.server.ts";
import type { Adapter, PlatformOrder, UnreadOrder } from "./contract.ts";
import type { Driving } from "./drive-connection.server.ts";
import { forgetWebhooks, noteOrdersTaken } from "./note-work.server.ts";
import { isFromBefore, overlap } from "./rules.ts";
import { newTally } from "./runs.ts";
import { giveUpOrder, takeOrder, takeUnread } from "./take-order.server.ts";

/** Between two looks for orders no webhook told of. */
const ordersEvery = 5 * minute;
/** A webhook that has not come by then will not. */
const patienceForNews = 2 * minute;
/** Of an order of the list, in one look. */
const mostTries = 3;

/** Whether its orders are ours at all. */
export function takesOrders({ adapter, connection }: Driving): boolean {
	return adapter.capabilities.hasOrders && connection.settings.takeOrders;
}

/**
 * Asks what changed since an instant, whether or not a webhook told of it.
 * @returns when to ask next, and up to when everything has been taken
 */
export async function askForOrders(driving: Driving, since: number, isUrgent: boolean): Promise<{ next: number; until: number }> {
	const { connection, ask, now, mayGoOn, going } = driving;
	const began = now().now;
	if (!takesOrders(driving)) return { next: Number.MAX_SAFE_INTEGER, until: since };
	const next = (connection.ordersAskedAt ?? 0) + ordersEvery;
	if (next > began && !isUrgent) return { next, until: since };
	let until = since;
	const tally = newTally("orders", began);
	going.run = tally;
	let cursor: string | null = null;
	let untold = 0;
	do {
		const page: Awaited<ReturnType<Adapter["pullOrders"]>> = await ask((shop, link) => shop.pullOrders(link, since, cursor)).catch(
			async (error: unknown) => {
				// Told to slow down in the midst of it, what was taken is not asked for again.
				if (until > since) await noteOrdersTaken(now(), { connectionId: connection.id, until, asked: false, run: null });
				throw error;
			},
		);
		tally.pages += 1;
		for (const order of page.orders) {
			const became = await takePulled(driving, order);
			const isTaken = became === "taken" || became === "look";
			tally.read += 1;
			tally[became === "taken" ? "changed" : became === "passed" ? "skipped" : "failed"] += 1;
			if (isTaken && order.modifiedAt < began - patienceForNews && order.modifiedAt >= connection.createdAt) untold += 1;
			until = Math.max(until, order.modifiedAt);
		}
		cursor = page.next;
		// A list that is sorted by change is read on from what was taken of it.
	} while (cursor !== null && mayGoOn());
	// What no webhook told of in time says that they have fallen silent: they are looked after in the next turn.
	if (untold > 0) await forgetWebhooks(now(), { connectionId: connection.id });
	const isThrough = cursor === null;
	// Clocks differ, and a list is not written in one instant: what is through begins again a little before.
	if (isThrough) until = Math.max(since, began - overlap);
	await noteOrdersTaken(now(), { connectionId: connection.id, until, asked: isThrough, run: tally });
	going.run = null;
	return { next: isThrough && untold === 0 ? began + ordersEvery : began + second, until };
}

/** An order of a list. @returns what became of it; `unread`: nobody can read it, or write it down, or it is asked for by itself */
async function takePulled(
	{ connection, ask, now }: Driving,
	order: PlatformOrder | UnreadOrder,
): Promise<"taken" | "passed" | "look" | "unread"> {
	const isBefore = isFromBefore(order, connection);
	if ("unreadable" in order) {
		if (order.isUnanswered) await askAgain(now(), { connectionId: connection.id, order });
		else if (isBefore) return "passed";
		else await takeUnread(now(), connection, order);
		return "unread";
	}
	// It had left, or was called off, by the time the shop was connected. What changed since may be one that was open then.
	if (isBefore && order.modifiedAt < connection.createdAt - overlap) return "passed";
	for (let tries = 1; ; tries++) {
		try {
			const { state } = await takeOrder(now, connection, order, (id) => ask((shop, link) => shop.fetchOrder(link, id)));
			return state;
		} catch (error) {
			// What cannot be written on fresh reads, again and again, may not be for good: the list goes on without it, and tries it again while it shows it.
			if (!(error instanceof Refusal) || error.code !== "stale_write") throw error;
			if (tries < mostTries) continue;
			await giveUpOrder(now(), connection, order, error.details ?? {});
			return "unread";
		}
	}
}
