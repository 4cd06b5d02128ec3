import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { query } from "#app/platform/command.server.ts";
import { pageOf, readCursor } from "#app/platform/cursor.ts";
import { type Ask, first, many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { byName } from "#app/platform/sort-key.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { ListItems, ListRuns, RunRef, VendorRef } from "./input.ts";
import { presets, searchWords } from "./rules.ts";
import { idBy, mustExist, type RunRow, type SyncState, stateBy, type VendorRow, vendorBy } from "./vendor.server.ts";

/** Looking at vendors and their catalogs. */

export type ItemRow = {
	catalogId: string;
	styleId: string | null;
	styleTitle: string;
	title: string;
	kind: string;
	sku: string | null;
	barcode: string | null;
	gtin: string | null;
	price: number | null;
	compareAt: number | null;
	currency: string;
	available: number | null;
	url: string | null;
	imageUrl: string | null;
	attributes: string;
	hash: string;
	firstSeenAt: number;
	changedAt: number;
	lastSeenAt: number | null;
	missingSince: number | null;
	deletedAt: number | null;
};
/** `hash`, and when it was seen, are not known of what only stands in a snapshot. */
export type Item = Omit<ItemRow, "attributes" | "available" | "hash" | "firstSeenAt" | "changedAt"> & {
	attributes: Record<string, string>;
	available: boolean | null;
	hash: string | null;
	firstSeenAt: number | null;
	changedAt: number | null;
};

export type RunFacts = Omit<RunRow, "pages" | "oddities" | "errorDetails" | "fence" | "leaseUntil" | "attempts" | "waits"> & {
	oddities: Record<string, number>;
	errorDetails: Record<string, unknown>;
	/** Pages of the storefront read so far. */
	pages: number;
	/** While its shop has asked us to wait: until when. */
	goesOnAt: number | null;
};
export type VendorState = Omit<SyncState, "pages" | "vendorId">;
export type VendorFacts = VendorRow & VendorState & { running: RunFacts | null; waiting: RunFacts | null };

const runColumns =
	sql.raw(`id, vendorId, source, cause, status, phase, iif(waits > 0 AND status = 'running', leaseUntil, NULL) AS goesOnAt, json_array_length(pages) AS pages, snapshotHash, format, bytes, products, items, itemsBefore,
	created, updated, deleted, unchanged, missing, oddities, approvedBy, error, COALESCE(errorDetails, '{}') AS errorDetails, actorName, startedAt, finishedAt`);
const stateColumns = sql.raw(
	"s.health, s.lastRunId, s.lastGoodAt, s.failingSince, s.error, s.snapshotHash, s.contentHash, s.items, s.missing, s.created, s.updated, s.deleted, s.unchanged, s.durationMs",
);
type FlatRun = Omit<RunFacts, "oddities" | "errorDetails"> & { oddities: string; errorDetails: string };

function runFacts({ oddities, errorDetails, ...run }: FlatRun): RunFacts {
	return { ...run, oddities: JSON.parse(oddities), errorDetails: JSON.parse(errorDetails) };
}

/** Of some vendors, what is under way and what waits for a person. */
function openRuns(businessId: string, vendor?: SQL): Ask<FlatRun[]> {
	const here = vendor ? sql`AND vendorId = ${vendor}` : sql``;
	return many(sql`SELECT ${runColumns} FROM vendorSyncRuns INDEXED BY vendorSyncRuns_one_at_a_time WHERE businessId = ${businessId} AND status IN ('queued', 'running') ${here}
		UNION ALL SELECT ${runColumns} FROM vendorSyncRuns INDEXED BY vendorSyncRuns_waiting WHERE businessId = ${businessId} AND status = 'waiting' ${here}`);
}

function withRuns(vendor: VendorRow & VendorState, runs: FlatRun[]): VendorFacts {
	const mine = runs.filter(({ vendorId }) => vendorId === vendor.id).map(runFacts);
	return {
		...vendor,
		running: mine.find(({ status }) => status !== "waiting") ?? null,
		waiting: mine.find(({ status }) => status === "waiting") ?? null,
	};
}

function facts(businessId: string, which: SQL): Ask<(VendorRow & VendorState)[]> {
	return many(sql`SELECT v.id, v.slug, v.name, v.currency, v.source, v.url, v.schedule, v.nextSyncAt, v.version, v.createdAt, v.updatedAt, ${stateColumns}
		FROM vendors AS v JOIN vendorSyncStates AS s ON s.businessId = v.businessId AND s.vendorId = v.id
		WHERE v.businessId = ${businessId} ${which} ORDER BY v.name COLLATE NOCASE LIMIT 200`);
}

/** Every vendor by name, with how its catalog stands. */
export const listVendors = query({
	name: "catalog.list-vendors",
	needs: "catalog:read",
	input: z.object({}),
	async run({ db }): Promise<VendorFacts[]> {
		const { rows, runs } = await db.read({ rows: facts(db.businessId, sql``), runs: openRuns(db.businessId) });
		return byName(rows, ({ name }) => name).map((row) => withRuns(row, runs));
	},
});

/** One vendor; null for one of the presets that nobody has read yet. @throws Refusal `not_found / vendor_not_found` */
export const findVendor = query({
	name: "catalog.vendor",
	needs: "catalog:read",
	input: VendorRef,
	async run({ db }, { vendor }): Promise<VendorFacts | null> {
		const { rows, runs } = await db.read({
			rows: facts(db.businessId, sql`AND (v.id = ${vendor} OR v.slug = ${vendor})`),
			runs: openRuns(db.businessId, idBy(db.businessId, vendor)),
		});
		const [row] = rows;
		if (!row && vendor in presets) return null;
		return withRuns(mustExist(row), runs);
	},
});

/** One vendor that is there. @throws Refusal `not_found / vendor_not_found` */
export async function oneVendor(tenant: Tenant, vendor: string): Promise<VendorFacts> {
	return mustExist((await findVendor(tenant, { vendor })) ?? undefined);
}

export type VendorItems = {
	vendor: VendorRow | null;
	state: SyncState | null;
	/** The snapshot that was read last and is a catalog, whether or not it became this one. */
	last: { hash: string; format: "json" | "csv" } | null;
	items: Item[];
	nextCursor: string | null;
};

/** A vendor's items by title. A vendor of the presets nobody has read yet has none. @throws Refusal `vendor_not_found`, `cursor_invalid` */
export const vendorItems = query({
	name: "catalog.vendor-items",
	needs: "catalog:read",
	input: ListItems,
	async run({ db }, { vendor: key, q = "", show, limit, cursor }): Promise<VendorItems> {
		const { businessId } = db;
		const after = readCursor(cursor, 2);
		const shown = {
			listed: sql`AND missingSince IS NULL`,
			missing: sql`AND missingSince IS NOT NULL AND deletedAt IS NULL`,
			deleted: sql`AND missingSince IS NOT NULL AND deletedAt IS NOT NULL`,
			all: sql``,
		}[show];
		const index = sql.raw(show === "missing" || show === "deleted" ? "vendorCatalogItems_missing" : "vendorCatalogItems_by_text");
		const words = searchWords(q).map((word) => sql`AND instr(searchText, ${word}) > 0`);
		const read = await db.read({
			vendor: vendorBy(businessId, key),
			state: stateBy(businessId, key),
			last: first<{
				hash: string;
				format: "json" | "csv";
			}>(sql`SELECT snapshotHash AS hash, format FROM vendorSyncRuns INDEXED BY vendorSyncRuns_by_vendor
				WHERE businessId = ${businessId} AND vendorId = ${idBy(businessId, key)} AND snapshotHash IS NOT NULL AND status NOT IN ('rejected', 'failed')
					AND (status <> 'unchanged' OR items > 0) ORDER BY id DESC LIMIT 1`),
			rows: many<
				ItemRow & { searchText: string }
			>(sql`SELECT catalogId, styleId, styleTitle, title, kind, sku, barcode, gtin, price, compareAt, currency, available, url, imageUrl, attributes, hash,
					firstSeenAt, changedAt, lastSeenAt, missingSince, deletedAt, searchText
				FROM vendorCatalogItems INDEXED BY ${index} WHERE businessId = ${businessId} AND vendorId = ${idBy(businessId, key)}
				${after ? sql`AND (searchText, catalogId) > (${after[0]}, ${after[1]})` : sql``} ${sql.join(words, sql` `)} ${shown}
				ORDER BY searchText, catalogId LIMIT ${limit + 1}`),
		});
		if (!read.vendor && !(key in presets)) refuse("not_found", "vendor_not_found");
		const page = pageOf(read.rows, limit, (row) => [row.searchText, row.catalogId]);
		return {
			vendor: read.vendor ?? null,
			state: read.state ?? null,
			last: read.last ?? null,
			nextCursor: page.nextCursor,
			items: page.items.map(({ searchText: _, attributes, available, lastSeenAt, ...row }) => ({
				...row,
				attributes: JSON.parse(attributes),
				available: available === null ? null : available === 1,
				lastSeenAt: lastSeenAt ?? read.state?.lastGoodAt ?? row.changedAt,
			})),
		};
	},
});

/** The readings of a vendor's catalog, newest first. @throws Refusal `vendor_not_found` */
export const vendorRuns = query({
	name: "catalog.vendor-runs",
	needs: "catalog:read",
	input: ListRuns,
	async run({ db }, { vendor: key, limit, cursor }) {
		const before = readCursor(cursor, 1);
		const { vendor, rows } = await db.read({
			vendor: vendorBy(db.businessId, key),
			rows: many<FlatRun>(sql`SELECT ${runColumns} FROM vendorSyncRuns INDEXED BY vendorSyncRuns_by_vendor
				WHERE businessId = ${db.businessId} AND vendorId = ${idBy(db.businessId, key)} ${before ? sql`AND id < ${before[0]}` : sql``}
				ORDER BY id DESC LIMIT ${limit + 1}`),
		});
		mustExist(vendor);
		const page = pageOf(rows, limit, ({ id }) => [id]);
		return { items: page.items.map(runFacts), nextCursor: page.nextCursor };
	},
});

function oneRun(name: string, needs: "catalog:read" | "catalog:sync") {
	return query({
		name,
		needs,
		input: RunRef,
		async run({ db }, { vendor: key, runId }) {
			const { vendor, row } = await db.read({
				vendor: vendorBy(db.businessId, key),
				row: first<FlatRun>(sql`SELECT ${runColumns} FROM vendorSyncRuns
					WHERE businessId = ${db.businessId} AND id = ${runId} AND vendorId = ${idBy(db.businessId, key)}`),
			});
			mustExist(vendor);
			return runFacts(row ?? refuse("not_found", "sync_run_not_found"));
		},
	});
}

/** One reading. @throws Refusal `vendor_not_found`, `sync_run_not_found` */
export const vendorRun = oneRun("catalog.vendor-run", "catalog:read");
/** The reading somebody has just begun, who may do that and perhaps nothing else. @throws as above */
export const begunRun = oneRun("catalog.begun-run", "catalog:sync");

export type SnapshotFacts = { hash: string; format: string; bytes: number; items: number; runId: string; takenAt: number };

/** The snapshots that became a vendor's catalog, newest first. */
export const vendorSnapshots = query({
	name: "catalog.vendor-snapshots",
	needs: "catalog:read",
	input: ListRuns,
	async run({ db }, { vendor: key, limit, cursor }) {
		const before = readCursor(cursor, 2);
		const { vendor, rows } = await db.read({
			vendor: vendorBy(db.businessId, key),
			rows: many<SnapshotFacts>(sql`SELECT hash, format, bytes, items, runId, takenAt FROM vendorSnapshots INDEXED BY vendorSnapshots_by_time
				WHERE businessId = ${db.businessId} AND vendorId = ${idBy(db.businessId, key)}
				${before ? sql`AND (takenAt, hash) < (${before[0]}, ${before[1]})` : sql``} ORDER BY takenAt DESC, hash DESC LIMIT ${limit + 1}`),
		});
		mustExist(vendor);
		return pageOf(rows, limit, ({ takenAt, hash }) => [takenAt, hash]);
	},
});
