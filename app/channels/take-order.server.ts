import { cancelOrder } from "#app/orders/cancel-order.server.ts";
import { editOrder } from "#app/orders/edit-order.server.ts";
import { followOrder } from "#app/orders/follow-order.server.ts";
import { completeOrder } from "#app/orders/fulfil-order.server.ts";
import { oweOrder } from "#app/orders/owe-order.server.ts";
import { payOrder, processOrder } from "#app/orders/pay-order.server.ts";
import { placeOrder } from "#app/orders/place-order.server.ts";
import { shortenHold } from "#app/orders/shorten-hold.server.ts";
import { canonicalJson, sha256 } from "#app/platform/digest.server.ts";
import { Refusal } from "#app/platform/errors.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { adapterOf } from "./adapters/registry.server.ts";
import { outstandingOf, owedBefore } from "./beside-pieces.ts";
import type { ShopConnection } from "./connection.server.ts";
import type { PlatformOrder, PlatformRefund, UnreadOrder } from "./contract.ts";
import { type Known, knownOrder, noteOrder, noteUnread, orderOf } from "./known-order.server.ts";
import { offThereOf } from "./off-there.ts";
import { backThereOf, withRestocks } from "./restocks.ts";
import {
	decideOrder,
	heldAfterFailing,
	isFromBefore,
	isOlder,
	type LookReason,
	linesOf,
	type OrderAct,
	type OrderStep,
	orderWish,
	paidOf,
	said,
	wishedLines,
} from "./rules.ts";
import { giveBack, type Run, seeToGivenBack } from "./take-refunds.server.ts";

/** Brings our order to how it is on the platform, through the orders' own commands. Each step may be repeated; killed in between, the next delivery goes on. */

export type Taken = {
	state: "taken" | "passed" | "look";
	/** A word: what was done, why nothing, or why a person should look. */
	said: string;
	details: Record<string, unknown>;
};

const reasons: Record<string, LookReason> = {
	order_short: "short_when_sent",
	lines_unmatched: "unmatched_when_sent",
	refunded_without_lines: "refunded_without_lines",
	nothing_left_to_refund: "refunded_without_lines",
	lines_not_told_apart: "edited_and_unclear",
	less_than_given_back: "edited_and_unclear",
};

/** What would be done with an order now; nothing is. */
export async function planOrder(
	tenant: Tenant,
	connection: ShopConnection,
	order: PlatformOrder,
): Promise<{ steps: OrderStep[]; known: Known; refunds: PlatformRefund[]; owed?: number | undefined }> {
	const known = await knownOrder(tenant, { connectionId: connection.id, order });
	const plan = (steps: OrderStep[]) => ({ steps, known, refunds: order.refunds });
	if (!connection.settings.takeOrders && !known.seen?.orderId) return plan([{ step: "pass", why: "not_taken" }]);
	if (!known.seen?.orderId && isFromBefore(order, connection)) return plan([{ step: "pass", why: "before_connected" }]);
	// What had left is off our shelf already: taken whole, it would be taken off twice.
	if (!known.seen?.orderId && order.holds === "rest" && isOlder(order, connection))
		return plan([{ step: "look", why: "partly_sent_before" }]);
	const told = withRestocks(order, { taken: known.seen?.refunds ?? [], back: known.backThere });
	const owed = owedBefore(order, known.seen?.refunds ?? [], known.seen?.paymentStatus === "part_paid");
	return { steps: decideOrder({ ...told, owed }, await hashesOf(order), known.seen), known, refunds: told.refunds, owed };
}

/**
 * Takes an order as it is there now. `again`: how to ask for it once more, where the news is as old as what is known and yet another.
 * @throws PlatformTrouble of `again`, Refusal `stale_write` when the world moved too often
 */
