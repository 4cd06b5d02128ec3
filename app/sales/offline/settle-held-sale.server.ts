import { sql } from "drizzle-orm";
import { storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { answer, answeredUnder, command, takeKeyIn } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { drawerThen } from "#app/orders/drawer.server.ts";
import { saleQuestions } from "../sell-basket.server.ts";
import { bookOfflineSaleIn, buyerThenIn, type HandedIn, handedInJson } from "./book.server.ts";
import { OfflineSaleAccepted, OfflineSaleRefused } from "./events.server.ts";
import { OfflineSale, OneHeldSale, RefuseHeldSale } from "./input.ts";
import { judgeSale, notesOn } from "./rules.ts";
import { ofHolder } from "./take-lease.server.ts";

type HeldRow = {
	deviceId: string;
	storeId: string;
	seq: number;
	state: string;
	problem: string;
	soldAt: number;
	arrivedAt: number;
	actorId: string;
	actorName: string;
	total: number;
	currency: string;
	body: string;
};

const heldSale = (businessId: string, id: string) =>
	first<HeldRow>(sql`SELECT deviceId, storeId, seq, state, problem, soldAt, arrivedAt, actorId, actorName, total, currency, body
		FROM offlineSales WHERE businessId = ${businessId} AND id = ${id}`);

/** @throws Refusal `not_found / held_sale_not_found`, `conflict / held_sale_settled`, `forbidden / store_not_yours` */
function mustBeHeld(viewer: Viewer, row: HeldRow | undefined): HeldRow {
	if (!row) refuse("not_found", "held_sale_not_found");
	storeOf(viewer, row.storeId);
	if (row.state !== "held") refuse("conflict", "held_sale_settled", { state: row.state });
	return row;
}

/**
 * Books a sale that was held, as it was made and in the name of whoever made it.
 * @throws Refusal as `mustBeHeld`, and `conflict / held_sale_not_bookable` with `problem` where its sums or goods do not stand up
 */
export const acceptHeldSale = command<typeof OneHeldSale, HandedIn, Viewer>({
	name: "sales.accept-held",
	needs: "devices:settle",
	input: OneHeldSale,
	async run({ db, work, principal, now }, { id, reason }) {
		const { businessId } = db;
		const { row, online } = await db.read({ row: heldSale(businessId, id), online: answeredUnder(businessId, "sales.sell", id) });
		const viewer = await principal();
		const held = mustBeHeld(viewer, row);
		const { storeId, soldAt, seq, problem, total, currency } = held;
		const store = storeOf(viewer, storeId);
		const { data: sale } = OfflineSale.safeParse(JSON.parse(held.body));
		if (!sale) refuse("conflict", "held_sale_not_bookable", { problem: "validation_failed" });
		const ofLease = ofHolder(businessId, held.deviceId);
		const { drawer, known, lease, ...facts } = await db.read({
			lease: first<{ updatedAt: number; expiresAt: number | null }>(sql`SELECT updatedAt, expiresAt ${ofLease}`),
			...saleQuestions(businessId, { storeId, lines: sale.lines, customer: sale.customer }),
			drawer: drawerThen(businessId, storeId, held.deviceId, soldAt),
		});
		const judged = judgeSale(sale, storeId, facts.products, null);
		if ("problem" in judged) refuse("conflict", "held_sale_not_bookable", { problem: judged.problem });
		if (online) refuse("conflict", "held_sale_not_bookable", { problem: "sold_online" });
		if (currency !== store.currency) refuse("conflict", "held_sale_not_bookable", { problem: "currency_changed" });
		const isClosed = drawer !== undefined && drawer.closedAt !== null;
		const notes = notesOn(sale, facts.products, {
			ahead: 0,
			sellerActive: true,
			isClaimed: sale.claimedSeller !== undefined,
			drawerClosed: isClosed,
		});
		// What the till was promised after it had told of this sale, it may still promise: that is not to be used up for it.
		const isOfLater = lease !== undefined && lease.updatedAt >= held.arrivedAt && (lease.expiresAt ?? 0) > now;
		work.guard(sql`SELECT 1 WHERE COALESCE((SELECT updatedAt ${ofLease}), 0) = ${lease?.updatedAt ?? 0}`);
		const orderId = bookOfflineSaleIn(work, {
			sale,
			buyer: await buyerThenIn(work, sale, known),
			...judged,
			store,
			device: { id: held.deviceId },
			seller: { id: held.actorId, name: held.actorName },
			soldAt,
			drawer: sql`(SELECT id FROM drawers WHERE businessId = ${businessId} AND id = ${drawer?.id ?? ""} AND closedAt IS NULL)`,
			fromLease: !isOfLater,
		});
		takeKeyIn(work, "sales.sell", id, held.actorId);
		const { actor } = viewer;
		const one = sql`businessId = ${businessId} AND id = ${id}`;
		work.guard(sql`SELECT 1 FROM offlineSales WHERE ${one} AND state = 'held'`);
		work.add(sql`UPDATE offlineSales SET state = 'sold', body = json_remove(body, '$.customer'), orderId = ${orderId}, notes = ${JSON.stringify(notes)}, reason = ${reason},
			settledBy = ${actor.id}, settledByName = ${actor.name}, settledAt = ${now} WHERE ${one}`);
		// A number out of all reason was right after all: what comes next is counted from it.
		if (problem === "sequence_jump")
			work.add(
				sql`UPDATE tillQueues SET highest = max(highest, CAST(${seq} AS INTEGER)) WHERE businessId = ${businessId} AND deviceId = ${held.deviceId}`,
			);
		work.record(OfflineSaleAccepted, {
			subject: { type: "order", id: orderId },
			storeId,
			data: { seq, problem, orderId, total, currency, reason },
		});
		return answer<HandedIn>(handedInJson(businessId, id));
	},
});

/** Says that a sale that was held is none of ours. It stays to be read. @throws Refusal as `mustBeHeld` */
export const refuseHeldSale = command<typeof RefuseHeldSale, HandedIn, Viewer>({
	name: "sales.refuse-held",
	needs: "devices:settle",
	input: RefuseHeldSale,
	async run({ db, work, principal, now }, { id, reason }) {
		const { businessId } = db;
		const { row } = await db.read({ row: heldSale(businessId, id) });
		const viewer = await principal();
		const { storeId, seq, problem, total, currency } = mustBeHeld(viewer, row);
		const { actor } = viewer;
		const one = sql`businessId = ${businessId} AND id = ${id}`;
		work.guard(sql`SELECT 1 FROM offlineSales WHERE ${one} AND state = 'held'`);
		work.add(
			sql`UPDATE offlineSales SET state = 'refused', body = json_remove(body, '$.customer'), reason = ${reason}, settledBy = ${actor.id}, settledByName = ${actor.name}, settledAt = ${now} WHERE ${one}`,
		);
		work.record(OfflineSaleRefused, { subject: { type: "offlineSale", id }, storeId, data: { seq, problem, total, currency, reason } });
		return answer<HandedIn>(handedInJson(businessId, id));
	},
});
