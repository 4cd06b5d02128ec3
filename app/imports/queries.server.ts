import { sql } from "drizzle-orm";
import { query } from "#app/platform/command.server.ts";
import { pageOf, readCursor } from "#app/platform/cursor.ts";
import { many } from "#app/platform/database.server.ts";
import { minute } from "#app/platform/time.ts";
import { type ImportFacts, importAsk, importsAsk, mustExist } from "./import-row.server.ts";
import { ImportErrors, ImportRef, ListImports } from "./input.ts";
import { isWorking, type RowIssue } from "./rules.ts";

/** After so long without a word, somebody should be told that it stands still; it will be tried again by itself. */
const patience = 2 * minute;

export type Import = ImportFacts & { isStill: boolean };

/** An import, with whether what works on it has gone quiet. @throws Refusal `import_not_found` */
export const oneImport = query({
	name: "imports.one",
	needs: "catalog:write",
	input: ImportRef,
	async run({ db, now }, { importId }): Promise<Import> {
		const { found } = await db.read({ found: importAsk(db.businessId, importId) });
		return withStill(mustExist(found), now);
	},
});

/** Imports, the newest first. */
export const listImports = query({
	name: "imports.list",
	needs: "catalog:write",
	input: ListImports,
	async run({ db, now }, { limit, cursor }): Promise<{ items: Import[]; nextCursor: string | null }> {
		const after = readCursor(cursor, 1);
		const { rows } = await db.read({
			rows: importsAsk(sql`SELECT * FROM imports WHERE businessId = ${db.businessId} ${after ? sql`AND id < ${String(after[0])}` : sql``}
				ORDER BY id DESC LIMIT ${limit + 1}`),
		});
		const { items, nextCursor } = pageOf(rows, limit, ({ id }) => [id]);
		return { items: items.map((item) => withStill(item, now)), nextCursor };
	},
});

function withStill(facts: ImportFacts, now: number): Import {
	return { ...facts, isStill: isWorking(facts.state) && now - facts.updatedAt > patience };
}

export type WrongRow = { row: number; name: string; issues: RowIssue[] };

/** Rows that could not be (or, of an undo, could not be taken back), in the order of the file: the first thousand. @throws Refusal `import_not_found` */
export const importErrors = query({
	name: "imports.errors",
	needs: "catalog:write",
	input: ImportErrors,
	async run({ db }, { importId, limit, cursor }): Promise<{ items: WrongRow[]; nextCursor: string | null }> {
		const after = readCursor(cursor, 1);
		const { found, rows } = await db.read({
			found: importAsk(db.businessId, importId),
			rows: many<{ row: number; name: string; issues: string }>(sql`SELECT e.row, e.name, e.issues FROM imports AS i
				CROSS JOIN importErrors AS e ON e.businessId = i.businessId AND e.importId = i.id
					AND e.phase = iif(i.state IN ('undoing', 'undone'), 'undo', iif(i.startedAt IS NULL, 'preview', 'run'))
				WHERE i.businessId = ${db.businessId} AND i.id = ${importId} AND e.row > CAST(${Number(after?.[0] ?? 0)} AS INTEGER)
				ORDER BY e.row LIMIT CAST(${limit + 1} AS INTEGER)`),
		});
		mustExist(found);
		const { items, nextCursor } = pageOf(rows, limit, ({ row }) => [row]);
		return { items: items.map((item) => ({ ...item, issues: JSON.parse(item.issues) })), nextCursor };
	},
});
