import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { command, known } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import { AnyId } from "#app/platform/input.ts";
import { abilitiesOf } from "./adapters/registry.server.ts";
import { candidateRows } from "./candidates.server.ts";
import { connectionAsk, mustBeThere } from "./connection.server.ts";
import type { PlatformItem } from "./contract.ts";
import { judgeLevel } from "./drift.ts";
import { isGone } from "./listings.server.ts";
import { wantedLevel } from "./level-wishes.ts";
import { followsBooks, said } from "./rules.ts";
import { keepRun } from "./runs.server.ts";
import { newTally } from "./runs.ts";

const Items = z.object({
	connectionId: AnyId,
	items: z.array(z.custom<PlatformItem>()).max(5000),
	/** Where the numbers of the items stand; where another one was chosen since they say nothing. */
	locationId: z.string().nullable(),
	/**
	 * Where it was told, and not read: of which product they are all variants, as of when (ms UTC). What is known of later stays as it is; what is not
	 * among them is gone there.
	 */
	told: z.object({ productId: z.string(), at: z.int() }).nullable().default(null),
});
/** `changed`: how many are new, linked or drifted. */
export type Kept = { items: number; linked: number; ambiguous: number; drifted: number; gone: number; changed: number };

type There = Pick<PlatformItem, "variantId" | "sku" | "barcode" | "name" | "price" | "inventoryId" | "modifiedAt"> & {
	platformProductId: string;
	tracksStock: number;
	productId: string | null;
	linkedBy: string | null;
	changedAt: number | null;
	known: number | null;
	isGone: number;
};
type Level = { productId: string; onHand: number; available: number };
type Candidate = { variantId: string; productId: string };

/** Items of one read and batch. */
const chunk = 500;
/** The pieces a page is kept in, each an act of its own. */
export function inChunks(items: PlatformItem[]): PlatformItem[][] {
	return Array.from({ length: Math.ceil(items.length / chunk) }, (_, n) => items.slice(n * chunk, (n + 1) * chunk));
}

/**
 * Keeps what is sold there as it was read. What is linked to nothing yet is linked where SKU or barcode name one product, and one only. A level that is
 * another than it should be, though nothing is on its way, is drift: it is set again, and asked about first where it is
 * another than we knew too.
 */
