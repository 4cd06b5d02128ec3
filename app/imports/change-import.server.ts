import { storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { command, known } from "#app/platform/command.server.ts";
import { fitted } from "./add-import.server.ts";
import { tellsRowsApart } from "./columns.ts";
import { askForWorkIn, importAsk, moveImportIn, mustExist } from "./import-row.server.ts";
import { ChangeImport } from "./input.ts";
import { mustBe } from "./rules.ts";

/**
 * Says how a file is to be read, or what it is to do, and asks for its preview again. A delimiter is said when the file is sent: it decides what
 * the columns are.
 * @throws Refusal `import_not_found`, `import_running`, `import_not_possible`, `store_not_yours`
 */
export const changeImport = command<typeof ChangeImport, { id: string }, Viewer>({
	name: "imports.change",
	needs: "catalog:write",
	input: ChangeImport,
	async run({ db, work, principal }, { importId, choices, mapping, decimals }) {
		const { found } = await db.read({ found: importAsk(db.businessId, importId) });
		const facts = mustExist(found);
		mustBe("change", facts.state);
		const chosen = { ...facts.choices, ...choices };
		storeOf(await principal(), chosen.storeId);
		const columns = fitted(mapping ?? facts.mapping, facts.headers.length);
		const isReadable = tellsRowsApart(columns);
		moveImportIn(work, facts, {
			...{ choices: chosen, mapping: columns, decimals: decimals ?? facts.decimals, state: isReadable ? "uploaded" : "ready" },
			...{ attempt: facts.attempt + 1, position: facts.firstByte, nextRow: facts.firstRow, carry: null },
			...{ counts: {}, preview: null, sample: [], totalRows: null, problem: null },
		});
		if (isReadable) askForWorkIn(work, importId);
		return known({ id: importId });
	},
});
