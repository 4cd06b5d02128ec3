import { type SQL, sql } from "drizzle-orm";
import { type Ask, first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { requireScope } from "#app/identity/service-tokens.server.ts";
import type { Principal } from "#app/platform/tenant.server.ts";
import type { RunPhase, RunStatus, Schedule, VendorSource } from "./rules.ts";

/** Reading one vendor, by its slug or its id. */

export type VendorRow = {
	id: string;
	slug: string;
	name: string;
	currency: string;
	source: VendorSource;
	url: string | null;
	schedule: Schedule;
	nextSyncAt: number | null;
	version: number;
	createdAt: number;
	updatedAt: number;
};

export type SyncState = {
	vendorId: string;
	health: "never" | "ok" | "failing" | "waiting";
	lastRunId: string | null;
	lastGoodAt: number | null;
	failingSince: number | null;
	error: string | null;
	snapshotHash: string | null;
	contentHash: string | null;
	items: number;
	missing: number;
	created: number;
	updated: number;
	deleted: number;
	unchanged: number;
	durationMs: number | null;
	pages: string;
};

/** A page of a storefront as it was read: its ETag, the hash its bytes lie under, how many products it held. */
export type KeptPage = { etag: string | null; hash: string; bytes: number; products: number };

export type RunRow = {
	id: string;
	vendorId: string;
	source: "crawl" | "upload";
	cause: "person" | "schedule" | "service";
	status: RunStatus;
	phase: RunPhase;
	fence: number;
	leaseUntil: number;
	attempts: number;
	waits: number;
	pages: string;
	snapshotHash: string | null;
	format: "json" | "csv";
	bytes: number;
	products: number;
	items: number | null;
	itemsBefore: number | null;
	created: number;
	updated: number;
	deleted: number;
	unchanged: number;
	missing: number;
	oddities: string;
	approvedBy: string | null;
	error: string | null;
	errorDetails: string | null;
	actorName: string;
	startedAt: number;
	finishedAt: number | null;
};

const columns = sql.raw("id, slug, name, currency, source, url, schedule, nextSyncAt, version, createdAt, updatedAt");

export function vendorBy(businessId: string, key: string): Ask<VendorRow | undefined> {
	return first(sql`SELECT ${columns} FROM vendors WHERE businessId = ${businessId} AND (id = ${key} OR slug = ${key})`);
}

/** The id of the vendor a key names, for the queries that stand beside the vendor's own. */
export function idBy(businessId: string, key: string): SQL {
	return sql`(SELECT id FROM vendors WHERE businessId = ${businessId} AND (id = ${key} OR slug = ${key}))`;
}

export function stateBy(businessId: string, key: string): Ask<SyncState | undefined> {
	return first(sql`SELECT vendorId, health, lastRunId, lastGoodAt, failingSince, error, snapshotHash, contentHash, items, missing, created, updated, deleted,
			unchanged, durationMs, pages FROM vendorSyncStates WHERE businessId = ${businessId} AND vendorId = ${idBy(businessId, key)}`);
}

/** The reading that is under way. */
export function liveRunBy(businessId: string, key: string): Ask<RunRow | undefined> {
	return first(sql`SELECT * FROM vendorSyncRuns INDEXED BY vendorSyncRuns_one_at_a_time
		WHERE businessId = ${businessId} AND vendorId = ${idBy(businessId, key)} AND status IN ('queued', 'running')`);
}

/** A service's token names each vendor it may read. @throws Refusal `forbidden / missing_permission` naming the scope */
export function mustBeFor(principal: Principal, { slug }: { slug: string }): void {
	requireScope(principal, `catalog:sync:${slug}`);
}

/** @throws Refusal `not_found / vendor_not_found` */
export function mustExist<Row>(row: Row | undefined): Row {
	return row ?? refuse("not_found", "vendor_not_found");
}
