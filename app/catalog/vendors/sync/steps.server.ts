import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { command, known } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { minute } from "#app/platform/time.ts";
import type { RunRow, SyncState, VendorRow } from "../vendor.server.ts";

/**
 * The small steps of a reading, each a batch of its own: whoever does them holds the run's fence, and a holder that comes late changes nothing. A run whose
 * lease is over is taken up by whoever comes next, where it stands.
 */

/** Longer than any single step takes. */
const lease = 2 * minute;
/** A run that was taken up so often without getting on is given up. */
export const mostAttempts = 5;

const Held = z.object({ runId: z.string(), fence: z.int() });
export type Held = z.output<typeof Held>;

/** Finds a row as long as the run is this holder's. */
export function stillHeld(businessId: string, { runId, fence }: Held): SQL {
	return sql`SELECT 1 FROM vendorSyncRuns WHERE businessId = ${businessId} AND id = ${runId} AND fence = ${fence} AND status = 'running'`;
}

/** Takes a run that nobody is at; null when somebody is, or when it is over. */
export const claimRun = command<z.ZodObject<{ runId: z.ZodString }>, { run: RunRow; vendor: VendorRow; state: SyncState } | { run: null }>({
	name: "catalog.claim-sync",
	needs: "catalog:sync",
	input: z.object({ runId: z.string() }),
	async run({ db, work, now }, { runId }) {
		const { businessId } = db;
		const { run, vendor, state } = await db.read({
			run: first<RunRow>(sql`SELECT * FROM vendorSyncRuns WHERE businessId = ${businessId} AND id = ${runId}`),
			vendor:
				first<VendorRow>(sql`SELECT v.* FROM vendorSyncRuns AS r JOIN vendors AS v ON v.businessId = r.businessId AND v.id = r.vendorId
				WHERE r.businessId = ${businessId} AND r.id = ${runId}`),
			state:
				first<SyncState>(sql`SELECT s.* FROM vendorSyncRuns AS r JOIN vendorSyncStates AS s ON s.businessId = r.businessId AND s.vendorId = r.vendorId
				WHERE r.businessId = ${businessId} AND r.id = ${runId}`),
		});
		const isFree = run && (run.status === "queued" || run.status === "running") && run.leaseUntil <= now;
		if (!isFree || !vendor || !state) return known({ run: null });
		work.guard(
			sql`SELECT 1 FROM vendorSyncRuns WHERE businessId = ${businessId} AND id = ${runId} AND fence = ${run.fence} AND leaseUntil <= ${now}`,
		);
		work.add(sql`UPDATE vendorSyncRuns SET status = 'running', fence = fence + 1, attempts = attempts + 1, leaseUntil = ${now + lease}
			WHERE businessId = ${businessId} AND id = ${runId}`);
		return known({ run: { ...run, fence: run.fence + 1, attempts: run.attempts + 1 }, vendor, state });
	},
});

const Progress = Held.extend({
	/** The lease goes on so much longer than from now (ms): a wait that was asked for, a pause between pages. */
	pause: z.number().default(0),
	page: z.object({ etag: z.string().nullable(), hash: z.string(), bytes: z.number(), products: z.number() }).optional(),
	snapshot: z.object({ hash: z.string(), bytes: z.number(), products: z.number() }).optional(),
	phase: z.enum(["reading", "comparing", "writing"]).optional(),
	items: z.object({ items: z.number(), itemsBefore: z.number(), oddities: z.record(z.string(), z.number()) }).optional(),
});

