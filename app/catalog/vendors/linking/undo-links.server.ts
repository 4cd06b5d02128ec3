import { type SQL, sql } from "drizzle-orm";
import { command, known } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { LinksTakenBack } from "../events.server.ts";
import { idBy, mustExist, vendorBy } from "../vendor.server.ts";
import { lastLinkRunBy, linkRunOf, moveLinkRunIn } from "./link-run.server.ts";
import { LinkPlan } from "./start-linking.server.ts";
import { isUndoable } from "./undoable.ts";

/**
 * Takes back in one act what a vendor's newest going-through linked and ended: each item is what it was before. What a person has decided since stands, and
 * a product that is another item's by now stays that. The next reading asks again before it links.
 * @returns how many items are what they were
 * @throws Refusal `vendor_not_found`, `conflict / linking_not_undoable`
 */
export const undoLinks = command<typeof LinkPlan, { runId: string; restored: number }>({
	name: "catalog.undo-links",
	needs: "catalog:write",
	input: LinkPlan,
	async run({ db, work, now }, { vendor: key, runId }) {
		const { businessId } = db;
		const written = (vendorId: SQL | string) =>
			sql`businessId = ${businessId} AND vendorId = ${vendorId} AND runId = ${runId} AND decidedBy = 'rule'`;
		const { vendor, last, count } = await db.read({
			vendor: vendorBy(businessId, key),
			last: lastLinkRunBy(businessId, key),
			count: first<{ items: number }>(sql`SELECT count(*) AS items FROM vendorLinks WHERE ${written(idBy(businessId, key))}`),
		});
		const { id: vendorId, name } = mustExist(vendor);
		const restored = count?.items ?? 0;
		// One of before it was written down what a run wrote has nothing that is known to be its own.
		if (last?.id !== runId || !isUndoable(linkRunOf(last)) || restored === 0) return refuse("conflict", "linking_not_undoable");
		const theirs = written(vendorId);
		// Whatever has begun since weighs what stands now; and nobody else has just done it.
		work.guard(
			sql`SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM vendorLinkRuns WHERE businessId = ${businessId} AND vendorId = ${vendorId} AND (id > ${runId} OR (id = ${runId} AND undoneAt IS NOT NULL)))`,
		);
		moveLinkRunIn(work, last, { undoneAt: now });
		work.add(sql`DELETE FROM vendorLinks WHERE ${theirs} AND beforeRun IS NULL`);
		// First all are let go of, so that each finds its product free.
		work.add(sql`UPDATE vendorLinks SET state = 'unlinked', productId = NULL WHERE ${theirs}`);
		const before = (field: string) => sql`vendorLinks.beforeRun ->> ${field}`;
		const isFree = sql`(${before("productId")} IS NULL OR (EXISTS (SELECT 1 FROM products AS p WHERE p.businessId = vendorLinks.businessId AND p.id = ${before("productId")})
			AND NOT EXISTS (SELECT 1 FROM vendorLinks AS o INDEXED BY vendorLinks_once WHERE o.businessId = vendorLinks.businessId AND o.vendorId = vendorLinks.vendorId
				AND o.productId = ${before("productId")})))`;
		work.add(sql`UPDATE vendorLinks SET state = iif(${isFree}, ${before("state")}, 'unlinked'), productId = iif(${isFree}, ${before("productId")}, NULL),
			score = ${before("score")}, reasons = ${before("reasons")}, actorId = ${before("actorId")}, actorName = ${before("actorName")},
			decidedAt = ${before("decidedAt")}, runId = NULL, beforeRun = NULL WHERE ${theirs}`);
		work.record(LinksTakenBack, { subject: { type: "vendor", id: vendorId }, data: { runId, name, restored } });
		return known({ runId, restored });
	},
});