export const keepListings = command<typeof Items, Kept>({
	name: "channels.keep-listings",
	needs: "channels:write",
	input: Items,
	async run({ db, work, now }, { connectionId, items: read, locationId, told }) {
		const { businessId } = db;
		const ids = JSON.stringify(read.map(({ variantId }) => variantId));
		const found = await db.read({
			connection: connectionAsk(businessId, connectionId),
			there:
				many<There>(sql`SELECT l.variantId, l.platformProductId, l.inventoryId, l.sku, l.barcode, l.name, l.price, l.tracksStock, l.modifiedAt, l.productId, l.linkedBy,
					l.changedAt, l.known, ${isGone} AS isGone FROM json_each(${ids}) AS w
				CROSS JOIN listings AS l ON l.businessId = ${businessId} AND l.connectionId = ${connectionId} AND l.variantId = w.value`),
			others: many<{
				variantId: string;
			}>(sql`SELECT l.variantId FROM listings AS l INDEXED BY listings_of_platform_product WHERE l.businessId = ${businessId} AND l.connectionId = ${connectionId}
				AND l.platformProductId = ${told?.productId ?? ""} AND l.seenAt > 0 AND l.modifiedAt <= CAST(${told?.at ?? 0} AS INTEGER) AND l.variantId NOT IN (SELECT value FROM json_each(${ids}))`),
			candidates: many<Candidate>(candidateRows(businessId, read)),
			levels: many<Level>(sql`SELECT s.productId, s.onHand, s.onHand - s.reserved AS available FROM json_each(${ids}) AS w
				CROSS JOIN listings AS l ON l.businessId = ${businessId} AND l.connectionId = ${connectionId} AND l.variantId = w.value
				CROSS JOIN connections AS c ON c.businessId = l.businessId AND c.id = l.connectionId
				CROSS JOIN stockLevels AS s ON s.businessId = l.businessId AND s.productId = l.productId AND s.storeId = c.storeId`),
		});
		const connection = mustBeThere(found.connection);
		work.guard(locationStays(businessId, connectionId, connection.locationId));
		const given = connection.locationId === locationId ? read : read.map((item) => ({ ...item, quantity: null }));
		const before = new Map(found.there.map((row) => [row.variantId, row]));
		const items = told ? given.filter((item) => isNews(item, before.get(item.variantId))) : given;
		const canSetStock = abilitiesOf(connection.platform).setStock;
		const isFollowed = !canSetStock && followsBooks(connection.settings);
		// Where orders are not taken, what was sold there is another number as well, and nobody has to look at that.
		const isAsked = canSetStock && connection.settings.pushStock && connection.settings.takeOrders;
		// Where nothing can be set, nothing is kept back either, and what is held for somebody is still on both shelves.
		const goals = new Map(
			found.levels.map(({ productId, onHand, available }) => [
				productId,
				canSetStock ? wantedLevel(available, connection.settings) : onHand,
			]),
		);
		const counts: Kept = { items: items.length, linked: 0, ambiguous: 0, drifted: 0, gone: told ? found.others.length : 0, changed: 0 };
		const rows = items.map((item) => {
			const old = before.get(item.variantId);
			const could = [
				...new Set(found.candidates.filter(({ variantId }) => variantId === item.variantId).map(({ productId }) => productId)),
			];
			const isOpen = !old || (old.productId === null && old.linkedBy === null);
			const linkedNow = isOpen && could.length === 1 ? (could[0] ?? null) : null;
			const isAmbiguous = isOpen && could.length > 1;
			if (linkedNow) counts.linked += 1;
			if (isAmbiguous) counts.ambiguous += 1;
			// Whoever's count holds says also what lies on a shelf that nobody here has opened.
			const level = old?.productId ? (goals.get(old.productId) ?? (isFollowed ? 0 : undefined)) : undefined;
			const verdict =
				item.tracksStock && level !== undefined && old?.changedAt === null && item.quantity !== null
					? judgeLevel({ there: item.quantity, wanted: level, known: old.known, isAsked })
					: "same";
			const isDrift = verdict !== "same";
			if (isDrift) counts.drifted += 1;
			if (!old || linkedNow || isDrift) counts.changed += 1;
			return {
				...item,
				...wordsOf(item),
				linked: linkedNow,
				isAmbiguous: isAmbiguous ? 1 : 0,
				// What is linked just now is set for the first time; what is on its way keeps what it was decided on.
				isDue: canSetStock && (linkedNow !== null || isDrift) ? 1 : 0,
				// It is another than the one we knew: that one is kept, so that the push meets it and asks, and what no order explains is shown.
				clashWanted: verdict === "clash" ? level : null,
				// What cannot be set is shown, for as long as it differs.
				differs:
					isDrift && level !== undefined && !canSetStock
						? { ours: level, theirs: item.quantity, correction: (item.quantity ?? 0) - level, at: now }
						: null,
				quantity: item.quantity,
			};
		});
		if (counts.gone > 0)
			work.add(sql`UPDATE listings SET seenAt = 0, modifiedAt = CAST(${told?.at ?? 0} AS INTEGER) WHERE businessId = ${businessId} AND connectionId = ${connectionId}
				AND variantId IN (SELECT value FROM json_each(${JSON.stringify(found.others.map(({ variantId }) => variantId))}))`);
		if (items.length === 0) return known(counts);
		const list = JSON.stringify(rows);
		work.add(sql`INSERT INTO listings (businessId, connectionId, variantId, platformProductId, inventoryId, sku, barcode, name, price, tracksStock, productId, linkedBy, isAmbiguous,
				known, changedAt, changes, clashWanted, conflict, seenAt, modifiedAt)
			SELECT ${businessId}, ${connectionId}, value ->> 'variantId', value ->> 'productId', value ->> 'inventoryId', value ->> 'sku', value ->> 'barcode', value ->> 'name', value ->> 'price',
				value ->> 'tracksStock', value ->> 'linked', iif(value ->> 'linked' IS NULL, NULL, 'rule'), value ->> 'isAmbiguous', value ->> 'quantity',
				iif(value ->> 'isDue', ${now}, NULL), 1, value ->> 'clashWanted', value ->> 'differs', ${now}, value ->> 'modifiedAt' FROM json_each(${list}) WHERE true
			ON CONFLICT (businessId, connectionId, variantId) DO UPDATE SET platformProductId = excluded.platformProductId, inventoryId = excluded.inventoryId, sku = excluded.sku,
				barcode = excluded.barcode, name = excluded.name, price = excluded.price, tracksStock = excluded.tracksStock, seenAt = excluded.seenAt, modifiedAt = excluded.modifiedAt,
				isAmbiguous = excluded.isAmbiguous, productId = iif(listings.linkedBy IS NULL, excluded.productId, listings.productId), linkedBy = COALESCE(listings.linkedBy, excluded.linkedBy),
				known = iif(listings.changedAt IS NULL AND excluded.clashWanted IS NULL AND NOT (${told ? 1 : 0} AND excluded.known IS NULL), excluded.known, listings.known),
				clashWanted = iif(listings.changedAt IS NULL, excluded.clashWanted, listings.clashWanted),
				changes = listings.changes + (excluded.changedAt IS NOT NULL),
				problem = iif((listings.problem = 'not_tracked' AND excluded.tracksStock) OR (listings.problem = 'not_there' AND excluded.known IS NOT NULL), NULL, listings.problem),
				changedAt = COALESCE(listings.changedAt, excluded.changedAt),
				conflict = iif(${canSetStock ? 1 : 0} OR (listings.conflict ->> 'ours' = excluded.conflict ->> 'ours' AND listings.conflict ->> 'theirs' = excluded.conflict ->> 'theirs'),
					listings.conflict, excluded.conflict)`);
		// A sale that waited for one of these may be told now.
		if (counts.linked > 0)
			work.add(
				sql`UPDATE bookedSales SET state = 'waiting', changes = changes + 1 WHERE businessId = ${businessId} AND connectionId = ${connectionId} AND state = 'parked' AND said = 'no_link'`,
			);
		const isNew = items.filter(({ variantId }) => !before.has(variantId)).length;
		work.add(
			sql`UPDATE connections SET productCount = productCount + CAST(${isNew} AS INTEGER) WHERE businessId = ${businessId} AND id = ${connectionId}`,
		);
		return known(counts);
	},
});

