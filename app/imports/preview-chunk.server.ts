import { command, known } from "#app/platform/command.server.ts";
import { newId } from "#app/platform/ids.ts";
import { Chunk, countsAfter, factsAsks, isNext, judgeAll, planChunk } from "./chunk.server.ts";
import { keepErrorsIn } from "./errors.server.ts";
import { importAsk, moveImportIn } from "./import-row.server.ts";

/** Rows shown on the page of an import. */
const shown = 20;

/**
 * Says what would become of one piece of the file. Nothing of the catalog is touched.
 * @returns whether it was this piece's turn; false tells whoever asks that somebody else has gone on
 */
export const previewChunk = command<typeof Chunk, { wasNext: boolean }>({
	name: "imports.preview-chunk",
	needs: "catalog:write",
	input: Chunk,
	async run({ db, work }, { facts, rows, twins, next, isLast }) {
		const judged = judgeAll(rows, facts);
		const { found, ...read } = await db.read({ found: importAsk(db.businessId, facts.id), ...factsAsks(db.businessId, facts, judged) });
		if (!isNext(found, facts)) return known({ wasNext: false });
		const plan = planChunk(judged, found, read, { twins: new Map(twins), newId });
		const counts = countsAfter(found.counts, plan);
		const wrong = plan.verdicts.filter(({ outcome }) => outcome === "wrong");
		keepErrorsIn(work, { importId: found.id, phase: "preview", before: found.counts.wrong ?? 0 }, wrong);
		const sample = [...found.sample, ...plan.verdicts].slice(0, shown);
		moveImportIn(work, found, { ...next, counts, sample, ...(isLast && { state: "ready", preview: counts }) });
		return known({ wasNext: true });
	},
});
