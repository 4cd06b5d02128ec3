import { type SQL, sql } from "drizzle-orm";
import { approvalOf, leaveThenIn } from "#app/identity/approvals.server.ts";
import { covers } from "#app/identity/mandates.server.ts";
import { permissionsAtTill } from "#app/identity/permissions.ts";
import type { HandingIn } from "#app/identity/till-queue.server.ts";
import { answer, answeredUnder, command, takeKeyIn } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { parseAmount, sum } from "#app/platform/money.ts";
import type { Work } from "#app/platform/work.server.ts";
import { drawerThen } from "#app/orders/drawer.server.ts";
import { saleQuestions } from "../sell-basket.server.ts";
import { limitOf } from "../settings.server.ts";
import { bookOfflineSaleIn, buyerThenIn, type HandedIn, handedInJson } from "./book.server.ts";
import { OfflineSaleBooked, OfflineSaleHeld } from "./events.server.ts";
import { HandInSale, type OfflineSale, type SaleAsSaid } from "./input.ts";
import { judgeSale, mostHeld, notesOn, readSale, soldWhen, widestGap } from "./rules.ts";

/** The act a till tries first, under the same name: what it did before its answer was lost is this sale, and what comes after it is too late. */
const onlineAct = "sales.sell";

/**
 * Takes in one sale a till made alone. By its uuid it is one sale, however often and from wherever it comes. It is booked as it was made; what nobody can
 * vouch for (a revoked till, a sale without the mandate of whoever sold it, more off than they may give, sums that do not add up, words nobody can read) is
 * held for the owner, and nothing is thrown away.
 * @throws Refusal `conflict / till_queue_full` when more is held of this till than anybody will look at
 */
