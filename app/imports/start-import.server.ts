import { sql } from "drizzle-orm";
import { command, known } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { requirePermission } from "#app/platform/tenant.server.ts";
import { ImportStarted } from "./events.server.ts";
import { askForWorkIn, importAsk, moveImportIn, mustExist } from "./import-row.server.ts";
import { ImportRef } from "./input.ts";
import { mustBe } from "./rules.ts";

/**
 * Begins to write what was previewed. One at a time: two would take each other's rows for somebody's changes.
 * @throws Refusal `import_not_found`, `import_running` (this one, or another), `import_not_possible`, `import_columns_unknown`, `missing_permission`
 */
export const startImport = command<typeof ImportRef, { id: string }>({
	name: "imports.start",
	needs: "catalog:write",
	input: ImportRef,
	async run({ db, work, principal }, { importId }) {
		const { found, other } = await db.read({ found: importAsk(db.businessId, importId), other: runningAsk(db.businessId) });
		const facts = mustExist(found);
		mustBe("start", facts.state);
		if (other) refuse("conflict", "import_running", { importId: other.id, fileName: other.fileName });
		if (!facts.preview) refuse("conflict", "import_columns_unknown");
		if (facts.choices.quantities === "all") requirePermission(await principal(), "stock:write");
		moveImportIn(work, facts, {
			...{ state: "running", position: facts.firstByte, nextRow: facts.firstRow, carry: null, counts: {}, startedAt: work.now },
		});
		work.record(ImportStarted, { subject: { type: "import", id: importId }, data: { fileName: facts.fileName, rows: facts.totalRows } });
		askForWorkIn(work, importId);
		return known({ id: importId });
	},
});

/** The import that is writing now, if any. */
export function runningAsk(businessId: string) {
	return first<{ id: string; fileName: string }>(
		sql`SELECT id, fileName FROM imports INDEXED BY imports_one_at_a_time WHERE businessId = ${businessId} AND state IN ('running', 'undoing')`,
	);
}
