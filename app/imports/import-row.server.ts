import { type SQL, sql } from "drizzle-orm";
import { type Ask, many, type Row } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import type { Work } from "#app/platform/work.server.ts";
import type { FileFormat, Mapping, Twin } from "./columns.ts";
import type { DecimalStyle } from "./dialect.ts";
import type { Encoding } from "./encoding.ts";
import { WorkAsked } from "./events.server.ts";
import type { Choices } from "./input.ts";
import type { Verdict } from "./plan.ts";
import type { Carry } from "./rows.ts";
import type { Counts, ImportState } from "./rules.ts";

/** What an undo came to. */
export type UndoCounts = { deleted: number; restored: number; kept: number };
/** Why an import failed: a code whose sentence stands in the catalogs, and what it speaks of. */
export type ImportProblem = { code: string; details: Record<string, string | number> };

export type ImportFacts = {
	id: string;
	fileName: string;
	fileHash: string;
	fileSize: number;
	encoding: Encoding;
	encodingIsGuess: boolean;
	delimiter: string;
	decimals: DecimalStyle;
	format: FileFormat;
	headers: string[];
	twins: Twin[];
	mapping: Mapping;
	choices: Choices;
	state: ImportState;
	attempt: number;
	firstByte: number;
	firstRow: number;
	position: number;
	nextRow: number;
	carry: Carry | null;
	totalRows: number | null;
	counts: Partial<Counts & UndoCounts & { odd: number }>;
	preview: (Counts & { odd: number }) | null;
	sample: Verdict[];
	problem: ImportProblem | null;
	byId: string;
	byName: string;
	createdAt: number;
	updatedAt: number;
	startedAt: number | null;
	finishedAt: number | null;
};

const parsed = ["headers", "twins", "mapping", "choices", "counts", "sample", "carry", "preview", "problem"];

/** An import, as its row says. */
export function importAsk(businessId: string, importId: string): Ask<ImportFacts | undefined> {
	const { query, take } = importsAsk(sql`SELECT * FROM imports WHERE businessId = ${businessId} AND id = ${importId}`);
	return { query, take: (rows) => take(rows)[0] };
}

/** Rows of `imports`, read as what they are. */
export function importsAsk(query: SQL): Ask<ImportFacts[]> {
	const { take } = many<ImportFacts & Row>(query);
	return {
		query,
		take: (rows) =>
			take(
				rows.map(({ businessId: _, ...row }) => ({
					...row,
					encodingIsGuess: row.encodingIsGuess === 1,
					...Object.fromEntries(parsed.map((name) => [name, typeof row[name] === "string" ? JSON.parse(row[name]) : null])),
				})),
			),
	};
}

/** @throws Refusal `not_found / import_not_found` */
export function mustExist(facts: ImportFacts | undefined): ImportFacts {
	return facts ?? refuse("not_found", "import_not_found");
}

/** Adds to a batch that the import goes on; the batch fails when it is no longer where it was read. */
export function moveImportIn(work: Work, { id, state, attempt, position }: ImportFacts, changes: Record<string, unknown>): void {
	const here = sql`businessId = ${work.businessId} AND id = ${id}`;
	work.guard(
		sql`SELECT 1 FROM imports WHERE ${here} AND state = ${state} AND attempt = CAST(${attempt} AS INTEGER) AND position = CAST(${position} AS INTEGER)`,
	);
	const set = Object.entries(changes).map(([column, value]) => {
		const isText = value !== null && typeof value === "object";
		return sql`${sql.identifier(column)} = ${isText ? JSON.stringify(value) : value}`;
	});
	work.add(sql`UPDATE imports SET ${sql.join([...set, sql`updatedAt = ${work.now}`], sql`, `)} WHERE ${here}`);
}

/** Asks for work on it, in the same batch: whoever is told does what is then to be done. */
export function askForWorkIn(work: Work, importId: string): void {
	work.record(WorkAsked, { subject: { type: "import", id: importId }, data: { importId } });
}
