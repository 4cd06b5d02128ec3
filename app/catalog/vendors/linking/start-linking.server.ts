import { sql } from "drizzle-orm";
import { z } from "zod";
import { command, known } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { ItemsLinked } from "../events.server.ts";
import { VendorKey } from "../input.ts";
import { idBy, mustExist, vendorBy } from "../vendor.server.ts";
import { askToLinkIn, isLinking, type LinkCounts, linkRunOf, moveLinkRunIn, openLinkRunBy } from "./link-run.server.ts";

export const StartLinking = z.object({
	vendor: VendorKey,
	/** Only say what would be linked, and wait for a person's word. */
	dryRun: z.boolean().default(true),
	cause: z.enum(["sync", "person"]).default("person"),
});

/**
 * Goes through a vendor's catalog for what its items are. What goes by itself after a reading asks first until a person has once agreed to what the
 * rules make of this vendor, and again once what came of it was taken back; one that is under way then begins anew, and a plan that waits is made again.
 * @throws Refusal `vendor_not_found`, `conflict / linking_running` (for a person)
 */
export const startLinking = command<typeof StartLinking, { runId: string; vendorId: string }>({
	name: "catalog.start-linking",
	needs: "catalog:write",
	input: StartLinking,
	async run({ db, work, principal, now }, { vendor: key, dryRun, cause }) {
		const { businessId } = db;
		const { vendor, open, agreed, items } = await db.read({
			vendor: vendorBy(businessId, key),
			open: openLinkRunBy(businessId, key),
			agreed: first(
				sql`SELECT 1 FROM (SELECT undoneAt FROM vendorLinkRuns INDEXED BY vendorLinkRuns_by_vendor
					WHERE businessId = ${businessId} AND vendorId = ${idBy(businessId, key)} AND (state = 'done' OR undoneAt IS NOT NULL) ORDER BY id DESC LIMIT 1) WHERE undoneAt IS NULL`,
			),
			items: first<{
				items: number;
			}>(sql`SELECT items FROM vendorSyncStates WHERE businessId = ${businessId} AND vendorId = ${idBy(businessId, key)}`),
		});
		const { id: vendorId } = mustExist(vendor);
		const isDry = cause === "sync" ? !agreed : dryRun;
		const { actor } = await principal();
		if (open && isLinking(open)) {
			if (cause === "person") refuse("conflict", "linking_running", { runId: open.id });
			moveLinkRunIn(work, open, {
				...{ state: "looking", position: "", attempt: open.attempt + 1, looked: 0, weighed: 0, items: items?.items ?? 0 },
			});
			askToLinkIn(work, open.id);
			return known({ runId: open.id, vendorId });
		}
		if (open) moveLinkRunIn(work, open, { state: "dropped", finishedAt: now });
		const runId = newId<"vendor-link-run">(now);
		work.add(sql`INSERT INTO vendorLinkRuns (businessId, id, vendorId, cause, isDry, state, items, actorId, actorName, startedAt)
			VALUES (${businessId}, ${runId}, ${vendorId}, ${cause}, ${isDry ? 1 : 0}, 'looking', ${items?.items ?? 0}, ${actor.id}, ${actor.name}, ${now})`);
		askToLinkIn(work, runId);
		return known({ runId, vendorId });
	},
});

export const LinkPlan = z.object({ vendor: VendorKey, runId: z.string().max(64) });

function plan(act: string, verdict: "agree" | "drop") {
	return command<typeof LinkPlan, { runId: string }>({
		name: act,
		needs: "catalog:write",
		input: LinkPlan,
		async run({ db, work, now }, { vendor: key, runId }) {
			const { businessId } = db;
			const { vendor, open, wrote } = await db.read({
				vendor: vendorBy(businessId, key),
				open: openLinkRunBy(businessId, key),
				wrote: first<Pick<LinkCounts, "fresh" | "ended">>(sql`SELECT COUNT(productId) AS fresh, COUNT(was) AS ended FROM (
					SELECT productId, beforeRun ->> 'productId' AS was FROM vendorLinks WHERE businessId = ${businessId} AND vendorId = ${idBy(businessId, key)}
						AND runId = ${runId} AND decidedBy = 'rule') WHERE productId IS NOT was`),
			});
			const { id, name } = mustExist(vendor);
			if (open?.id !== runId || (verdict === "agree" && open.state !== "planned")) return refuse("conflict", "linking_not_planned");
			if (verdict === "drop") {
				const { isDry, counts: weighed } = linkRunOf(open);
				// What is written is what counts, over all its attempts; a proposal has written nothing and keeps what it proposed.
				const counts = isDry ? weighed : { ...weighed, ...wrote };
				moveLinkRunIn(work, open, { state: "dropped", finishedAt: now, counts });
				if (!isDry && counts.fresh + counts.ended > 0)
					work.record(ItemsLinked, { subject: { type: "vendor", id }, data: { runId, name, ...counts } });
			} else {
				moveLinkRunIn(work, open, { state: "deciding", position: "", weighed: 0, isDry: 0 });
				askToLinkIn(work, runId);
			}
			return known({ runId });
		},
	});
}

/** What was planned is done. @throws Refusal `vendor_not_found`, `conflict / linking_not_planned` */
export const agreeToLinks = plan("catalog.agree-to-links", "agree");
/** What was planned is not done; what is under way stops, and what it has linked by then stays. @throws as agreeing */
export const dropLinkPlan = plan("catalog.drop-link-plan", "drop");
