import { type Cursor, readCursor, writeCursor } from "#app/platform/cursor.ts";
import { refuse } from "#app/platform/errors.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { type Item, vendorItems } from "./queries.server.ts";
import { type Format, readCatalog } from "./reading/read-catalog.ts";
import type { ReadAs, VendorItem } from "./reading/vendor-item.ts";
import { foldedText, presets, searchWords } from "./rules.ts";
import { openObject, shelfOf } from "./sync/snapshots.server.ts";

/** `rows`: as it was read last. `snapshot`: there are no rows, so what was read is shown as it stands in its snapshot. */
export type VendorCatalog = { from: "rows" | "snapshot"; vendor: { slug: string; name: string }; items: Item[]; nextCursor: string | null };

export type AskedCatalog = {
	vendor: string;
	q?: string | undefined;
	limit?: string | number | undefined;
	cursor?: string | undefined;
	show?: "listed" | "missing" | "deleted" | "all" | undefined;
	/** An object of this vendor's own folder to be read instead; heard outside production only. */
	path?: string | undefined;
};

/**
 * A vendor's catalog, page by page: its rows, or while there are none the last snapshot.
 * @throws Refusal `vendor_not_found`, `snapshot_missing`, `cursor_invalid`; `not_found / snapshot_not_found` with the path, where one was named
 */
export async function readVendorCatalog(tenant: Tenant, { path, cursor, ...asked }: AskedCatalog): Promise<VendorCatalog> {
	const { cfg } = tenant.scope;
	const offset = snapshotOffset(cursor);
	const read = await vendorItems(tenant, { ...asked, cursor: offset === null ? cursor : undefined });
	const preset = Object.entries(presets).find(([slug]) => slug === asked.vendor)?.[1];
	const {
		slug = asked.vendor,
		name = preset?.name ?? asked.vendor,
		currency = preset?.currency ?? "USD",
		url = preset?.url ?? null,
	} = read.vendor ?? {};
	const local = cfg.ENVIRONMENT === "local" ? path : undefined;
	const isEmpty = read.items.length === 0 && (read.state?.items ?? 0) === 0 && (read.state?.missing ?? 0) === 0;
	const rows: VendorCatalog = { from: "rows", vendor: { slug, name }, items: read.items, nextCursor: read.nextCursor };
	if (!local && !isEmpty && offset === null) return rows;
	const object = objectOf(tenant, read, slug === "moscot" ? cfg.CATALOG_MOSCOT_PATH : undefined, local);
	if (!object) return rows;
	if (local && !(await tenant.scope.env.FILES.head(object.key))) refuse("not_found", "snapshot_not_found", { path: local });
	const limit = Math.min(Math.max(Number(asked.limit ?? 50) || 50, 1), 200);
	const as: ReadAs = { vendor: name, currency, url };
	const page = await pageOfSnapshot(tenant, object, as, searchWords(asked.q ?? ""), offset ?? 0, limit);
	return { from: "snapshot", vendor: { slug, name }, ...page };
}

type InBucket = { key: string; format: Format };

function objectOf(
	tenant: Tenant,
	{ vendor, last }: Awaited<ReturnType<typeof vendorItems>>,
	preset: string | undefined,
	path: string | undefined,
): InBucket | null {
	const byName = (key: string): InBucket => ({ key, format: key.endsWith(".csv") ? "csv" : "json" });
	if (path) return byName(`${tenant.businessId}/vendors/${vendor?.id ?? ""}/${path}`);
	if (vendor && last) return { key: shelfOf(tenant, vendor.id).snapshot(last.hash), format: last.format };
	return preset ? byName(preset) : null;
}

/** A cursor of ours into a snapshot: how many items came before. Rows have cursors of their own. */
function snapshotOffset(cursor: string | undefined): number | null {
	const position: Cursor | null = readCursor(cursor, 2);
	return position?.[0] === "snapshot" && typeof position[1] === "number" ? position[1] : null;
}

async function pageOfSnapshot(tenant: Tenant, { key, format }: InBucket, as: ReadAs, words: string[], from: number, limit: number) {
	const bytes = await openObject(tenant.scope.env.FILES, key);
	const items: Item[] = [];
	let before = 0;
	for await (const part of readCatalog(bytes, format, as)) {
		for (const item of part.items) {
			const text = foldedText([item.title, item.sku, item.barcode, ...Object.values(item.attributes)]);
			if (!words.every((word) => text.includes(word))) continue;
			before += 1;
			if (before <= from) continue;
			if (items.length === limit) return { items, nextCursor: writeCursor(["snapshot", from + limit]) };
			items.push(unseen(item));
		}
	}
	return { items, nextCursor: null };
}

function unseen({ oddities: _, payload: __, ...item }: VendorItem): Item {
	return { ...item, hash: null, firstSeenAt: null, changedAt: null, lastSeenAt: null, missingSince: null, deletedAt: null };
}
