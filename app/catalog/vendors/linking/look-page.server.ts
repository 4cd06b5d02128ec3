import { sql } from "drizzle-orm";
import { z } from "zod";
import { barcodeForms } from "../../rules.ts";
import { command, known, query } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { type Candidate, looker, mostCandidates } from "./decide.ts";
import { describe, isSameCompany } from "./describe.ts";
import { isLinking, linkRunBy, type LinkRunRow, moveLinkRunIn } from "./link-run.server.ts";
import { type LinkItem, type LinkProduct, listingOfItem, listingOfProduct } from "./listings.ts";

/** Items of one batch. */
export const pageSize = 250;
const productPage = 5000;

const OfVendorNames = z.object({ names: z.array(z.string()), after: z.string() });
const productColumns = sql.raw("p.id, p.name, p.sku, p.barcode, p.vendor, p.attributes");

/** The vendors our products name: one step of the index for each, however many products there are. */
const namedVendors = query({
	name: "catalog.named-vendors",
	needs: "catalog:write",
	input: z.object({}),
	async run({ db: { businessId, read } }) {
		const { rows } = await read({
			rows: many<{ vendor: string | null }>(sql`WITH RECURSIVE named (vendor) AS (
				SELECT (SELECT MIN(vendor) FROM products INDEXED BY products_by_vendor WHERE businessId = ${businessId})
				UNION ALL SELECT (SELECT MIN(p.vendor) FROM products AS p INDEXED BY products_by_vendor WHERE p.businessId = ${businessId} AND p.vendor > named.vendor)
				FROM named WHERE named.vendor IS NOT NULL) SELECT vendor FROM named LIMIT 5000`),
		});
		return rows.flatMap(({ vendor }) => vendor ?? []);
	},
});

const productsOfVendors = query({
	name: "catalog.products-to-link",
	needs: "catalog:write",
	input: OfVendorNames,
	async run({ db: { businessId, read } }, { names, after }) {
		const { rows } = await read({
			rows: many<LinkProduct>(sql`SELECT ${productColumns} FROM json_each(${JSON.stringify(names)}) AS w
				CROSS JOIN products AS p INDEXED BY products_by_vendor ON p.businessId = ${businessId} AND p.vendor = w.value
				WHERE p.id > ${after} ORDER BY p.id LIMIT CAST(${productPage} AS INTEGER)`),
		});
		return rows;
	},
});

/** The products that could be a vendor's: those that name it, and those that name nobody. */
export async function productsToLink(tenant: Tenant, vendor: string): Promise<LinkProduct[]> {
	const names = (await namedVendors(tenant, {})).filter((name) => isSameCompany(name, vendor) !== "other");
	const products: LinkProduct[] = [];
	for (let after = ""; names.length > 0; ) {
		const rows = await productsOfVendors(tenant, { names, after });
		products.push(...rows);
		const last = rows.at(-1);
		if (!last || rows.length < productPage) break;
		after = last.id;
	}
	return products;
}

export type Looker = { vendor: string; look: ReturnType<typeof looker> };

export function lookerAmong(products: LinkProduct[], vendor: string): Looker {
	return { vendor, look: looker(products.map((product) => describe(listingOfProduct(product)))) };
}

const Page = z.object({ run: z.custom<LinkRunRow>(), looker: z.custom<Looker>() });
type Read = LinkItem & { gone: number };
type Kept = { catalogId: string; productId: string; score: number; reasons: string };

/**
 * Finds what the next items could be, and keeps it. An item that is as it was is not written; one that is missing could be nothing.
 * @returns whether it was this page's turn, and whether it was the last
 */
