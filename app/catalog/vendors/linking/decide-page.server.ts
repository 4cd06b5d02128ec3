import { sql } from "drizzle-orm";
import { z } from "zod";
import { command, known } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import type { Work } from "#app/platform/work.server.ts";
import { ItemsLinked } from "../events.server.ts";
import { outcomeOf } from "./decide.ts";
import { type LinkCounts, linkRunBy, type LinkRunRow, moveLinkRunIn, noLinkCounts } from "./link-run.server.ts";
import { isNext, pageSize } from "./look-page.server.ts";

type State = "linked" | "review" | "unlinked";
type Read = {
	catalogId: string;
	gone: number;
	state: State | null;
	decidedBy: "rule" | "person" | null;
	productId: string | null;
	/** What it was linked to before this run, which may have begun anew half way. */
	before: string | null;
	score: number | null;
	reasons: string | null;
};
type Offer = { catalogId: string; productId: string; score: number; reasons: string; rival: number };
/** What the rules make of an item. */
type Verdict = { catalogId: string; state: State; productId: string | null; score: number | null; reasons: string };

const Page = z.object({ run: z.custom<LinkRunRow>() });

/**
 * Decides the next items on what was found for all of them, so that two that want one product are both seen. While it is only weighed nothing is
 * written but the counts; otherwise what differs is, and never over a person's word. Twice is once.
 * @returns whether it was this page's turn, and whether it was the last
 */
export const decidePage = command<typeof Page, { wasNext: boolean; isLast: boolean }>({
	name: "catalog.decide-vendor-items",
	needs: "catalog:write",
	input: Page,
	async run({ db, work, principal }, { run }) {
		const { businessId } = db;
		const { vendorId } = run;
		const page = sql`SELECT i.catalogId, i.missingSince IS NOT NULL AS gone, l.state, l.decidedBy, l.productId, l.score, l.reasons,
				iif(l.runId IS ${run.id}, l.beforeRun ->> 'productId', l.productId) AS before FROM vendorCatalogItems AS i
			LEFT JOIN vendorLinks AS l ON l.businessId = i.businessId AND l.vendorId = i.vendorId AND l.catalogId = i.catalogId
			WHERE i.businessId = ${businessId} AND i.vendorId = ${vendorId} AND i.catalogId > ${run.position} ORDER BY i.catalogId LIMIT CAST(${pageSize} AS INTEGER)`;
		const { found, vendor, items, offers } = await db.read({
			found: linkRunBy(businessId, run.id),
			vendor: first<{ name: string }>(sql`SELECT name FROM vendors WHERE businessId = ${businessId} AND id = ${vendorId}`),
			items: many<Read>(page),
			offers: many<Offer>(sql`SELECT c.catalogId, c.productId, c.score, c.reasons, COALESCE((SELECT r.score FROM vendorLinkCandidates AS r
						INDEXED BY vendorLinkCandidates_of_product WHERE r.businessId = ${businessId} AND r.vendorId = ${vendorId} AND r.productId = c.productId
							AND r.catalogId <> c.catalogId AND NOT EXISTS (SELECT 1 FROM vendorLinks AS p WHERE p.businessId = ${businessId} AND p.vendorId = ${vendorId}
								AND p.catalogId = r.catalogId AND p.decidedBy = 'person')
						ORDER BY r.score DESC LIMIT 1), 0) AS rival
				FROM (${page}) AS i CROSS JOIN vendorLinkCandidates AS c ON c.businessId = ${businessId} AND c.vendorId = ${vendorId} AND c.catalogId = i.catalogId
				ORDER BY c.catalogId, c.score DESC, c.productId`),
		});
		if (!found || !isNext(found, run)) return known({ wasNext: false, isLast: true });
		const byItem = new Map<string, Offer[]>();
		for (const offer of offers) byItem.set(offer.catalogId, [...(byItem.get(offer.catalogId) ?? []), offer]);
		const counts: LinkCounts = { ...noLinkCounts, ...(run.position === "" ? {} : JSON.parse(found.counts)) };
		const changed: Verdict[] = [];
		for (const item of items) {
			// What a person said stands; what is missing keeps what it was.
			if (item.decidedBy === "person" || item.gone === 1) continue;
			const verdict = verdictOf(item.catalogId, byItem.get(item.catalogId) ?? []);
			counts[verdict.state] += 1;
			if (verdict.productId !== null && verdict.productId !== item.before) counts.fresh += 1;
			if (item.before !== null && verdict.productId !== item.before) counts.ended += 1;
			if (!isSame(verdict, item)) changed.push(verdict);
		}
		const last = items.at(-1);
		const isLast = items.length < pageSize;
		const isDry = found.state === "weighing";
		if (!isDry) writeIn(work, run, changed, (await principal()).actor);
		const isOver = isDry ? ({ state: "planned" } as const) : ({ state: "done", finishedAt: work.now } as const);
		moveLinkRunIn(work, found, {
			counts,
			weighed: found.weighed + items.length,
			position: isLast ? "" : (last?.catalogId ?? ""),
			...(isLast && isOver),
		});
		if (isLast && !isDry && counts.fresh + counts.ended > 0)
			work.record(ItemsLinked, { subject: { type: "vendor", id: vendorId }, data: { runId: run.id, name: vendor?.name ?? "", ...counts } });
		return known({ wasNext: true, isLast });
	},
});

