import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { ProductStatus } from "#app/catalog/rules.ts";
import { VendorKey } from "#app/catalog/vendors/input.ts";
import { lastLinkRunBy, type LinkRun, linkRunOf } from "#app/catalog/vendors/linking/link-run.server.ts";
import { type LinkFilter, linkFilters, searchWords } from "#app/catalog/vendors/rules.ts";
import type { Reason } from "#app/catalog/vendors/linking/score.ts";
import { idBy, mustExist, vendorBy } from "#app/catalog/vendors/vendor.server.ts";
import { query } from "#app/platform/command.server.ts";
import { pageOf, readCursor } from "#app/platform/cursor.ts";
import { many } from "#app/platform/database.server.ts";
import { Page, text } from "#app/platform/input.ts";

/** A vendor's items beside the products they are or could be, with what stands on the shelf. Here and not in the catalog because it tells of both. */

export const ListLinks = z.object({
	...Page,
	vendor: VendorKey,
	show: z
		.enum(linkFilters)
		.default("review")
		.describe("review: to be decided · rule: linked automatically · unlinked: nothing of ours · person: decided by somebody"),
	q: text(200).optional().describe("Words of title, SKU, barcode or attributes; all must be found"),
	catalogId: z.string().max(200).optional().describe("Only this item, whatever it is"),
});

/** A product beside an item. `available` over all stores. Money in minor units. */
export type BesideProduct = {
	productId: string;
	name: string;
	sku: string;
	barcode: string | null;
	price: number | null;
	currency: string;
	imageUrl: string | null;
	status: ProductStatus;
	available: number;
};
export type LinkCandidate = BesideProduct & {
	score: number;
	reasons: Reason[] /** The item of this vendor that it is linked to by now. */;
	linkedTo: string | null;
};
export type LinkedItem = {
	catalogId: string;
	title: string;
	styleId: string | null;
	styleTitle: string;
	kind: string;
	sku: string | null;
	barcode: string | null;
	price: number | null;
	currency: string;
	url: string | null;
	imageUrl: string | null;
	missing: boolean;
	state: "linked" | "review" | "unlinked";
	decidedBy: "rule" | "person";
	actorName: string;
	decidedAt: number;
	score: number | null;
	reasons: Reason[];
	product: BesideProduct | null;
	/** Best first. */
	candidates: LinkCandidate[];
};
export type LinkList = {
	counts: Record<LinkFilter, number>;
	/** The last going-through, if there was one. */
	run: LinkRun | null;
	items: LinkedItem[];
	nextCursor: string | null;
};

const productColumns = sql.raw(`p.id AS productId, p.name, p.sku, p.barcode, p.price, p.currency, p.imageUrl, p.status,
	COALESCE((SELECT SUM(s.onHand - s.reserved) FROM stockLevels AS s WHERE s.businessId = p.businessId AND s.productId = p.id), 0) AS available`);

type Row = Omit<LinkedItem, "reasons" | "product" | "candidates" | "missing"> & {
	reasons: string;
	missing: number;
	product: string | null;
};
type OfferRow = Omit<LinkCandidate, "reasons"> & { catalogId: string; reasons: string };