export async function takeOrder(
	tenant: () => Tenant,
	connection: ShopConnection,
	told: PlatformOrder,
	again: (id: string) => Promise<PlatformOrder | UnreadOrder | null>,
): Promise<Taken> {
	let order = told;
	let { steps, known, refunds, owed } = await planOrder(tenant(), connection, order);
	const isTie = known.seen && known.seen.modifiedAt === order.modifiedAt && steps[0]?.step !== "pass";
	if (isTie) {
		const now = await again(order.id);
		if (now && !("unreadable" in now)) {
			order = now;
			({ steps, known, refunds, owed } = await planOrder(tenant(), connection, order));
		}
	}
	const [first] = steps;
	if (first?.step === "pass") {
		// What is older or the same changes nothing that is known.
		if (first.why !== "older" && first.why !== "same")
			await note(tenant(), connection, order, known, { state: "passed", said: first.why, details: {} });
		return { state: "passed", said: first.why, details: {} };
	}
	const run: Run = {
		tenant,
		connection,
		order: { ...order, owed },
		known,
		refunds: [...(known.seen?.refunds ?? [])],
		before: new Set(),
		orderId: known.seen?.orderId ?? null,
	};
	const done: string[] = [];
	let look: Taken | null = null;
	let isUnclear = false;
	for (const step of steps) {
		// Whose lines are not told apart, of that nobody knows which of them was given back.
		if (step.step === "refund" && isUnclear) continue;
		// What is not as it is there owes something else.
		if (step.step === "owe" && look !== null) continue;
		if (step.step === "look") look ??= { state: "look", said: step.why, details: {} };
		else if (step.step !== "pass") {
			try {
				if (await act(run, step)) done.push(step.step);
			} catch (error) {
				if (!(error instanceof Refusal) || error.kind === "unavailable" || error.code === "stale_write") throw error;
				// Done before a kill, under the same key: what is left to do looks different by now.
				if (error.code === "idempotency_key_reused") {
					done.push(step.step);
					if (step.step === "refund") run.refunds.push(step.refund.id);
					continue;
				}
				look = { state: "look", said: reasons[error.code] ?? "refused", details: { step: step.step, code: error.code } };
				isUnclear ||= error.code === "lines_not_told_apart";
				// What it is there, and what else became of it, are two things.
				if (!isEdit(step)) break;
			}
		}
	}
	// Until somebody has said it, news of something else is no answer, and another question no other one.
	const asksForRestock = (await seeToGivenBack(run, refunds, look !== null)) || known.asksForRestock;
	if (asksForRestock) look ??= { state: "look", said: "restock_unknown", details: {} };
	const details = { done, orderId: run.orderId, ...(asksForRestock && { asksForRestock }) };
	// An edit that was not done is still to be done: it is found again, and stays for somebody to look at.
	const isEditOpen =
		steps.some((step) => isEdit(step) || (step.step === "look" && step.why === "edited_after_sent")) &&
		!done.some((step) => isEdit({ step }));
	const taken: Taken = look
		? { ...look, details: { ...look.details, ...details } }
		: { state: "taken", said: done.at(-1) ?? "noted", details };
	await note(tenant(), connection, order, known, taken, { ...run, ...(isEditOpen && { linesHash: known.seen?.linesHash }) });
	return taken;
}

const isEdit = ({ step }: { step: string }) => step === "edit" || step === "follow";

/** It could not be taken, however often it was tried, and keeps no other back: it is for a person, and tried again when it is told of again. */
export async function giveUpOrder(
	tenant: Tenant,
	connection: ShopConnection,
	order: PlatformOrder,
	details: Taken["details"],
): Promise<void> {
	const known = await knownOrder(tenant, { connectionId: connection.id, order });
	const { orderId = null, refunds = [], linesHash = "" } = known.seen ?? {};
	const asks = known.asksForRestock && { asksForRestock: true };
	await note(
		tenant,
		connection,
		order,
		known,
		{ state: "look", said: "given_up", details: { ...details, ...asks } },
		{ orderId, refunds, linesHash },
	);
}

/** It is there, and nobody can read it. */
export async function takeUnread(tenant: Tenant, connection: ShopConnection, order: UnreadOrder): Promise<Taken> {
	await noteUnread(tenant, { connectionId: connection.id, order });
	return { state: "look", said: "unreadable", details: { part: order.unreadable } };
}

