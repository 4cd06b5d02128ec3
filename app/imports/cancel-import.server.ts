import { command, known } from "#app/platform/command.server.ts";
import { ImportCancelled } from "./events.server.ts";
import { importAsk, moveImportIn, mustExist } from "./import-row.server.ts";
import { ImportRef } from "./input.ts";
import { mustBe } from "./rules.ts";

/**
 * Stops an import where it is, or lets a file go. What was written by then stays, and can be undone.
 * @throws Refusal `import_not_found`, `import_not_possible`
 */
export const cancelImport = command<typeof ImportRef, { id: string }>({
	name: "imports.cancel",
	needs: "catalog:write",
	input: ImportRef,
	async run({ db, work }, { importId }) {
		const { found } = await db.read({ found: importAsk(db.businessId, importId) });
		const facts = mustExist(found);
		mustBe("cancel", facts.state);
		moveImportIn(work, facts, { state: "cancelled", finishedAt: work.now });
		work.record(ImportCancelled, { subject: { type: "import", id: importId }, data: { fileName: facts.fileName } });
		return known({ id: importId });
	},
});
