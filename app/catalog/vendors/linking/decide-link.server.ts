import { sql } from "drizzle-orm";
import { z } from "zod";
import { command, known } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { AnyId } from "#app/platform/input.ts";
import type { Work } from "#app/platform/work.server.ts";
import { barcodeForms, skuKeyOf } from "../../rules.ts";
import { LinkDecided, LinkTakenBack } from "../events.server.ts";
import { VendorKey } from "../input.ts";
import { idBy, mustExist, vendorBy } from "../vendor.server.ts";

/** What a person says an item is. No rule, reading or repeat of either writes over it. */

export type LinkRow = {
	state: "linked" | "review" | "unlinked";
	decidedBy: "rule" | "person";
	productId: string | null;
	score: number | null;
	reasons: string;
	actorId: string;
	actorName: string;
	decidedAt: number;
};

export const DecideLink = z.object({
	vendor: VendorKey,
	catalogId: z.string().min(1).max(200),
	productId: AnyId.nullish().describe("The product it is; null: none of ours"),
	code: z.string().trim().max(64).optional().describe("Instead: the SKU or barcode of the product it is"),
});

const linkBy = (businessId: string, vendorId: ReturnType<typeof sql>, catalogId: string) =>
	first<LinkRow>(sql`SELECT state, decidedBy, productId, score, reasons, actorId, actorName, decidedAt FROM vendorLinks
		WHERE businessId = ${businessId} AND vendorId = ${vendorId} AND catalogId = ${catalogId}`);

type Found = { id: string; name: string; sku: string; score: number | null; reasons: string | null };

/**
 * Links a vendor's item to a product for good, or says that it is none of ours. A rule's link of another item to that product gives way and is asked
 * about; a person's does not.
 * @returns the change, by which it can be taken back
 * @throws Refusal `vendor_not_found`, `vendor_item_not_found`, `product_not_found`, `code_unknown`, `code_of_several`, `conflict / product_linked_elsewhere`
 */
export const decideLink = command<typeof DecideLink, { changeId: string; title: string; productId: string | null; product: string | null }>(
	{
		name: "catalog.decide-link",
		needs: "catalog:write",
		input: DecideLink,
		async run({ db, work, principal, now }, { vendor: key, catalogId, productId = null, code }) {
			const { businessId } = db;
			const vendorId = idBy(businessId, key);
			const said = code
				? sql`SELECT id FROM products WHERE businessId = ${businessId} AND skuKey = ${skuKeyOf(code) || null}
				UNION SELECT id FROM products WHERE businessId = ${businessId} AND barcode IN (SELECT value FROM json_each(${JSON.stringify(barcodeForms(code))})) LIMIT 2`
				: sql`SELECT ${productId} AS id FROM businesses WHERE businessId = ${businessId}`;
			const { vendor, item, link, found, holder } = await db.read({
				vendor: vendorBy(businessId, key),
				item: first<{ title: string }>(
					sql`SELECT title FROM vendorCatalogItems WHERE businessId = ${businessId} AND vendorId = ${vendorId} AND catalogId = ${catalogId}`,
				),
				link: linkBy(businessId, vendorId, catalogId),
				found:
					many<Found>(sql`SELECT p.id, p.name, p.sku, c.score, c.reasons FROM (${said}) AS s CROSS JOIN products AS p ON p.businessId = ${businessId} AND p.id = s.id
				LEFT JOIN vendorLinkCandidates AS c ON c.businessId = ${businessId} AND c.vendorId = ${vendorId} AND c.catalogId = ${catalogId} AND c.productId = p.id`),
				holder: first<{
					catalogId: string;
					title: string;
					decidedBy: string;
				}>(sql`SELECT l.catalogId, i.title, l.decidedBy FROM (${said}) AS s
				CROSS JOIN vendorLinks AS l INDEXED BY vendorLinks_once ON l.businessId = ${businessId} AND l.vendorId = ${vendorId} AND l.productId = s.id
				CROSS JOIN vendorCatalogItems AS i ON i.businessId = l.businessId AND i.vendorId = l.vendorId AND i.catalogId = l.catalogId
				WHERE l.catalogId <> ${catalogId}`),
			});
			const { id } = mustExist(vendor);
			if (!item) return refuse("not_found", "vendor_item_not_found");
			const [product = null, another] = found;
			if (another) refuse("conflict", "code_of_several", { code, skus: found.map(({ sku }) => sku) });
			if (!product && code) refuse("not_found", "code_unknown", { code });
			if (!product && productId) refuse("not_found", "product_not_found");
			if (product && holder?.decidedBy === "person") refuse("conflict", "product_linked_elsewhere", { title: holder.title });
			const { actor } = await principal();
			const after: LinkRow = {
				...{ state: product ? "linked" : "unlinked", decidedBy: "person", productId: product?.id ?? null },
				...{ score: product?.score ?? null, reasons: product?.reasons ?? "[]", actorId: actor.id, actorName: actor.name, decidedAt: now },
			};
			if (product && holder)
				work.add(sql`UPDATE vendorLinks SET state = 'review', productId = NULL WHERE businessId = ${businessId} AND vendorId = ${id}
				AND catalogId = ${holder.catalogId} AND decidedBy = 'rule'`);
			putLinkIn(work, id, catalogId, after);
			const changeId = newId<"event">(now);
			work.record(LinkDecided, {
				id: changeId,
				subject: { type: "vendor", id },
				data: { catalogId, title: item.title, before: link ?? null, after },
			});
			return known({ changeId, title: item.title, productId: after.productId, product: product?.name ?? null });
		},
	},
);