/** Keeps how far a run has come. */
export const keepProgress = command({
	name: "catalog.keep-sync-progress",
	needs: "catalog:sync",
	input: Progress,
	async run({ work, now }, { page, snapshot, items, phase, pause, ...held }) {
		const { businessId } = work;
		const set = [sql`leaseUntil = ${now + lease + pause}`, sql`attempts = 0`];
		if (phase) set.push(sql`phase = ${phase}`);
		if (page) {
			set.push(sql`pages = json_insert(pages, '$[#]', json(${JSON.stringify(page)}))`);
			set.push(sql`products = products + ${page.products}`, sql`bytes = bytes + ${page.bytes}`, sql`waits = 0`);
		}
		if (snapshot) set.push(sql`snapshotHash = ${snapshot.hash}`, sql`bytes = ${snapshot.bytes}`, sql`products = ${snapshot.products}`);
		if (items)
			set.push(
				sql`items = ${items.items}`,
				sql`itemsBefore = ${items.itemsBefore}`,
				sql`oddities = json_patch(oddities, ${JSON.stringify(items.oddities)})`,
			);
		work.guard(stillHeld(businessId, held));
		work.add(sql`UPDATE vendorSyncRuns SET ${sql.join(set, sql`, `)} WHERE businessId = ${businessId} AND id = ${held.runId}`);
		return known({ kept: true as const });
	},
});

/** Lets go of a run that is not over: whoever comes after `seconds` goes on with it. `waited`: its source asked for it. */
export const layDown = command({
	name: "catalog.lay-down-sync",
	needs: "catalog:sync",
	input: Held.extend({ seconds: z.number().min(0), waited: z.boolean() }),
	async run({ work, now }, { seconds, waited, ...held }) {
		work.guard(stillHeld(work.businessId, held));
		work.add(sql`UPDATE vendorSyncRuns SET leaseUntil = ${now + seconds * 1000}, attempts = 0, waits = waits + ${waited ? 1 : 0}
			WHERE businessId = ${work.businessId} AND id = ${held.runId}`);
		return known({ laidDown: true as const });
	},
});

/**
 * Writes items that are new or not as they were, and counts them, in one batch. `rows` is the JSON of a list of rows; twice is once, as an item that is so
 * already is left alone.
 */
export const writeItems = command({
	name: "catalog.write-vendor-items",
	needs: "catalog:sync",
	input: Held.extend({ vendorId: z.string(), rows: z.string(), created: z.int(), updated: z.int() }),
	async run({ work, now }, { vendorId, rows, created, updated, ...held }) {
		const { businessId } = work;
		work.guard(stillHeld(businessId, held));
		work.add(sql`INSERT INTO vendorCatalogItems (businessId, vendorId, catalogId, styleId, styleTitle, title, kind, sku, barcode, gtin, price, compareAt, currency,
				available, url, imageUrl, attributes, payload, hash, searchText, firstSeenAt, changedAt)
			SELECT ${businessId}, ${vendorId}, value ->> 'catalogId', value ->> 'styleId', value ->> 'styleTitle', value ->> 'title', value ->> 'kind', value ->> 'sku',
				value ->> 'barcode', value ->> 'gtin', value ->> 'price', value ->> 'compareAt', value ->> 'currency', value ->> 'available', value ->> 'url',
				value ->> 'imageUrl', value -> 'attributes', value ->> 'payload', value ->> 'hash', value ->> 'searchText', ${now}, ${now}
			FROM json_each(${rows}) WHERE true
			ON CONFLICT (businessId, vendorId, catalogId) DO UPDATE SET styleId = excluded.styleId, styleTitle = excluded.styleTitle, title = excluded.title,
				kind = excluded.kind, sku = excluded.sku, barcode = excluded.barcode, gtin = excluded.gtin, price = excluded.price, compareAt = excluded.compareAt,
				currency = excluded.currency, available = excluded.available, url = excluded.url, imageUrl = excluded.imageUrl, attributes = excluded.attributes,
				payload = excluded.payload, hash = excluded.hash, searchText = excluded.searchText, changedAt = excluded.changedAt,
				lastSeenAt = NULL, missingSince = NULL, deletedAt = NULL
			WHERE vendorCatalogItems.hash <> excluded.hash OR vendorCatalogItems.missingSince IS NOT NULL`);
		work.add(sql`UPDATE vendorSyncRuns SET created = created + ${created}, updated = updated + ${updated}, attempts = 0, leaseUntil = ${now + lease}
			WHERE businessId = ${businessId} AND id = ${held.runId}`);
		return known({ written: created + updated });
	},
});
