import { z } from "zod";
import type { Comparable, Comparison } from "#app/catalog/vendors/compare-snapshots.server.ts";
import { changeKinds, type Edition } from "#app/catalog/vendors/differences.ts";
import type { Item, RunFacts, VendorFacts } from "#app/catalog/vendors/queries.server.ts";
import { runStatuses, schedules, sources } from "#app/catalog/vendors/rules.ts";
import { decimalString } from "#app/platform/money.ts";
import { isoInstant } from "#app/platform/time.ts";
import { orNull } from "./shapes.ts";

/** How vendors, their items and the readings of their catalogs leave through the API. */

const Instant = z.iso.datetime();

export const SyncRunBody = z
	.object({
		id: z.string(),
		source: z.enum(["crawl", "upload"]),
		cause: z.enum(["person", "schedule", "service"]),
		status: z.enum(runStatuses).describe("waiting: far fewer items than last time; nothing is changed until somebody approves it"),
		phase: z.enum(["reading", "comparing", "writing", "over"]),
		startedBy: z.string(),
		approvedBy: z.string().nullable(),
		startedAt: Instant,
		finishedAt: Instant.nullable(),
		durationMs: z.int().nullable(),
		pages: z.int(),
		products: z.int(),
		bytes: z.int(),
		items: z.int().nullable(),
		itemsBefore: z.int().nullable(),
		created: z.int(),
		updated: z.int(),
		deleted: z.int().describe("Missing for the second time in a row"),
		missing: z.int().describe("There last time, and not now"),
		unchanged: z.int(),
		oddities: z.record(z.string(), z.int()).describe("What was odd and kept all the same, by kind"),
		snapshot: z.string().nullable().describe("SHA-256 of the bytes that were read"),
		error: z.string().nullable(),
		errorDetails: z.record(z.string(), z.unknown()),
	})
	.meta({ id: "SyncRun" });

export function runBody(run: RunFacts): z.output<typeof SyncRunBody> {
	const { vendorId: _, goesOnAt: __, format: ___, actorName, snapshotHash, startedAt, finishedAt, ...rest } = run;
	return {
		...rest,
		startedBy: actorName,
		snapshot: snapshotHash,
		startedAt: isoInstant(startedAt),
		finishedAt: finishedAt === null ? null : isoInstant(finishedAt),
		durationMs: finishedAt === null ? null : finishedAt - startedAt,
	};
}

export const VendorBody = z
	.object({
		id: z.string(),
		slug: z.string(),
		name: z.string(),
		currency: z.string(),
		source: z.enum(sources),
		url: z.string().nullable(),
		schedule: z.enum(schedules),
		nextSyncAt: Instant.nullable(),
		version: z.int(),
		sync: z.object({
			health: z.enum(["never", "ok", "failing", "waiting"]),
			lastGoodAt: Instant.nullable(),
			failingSince: Instant.nullable(),
			error: z.string().nullable(),
			items: z.int(),
			missing: z.int(),
			created: z.int(),
			updated: z.int(),
			deleted: z.int(),
			unchanged: z.int(),
			durationMs: z.int().nullable(),
			snapshot: z.string().nullable(),
			running: orNull(SyncRunBody),
			waiting: orNull(SyncRunBody),
		}),
	})
	.meta({ id: "Vendor" });

const EditionBody = z.object({
	title: z.string(),
	price: z.string().nullable(),
	currency: z.string(),
	barcode: z.string().nullable(),
	sku: z.string().nullable(),
});
const ComparableBody = z.object({
	hash: z.string(),
	items: z.int(),
	takenAt: Instant,
	waits: z.boolean().describe("No catalog yet: a person is asked"),
});
export const ComparisonBody = z
	.object({
		current: z.string().nullable().describe("The snapshot that is the catalog"),
		from: ComparableBody,
		to: ComparableBody,
		counts: z.record(z.enum(changeKinds), z.int()),
		found: z.int(),
		changes: z.array(
			z.object({
				catalogId: z.string(),
				kinds: z.array(z.enum(changeKinds)),
				before: orNull(EditionBody),
				after: orNull(EditionBody),
			}),
		),
	})
	.meta({ id: "VendorComparison" });

export function comparisonBody({ current, from, to, counts, found, changes }: Comparison): z.output<typeof ComparisonBody> {
	const side = ({ hash, items, takenAt, waits }: Comparable) => ({ hash, items, takenAt: isoInstant(takenAt), waits });
	const edition = (one: Edition | null) => one && { ...one, price: one.price === null ? null : decimalString(one.price, one.currency) };
	return {
		...{ current, counts, found },
		from: side(from),
		to: side(to),
		changes: changes.map((change) => ({ ...change, before: edition(change.before), after: edition(change.after) })),
	};
}

const when = (at: number | null) => (at === null ? null : isoInstant(at));

export function vendorBody(vendor: VendorFacts): z.output<typeof VendorBody> {
	const { id, slug, name, currency, source, url, schedule, nextSyncAt, version } = vendor;
	const {
		health,
		lastGoodAt,
		failingSince,
		error,
		items,
		missing,
		created,
		updated,
		deleted,
		unchanged,
		durationMs,
		snapshotHash,
		running,
		waiting,
	} = vendor;
	return {
		...{ id, slug, name, currency, source, url, schedule, version },
		nextSyncAt: when(nextSyncAt),
		sync: {
			...{ health, error, items, missing, created, updated, deleted, unchanged, durationMs },
			lastGoodAt: when(lastGoodAt),
			failingSince: when(failingSince),
			snapshot: snapshotHash,
			running: running && runBody(running),
			waiting: waiting && runBody(waiting),
		},
	};
}

export const VendorItemBody = z
	.object({
		catalogId: z.string(),
		styleId: z.string().nullable(),
		styleTitle: z.string(),
		title: z.string(),
		kind: z.string(),
		sku: z.string().nullable(),
		barcode: z.string().nullable(),
		gtin: z.string().nullable().describe("The barcode as 14 digits, where it is the world's and its check digit is right"),
		price: z.string().nullable().describe("The vendor's list price"),
		compareAtPrice: z.string().nullable(),
		currency: z.string(),
		available: z.boolean().nullable(),
		url: z.string().nullable(),
		imageUrl: z.string().nullable(),
		attributes: z.record(z.string(), z.string()),
		hash: z.string().nullable(),
		firstSeenAt: Instant.nullable(),
		changedAt: Instant.nullable(),
		lastSeenAt: Instant.nullable(),
		missingSince: Instant.nullable(),
		deletedAt: Instant.nullable().describe("Missing twice in a row: discontinued, it seems"),
	})
	.meta({ id: "VendorCatalogItem" });

export function itemBody({ compareAt, price, ...item }: Item): z.output<typeof VendorItemBody> {
	const decimals = (amount: number | null) => (amount === null ? null : decimalString(amount, item.currency));
	return {
		...item,
		price: decimals(price),
		compareAtPrice: decimals(compareAt),
		firstSeenAt: when(item.firstSeenAt),
		changedAt: when(item.changedAt),
		lastSeenAt: when(item.lastSeenAt),
		missingSince: when(item.missingSince),
		deletedAt: when(item.deletedAt),
	};
}

export const VendorSnapshotBody = z
	.object({ hash: z.string(), format: z.string(), bytes: z.int(), items: z.int(), runId: z.string(), takenAt: Instant })
	.meta({ id: "VendorSnapshot" });
