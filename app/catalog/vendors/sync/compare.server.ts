import { sql } from "drizzle-orm";
import { z } from "zod";
import { query } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import { sha256 } from "#app/platform/digest.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { type Format, readCatalog } from "../reading/read-catalog.ts";
import type { Beside } from "../reading/split-json.ts";
import type { ReadAs, VendorItem } from "../reading/vendor-item.ts";
import { foldedText } from "../rules.ts";
import { openObject, type Shelf } from "./snapshots.server.ts";

/**
 * Holding a snapshot against what is known, in the memory of its ids and hashes: the bytes are streamed, twice where something changed, and never held.
 */

/** Of every item that is kept: its hash, and whether it is missing (`~`) or gone (`!`) so far. Held as one short text each. */
export type Known = Map<string, string>;

const perRead = 5000;

const knownPage = query({
	name: "catalog.vendor-item-hashes",
	needs: "catalog:sync",
	input: z.object({ vendorId: z.string(), after: z.string() }),
	async run({ db }, { vendorId, after }) {
		const { rows } = await db.read({
			rows: many<{ catalogId: string; hash: string }>(sql`SELECT catalogId,
					iif(deletedAt IS NOT NULL, '!', iif(missingSince IS NOT NULL, '~', '')) || hash AS hash FROM vendorCatalogItems
				WHERE businessId = ${db.businessId} AND vendorId = ${vendorId} AND catalogId > ${after} ORDER BY catalogId LIMIT CAST(${perRead} AS INTEGER)`),
		});
		return rows;
	},
});

export async function knownItems(tenant: Tenant, vendorId: string): Promise<Known> {
	const known: Known = new Map();
	for (let after = ""; ; ) {
		const rows = await knownPage(tenant, { vendorId, after });
		for (const { catalogId, hash } of rows) known.set(catalogId, hash);
		const last = rows.at(-1);
		if (!last || rows.length < perRead) return known;
		after = last.catalogId;
	}
}

/** What a snapshot says. `changed`: the items that are new or not as they were, and whether each is new. */
export type Compared = {
	items: number;
	partial: boolean;
	contentHash: string;
	changed: Map<string, { isNew: boolean; hash: string }>;
	newlyMissing: string[];
	/** Missing last time too. */
	gone: string[];
	oddities: Record<string, number>;
};

export type Source = { shelf: Shelf; hash: string; format: Format; as: ReadAs };

async function* itemsOf(
	{ shelf, hash, format, as }: Source,
	beside: Beside,
	count: (oddity: string, times?: number) => void,
): AsyncGenerator<VendorItem[]> {
	const seen = new Set<string>();
	for await (const { items, unreadable } of readCatalog(await openObject(shelf.bucket, shelf.snapshot(hash)), format, as, beside)) {
		if (unreadable > 0) count("unreadable", unreadable);
		const fresh = items.filter(({ catalogId }) => {
			const isFirst = !seen.has(catalogId);
			seen.add(catalogId);
			if (!isFirst) count("duplicate");
			return isFirst;
		});
		if (fresh.length > 0) yield fresh;
	}
}

/** Reads all of it once. @throws Refusal when it is no whole catalog: then nothing is known of it */
export async function compare(source: Source, known: Known): Promise<Compared> {
	const beside: Beside = {};
	const oddities: Record<string, number> = {};
	const count = (oddity: string, times = 1) => {
		oddities[oddity] = (oddities[oddity] ?? 0) + times;
	};
	const hashes = new Map<string, string>();
	const changed: Compared["changed"] = new Map();
	for await (const items of itemsOf(source, beside, count)) {
		const hashed = await Promise.all(items.map(({ payload }) => sha256(payload)));
		for (const [n, { catalogId, oddities: odd }] of items.entries()) {
			const hash = hashed[n] ?? "";
			hashes.set(catalogId, hash);
			for (const one of odd) count(one);
			const before = known.get(catalogId);
			if (before !== hash) changed.set(catalogId, { isNew: before === undefined || before.startsWith("!"), hash });
		}
	}
	const partial = beside.complete === false;
	const absent = partial ? [] : [...known].filter(([id]) => !hashes.has(id));
	return {
		items: hashes.size,
		partial,
		contentHash: await sha256(
			[...hashes]
				.map(([id, hash]) => `${id} ${hash}`)
				.sort()
				.join("\n"),
		),
		changed,
		newlyMissing: absent.filter(([, hash]) => !/^[~!]/.test(hash)).map(([id]) => id),
		gone: absent.filter(([, hash]) => hash.startsWith("~")).map(([id]) => id),
		oddities: partial ? { ...oddities, partial: 1 } : oddities,
	};
}

/** Rows for `writeItems`, some at a time. */
export type Chunk = { rows: string; created: number; updated: number };

/** One value of D1 holds two megabytes; half a one leaves room for letters of several bytes. */
const mostText = 500_000;
const mostRows = 500;

/** Reads it again, for the items that changed. */
export async function* changedRows(source: Source, changed: Compared["changed"]): AsyncGenerator<Chunk> {
	let rows: string[] = [];
	let [length, created] = [0, 0];
	const chunk = (): Chunk => ({ rows: `[${rows.join(",")}]`, created, updated: rows.length - created });
	for await (const items of itemsOf(source, {}, () => {})) {
		for (const item of items) {
			const change = changed.get(item.catalogId);
			if (!change) continue;
			const row = rowOf(item, change.hash);
			if (rows.length === mostRows || (rows.length > 0 && length + row.length > mostText)) {
				yield chunk();
				rows = [];
				[length, created] = [0, 0];
			}
			rows.push(row);
			length += row.length;
			if (change.isNew) created += 1;
		}
	}
	if (rows.length > 0) yield chunk();
}

function rowOf({ oddities: _, available, ...item }: VendorItem, hash: string): string {
	const { title, sku, barcode, attributes } = item;
	return JSON.stringify({
		...item,
		available: available === null ? null : Number(available),
		hash,
		searchText: foldedText([title, sku, barcode, ...Object.values(attributes)]),
	});
}