function verdictOf(catalogId: string, offers: Offer[]): Verdict {
	const [best] = offers;
	const outcome = outcomeOf(offers, best?.rival ?? 0);
	if (outcome !== "link" || !best)
		return { catalogId, state: outcome === "review" ? "review" : "unlinked", productId: null, score: best?.score ?? null, reasons: "[]" };
	return { catalogId, state: "linked", productId: best.productId, score: best.score, reasons: best.reasons };
}

function isSame({ state, productId, score, reasons }: Verdict, item: Read): boolean {
	return item.state === state && item.productId === productId && item.score === score && item.reasons === reasons;
}

/** What a link was before this run first wrote it. */
const beforeThis = (runId: string) => sql`iif(vendorLinks.runId IS ${runId}, vendorLinks.beforeRun, json_object('state', vendorLinks.state,
	'productId', vendorLinks.productId, 'score', vendorLinks.score, 'reasons', vendorLinks.reasons, 'actorId', vendorLinks.actorId,
	'actorName', vendorLinks.actorName, 'decidedAt', vendorLinks.decidedAt))`;

function writeIn(work: Work, { id: runId, vendorId }: LinkRunRow, verdicts: Verdict[], actor: { id: string; name: string }): void {
	if (verdicts.length === 0) return;
	const { businessId } = work;
	const before = sql`beforeRun = ${beforeThis(runId)}, runId = ${runId}`;
	const rows = JSON.stringify(verdicts);
	const wanted = JSON.stringify(verdicts.flatMap(({ productId }) => productId ?? []));
	// First what is let go of, so that another may have it: by these items, and by one that is missing or comes later. Each by its key: a catalog is long.
	const letGo = sql`SET state = 'unlinked', productId = NULL, reasons = '[]', ${before} WHERE businessId = ${businessId} AND vendorId = ${vendorId} AND decidedBy = 'rule'
		AND productId IS NOT NULL`;
	work.add(sql`UPDATE vendorLinks NOT INDEXED ${letGo} AND catalogId IN (SELECT value ->> 'catalogId' FROM json_each(${rows}))`);
	work.add(sql`UPDATE vendorLinks INDEXED BY vendorLinks_once ${letGo} AND productId IN (SELECT value FROM json_each(${wanted}))`);
	work.add(sql`INSERT INTO vendorLinks (businessId, vendorId, catalogId, state, decidedBy, productId, score, reasons, actorId, actorName, decidedAt, runId)
		SELECT ${businessId}, ${vendorId}, value ->> 'catalogId', value ->> 'state', 'rule', value ->> 'productId', value ->> 'score', value ->> 'reasons', ${actor.id}, ${actor.name}, ${work.now}, ${runId}
		FROM json_each(${rows}) WHERE true
		ON CONFLICT (businessId, vendorId, catalogId) DO UPDATE SET state = excluded.state, productId = excluded.productId, score = excluded.score, reasons = excluded.reasons,
			actorId = excluded.actorId, actorName = excluded.actorName, decidedAt = excluded.decidedAt, ${before} WHERE vendorLinks.decidedBy = 'rule'`);
}
