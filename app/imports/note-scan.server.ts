import { z } from "zod";
import { command, known } from "#app/platform/command.server.ts";
import { isNext } from "./chunk.server.ts";
import { forgetErrorsIn } from "./errors.server.ts";
import { ImportFailed } from "./events.server.ts";
import { type ImportFacts, importAsk, type ImportProblem, moveImportIn } from "./import-row.server.ts";

const Scanned = z.object({ facts: z.custom<ImportFacts>(), totalRows: z.int().min(0) });

/** A file was looked through, and holds so many rows: its preview may begin. @returns whether nobody went on meanwhile */
export const noteScan = command<typeof Scanned, { wasNext: boolean }>({
	name: "imports.note-scan",
	needs: "catalog:write",
	input: Scanned,
	async run({ db, work }, { facts, totalRows }) {
		const { found } = await db.read({ found: importAsk(db.businessId, facts.id) });
		if (!isNext(found, facts)) return known({ wasNext: false });
		forgetErrorsIn(work, found.id, "preview");
		moveImportIn(work, found, { state: "previewing", totalRows });
		return known({ wasNext: true });
	},
});

const Failed = z.object({ facts: z.custom<ImportFacts>(), problem: z.custom<ImportProblem>() });

/** It cannot go on, for a reason that another try would meet again. What was written stays, and can be undone. */
export const failImport = command<typeof Failed, { wasNext: boolean }>({
	name: "imports.fail",
	needs: "catalog:write",
	input: Failed,
	async run({ db, work }, { facts, problem }) {
		const { found } = await db.read({ found: importAsk(db.businessId, facts.id) });
		if (!isNext(found, facts)) return known({ wasNext: false });
		moveImportIn(work, found, { state: "failed", problem, finishedAt: work.now });
		work.record(ImportFailed, { subject: { type: "import", id: found.id }, data: { fileName: found.fileName, problem } });
		return known({ wasNext: true });
	},
});
