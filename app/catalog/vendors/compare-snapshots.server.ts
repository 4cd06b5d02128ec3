import { sql } from "drizzle-orm";
import type { z } from "zod";
import { query } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { type Change, type ChangeKind, type Edition, kindsOf } from "./differences.ts";
import { CompareSnapshots } from "./input.ts";
import { type Format, readCatalog } from "./reading/read-catalog.ts";
import type { ReadAs } from "./reading/vendor-item.ts";
import { openObject, type Shelf, shelfOf } from "./sync/snapshots.server.ts";
import { idBy, mustExist, stateBy, vendorBy, type VendorRow } from "./vendor.server.ts";

/** A snapshot that can be held against another. `waits`: it is no catalog yet, a person is asked. */
export type Comparable = { hash: string; format: Format; items: number; takenAt: number; waits: boolean; runId: string };

export type Comparison = {
	/** Newest first: the newest hundred, and those that were asked for however old; the catalog as it stands is `current`. */
	snapshots: Comparable[];
	current: string | null;
	from: Comparable;
	to: Comparable;
	counts: Record<ChangeKind, number>;
	/** Of the kind asked for, or all; by title, as many as were asked for. */
	changes: Change[];
	/** How many there are of it. */
	found: number;
};

/** More than anybody reads; the counts are whole. */
export const mostChanges = 500;

const toCompare = query({
	name: "catalog.snapshots-to-compare",
	needs: "catalog:read",
	input: CompareSnapshots,
	async run({ db }, asked) {
		const { vendor: key } = asked;
		const { businessId } = db;
		const mine = sql`businessId = ${businessId} AND vendorId = ${idBy(businessId, key)}`;
		const { vendor, state, kept, named, waiting } = await db.read({
			vendor: vendorBy(businessId, key),
			state: stateBy(businessId, key),
			kept: many<
				Omit<Comparable, "waits">
			>(sql`SELECT hash, format, items, takenAt, runId FROM vendorSnapshots INDEXED BY vendorSnapshots_by_time
				WHERE ${mine} ORDER BY takenAt DESC, hash DESC LIMIT 100`),
			// Those named, and what was there before the later of them: none is too old to be compared.
			named: many<Omit<Comparable, "waits">>(sql`SELECT hash, format, items, takenAt, runId FROM vendorSnapshots
				WHERE ${mine} AND hash IN (${asked.from ?? null}, ${asked.to ?? null}, (SELECT hash FROM vendorSnapshots INDEXED BY vendorSnapshots_by_time
					WHERE ${mine} AND hash <> ${asked.to ?? null} AND takenAt <= (SELECT takenAt FROM vendorSnapshots WHERE ${mine} AND hash = ${asked.to ?? null})
					ORDER BY takenAt DESC, hash DESC LIMIT 1))`),
			waiting: first<
				Omit<Comparable, "waits">
			>(sql`SELECT snapshotHash AS hash, format, items, startedAt AS takenAt, id AS runId FROM vendorSyncRuns INDEXED BY vendorSyncRuns_waiting
				WHERE ${mine} AND status = 'waiting' AND snapshotHash IS NOT NULL`),
		});
		const recent = new Set(kept.map(({ hash }) => hash));
		const older = named.filter(({ hash }) => !recent.has(hash)).sort((a, b) => b.takenAt - a.takenAt);
		const snapshots = [...kept, ...older].map((one): Comparable => ({ ...one, waits: false }));
		if (waiting) snapshots.unshift({ ...waiting, waits: true });
		return { vendor: mustExist(vendor), current: state?.snapshotHash ?? null, snapshots, asked };
	},
});

/**
 * Holds one snapshot of a vendor against another; without any named, what waits against what is, or the newest against the one before. Both are
 * streamed; of one of them titles, codes and prices are held.
 * @param most of the changes that are told
 * @returns null while there are not two of them
 * @throws Refusal `vendor_not_found`, `snapshot_not_found`, `snapshot_missing`
 */
export async function compareSnapshots(
	tenant: Tenant,
	input: z.input<typeof CompareSnapshots>,
	most = mostChanges,
): Promise<Comparison | null> {
	const { vendor, current, snapshots, asked } = await toCompare(tenant, input);
	const named = (hash: string) => snapshots.find((one) => one.hash === hash) ?? refuse("not_found", "snapshot_not_found");
	const to = asked.to ? named(asked.to) : snapshots[0];
	const before = snapshots.find((one) => !one.waits && one.hash !== to?.hash && one.takenAt <= (to?.takenAt ?? 0));
	const from = asked.from ? named(asked.from) : to?.waits ? (snapshots.find(({ hash }) => hash === current) ?? before) : before;
	if (!from || !to) return null;
	const shelf = shelfOf(tenant, vendor.id);
	const known = new Map<string, Edition>();
	for await (const [catalogId, edition] of editions(shelf, from, vendor)) known.set(catalogId, edition);
	const counts: Comparison["counts"] = { created: 0, gone: 0, dearer: 0, cheaper: 0, renamed: 0, barcode: 0, sku: 0 };
	const changes: Change[] = [];
	const note = (catalogId: string, was: Edition | null, is: Edition | null) => {
		const kinds = kindsOf(was, is);
		for (const kind of kinds) counts[kind] += 1;
		if (kinds.length > 0 && (!asked.kind || kinds.includes(asked.kind))) changes.push({ catalogId, kinds, before: was, after: is });
	};
	const seen = new Set<string>();
	for await (const [catalogId, edition] of editions(shelf, to, vendor)) {
		if (seen.has(catalogId)) continue;
		seen.add(catalogId);
		note(catalogId, known.get(catalogId) ?? null, edition);
	}
	for (const [catalogId, edition] of known) if (!seen.has(catalogId)) note(catalogId, edition, null);
	const titleOf = ({ before, after }: Change) => after?.title ?? before?.title ?? "";
	changes.sort((a, b) => (titleOf(a) < titleOf(b) ? -1 : titleOf(a) > titleOf(b) ? 1 : 0));
	return { snapshots, current, from, to, counts, found: changes.length, changes: changes.slice(0, most) };
}

async function* editions(shelf: Shelf, { hash, format }: Comparable, vendor: VendorRow): AsyncGenerator<[string, Edition]> {
	const as: ReadAs = { vendor: vendor.name, currency: vendor.currency, url: vendor.url };
	for await (const { items } of readCatalog(await openObject(shelf.bucket, shelf.snapshot(hash)), format, as))
		for (const { catalogId, title, price, currency, barcode, sku } of items) yield [catalogId, { title, price, currency, barcode, sku }];
}
