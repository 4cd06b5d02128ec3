import { command, known } from "#app/platform/command.server.ts";
import { askForWorkIn, importAsk, mustExist } from "./import-row.server.ts";
import { ImportRef } from "./input.ts";
import { mustBe } from "./rules.ts";

/**
 * Asks again for work that has stopped. Harmless while it goes on: two who work on one import write every row once.
 * Also how a worker that has done its share of a long import hands on.
 * @throws Refusal `import_not_found`, `import_not_possible`
 */
export const resumeImport = command<typeof ImportRef, { id: string }>({
	name: "imports.resume",
	needs: "catalog:write",
	input: ImportRef,
	async run({ db, work }, { importId }) {
		const { found } = await db.read({ found: importAsk(db.businessId, importId) });
		mustBe("resume", mustExist(found).state);
		askForWorkIn(work, importId);
		return known({ id: importId });
	},
});
