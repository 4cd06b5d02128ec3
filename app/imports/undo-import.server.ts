import { command, known } from "#app/platform/command.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { UndoStarted } from "./events.server.ts";
import { askForWorkIn, importAsk, moveImportIn, mustExist } from "./import-row.server.ts";
import { ImportRef } from "./input.ts";
import { mustBe } from "./rules.ts";
import { runningAsk } from "./start-import.server.ts";

/**
 * Begins to take an import back: what it made and nobody used is deleted, what it changed and nobody changed since says again what it said,
 * quantities go back by movements. What cannot is named.
 * @throws Refusal `import_not_found`, `import_running`, `import_not_possible`
 */
export const undoImport = command<typeof ImportRef, { id: string }>({
	name: "imports.undo",
	needs: "catalog:write",
	input: ImportRef,
	async run({ db, work }, { importId }) {
		const { found, other } = await db.read({ found: importAsk(db.businessId, importId), other: runningAsk(db.businessId) });
		const facts = mustExist(found);
		mustBe("undo", facts.state);
		if (facts.startedAt === null) refuse("conflict", "import_not_possible", { state: facts.state });
		if (other) refuse("conflict", "import_running", { importId: other.id, fileName: other.fileName });
		moveImportIn(work, facts, { state: "undoing", position: 0, problem: null, preview: facts.counts, counts: {} });
		work.record(UndoStarted, { subject: { type: "import", id: importId }, data: { fileName: facts.fileName } });
		askForWorkIn(work, importId);
		return known({ id: importId });
	},
});
