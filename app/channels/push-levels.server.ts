import { sql } from "drizzle-orm";
import { z } from "zod";
import { command, known, query } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import { AnyId } from "#app/platform/input.ts";
import { connectionAsk, mustBeThere } from "./connection.server.ts";
import { correctionBy, type LevelAnswer, type LevelWish, wantedLevel } from "./level-wishes.ts";
import type { Driving } from "./drive-connection.server.ts";
import { keepRun } from "./runs.server.ts";
import { newTally, type Tally } from "./runs.ts";

/** A listing whose level may have to be set. `available`: what is free on the shelf it is sold from; null: it has none there. */
type Changed = {
	variantId: string;
	platformProductId: string;
	inventoryId: string | null;
	known: number | null;
	changes: number;
	changedAt: number;
	clashes: number;
	clashWanted: number | null;
	soldThere: number;
	available: number | null;
};
const Which = z.object({ connectionId: AnyId, most: z.int(), locationId: z.string().nullable() });

/** None once levels are set at another location: whoever chose it had that asked for anew. */
const changedListings = query<typeof Which, Changed[]>({
	name: "channels.changed-listings",
	needs: "channels:read",
	input: Which,
	async run({ db }, { connectionId, most, locationId }) {
		const { rows } = await db.read({
			rows: many<Changed>(sql`SELECT l.variantId, l.platformProductId, l.inventoryId, l.known, l.changes, l.changedAt, l.clashes, l.clashWanted, l.soldThere,
					(SELECT s.onHand - s.reserved FROM stockLevels AS s WHERE s.businessId = l.businessId AND s.productId = l.productId AND s.storeId = c.storeId) AS available
				FROM connections AS c CROSS JOIN listings AS l INDEXED BY listings_changed ON l.businessId = c.businessId AND l.connectionId = c.id AND l.changedAt IS NOT NULL
				WHERE c.businessId = ${db.businessId} AND c.id = ${connectionId} AND c.locationId IS ${locationId} ORDER BY l.changedAt LIMIT CAST(${most} AS INTEGER)`),
		});
		return rows;
	},
});

const Outcome = z.object({
	variantId: z.string(),
	changes: z.int(),
	kind: z.enum(["done", "clash", "explained", "conflict", "refused"]),
	/** What stands there now; null: nobody says. */
	there: z.int().nullable(),
	wanted: z.int(),
	/** By how much our shelf is wrong, where theirs is right. */
	correction: z.int().nullable(),
	problem: z.string().nullable(),
});
type Outcome = z.output<typeof Outcome>;
const Pushed = z.object({
	connectionId: AnyId,
	outcomes: z.array(Outcome),
	lag: z.int().nullable(),
	askForOrders: z.boolean(),
	/** Where that was. */
	locationId: z.string().nullable(),
	tally: z.custom<Tally>(),
});

/** Of how many the page says how long they waited. */
const mostLags = 100;

/**
 * Writes down what became of levels that were to be set. `clash`: it was another number there; orders are asked for before it is tried again, and what was
 * wanted when it was first seen, here or by reading, is kept. What changed again meanwhile stays to be set, and all of it where levels are set at another location by now.
 */
const notePushed = command<typeof Pushed, { noted: boolean }>({
	name: "channels.note-pushed",
	needs: "channels:write",
	input: Pushed,
	async run({ db, work, now }, { connectionId, outcomes, lag, askForOrders, locationId, tally }) {
		const { businessId } = db;
		const connection = mustBeThere((await db.read({ connection: connectionAsk(businessId, connectionId) })).connection);
		// Somebody chose another location meanwhile: what stands at this one says nothing of that.
		if (connection.locationId !== locationId) return known({ noted: false });
		const conflict = sql`json_object('ours', o.value ->> 'wanted', 'theirs', o.value ->> 'there', 'correction', o.value ->> 'correction', 'at', CAST(${now} AS INTEGER))`;
		const kind = sql`(o.value ->> 'kind')`;
		// Outcomes first, then each listing by its key: the other way round, each listing of the shop is held against each outcome.
		work.add(sql`WITH o AS MATERIALIZED (SELECT ${businessId} AS businessId, ${connectionId} AS connectionId, value ->> 'variantId' AS variantId, value FROM json_each(${JSON.stringify(outcomes)}))
			UPDATE listings SET known = iif(${kind} IN ('clash', 'refused'), known, o.value ->> 'there'),
				pushedAt = iif(${kind} = 'done', CAST(${now} AS INTEGER), pushedAt),
				clashes = iif(${kind} = 'clash', clashes + 1, 0), clashWanted = iif(${kind} = 'clash', COALESCE(clashWanted, o.value ->> 'wanted'), NULL),
				conflict = iif(${kind} = 'conflict', ${conflict}, conflict), problem = iif(${kind} = 'refused', o.value ->> 'problem', NULL),
				changedAt = iif(${kind} IN ('done', 'refused') AND changes = o.value ->> 'changes', NULL, changedAt)
			FROM o WHERE listings.businessId = o.businessId AND listings.connectionId = o.connectionId AND listings.variantId = o.variantId`);
		const lags = JSON.stringify([...connection.pushLags, lag].slice(-mostLags));
		const asked = askForOrders ? sql`, ordersAskedAt = NULL` : sql``;
		work.add(
			lag === null
				? sql`UPDATE connections SET updatedAt = ${now} ${asked} WHERE businessId = ${businessId} AND id = ${connectionId}`
				: sql`UPDATE connections SET pushedAt = ${now}, pushLag = CAST(${lag} AS INTEGER), pushLags = ${lags} ${asked} WHERE businessId = ${businessId} AND id = ${connectionId}`,
		);
		keepRun(work, connectionId, tally);
		return known({ noted: true });
	},
});

