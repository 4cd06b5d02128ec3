import { sql } from "drizzle-orm";
import { z } from "zod";
import { command, known } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import { AnyId } from "#app/platform/input.ts";
import { minute, second } from "#app/platform/time.ts";
import { connectionAsk, mustBeThere } from "./connection.server.ts";
import type { Said } from "./contract.ts";
import { judgeLevel } from "./drift.ts";
import type { Driving } from "./drive-connection.server.ts";
import { keepListings, locationStays } from "./keep-listings.server.ts";
import { matchWaiting } from "./match-waiting.server.ts";
import type { Receipt } from "./receipts.server.ts";
import { wantedLevel } from "./level-wishes.ts";
import { PlatformTrouble } from "./trouble.ts";

/** What a shop tells of its goods: kept as a reading keeps it, and its numbers held against ours. */

/** A number that stands there, of a variant or of what its stock is named by. */
const HeardLevel = z.object({ variantId: z.string().optional(), inventoryId: z.string().optional(), quantity: z.int() });
type HeardLevel = z.output<typeof HeardLevel>;
const Heard = z.object({
	connectionId: AnyId,
	/** Where they stand. */
	locationId: z.string().nullable(),
	levels: z.array(HeardLevel).max(500),
	/** Another number than the one we know is left for now. */
	isPatient: z.boolean(),
});
/** How many are sold there as far as we know, and how many of those stand at another number than we know and want; nothing of either where another location was chosen since. */
type LevelsHeard = { there: number; differ: number; isElsewhere?: boolean };
type Row = {
	variantId: string;
	productId: string | null;
	known: number | null;
	changedAt: number | null;
	available: number | null;
	quantity: number;
};

/**
 * Holds numbers a shop told against what we know and want. What we know is our own number come back; what we want is noted; any other is marked as a
 * reading marks it, so that the shop is asked (levels are set only where they are still what we knew), and its orders before ours is set.
 */
const hearLevels = command<typeof Heard, LevelsHeard>({
	name: "channels.hear-levels",
	needs: "channels:write",
	input: Heard,
	async run({ db, work, now }, { connectionId, locationId, levels, isPatient }) {
		const { businessId } = db;
		const found = await db.read({
			connection: connectionAsk(businessId, connectionId),
			rows: many<Row>(sql`SELECT l.variantId, l.productId, l.known, l.changedAt, w.value ->> 'quantity' AS quantity,
					(SELECT s.onHand - s.reserved FROM stockLevels AS s WHERE s.businessId = l.businessId AND s.productId = l.productId AND s.storeId = c.storeId) AS available
				FROM connections AS c CROSS JOIN json_each(${JSON.stringify(levels)}) AS w
				CROSS JOIN listings AS l ON l.businessId = c.businessId AND l.connectionId = c.id AND l.variantId = COALESCE(w.value ->> 'variantId', (SELECT i.variantId FROM listings AS i
					INDEXED BY listings_of_item WHERE i.businessId = c.businessId AND i.connectionId = c.id AND i.inventoryId = w.value ->> 'inventoryId'))
				WHERE c.businessId = ${businessId} AND c.id = ${connectionId}`),
		});
		const connection = mustBeThere(found.connection);
		if (connection.locationId !== locationId) return known({ there: 0, differ: 0, isElsewhere: true });
		work.guard(locationStays(businessId, connectionId, locationId));
		const { settings } = connection;
		const isAsked = settings.pushStock && settings.takeOrders;
		const writes: { variantId: string; known: number | null; isDue: 0 | 1; clashWanted: number | null }[] = [];
		let differ = 0;
		for (const { variantId, productId, known, changedAt, available, quantity: there } of found.rows) {
			if (there === known) continue;
			const rests = changedAt === null;
			const noted = { variantId, known: there, isDue: 0, clashWanted: null } as const;
			// Nobody's here, or on no shelf of ours: it is only shown.
			if (productId === null || available === null) writes.push(noted);
			else {
				const wanted = wantedLevel(available, settings);
				const verdict = judgeLevel({ there, wanted, known, isAsked });
				if (verdict === "same") {
					if (rests) writes.push(noted);
					continue;
				}
				differ += 1;
				// What is on its way is held against the number we knew by itself, unless that is the one wanted: then nothing would be asked.
				if (!isPatient && (rests || known === wanted))
					writes.push({
						variantId,
						known: verdict === "clash" ? known : there,
						isDue: 1,
						clashWanted: verdict === "clash" ? wanted : null,
					});
			}
		}
		if (writes.length > 0)
			work.add(sql`WITH o AS MATERIALIZED (SELECT value FROM json_each(${JSON.stringify(writes)}))
				UPDATE listings SET known = o.value ->> 'known', clashWanted = COALESCE(clashWanted, o.value ->> 'clashWanted'), changes = changes + (o.value ->> 'isDue'),
					changedAt = COALESCE(changedAt, iif(o.value ->> 'isDue', CAST(${now} AS INTEGER), NULL))
				FROM o WHERE listings.businessId = ${businessId} AND listings.connectionId = ${connectionId} AND listings.variantId = o.value ->> 'variantId'`);
		return known({ there: found.rows.length, differ });
	},
});

