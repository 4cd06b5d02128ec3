import { sql } from "drizzle-orm";
import { z } from "zod";
import { machineTenant } from "#app/identity/viewer.server.ts";
import { query } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { Refusal } from "#app/platform/errors.ts";
import { log } from "#app/platform/log.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { instant, minute } from "#app/platform/time.ts";
import { isShrunken } from "../rules.ts";
import type { KeptPage, RunRow, SyncState, VendorRow } from "../vendor.server.ts";
import { changedRows, compare, knownItems, type Source } from "./compare.server.ts";
import { assembled, crawl, keptPages } from "./crawl.server.ts";
import { failRun, finishRun, finishUnchanged, holdRun } from "./end.server.ts";
import { keepSnapshot, type Shelf, shelfOf } from "./snapshots.server.ts";
import { claimRun, type Held, keepProgress, layDown, mostAttempts, writeItems } from "./steps.server.ts";

/** Which run is to be gone on with. */
export type SyncOrder = { syncRunId: string; shard: number; businessId: string };

/** How much of a run one message, or one request, may do before it lets go. */
export type Budget = { ms: number; chunks: number };
export const perMessage: Budget = { ms: 1 * minute, chunks: 150 };

/** `over`: nothing is left to do, or somebody else does it. `later`: send it again after so many seconds. */
export type Went = { kind: "over" } | { kind: "later"; seconds: number };
const over: Went = { kind: "over" };

/**
 * Goes on with a run from wherever it stands. Killed at any moment it is taken up again: pages that were kept are not asked for twice, and comparing anew
 * finds only what was not written yet.
 */
export async function goOnWith(scope: Scope, order: SyncOrder, budget: Budget = perMessage, clock: () => number = instant): Promise<Went> {
	// A run takes minutes; each step is of its own instant.
	const now = () => machineTenant({ ...scope, now: clock() }, order, "catalog sync");
	const claimed = await claimRun(now(), { runId: order.syncRunId });
	if (!claimed.run) return over;
	const { run, vendor, state } = claimed;
	const held: Held = { runId: run.id, fence: run.fence };
	const shelf = shelfOf(now(), vendor.id);
	const pages = keptPages(run.pages);
	try {
		if (run.attempts > mostAttempts) throw new Refusal("unavailable", "sync_given_up", { attempts: mostAttempts });
		return await oneSlice({ now, run, vendor, state, held, shelf, pages, budget, until: instant() + budget.ms, cfg: scope.cfg });
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		if (error.code === "stale_write" && error.details?.constraint === "guard_failed") {
			log("info", "catalog.sync_taken_over", { runId: run.id });
			return over;
		}
		if (error.code === "stale_write") throw error;
		await failRun(now(), { ...held, error: error.code, details: error.details ?? {} });
		await forgetPages(shelf, pages, keptPages(state.pages));
		return over;
	}
}

type Slice = {
	now(): Tenant;
	run: RunRow;
	vendor: VendorRow;
	state: SyncState;
	held: Held;
	shelf: Shelf;
	/** Of the storefront, so far. */
	pages: KeptPage[];
	budget: Budget;
	until: number;
	cfg: Scope["cfg"];
};

async function oneSlice(slice: Slice): Promise<Went> {
	const { now, run, held } = slice;
	if (run.phase === "reading") {
		const crawled = await readStorefront(slice);
		if (crawled !== null) {
			await layDown(now(), { ...held, seconds: crawled.seconds, waited: crawled.waited });
			return { kind: "later", seconds: crawled.seconds };
		}
	}
	return become(slice);
}

/** Reads what is left of the storefront, then keeps it as one snapshot. null when it is done. */
async function readStorefront({
	now,
	run,
	vendor,
	state,
	held,
	shelf,
	pages,
	until,
	cfg,
}: Slice): Promise<{ seconds: number; waited: boolean } | null> {
	async function keep(page: KeptPage, pause: number): Promise<void> {
		await keepProgress(now(), { ...held, page, pause });
		pages.push(page);
	}
	const crawled = await crawl({ vendor, state, shelf, pages: [...pages], waits: run.waits, until, keep, cfg });
	if (crawled.kind === "later") return crawled;
	const hashes = (list: KeptPage[]) => list.map(({ hash }) => hash).join();
	// Page for page the last reading: its snapshot stands.
	if (pages.length > 0 && state.snapshotHash && hashes(pages) === hashes(keptPages(state.pages))) {
		// A page that was given several times is in the catalog once.
		const once = [...new Map(pages.map((page) => [page.hash, page])).values()];
		const sum = (of: "bytes" | "products") => once.reduce((total, page) => total + page[of], 0);
		const stands = { hash: state.snapshotHash, bytes: sum("bytes"), products: sum("products") };
		await keepProgress(now(), { ...held, phase: "comparing", snapshot: stands });
		run.snapshotHash = state.snapshotHash;
		return null;
	}
	const count = { products: 0, repeated: 0 };
	const kept = await keepSnapshot(shelf, assembled(shelf, pages, count));
	await keepProgress(now(), { ...held, phase: "comparing", snapshot: { ...kept, products: count.products } });
	run.snapshotHash = kept.hash;
	if (count.repeated > 0) run.oddities = JSON.stringify({ repeated_products: count.repeated });
	return null;
}