/** Its words as they are kept. */
function wordsOf(item: PlatformItem) {
	return {
		name: said(item.name, 200) || said(item.sku, 100) || item.variantId,
		sku: said(item.sku, 100),
		barcode: said(item.barcode, 60),
		tracksStock: item.tracksStock ? 1 : 0,
	};
}

/** Whether what was told says anything that is not known; what happened before what is known is none. */
function isNews(item: PlatformItem, old: There | undefined): boolean {
	if (!old) return true;
	if (item.modifiedAt < old.modifiedAt) return false;
	const is = { ...wordsOf(item), price: item.price, inventoryId: item.inventoryId, platformProductId: item.productId };
	return old.isGone === 1 || Object.entries(is).some(([field, value]) => old[field as keyof typeof is] !== value);
}

/** For a guard: that a connection's levels are still those of the location they were read at. */
export function locationStays(businessId: string, connectionId: string, locationId: string | null): SQL {
	return sql`SELECT 1 FROM connections WHERE businessId = ${businessId} AND id = ${connectionId} AND locationId IS ${locationId}`;
}

const Pulled = z.object({
	connectionId: AnyId,
	/** Where it was read; where another one was chosen since, it is read anew from the beginning, and nothing is noted. */
	locationId: z.string().nullable(),
	cursor: z.string().nullable(),
	drift: z.int(),
	changed: z.int(),
	/** Of its first page, when it began (ms UTC). */
	began: z.int().nullable(),
	read: z.int(),
	unread: z.int(),
	total: z.int().nullable(),
});

/**
 * How far reading what is sold there is; at its end, what it found: a calm shop is read less often.
 * @returns whether it was, and whether all is read: nobody has asked for it anew
 */
export const notePulled = command<typeof Pulled, { noted: boolean; isOver: boolean }>({
	name: "channels.note-pulled",
	needs: "channels:write",
	input: Pulled,
	async run({ db, work, now }, { connectionId, locationId, cursor, drift, changed, began, read, unread, total }) {
		const { connection } = await db.read({ connection: connectionAsk(db.businessId, connectionId) });
		const { locationId: chosen, goodsWantedAt, pullBeganAt } = mustBeThere(connection);
		if (chosen !== locationId) return known({ noted: false, isOver: false });
		// Whoever asked for it since it began asks for another.
		const isWanted = (goodsWantedAt ?? 0) > (began ?? pullBeganAt ?? now);
		work.guard(locationStays(db.businessId, connectionId, locationId));
		const [isOver, isFirst] = [cursor === null ? 1 : 0, began === null ? 0 : 1];
		const failed = sql`iif(${isFirst} = 1, 0, pullFailed) + CAST(${unread} AS INTEGER)`;
		const since = sql`COALESCE(CAST(${began} AS INTEGER), pullBeganAt)`;
		work.add(sql`UPDATE connections SET pullCursor = ${cursor}, drift = iif(${isFirst} = 1, 0, drift) + CAST(${drift} AS INTEGER),
			pullPages = iif(${isFirst} = 1, 0, pullPages) + 1, pullChanged = iif(${isFirst} = 1, 0, pullChanged) + CAST(${changed} AS INTEGER),
			pullDone = iif(${isFirst} = 1, 0, pullDone) + CAST(${read} AS INTEGER), pullFailed = ${failed},
			pullBeganAt = ${since}, seenSince = iif(${isOver} = 1 AND ${failed} = 0, ${since}, seenSince),
			pullTotal = COALESCE(CAST(${total} AS INTEGER), iif(${isFirst} = 1, NULL, pullTotal)),
			pulledAt = iif(${isOver} = 1, ${isWanted ? sql`NULL` : sql`CAST(${now} AS INTEGER)`}, pulledAt) WHERE businessId = ${work.businessId} AND id = ${connectionId}`);
		work.add(
			sql`UPDATE connections SET pullCalm = iif(drift > 0, 0, MIN(pullCalm + 1, 10)) WHERE ${isOver} = 1 AND businessId = ${work.businessId} AND id = ${connectionId}`,
		);
		if (cursor === null) keepRun(work, connectionId, newTally("goods", began ?? now), { whole: true });
		return known({ noted: true, isOver: cursor === null && !isWanted });
	},
});