function putLinkIn(work: Work, vendorId: string, catalogId: string, link: LinkRow): void {
	work.add(sql`INSERT INTO vendorLinks (businessId, vendorId, catalogId, state, decidedBy, productId, score, reasons, actorId, actorName, decidedAt)
		VALUES (${work.businessId}, ${vendorId}, ${catalogId}, ${link.state}, ${link.decidedBy}, ${link.productId}, ${link.score}, ${link.reasons}, ${link.actorId}, ${link.actorName}, ${link.decidedAt})
		ON CONFLICT (businessId, vendorId, catalogId) DO UPDATE SET state = excluded.state, decidedBy = excluded.decidedBy, productId = excluded.productId, score = excluded.score,
			reasons = excluded.reasons, actorId = excluded.actorId, actorName = excluded.actorName, decidedAt = excluded.decidedAt`);
}

export const TakeLinkBack = z.object({ vendor: VendorKey, changeId: AnyId });
const Change = z.object({ catalogId: z.string(), title: z.string(), before: z.custom<LinkRow>().nullable(), after: z.custom<LinkRow>() });

/**
 * Takes a person's decision back, as long as it is the last word on its item: what stood before stands again; what another item has since, or what a run made
 * that was undone since, is asked about.
 * @throws Refusal `vendor_not_found`, `not_found / change_not_found`, `conflict / link_changed_since`
 */
export const takeLinkBack = command<typeof TakeLinkBack, { catalogId: string; title: string }>({
	name: "catalog.take-link-back",
	needs: "catalog:write",
	input: TakeLinkBack,
	async run({ db, work }, { vendor: key, changeId }) {
		const { businessId } = db;
		const vendorId = idBy(businessId, key);
		const event = sql`SELECT data FROM events WHERE businessId = ${businessId} AND id = ${changeId} AND type = ${LinkDecided.type} AND subjectId = ${vendorId}`;
		const { vendor, change, link, taken } = await db.read({
			vendor: vendorBy(businessId, key),
			change: first<{ data: string }>(event),
			link: first<
				LinkRow & { runUndone: number }
			>(sql`SELECT l.state, l.decidedBy, l.productId, l.score, l.reasons, l.actorId, l.actorName, l.decidedAt,
					EXISTS (SELECT 1 FROM vendorLinkRuns AS r WHERE r.businessId = l.businessId AND r.id = l.runId AND r.undoneAt IS NOT NULL) AS runUndone
				FROM (${event}) AS e CROSS JOIN vendorLinks AS l ON l.businessId = ${businessId} AND l.vendorId = ${vendorId} AND l.catalogId = e.data ->> '$.catalogId'`),
			taken:
				first(sql`SELECT 1 FROM (${event}) AS e CROSS JOIN vendorLinks AS l INDEXED BY vendorLinks_once ON l.businessId = ${businessId} AND l.vendorId = ${vendorId}
				AND l.productId = e.data ->> '$.before.productId' AND l.catalogId <> e.data ->> '$.catalogId'`),
		});
		const { id } = mustExist(vendor);
		if (!change) return refuse("not_found", "change_not_found");
		const { catalogId, title, before, after } = Change.parse(JSON.parse(change.data));
		if (link?.decidedBy !== "person" || link.decidedAt !== after.decidedAt || link.productId !== after.productId)
			refuse("conflict", "link_changed_since", { title });
		// What a run made of it that was undone meanwhile does not come back with it.
		const isGone = taken || (link?.runUndone === 1 && before?.decidedBy === "rule");
		const back: LinkRow | null =
			before && isGone ? { ...before, state: before.decidedBy === "rule" ? "review" : "unlinked", productId: null } : before;
		if (back) putLinkIn(work, id, catalogId, back);
		else work.add(sql`DELETE FROM vendorLinks WHERE businessId = ${businessId} AND vendorId = ${id} AND catalogId = ${catalogId}`);
		work.record(LinkTakenBack, { subject: { type: "vendor", id }, data: { catalogId, title, before: after, after: back } });
		return known({ catalogId, title });
	},
});

/** Links items to the products that were just made of them, as a person's word. */
export function linkAddedIn(
	work: Work,
	vendorId: string,
	made: { catalogId: string; productId: string }[],
	actor: { id: string; name: string },
): void {
	work.add(sql`INSERT INTO vendorLinks (businessId, vendorId, catalogId, state, decidedBy, productId, actorId, actorName, decidedAt)
		SELECT ${work.businessId}, ${vendorId}, value ->> 'catalogId', 'linked', 'person', value ->> 'productId', ${actor.id}, ${actor.name}, ${work.now} FROM json_each(${JSON.stringify(made)}) WHERE true
		ON CONFLICT (businessId, vendorId, catalogId) DO UPDATE SET state = 'linked', decidedBy = 'person', productId = excluded.productId, score = NULL, reasons = '[]',
			actorId = excluded.actorId, actorName = excluded.actorName, decidedAt = excluded.decidedAt`);
	// Two that add at once: an item that has become something else meanwhile fails the batch.
	work.guard(sql`SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM json_each(${JSON.stringify(made)}) AS w LEFT JOIN vendorLinks AS l ON l.businessId = ${work.businessId}
		AND l.vendorId = ${vendorId} AND l.catalogId = w.value ->> 'catalogId' WHERE l.productId IS NOT w.value ->> 'productId')`);
}