export const lookAtPage = command<typeof Page, { wasNext: boolean; isLast: boolean }>({
	name: "catalog.look-at-vendor-items",
	needs: "catalog:write",
	input: Page,
	async run({ db, work }, { run, looker: { vendor, look } }) {
		const { businessId } = db;
		const page = sql`SELECT catalogId, title, kind, sku, barcode, attributes, missingSince IS NOT NULL AS gone FROM vendorCatalogItems
			WHERE businessId = ${businessId} AND vendorId = ${run.vendorId} AND catalogId > ${run.position} ORDER BY catalogId LIMIT CAST(${pageSize} AS INTEGER)`;
		const { found, items, kept, taken } = await db.read({
			found: linkRunBy(businessId, run.id),
			items: many<Read>(page),
			kept: many<Kept>(sql`SELECT c.catalogId, c.productId, c.score, c.reasons FROM (${page}) AS i CROSS JOIN vendorLinkCandidates AS c
				ON c.businessId = ${businessId} AND c.vendorId = ${run.vendorId} AND c.catalogId = i.catalogId`),
			taken: many<{ productId: string }>(sql`SELECT productId FROM vendorLinks INDEXED BY vendorLinks_by_state
				WHERE businessId = ${businessId} AND vendorId = ${run.vendorId} AND state = 'linked' AND decidedBy = 'person'`),
		});
		if (!found || !isNext(found, run)) return known({ wasNext: false, isLast: true });
		const there = items.filter(({ gone }) => gone === 0);
		const isTaken = new Set(taken.map(({ productId }) => productId));
		const isFree = ({ id }: { id: string }) => !isTaken.has(id);
		const described = there.map((item) => describe(listingOfItem(item, vendor)));
		// Whoever a product is said to be of: the world's number tells.
		const forms = JSON.stringify([...new Set(described.flatMap(({ gtin, maybeGtin }) => gtinForms(gtin ?? maybeGtin)))]);
		const { coded } = await db.read({
			coded:
				many<LinkProduct>(sql`SELECT ${productColumns} FROM json_each(${forms}) AS w CROSS JOIN products AS p INDEXED BY products_by_barcode
				ON p.businessId = ${businessId} AND p.barcode = w.value`),
		});
		const apart = (_: string, productId: string) => isTaken.has(productId);
		const byCode = new Map(
			looker(coded.filter(isFree).map((product) => describe(listingOfProduct(product))))(described).map((one) => [
				one.itemId,
				one.candidates,
			]),
		);
		const wanted = new Map(
			look(described, apart).map(({ itemId, candidates }) => [itemId, joined(candidates, byCode.get(itemId) ?? [])] as const),
		);
		writeIn(work, run.vendorId, items, wanted, kept);
		const last = items.at(-1);
		const isLast = items.length < pageSize;
		moveLinkRunIn(work, found, {
			looked: found.looked + there.length,
			...(isLast ? { state: found.isDry ? "weighing" : "deciding", position: "" } : { position: last?.catalogId ?? "" }),
		});
		return known({ wasNext: true, isLast });
	},
});

/** A number of the world's as shops write it: with and without the zeros in front. */
function gtinForms(gtin: string | null): string[] {
	if (gtin === null) return [];
	const short = gtin.replace(/^0{1,6}/, "");
	return [gtin, ...[8, 12, 13].filter((length) => short.length <= length).map((length) => gtin.slice(-length))].flatMap(barcodeForms);
}

function joined(some: Candidate[], others: Candidate[]): Candidate[] {
	const known = new Set(some.map(({ productId }) => productId));
	return [...some, ...others.filter(({ productId }) => !known.has(productId))]
		.sort((a, b) => b.score - a.score || (a.productId < b.productId ? -1 : 1))
		.slice(0, mostCandidates);
}

/** Whether a run is where a page was read for. */
export function isNext(found: LinkRunRow, { state, position, attempt }: LinkRunRow): boolean {
	return isLinking(found) && found.state === state && found.position === position && found.attempt === attempt;
}

type Work = Parameters<typeof moveLinkRunIn>[0];

function writeIn(work: Work, vendorId: string, items: Read[], wanted: Map<string, Candidate[]>, kept: Kept[]): void {
	const { businessId } = work;
	const before = new Map<string, string[]>();
	for (const { catalogId, ...one } of kept) before.set(catalogId, [...(before.get(catalogId) ?? []), wordsOf(one)]);
	const changed = items.filter(({ catalogId }) => {
		const now = (wanted.get(catalogId) ?? []).map(({ reasons, ...one }) => wordsOf({ ...one, reasons: JSON.stringify(reasons) }));
		return now.sort().join() !== (before.get(catalogId) ?? []).sort().join();
	});
	if (changed.length === 0) return;
	const ids = JSON.stringify(changed.map(({ catalogId }) => catalogId));
	const rows = changed.flatMap(({ catalogId }) =>
		(wanted.get(catalogId) ?? []).map(({ productId, score, reasons }) => ({ catalogId, productId, score: rounded(score), reasons })),
	);
	work.add(
		sql`DELETE FROM vendorLinkCandidates WHERE businessId = ${businessId} AND vendorId = ${vendorId} AND catalogId IN (SELECT value FROM json_each(${ids}))`,
	);
	if (rows.length > 0)
		work.add(sql`INSERT INTO vendorLinkCandidates (businessId, vendorId, catalogId, productId, score, reasons)
			SELECT ${businessId}, ${vendorId}, value ->> 'catalogId', value ->> 'productId', value ->> 'score', value -> 'reasons' FROM json_each(${JSON.stringify(rows)})`);
}

const rounded = (score: number) => Math.round(score * 10_000) / 10_000;

function wordsOf({ productId, score, reasons }: { productId: string; score: number; reasons: string }): string {
	return `${productId} ${rounded(score)} ${reasons}`;
}