/** A vendor's items by how they are linked, with counts of all. @throws Refusal `vendor_not_found`, `cursor_invalid` */
export const vendorLinks = query({
	name: "stock.vendor-links",
	needs: "catalog:read",
	input: ListLinks,
	async run({ db }, { vendor: key, show, q = "", catalogId, limit, cursor }): Promise<LinkList> {
		const { businessId } = db;
		const after = String(readCursor(cursor, 1)?.[0] ?? "");
		const mine = sql`businessId = ${businessId} AND vendorId = ${idBy(businessId, key)}`;
		const words = searchWords(q).map((word) => sql`AND instr(searchText, ${word}) > 0`);
		const told =
			words.length > 0
				? sql`AND EXISTS (SELECT 1 FROM vendorCatalogItems AS i WHERE i.businessId = vendorLinks.businessId AND i.vendorId = vendorLinks.vendorId
					AND i.catalogId = vendorLinks.catalogId ${sql.join(words, sql` `)})`
				: sql``;
		const of = (
			state: string,
			decidedBy: string,
		): SQL => sql`SELECT * FROM (SELECT * FROM vendorLinks INDEXED BY vendorLinks_by_state WHERE ${mine}
			AND state = ${state} AND decidedBy = ${decidedBy} AND catalogId > ${after} ${told} ORDER BY catalogId LIMIT CAST(${limit + 1} AS INTEGER))`;
		const shown = {
			review: of("review", "rule"),
			rule: of("linked", "rule"),
			unlinked: of("unlinked", "rule"),
			person: sql`SELECT * FROM (${of("linked", "person")} UNION ALL ${of("unlinked", "person")}) ORDER BY catalogId LIMIT CAST(${limit + 1} AS INTEGER)`,
		}[show];
		const page = catalogId === undefined ? shown : sql`SELECT * FROM vendorLinks WHERE ${mine} AND catalogId = ${catalogId}`;
		const { vendor, run, counts, rows, offers } = await db.read({
			vendor: vendorBy(businessId, key),
			run: lastLinkRunBy(businessId, key),
			counts: many<{ state: string; decidedBy: string; items: number }>(
				sql`SELECT state, decidedBy, COUNT(*) AS items FROM vendorLinks INDEXED BY vendorLinks_by_state WHERE ${mine} GROUP BY state, decidedBy`,
			),
			rows: many<Row>(sql`SELECT l.catalogId, i.title, i.styleId, i.styleTitle, i.kind, i.sku, i.barcode, i.price, i.currency, i.url, i.imageUrl, i.missingSince IS NOT NULL AS missing,
					l.state, l.decidedBy, l.actorName, l.decidedAt, l.score, l.reasons,
					(SELECT json_object('productId', productId, 'name', name, 'sku', sku, 'barcode', barcode, 'price', price, 'currency', currency, 'imageUrl', imageUrl, 'status', status,
							'available', available) FROM (SELECT ${productColumns} FROM products AS p WHERE p.businessId = ${businessId} AND p.id = l.productId)) AS product
				FROM (${page}) AS l CROSS JOIN vendorCatalogItems AS i ON i.businessId = ${businessId} AND i.vendorId = l.vendorId AND i.catalogId = l.catalogId ORDER BY l.catalogId`),
			offers: many<OfferRow>(sql`SELECT c.catalogId, c.score, c.reasons, ${productColumns},
					(SELECT i.title FROM vendorLinks AS k INDEXED BY vendorLinks_once CROSS JOIN vendorCatalogItems AS i ON i.businessId = k.businessId AND i.vendorId = k.vendorId
						AND i.catalogId = k.catalogId WHERE k.businessId = ${businessId} AND k.vendorId = c.vendorId AND k.productId = c.productId AND k.catalogId <> c.catalogId) AS linkedTo
				FROM (${page}) AS l CROSS JOIN vendorLinkCandidates AS c ON c.businessId = ${businessId} AND c.vendorId = l.vendorId AND c.catalogId = l.catalogId
				CROSS JOIN products AS p ON p.businessId = ${businessId} AND p.id = c.productId
				WHERE l.state = 'review' OR ${catalogId === undefined ? 0 : 1} ORDER BY c.catalogId, c.score DESC, c.productId`),
		});
		mustExist(vendor);
		const count = (state: string, decidedBy: string) =>
			counts.find((one) => one.state === state && one.decidedBy === decidedBy)?.items ?? 0;
		const { items, nextCursor } = pageOf(rows, limit, (row) => [row.catalogId]);
		return {
			counts: {
				review: count("review", "rule"),
				rule: count("linked", "rule"),
				unlinked: count("unlinked", "rule"),
				person: count("linked", "person") + count("unlinked", "person"),
			},
			run: run ? linkRunOf(run) : null,
			nextCursor,
			items: items.map(({ reasons, product, missing, ...row }) => ({
				...row,
				missing: missing === 1,
				reasons: JSON.parse(reasons),
				product: product === null ? null : JSON.parse(product),
				candidates: offers
					.filter((offer) => offer.catalogId === row.catalogId)
					.map(({ catalogId: _, reasons: why, ...offer }) => ({ ...offer, reasons: JSON.parse(why) })),
			})),
		};
	},
});