/** It was deleted there: what has not left is called off, what has is for a person. */
export async function takeDeleted(tenant: () => Tenant, connection: ShopConnection, platformOrderId: string): Promise<Taken> {
	const found = await orderOf(tenant(), { connectionId: connection.id, platformOrderId });
	if (!found) return { state: "passed", said: "never_taken", details: {} };
	const { id: orderId, status } = found;
	if (status === "CANCELLED" || status === "REFUNDED") return { state: "passed", said: "same", details: { orderId } };
	try {
		await cancelOrder(tenant(), { orderId, reason: "" }, { key: `${connection.id}:${platformOrderId}:deleted` });
		return { state: "taken", said: "cancel", details: { orderId } };
	} catch (error) {
		if (!(error instanceof Refusal) || error.kind === "unavailable" || error.code === "stale_write") throw error;
		return { state: "look", said: "deleted_after_sent", details: { orderId, code: error.code } };
	}
}

/** @returns whether anything is another than before */
async function act(run: Run, step: OrderAct): Promise<boolean> {
	const { order, connection, known } = run;
	const tenant = run.tenant();
	// The same order in the same state asks for the same; another state of it is another act, and so is money that came in the same second.
	const key = `${connection.id}:${order.id}:${order.modifiedAt}:${step.step}${order.owed === undefined ? "" : `:${order.owed}`}`;
	if (step.step === "place") {
		const { id } = await placeOrder(tenant, orderWish(order, connection, known.products));
		run.orderId = id;
		return true;
	}
	const orderId = run.orderId ?? "";
	if (step.step === "hold_briefly") return (await shortenHold(tenant, { orderId, minutes: heldAfterFailing })).isNews;
	if (step.step === "owe") return (await oweOrder(tenant, { orderId, ...outstandingOf(order) })).isNews;
	if (step.step === "refund") await giveBack(run, step.refund);
	// Two edits of one second are two: what they say is how it is, and may be said again.
	else if (step.step === "edit") await editOrder(tenant, { orderId, ...wishedLines(order, known.products) });
	else if (step.step === "follow")
		await followOrder(tenant, {
			orderId,
			...wishedLines(order, known.products),
			...paidOf(order),
			saysOwed: adapterOf(connection.platform).capabilities.saysOwed,
		});
	else if (step.step === "pay") await payOrder(tenant, { orderId, ...paidOf(order).paid }, { key });
	else if (step.step === "cancel") await cancelOrder(tenant, { orderId, reason: said(order.cancelReason, 500) }, { key });
	else if (step.step === "begin") await processOrder(tenant, { orderId }, { key });
	else await completeOrder(tenant, { orderId }, { key });
	return true;
}

async function hashesOf(order: PlatformOrder): Promise<{ hash: string; linesHash: string }> {
	return { hash: await sha256(canonicalJson(order)), linesHash: await sha256(canonicalJson(linesOf(order))) };
}

type Outcome = Pick<Run, "orderId" | "refunds"> & { linesHash?: string | undefined };

async function note(
	tenant: Tenant,
	connection: ShopConnection,
	order: PlatformOrder,
	known: Known,
	taken: Taken,
	run?: Outcome,
): Promise<void> {
	const orderId = run?.orderId ?? known.seen?.orderId ?? null;
	const refunds = run?.refunds ?? known.seen?.refunds ?? [];
	const hashes = await hashesOf(order);
	const linesHash = run?.linesHash ?? hashes.linesHash;
	await noteOrder(tenant, {
		connectionId: connection.id,
		platformOrderId: order.id,
		number: said(order.number, 60),
		orderId,
		modifiedAt: order.modifiedAt,
		...hashes,
		linesHash,
		refunds,
		// What it took off there counts once it is ours.
		off: orderId === null ? null : offThereOf(order),
		back: order.refunds.every(({ id }) => refunds.includes(id)) ? backThereOf(order) : null,
		// Of what was sold before it was connected, the number we read there knew already.
		isCounted: !isOlder(order, connection),
		...taken,
		// Whoever says that they have seen to it has seen these lines.
		details: { ...taken.details, ...(linesHash !== hashes.linesHash && { linesSeen: hashes.linesHash }) },
	});
}
