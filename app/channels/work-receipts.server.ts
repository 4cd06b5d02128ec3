import { errorFields } from "#app/platform/log.server.ts";
import { minute, second } from "#app/platform/time.ts";
import { accountOf, type Connection, isShop, isTalk, type ShopConnection } from "./connection.server.ts";
import type { PlatformOrder, Said } from "./contract.ts";
import type { Driving } from "./drive-connection.server.ts";
import { type Heeded, hearGoods } from "./hear-goods.server.ts";
import { noteUninstalled } from "./note-work.server.ts";
import { bodyOf, type Receipt, settleReceipt, waitingReceipts } from "./receipts.server.ts";
import type { OrderStep } from "./rules.ts";
import { planOrder, type Taken, takeDeleted, takeOrder, takeUnread } from "./take-order.server.ts";
import type { TalkSaid } from "./talk.ts";
import { PlatformTrouble } from "./trouble.ts";
import { adapterOf, talkAdapterOf } from "./adapters/registry.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";

/** Of one turn: however many wait, what is to be said or set there gets its turn in between, and questions to ask with. */
export const mostReceipts = 25;
const mostTries = 5;

/** What is worked through, whatever it is told of. */
type Working = Pick<Driving, "now" | "mayGoOn"> & { connection: Pick<Connection, "id"> };
type Work = (receipt: Receipt, body: string) => Promise<Taken | Heeded>;

/** What a shop told is done. */
export function shopWork(driving: Driving): Work {
	const asked = new Map<string, number>();
	return async (receipt, body) => {
		const outcomes: (Taken | Heeded)[] = [];
		for (const said of driving.adapter.translate(receipt.topic, body, driving.link.shop))
			outcomes.push(await hear(driving, said, receipt, asked));
		return gravest(outcomes);
	};
}

/** Works through what was told, in the order it happened there, as far as one turn goes. @returns when to look again; as late as can be: what waits has its own time */
export async function workReceipts(driving: Working, work: Work): Promise<number> {
	const { now, connection, mayGoOn } = driving;
	const receipts = await waitingReceipts(now(), { connectionId: connection.id, most: mostReceipts });
	for (const receipt of receipts) {
		if (!mayGoOn()) return now().now;
		await workReceipt(driving, receipt, work);
	}
	return receipts.length < mostReceipts ? Number.MAX_SAFE_INTEGER : now().now;
}

async function workReceipt({ now, connection }: Working, receipt: Receipt, work: Work): Promise<void> {
	const receiptId = receipt.id;
	try {
		const body = await bodyOf(now(), connection.id, receiptId);
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

/** What would follow from a receipt if it were worked on now; nothing does. */
export type DryRun = { kind: string; about: string; steps: { step: string; why: string | null }[] }[];

export async function dryRun(tenant: Tenant, connection: Connection, receipt: Receipt): Promise<DryRun> {
	const body = await bodyOf(tenant, connection.id, receipt.id);
	if (isTalk(connection)) return drySaid(talkAdapterOf(connection.platform).translate(receipt.topic, body, accountOf(connection)));
	if (!isShop(connection)) return [];
	const { currency, locationId } = connection;
	const all: DryRun = [];
	for (const said of adapterOf(connection.platform).translate(receipt.topic, body, { currency, locationId })) {
		if (said.kind === "order") all.push(await dryOrder(tenant, connection, said.order));
		else all.push({ kind: said.kind, about: aboutOf(said), steps: [] });
	}
	return all;
}

function aboutOf(said: Said): string {
	if ("orderId" in said) return said.orderId;
	if ("productId" in said) return said.productId;
	return "reason" in said ? said.reason : "inventoryId" in said ? said.inventoryId : "";
}

/** What people wrote becomes messages in any case: what is told is what it says. */
function drySaid(said: TalkSaid[]): DryRun {
	return said.map((each) => ({ kind: each.kind, about: "reason" in each ? each.reason : "", steps: [] }));
}

async function dryOrder(tenant: Tenant, connection: ShopConnection, order: PlatformOrder): Promise<DryRun[number]> {
	const { steps } = await planOrder(tenant, connection, order);
	const why = (step: OrderStep) => ("why" in step ? step.why : null);
	return { kind: "order", about: order.number, steps: steps.map((step) => ({ step: step.step, why: why(step) })) };
}