/** Reads of one turn at most: a shelf that never comes to rest keeps nothing else waiting for ever. */
const mostRounds = 40;

/**
 * Sets the levels that changed here, the latest number each and only those that differ from what stands there. @returns whether there is more, or orders
 * should be asked for first
 */
export async function pushLevels({ connection, adapter, ask, now, mayGoOn, going }: Driving): Promise<boolean> {
	if (!adapter.capabilities.canSetStock || !connection.settings.pushStock) return false;
	const most = adapter.capabilities.mostLevels;
	for (let round = 0; round < mostRounds && mayGoOn(); round++) {
		const changed = await changedListings(now(), { connectionId: connection.id, most, locationId: connection.locationId });
		if (changed.length === 0) return false;
		const tally = { ...newTally("levels", now().now), pages: 1, read: changed.length };
		going.run = tally;
		const goal = new Map(changed.map((row) => [row.variantId, wantedLevel(row.available ?? 0, connection.settings)]));
		// A product without a shelf there is not ours to count; and what stood there may be as wished, unless another number was met since.
		const isThere = ({ variantId, known: there, clashWanted }: Changed) => clashWanted === null && there === goal.get(variantId);
		const rest = changed.filter((row) => row.available === null || isThere(row));
		const wishes = changed.filter((row) => !rest.includes(row)).map((row) => wishOf(row, goal.get(row.variantId) ?? 0, connection));
		const answers = wishes.length > 0 ? await ask((shop, link) => shop.pushLevels(link, wishes)) : [];
		const outcomes = [
			...rest.map((row): Outcome => ({ ...still(row), kind: "done", there: row.known, wanted: goal.get(row.variantId) ?? 0 })),
			...answers.flatMap((answer) => outcomeOf(answer, changed, goal, connection.settings) ?? []),
		];
		const clashed = outcomes.some(({ kind }) => kind === "clash");
		const done = answers.filter(({ kind }) => kind === "done").length;
		tally.pushed = done;
		tally.failed = outcomes.filter(({ kind }) => kind === "refused" || kind === "conflict").length;
		tally.skipped = changed.length - done - tally.failed;
		const lag = done > 0 ? Math.max(0, now().now - Math.min(...changed.map(({ changedAt }) => changedAt))) : null;
		await notePushed(now(), {
			connectionId: connection.id,
			outcomes,
			lag,
			askForOrders: clashed && adapter.capabilities.hasOrders,
			locationId: connection.locationId,
			tally,
		});
		going.run = null;
		if (clashed || outcomes.length < changed.length) return true;
	}
	return true;
}

const still = ({ variantId, changes }: Changed) => ({ variantId, changes, problem: null, correction: null });

function wishOf(row: Changed, quantity: number, connection: Driving["connection"]): LevelWish {
	const { variantId, platformProductId: productId, inventoryId, known: seen, changes } = row;
	const key = `${connection.id}:${variantId}:${changes}:${quantity}:${seen ?? "?"}`;
	return { ref: variantId, productId, variantId, inventoryId, locationId: connection.locationId, quantity, seen, key };
}

function outcomeOf(
	answer: LevelAnswer,
	changed: Changed[],
	goal: Map<string, number>,
	settings: Driving["connection"]["settings"],
): Outcome | null {
	const row = changed.find(({ variantId }) => variantId === answer.ref);
	if (!row || answer.kind === "throttled") return null;
	const wanted = goal.get(row.variantId) ?? 0;
	const base = { ...still(row), wanted };
	if (answer.kind === "done") return { ...base, kind: "done", there: answer.quantity };
	if (answer.kind === "refused") return { ...base, kind: "refused", there: null, problem: answer.reason };
	const { theirs } = answer;
	if (theirs === wanted) return { ...base, kind: "done", there: theirs };
	const correction = correctionBy(theirs, row.available ?? 0, settings);
	const fewer = theirs !== null && row.known !== null ? row.known - theirs : null;
	// As much as they sold in orders that are here already: nobody has to look at that, whatever else was sold meanwhile.
	if (fewer !== null && fewer !== 0 && fewer === row.soldThere) return { ...base, kind: "explained", there: theirs, correction };
	if (row.clashes === 0) return { ...base, kind: "clash", there: theirs };
	// Or as much as ours became another one since: what they called off, or took back.
	const isExplained = fewer !== null && (row.clashWanted ?? wanted) - wanted === fewer;
	return { ...base, kind: isExplained ? "explained" : "conflict", there: theirs, correction };
}