/** Makes the snapshot the catalog, or asks a person whether it is to be. */
async function become({ now, run, vendor, state, held, shelf, pages, budget }: Slice): Promise<Went> {
	// The very same bytes: nothing can have changed. What is missing for the second time is so by a second look only.
	if (run.snapshotHash !== null && run.snapshotHash === state.snapshotHash && (run.source === "upload" || state.missing === 0)) {
		const { finished } = await finishUnchanged(now(), held);
		if (finished && run.source === "crawl") await forgetPages(shelf, keptPages(state.pages), pages);
		return over;
	}
	const source: Source = {
		shelf,
		hash: run.snapshotHash ?? "",
		format: run.format,
		as: { vendor: vendor.name, currency: vendor.currency, url: vendor.url && new URL(vendor.url).origin },
	};
	const known = await knownItems(now(), vendor.id);
	const compared = await compare(source, known);
	known.clear();
	const { items, partial, changed, newlyMissing, gone, contentHash, oddities } = compared;
	if (items === 0 && (oddities.unreadable ?? 0) > 0)
		throw new Refusal("invalid", "source_without_items", { elements: oddities.unreadable });
	await keepProgress(now(), {
		...held,
		phase: "writing",
		items: { items, itemsBefore: state.items, oddities: { ...oddities, ...JSON.parse(run.oddities) } },
	});
	if (!partial && run.approvedBy === null && isShrunken(items, state.items)) {
		await holdRun(now(), { ...held, items, before: state.items });
		return over;
	}
	let chunks = 0;
	for await (const chunk of changedRows(source, changed)) {
		if (chunks === budget.chunks) {
			await layDown(now(), { ...held, seconds: 0, waited: false });
			return { kind: "later", seconds: 0 };
		}
		await writeItems(now(), { ...held, vendorId: vendor.id, ...chunk });
		chunks += 1;
	}
	const { finished } = await finishRun(now(), {
		...held,
		missing: JSON.stringify([...newlyMissing, ...gone]),
		newlyMissing: newlyMissing.length,
		deleted: gone.length,
		contentHash,
		partial,
	});
	if (finished && run.source === "crawl") await forgetPages(shelf, keptPages(state.pages), pages);
	// A part's bytes stay: no other snapshot says what it says.
	if (finished && !partial) await tidy(now(), shelf, run);
	return over;
}

const isSnapshot = query({
	name: "catalog.is-vendor-snapshot",
	needs: "catalog:sync",
	input: z.object({ vendorId: z.string(), hash: z.string() }),
	async run({ db }, { vendorId, hash }) {
		const { row } = await db.read({
			row: first(sql`SELECT 1 FROM vendorSnapshots WHERE businessId = ${db.businessId} AND vendorId = ${vendorId} AND hash = ${hash}`),
		});
		return row !== undefined;
	},
});

/** Lets go of a snapshot that says what an older one says. */
async function tidy(tenant: Tenant, shelf: Shelf, { snapshotHash: hash, vendorId }: RunRow): Promise<void> {
	if (hash && !(await isSnapshot(tenant, { vendorId, hash }))) await shelf.bucket.delete(shelf.snapshot(hash));
}

/** Lets go of pages of the reading before. */
async function forgetPages(shelf: Shelf, old: KeptPage[], kept: KeptPage[]): Promise<void> {
	const stays = new Set(kept.map(({ hash }) => hash));
	const gone = old.filter(({ hash }) => !stays.has(hash)).map(({ hash }) => shelf.page(hash));
	if (gone.length > 0) await shelf.bucket.delete(gone);
}
