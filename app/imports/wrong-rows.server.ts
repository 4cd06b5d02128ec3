import { newId } from "#app/platform/ids.ts";
import { readerFor, type Tenant } from "#app/platform/tenant.server.ts";
import { chunkRows, factsAsks, judgeAll, planChunk } from "./chunk.server.ts";
import { openFile, twinsOf } from "./file.server.ts";
import type { ImportFacts } from "./import-row.server.ts";
import { type FileRow, rowReader } from "./rows.ts";
import type { RowIssue } from "./rules.ts";

/** A row of the file as it stands there, and what is wrong with it. */
export type WrongCells = { cells: string[]; issues: RowIssue[] };

/**
 * All rows that cannot be, however many: the file is read again and held against what is there now, a piece at a time. So it is also what is
 * left after what was right has been imported. Nothing is written.
 */
export async function* wrongRows(tenant: Tenant, facts: ImportFacts): AsyncGenerator<WrongCells[]> {
	const { scope, businessId } = tenant;
	const file = await openFile(scope, businessId, facts, facts.firstByte);
	if (!file) return;
	const twins = await twinsOf(scope, { ...facts, businessId, importId: facts.id });
	const reader = rowReader(facts.mapping, null);
	let rows: (FileRow & { cells: string[] })[] = [];
	let row = facts.firstRow;

	async function judge(): Promise<WrongCells[]> {
		const judged = judgeAll(rows, facts);
		const read = await readerFor(tenant, "catalog:write").read(factsAsks(businessId, facts, judged));
		const { verdicts } = planChunk(judged, facts, read, { twins, newId });
		const cells = new Map(rows.map((each) => [each.row, each.cells]));
		rows = [];
		return verdicts.flatMap((verdict) =>
			verdict.outcome === "wrong" ? [{ cells: cells.get(verdict.row) ?? [], issues: verdict.issues }] : [],
		);
	}

	for await (const records of file.records) {
		for (const record of records) {
			const taken = reader.take(record, row++);
			if (taken) rows.push({ ...taken, cells: record.cells });
			if (rows.length === chunkRows) yield await judge();
		}
	}
	if (rows.length > 0) yield await judge();
}
