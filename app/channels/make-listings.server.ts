import { sql } from "drizzle-orm";
import { z } from "zod";
import { skuKeyOf } from "#app/catalog/rules.ts";
import { command, known, query } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import { AnyId } from "#app/platform/input.ts";
import { minute } from "#app/platform/time.ts";
import { connectionAsk, mustBeThere } from "./connection.server.ts";
import type { Adapter, PlatformItem } from "./contract.ts";
import type { Driving } from "./drive-connection.server.ts";
import { ListingMade } from "./events.server.ts";
import { keepListings } from "./keep-listings.server.ts";
import { levelAtFirst, type MissingRow, missingColumns } from "./missing.server.ts";
import { PlatformTrouble } from "./trouble.ts";
import { type WantedRefusal, whyNotMade } from "./wanted.ts";

/** Makes at a shop what is wanted there. The SKU finds what was made before: of two tries of which one was not heard of, one product comes. */

/** Made in one turn. */
const atOnce = 10;
/** A shop finds what was made only some seconds later: until then, that it is not found says nothing. */
const patienceForSearch = 1 * minute;

const Which = z.object({ connectionId: AnyId, most: z.int() });
const wantedNow = query<typeof Which, MissingRow[]>({
	name: "channels.wanted-listings",
	needs: "channels:read",
	input: Which,
	async run({ db }, { connectionId, most }) {
		const { businessId } = db;
		const shop = mustBeThere((await db.read({ connection: connectionAsk(businessId, connectionId) })).connection);
		const { rows } = await db.read({
			rows: many<MissingRow>(sql`SELECT ${missingColumns(businessId, shop)} FROM wantedListings AS w INDEXED BY wantedListings_waiting
				CROSS JOIN products AS p ON p.businessId = w.businessId AND p.id = w.productId
				WHERE w.businessId = ${businessId} AND w.connectionId = ${connectionId} AND w.state = 'waiting' ORDER BY w.wantedAt, w.productId LIMIT CAST(${most} AS INTEGER)`),
		});
		return rows;
	},
});

const Tried = z.object({ connectionId: AnyId, productId: AnyId });
/** Says that the shop is asked to make one, before it is. */
const noteTried = command<typeof Tried, { noted: boolean }>({
	name: "channels.note-listing-tried",
	needs: "channels:write",
	input: Tried,
	async run({ work, now }, { connectionId, productId }) {
		work.add(sql`UPDATE wantedListings SET triedAt = ${now}, updatedAt = ${now}
			WHERE businessId = ${work.businessId} AND connectionId = ${connectionId} AND productId = ${productId}`);
		return known({ noted: true });
	},
});

const Settled = Tried.extend({
	outcome: z.discriminatedUnion("kind", [
		z.object({ kind: z.enum(["made", "found"]), variantId: z.string() }),
		z.object({ kind: z.literal("refused"), said: z.custom<WantedRefusal>(), heard: z.string() }),
	]),
});
type Linked = { productId: string | null; linkedBy: string | null; name: string };

/** Writes down what became of one. What is there is linked with it, unless somebody has said that it is another product, or none. */
const settleWanted = command<typeof Settled, { settled: boolean }>({
	name: "channels.settle-wanted-listing",
	needs: "channels:write",
	input: Settled,
	async run({ db, work, now }, { connectionId, productId, outcome }) {
		const { businessId } = db;
		const variantId = outcome.kind === "refused" ? "" : outcome.variantId;
		const { connection, listing } = await db.read({
			connection: connectionAsk(businessId, connectionId),
			listing: first<Linked>(
				sql`SELECT productId, linkedBy, name FROM listings WHERE businessId = ${businessId} AND connectionId = ${connectionId} AND variantId = ${variantId}`,
			),
		});
		const { storeId } = mustBeThere(connection);
		const mine = sql`businessId = ${businessId} AND connectionId = ${connectionId} AND productId = ${productId} AND state = 'waiting'`;
		const refused = (said: WantedRefusal, heard: string) =>
			work.add(
				sql`UPDATE wantedListings SET state = 'refused', said = ${said}, heard = ${heard.slice(0, 200)}, triedAt = NULL, updatedAt = ${now} WHERE ${mine}`,
			);
		if (outcome.kind === "refused") {
			refused(outcome.said, outcome.heard);
			return known({ settled: true });
		}
		const isOthers = listing === undefined || (listing.linkedBy !== null && listing.productId !== productId);
		if (isOthers) {
			refused("linked_otherwise", listing?.name ?? "");
			return known({ settled: true });
		}
		work.add(sql`UPDATE listings SET productId = ${productId}, linkedBy = 'person', isAmbiguous = 0, changedAt = CAST(${now} AS INTEGER), changes = changes + 1
			WHERE businessId = ${businessId} AND connectionId = ${connectionId} AND variantId = ${variantId} AND linkedBy IS NULL`);
		work.add(
			sql`UPDATE wantedListings SET state = ${outcome.kind}, variantId = ${variantId}, said = '', heard = '', updatedAt = ${now} WHERE ${mine}`,
		);
		work.record(ListingMade, {
			subject: { type: "connection", id: connectionId },
			storeId,
			data: { name: listing.name, variantId, productId, found: outcome.kind === "found" },
		});
		return known({ settled: true });
	},
});

/** @returns when to look again; as late as can be where nothing is wanted. @throws PlatformTrouble where the shop does not answer: what waits keeps waiting */
export async function makeListings(driving: Driving): Promise<number> {
	const { connection, adapter, now, mayGoOn } = driving;
	const { makes } = adapter;
	if (!makes) return Number.MAX_SAFE_INTEGER;
	const rows = await wantedNow(now(), { connectionId: connection.id, most: atOnce });
	let next = Number.MAX_SAFE_INTEGER;
	for (const row of rows) {
		if (!mayGoOn()) return now().now;
		next = Math.min(next, await makeOne(driving, makes, row));
	}
	return next;
}

/** @returns when there is something to do about it, or its level */
async function makeOne({ connection, ask, now }: Driving, makes: NonNullable<Adapter["makes"]>, row: MissingRow): Promise<number> {
	const { productId, name, sku, barcode, price, currency, triedAt } = row;
	const one = { connectionId: connection.id, productId };
	const refuseIt = async (said: WantedRefusal, heard = "") => {
		await settleWanted(now(), { ...one, outcome: { kind: "refused", said, heard } });
		return now().now;
	};
	const why = whyNotMade({ ...row, isSold: row.isSold === 1 }, connection.currency);
	if (why !== null || price === null) return refuseIt(why ?? "no_price");
	const there = (await ask((_, link) => makes.find(link, sku))).filter((item) => skuKeyOf(item.sku) === skuKeyOf(sku));
	if (there.length > 1) return refuseIt("several_there", there.map((item) => item.name).join(", "));
	let [item]: (PlatformItem | undefined)[] = there;
	const kind = item ? "found" : "made";
	if (!item) {
		if (triedAt !== null && now().now < triedAt + patienceForSearch) return triedAt + patienceForSearch;
		await noteTried(now(), one);
		const wish = { ref: productId, name, sku, barcode, price, currency, quantity: levelAtFirst(row, connection) };
		try {
			item = await ask((_, link) => makes.make(link, wish));
		} catch (error) {
			if (!(error instanceof PlatformTrouble) || error.kind !== "refused") throw error;
			return refuseIt("refused", error.said);
		}
	}
	await keepListings(now(), { connectionId: connection.id, locationId: connection.locationId, items: [item] });
	await settleWanted(now(), { ...one, outcome: { kind, variantId: item.variantId } });
	return now().now;
}
