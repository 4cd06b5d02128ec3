import { errorFields } from "#app/platform/log.server.ts";
import { hour, minute, second } from "#app/platform/time.ts";
import { bodyIn, saidBy } from "./ask-again.server.ts";
import type { Connection } from "./connection.server.ts";
import type { Said } from "./contract.ts";
import type { Driving } from "./drive-connection.server.ts";
import { type Heeded, hearGoods } from "./hear-goods.server.ts";
import { noteUninstalled } from "./note-work.server.ts";
import { type Receipt, settleReceipt, waitingReceipts } from "./receipts.server.ts";
import { type Taken, takeDeleted, takeOrder, takeUnread } from "./take-order.server.ts";
import { isOfOne, PlatformTrouble } from "./trouble.ts";

/** Of one turn: however many wait, what is to be said or set there gets its turn in between, and questions to ask with. */
export const mostReceipts = 25;
const mostTries = 5;
/** Minute, two, four … an hour, and then each hour: a day. */
const mostUnanswered = 30;

/** What is worked through, whatever it is told of. */
type Working = Pick<Driving, "now" | "mayGoOn"> & { connection: Pick<Connection, "id" | "ordersAskedAt" | "pulledAt" | "pushedAt"> };
type Work = (receipt: Receipt, body: string) => Promise<Taken | Heeded>;

/** What a shop told is done. */
export function shopWork(driving: Driving): Work {
	const asked = new Map<string, number>();
	return async (receipt, body) => {
		const outcomes: (Taken | Heeded)[] = [];
		for (const said of saidBy(driving.adapter, receipt, body, driving.link.shop)) outcomes.push(await hear(driving, said, receipt, asked));
		return gravest(outcomes);
	};
}

/** `again`: when to look again; as late as can be: what waits has its own time. `trouble`: what the platform first had no answer about. */
export type Worked = { again: number; trouble: PlatformTrouble | null };

/**
 * Works through what was told, in the order it happened there, as far as one turn goes. What the platform has no answer about waits, and the rest goes on.
 * @throws PlatformTrouble what concerns all of it
 */
export async function workReceipts(driving: Working, work: Work, which?: "fresh" | "unanswered"): Promise<Worked> {
	const { now, connection, mayGoOn } = driving;
	const receipts = await waitingReceipts(now(), { connectionId: connection.id, most: mostReceipts, which });
	let trouble: PlatformTrouble | null = null;
	for (const receipt of receipts) {
		if (!mayGoOn()) return { again: now().now, trouble };
		try {
			await workReceipt(driving, receipt, work);
		} catch (error) {
			if (!isOfOne(error)) throw worseOf(trouble, error);
			trouble ??= error;
			await putOff(driving, receipt, error);
		}
	}
	return { again: receipts.length < mostReceipts ? Number.MAX_SAFE_INTEGER : now().now, trouble };
}

/** What is to be said to be wrong: that we slow down says less than what we slow down for. */
export function worseOf(trouble: PlatformTrouble | null, error: unknown): unknown {
	return trouble && error instanceof PlatformTrouble && error.kind === "throttled" ? trouble : error;
}

/**
 * Where the platform has answered about all else since this was put off last, it is about this alone: it is tried again later and later for a day, and then
 * left to a person. Otherwise nobody counts.
 */
async function putOff(
	{ now, connection }: Working,
	{ id: receiptId, said, details, tries }: Receipt,
	{ reason }: PlatformTrouble,
): Promise<void> {
	const { ordersAskedAt, pulledAt, pushedAt } = connection;
	const isAlone = said === "unanswered" && Math.max(ordersAskedAt ?? 0, pulledAt ?? 0, pushedAt ?? 0) >= Number(details.at);
	const isOver = isAlone && tries + 1 >= mostUnanswered;
	await settleReceipt(now(), {
		receiptId,
		outcome: isOver ? "poisoned" : isAlone ? "again" : "wait",
		said: isOver ? "given_up" : "unanswered",
		details: { reason, at: now().now },
		wait: isAlone ? Math.min(hour, minute * 2 ** tries) : minute,
	});
}

async function workReceipt({ now, connection }: Working, receipt: Receipt, work: Work): Promise<void> {
	const receiptId = receipt.id;
	try {
		const body = await bodyIn(now(), connection.id, receipt);
		const taken = await work(receipt, body);
		const { state, said, details } = taken;
		if (state === "wait") {
			await settleReceipt(now(), { receiptId, outcome: "wait", said, details, wait: Math.max(second, (taken.until ?? 0) - now().now) });
			return;
		}
		const outcome = state === "look" ? "poisoned" : state === "taken" ? "done" : "passed";
		await settleReceipt(now(), { receiptId, outcome, said, details });
	} catch (error) {
		// The platform's trouble is nobody's fault here: it waits where it is.
		if (error instanceof PlatformTrouble) throw error;
		const { error: name, message } = errorFields(error);
		const isOver = receipt.tries + 1 >= mostTries;
		await settleReceipt(now(), {
			receiptId,
			outcome: isOver ? "poisoned" : "again",
			said: isOver ? "given_up" : "failed",
			details: { message: `${name}: ${message}` },
			wait: minute * 2 ** receipt.tries,
		});
	}
}

const weight = { passed: 0, taken: 1, wait: 2, look: 3 };
function gravest(outcomes: (Taken | Heeded)[]): Taken | Heeded {
	return outcomes.reduce<Taken | Heeded>(
		(worst, each) => (weight[each.state] > weight[worst.state] ? each : worst),
		outcomes[0] ?? nothing("nothing"),
	);
}
function nothing(said: string, details: Record<string, unknown> = {}): Taken {
	return { state: "passed", said, details };
}

async function hear(driving: Driving, said: Said, receipt: Receipt, asked: Map<string, number>): Promise<Taken | Heeded> {
	const { now, connection, ask } = driving;
	const fetched = (id: string) => ask((shop, link) => shop.fetchOrder(link, id));
	switch (said.kind) {
		case "order":
			return takeOrder(now, connection, said.order, fetched);
		case "order_changed": {
			const order = await fetched(said.orderId);
			if (!order) return nothing("order_not_there", { orderId: said.orderId });
			return "unreadable" in order ? takeUnread(now(), connection, order) : takeOrder(now, connection, order, fetched);
		}
		case "order_deleted":
			return takeDeleted(now, connection, said.orderId);
		case "uninstalled":
			// Of an earlier connection: it was let in again since.
			if (receipt.occurredAt < connection.connectedAt) return nothing("older");
			await noteUninstalled(now(), { connectionId: connection.id, connectedAt: connection.connectedAt });
			return { state: "taken", said: "uninstalled", details: {} };
		case "unreadable":
			return { state: "look", said: "unreadable", details: { reason: said.reason } };
		case "nothing":
			return nothing("nothing", { reason: said.reason });
		// Done as it is told, before anything is kept (honour-privacy).
		case "privacy":
			return nothing("privacy");
		default:
			return hearGoods(driving, said, receipt, asked);
	}
}