/** A number and the order it came from are told apart from each other: for so long the order may still come. */
const patienceForOrder = 10 * second;
const patienceForProduct = 10 * minute;

/** What became of news of goods; `wait`: it is looked at again at `until` (ms UTC). */
export type Heeded = { state: "taken" | "passed" | "wait"; said: string; details: Record<string, unknown>; until?: number };
type Goods = Extract<Said, { kind: "product" | "product_changed" | "product_deleted" | "level" }>;
const passed = (said: string): Heeded => ({ state: "passed", said, details: {} });

/**
 * Takes what a shop told of its goods. `asked`: products it was asked about in this turn, and when (ms UTC): what was told before that is in the answer.
 * Told twice it changes nothing; a late number costs a question at most.
 */
export async function hearGoods(
	driving: Driving,
	news: Goods,
	receipt: Pick<Receipt, "receivedAt" | "occurredAt">,
	asked: Map<string, number>,
): Promise<Heeded> {
	const { connection, adapter, ask, now } = driving;
	const connectionId = connection.id;
	if (news.kind === "level") {
		const { inventoryId, locationId, quantity } = news;
		if (locationId !== connection.locationId) return passed("level_elsewhere");
		return heardLevels(driving, [{ inventoryId, quantity }], receipt);
	}
	const { productId } = news;
	if (news.kind === "product_deleted") {
		const { gone } = await keepListings(now(), {
			connectionId,
			locationId: connection.locationId,
			items: [],
			told: { productId, at: receipt.occurredAt },
		});
		return gone > 0 ? { state: "taken", said: "goods_gone", details: { variants: gone } } : passed("goods_unknown");
	}
	let told = { items: news.kind === "product" ? news.items : [], at: news.kind === "product" ? news.at || receipt.occurredAt : 0 };
	if (news.kind === "product_changed") {
		if ((asked.get(productId) ?? 0) > receipt.receivedAt) return passed("same");
		if (!adapter.fetchProduct) return passed("nothing");
		const at = now().now;
		try {
			told = { items: await ask((shop, link) => shop.fetchProduct?.(link, productId) ?? Promise.resolve([])), at };
		} catch (error) {
			if (!(error instanceof PlatformTrouble) || error.kind === "expired" || error.kind === "wrong_host") throw error;
			// Orders told behind it must not wait for a product that cannot be had: it is asked for a while, then left to the next reading.
			const details = { reason: error.reason };
			return at < receipt.receivedAt + patienceForProduct
				? { state: "wait", said: "goods_unread", details, until: at + minute }
				: { state: "passed", said: "goods_unread", details };
		}
		asked.set(productId, at);
	}
	return keepTold(driving, productId, told, receipt);
}

async function keepTold(
	driving: Driving,
	productId: string,
	{ items, at }: { items: Extract<Said, { kind: "product" }>["items"]; at: number },
	receipt: Pick<Receipt, "receivedAt">,
): Promise<Heeded> {
	// Its numbers are judged by themselves: they may be of an order that is on its way to us.
	const {
		items: kept,
		linked,
		gone,
	} = await keepListings(driving.now(), {
		connectionId: driving.connection.id,
		locationId: driving.connection.locationId,
		items: items.map((item) => ({ ...item, quantity: null })),
		told: { productId, at },
	});
	if (linked > 0) await matchWaiting(driving.now());
	const levels = items.flatMap(({ variantId, tracksStock, quantity }) =>
		tracksStock && quantity !== null ? [{ variantId, quantity }] : [],
	);
	const heard = await heardLevels(driving, levels, receipt);
	if (heard.state !== "passed") return heard;
	return kept + gone > 0 ? { state: "taken", said: "goods_kept", details: { variants: kept, linked, gone } } : passed("same");
}

async function heardLevels(
	{ connection, now }: Driving,
	levels: HeardLevel[],
	{ receivedAt }: Pick<Receipt, "receivedAt">,
): Promise<Heeded> {
	const { id: connectionId, locationId } = connection;
	const until = receivedAt + patienceForOrder;
	const isPatient = until > now().now;
	let [there, differ] = [0, 0];
	for (let from = 0; from < levels.length; from += 500) {
		const heard = await hearLevels(now(), { connectionId, locationId, levels: levels.slice(from, from + 500), isPatient });
		if (heard.isElsewhere) return passed("level_elsewhere");
		there += heard.there;
		differ += heard.differ;
	}
	if (there === 0) return passed("goods_unknown");
	if (differ === 0) return passed("level_known");
	if (isPatient) return { state: "wait", said: "level_waits", details: {}, until };
	return { state: "taken", said: "level_differs", details: { variants: differ } };
}