export const handInSale = command<typeof HandInSale, HandedIn, HandingIn>({
	name: "sales.hand-in",
	needs: "till:use",
	input: HandInSale,
	async run({ db, work, principal, now }, { tillId, sentAt, sale: said, left }) {
		const { businessId } = db;
		const { id, seq } = said;
		const { sale: read, isReadable } = readSale(said, sentAt);
		const { at: soldAt, ahead } = soldWhen({ soldAt: read.soldAt, sentAt }, now);
		// The till says which store's shelf; which it is, the proof says. Products and settings are asked for by the device's own store.
		const storeId = sql`(SELECT storeId FROM devices WHERE businessId = ${businessId} AND id = ${tillId})`;
		const { before, known, till, taken, online, claimed, drawer, held, approval, ...facts } = await db.read({
			before: first<{ id: string }>(sql`SELECT id FROM offlineSales WHERE businessId = ${businessId} AND id = ${id}`),
			till: first<{
				id: string;
				storeId: string;
				highest: number;
			}>(sql`SELECT d.id, d.storeId, COALESCE(q.highest, 0) AS highest FROM devices d
				LEFT JOIN tillQueues q ON q.businessId = d.businessId AND q.deviceId = d.id WHERE d.businessId = ${businessId} AND d.id = ${tillId}`),
			taken: first<{ id: string }>(sql`SELECT id FROM offlineSales INDEXED BY offlineSales_once
				WHERE businessId = ${businessId} AND deviceId = ${tillId} AND seq = CAST(${seq} AS INTEGER) AND problem IS NOT 'sequence_taken'`),
			online: answeredUnder(businessId, onlineAct, id),
			claimed: first<{
				id: string;
				name: string;
				worksHere: 0 | 1;
			}>(sql`SELECT u.id, u.name,
					EXISTS (SELECT 1 FROM employeeStores w WHERE w.businessId = e.businessId AND w.employeeId = e.id AND w.storeId = ${storeId}) AS worksHere
				FROM employees e JOIN users u ON u.businessId = e.businessId AND u.id = e.userId
				WHERE e.businessId = ${businessId} AND e.id = ${read.claimedSeller ?? ""}`),
			approval: approvalOf(businessId, read.approvalId),
			drawer: drawerThen(businessId, storeId, tillId, soldAt),
			held: first<{ n: number }>(sql`SELECT count(*) AS n FROM (SELECT 1 FROM offlineSales INDEXED BY offlineSales_held
				WHERE businessId = ${businessId} AND state = 'held' AND deviceId = ${tillId} LIMIT ${mostHeld})`),
			...saleQuestions(businessId, { storeId, lines: read.lines, customer: read.customer }),
		});
		const by = await principal();
		const done = answer<HandedIn>(handedInJson(businessId, id));
		if (before) return done;

		const { seller, device, store, mandate } = by;
		const sale = { ...read, currency: read.currency || store.currency };
		const mine = device.id === tillId && till !== undefined;
		// Whom nobody asked for a PIN sells in their own name, on the word of whoever had shown one, and takes nothing off. Where that name does not work here
		// any more, the sale is in the name of whoever had shown a PIN, but no more is known of who made it.
		const isClaimed = read.claimedSeller !== undefined && claimed?.id !== seller?.id;
		const who = isClaimed && claimed?.worksHere ? { kind: "user" as const, id: claimed.id, name: claimed.name } : by.actor;
		const limit = isClaimed ? 0 : seller ? limitOf(seller.role, permissionsAtTill(seller.role), facts.settings) : 0;
		const judged = isReadable ? judgeSale(sale, store.id, facts.products, limit) : { problem: "validation_failed" };
		const isOver = !("problem" in judged) && judged.decided.overLimit && !online;
		const vouched = !mine
			? "another_till"
			: taken
				? "sequence_taken"
				: seq - till.highest > widestGap
					? "sequence_jump"
					: !by.standing
						? "till_revoked"
						: !seller || mandate?.deviceId !== device.id
							? "no_mandate"
							: !covers(mandate, soldAt)
								? "mandate_over"
								: sale.currency !== store.currency
									? "currency_changed"
									: "problem" in judged
										? judged.problem
										: null;
		// Leave that was given is used up by the sale it was given for, also when the till never heard that it was sold.
		const leave =
			vouched === null && isOver && !isClaimed
				? leaveThenIn(work, approval, { act: "discount", storeId: store.id, deviceId: device.id, actorId: by.actor.id, at: soldAt })
				: null;
		const problem = vouched ?? (isOver && !leave ? "over_limit" : null);
		const row = { sale, body: isReadable ? sale : said, soldAt, tillId: till?.id ?? device.id, storeId: till?.storeId ?? store.id, who };
		if (problem === null && !("problem" in judged)) {
			const { decided, payments } = judged;
			const isClosed = drawer !== undefined && drawer.closedAt !== null;
			const notes = notesOn(sale, facts.products, {
				ahead,
				sellerActive: seller?.active ?? true,
				isClaimed,
				drawerClosed: isClosed,
			});
			const orderId = online
				? orderOf(online.response)
				: bookOfflineSaleIn(work, {
						sale,
						buyer: await buyerThenIn(work, sale, known),
						decided,
						payments,
						store,
						device,
						seller: who,
						soldAt,
						// A drawer that was counted since is counted: its surplus is this sale.
						drawer: sql`(SELECT id FROM drawers WHERE businessId = ${businessId} AND id = ${drawer?.id ?? ""} AND closedAt IS NULL)`,
						leave,
						// A till asks for nothing more to keep while a sale of it waits.
						fromLease: true,
					});
			if (!online) takeKeyIn(work, onlineAct, id, by.actor.id);
			const { total, units } = decided;
			keepIn(work, { ...row, state: "sold", problem, notes, orderId, total, units });
			if (!online)
				work.record(OfflineSaleBooked, {
					subject: { type: "order", id: orderId },
					storeId: store.id,
					data: { seq, orderId, total, currency: sale.currency, soldAt, notes },
				});
		} else {
			if ((held?.n ?? 0) >= mostHeld) refuse("conflict", "till_queue_full", { most: mostHeld });
			const total = minorOf(sale);
			const why = problem ?? "validation_failed";
			keepIn(work, {
				...row,
				state: "held",
				problem: why,
				notes: [],
				orderId: null,
				total,
				units: sum(sale.lines.map(({ quantity }) => quantity)),
			});
			work.record(OfflineSaleHeld, {
				subject: { type: "offlineSale", id },
				storeId: row.storeId,
				data: { seq, problem: why, total, currency: sale.currency, soldAt },
			});
		}
		if (mine && problem !== "sequence_taken" && problem !== "sequence_jump") countIn(work, tillId, till.storeId, seq, left);
		return done;
	},
});

type Kept = {
	sale: OfflineSale;
	/** As it came, where nothing could be made of it. */
	body: OfflineSale | SaleAsSaid;
	soldAt: number;
	tillId: string;
	storeId: string;
	who: { id: string; name: string };
	state: "sold" | "held";
	problem: string | null;
	notes: string[];
	orderId: string | null;
	total: number;
	units: number;
};

function keepIn(work: Work, { sale, body: said, soldAt, tillId, storeId, who, state, problem, notes, orderId, total, units }: Kept): void {
	const { mandate: _, ...whole } = said;
	// Who bought stands on the order, where it can be forgotten.
	const { customer, ...bare } = whole;
	const body = state === "held" ? whole : bare;
	work.add(sql`INSERT INTO offlineSales (businessId, id, deviceId, seq, storeId, state, problem, notes, orderId, soldAt, saidAt, arrivedAt, actorId, actorName, units, total, currency, body)
		VALUES (${work.businessId}, ${sale.id}, ${tillId}, CAST(${sale.seq} AS INTEGER), ${storeId}, ${state}, ${problem}, ${JSON.stringify(notes)}, ${orderId},
			${soldAt}, ${sale.soldAt}, ${work.now}, ${who.id}, ${who.name}, ${units}, ${total}, ${sale.currency}, ${JSON.stringify(body)})`);
}

/** The till's sequence has come this far; what was jumped over is missing until it comes. */
function countIn(work: Work, deviceId: string, storeId: string, seq: number, left: readonly number[]): void {
	missIn(work, deviceId, storeId, sql`CAST(${seq} AS INTEGER)`, left);
	work.add(sql`DELETE FROM tillGaps WHERE businessId = ${work.businessId} AND deviceId = ${deviceId} AND seq = CAST(${seq} AS INTEGER)`);
	work.add(sql`INSERT INTO tillQueues (businessId, deviceId, storeId, highest, heardAt) VALUES (${work.businessId}, ${deviceId}, ${storeId}, CAST(${seq} AS INTEGER), ${work.now})
		ON CONFLICT (businessId, deviceId) DO UPDATE SET highest = max(highest, excluded.highest), heardAt = max(heardAt, excluded.heardAt)`);
}

/** Everything between what was handed in and `before` is missing, but for what was `left` with its till: that comes again. */
export function missIn(work: Work, deviceId: string, storeId: string, before: SQL, left: readonly number[] = []): void {
	const highest = sql`COALESCE((SELECT highest FROM tillQueues WHERE businessId = ${work.businessId} AND deviceId = ${deviceId}), 0)`;
	work.add(sql`INSERT INTO tillGaps (businessId, deviceId, seq, storeId, noticedAt)
		WITH RECURSIVE missing (seq) AS (SELECT ${highest} + 1 UNION ALL SELECT seq + 1 FROM missing WHERE seq + 1 < ${before} AND seq < ${highest} + ${widestGap})
		SELECT ${work.businessId}, ${deviceId}, seq, ${storeId}, ${work.now} FROM missing
		WHERE seq < ${before} AND seq NOT IN (SELECT value FROM json_each(${JSON.stringify(left)})) ON CONFLICT (businessId, deviceId, seq) DO NOTHING`);
}

function orderOf(response: string): string {
	const { orderId }: { orderId: string } = JSON.parse(response);
	return orderId;
}

function minorOf({ expectedTotal, currency }: OfflineSale): number {
	const amount = parseAmount(expectedTotal, currency);
	return typeof amount === "number" ? amount : 0;
}
