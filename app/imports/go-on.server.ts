import { readerFor, type Tenant } from "#app/platform/tenant.server.ts";
import { instant, second } from "#app/platform/time.ts";
import { type Chunk, chunkBytes, chunkRows } from "./chunk.server.ts";
import { keepTwins, type OpenFile, openFile, twinsOf } from "./file.server.ts";
import { type ImportFacts, importAsk } from "./import-row.server.ts";
import { finishUndo } from "./finish-undo.server.ts";
import { failImport, noteScan } from "./note-scan.server.ts";
import { previewChunk } from "./preview-chunk.server.ts";
import { resumeImport } from "./resume-import.server.ts";
import { type FileRow, rowReader } from "./rows.ts";
import { isWorking, mostRows } from "./rules.ts";
import { runChunk } from "./run-chunk.server.ts";
import { scanner } from "./scan.ts";
import { undoChunk } from "./undo-chunk.server.ts";

/** How long one message works on an import before it hands on: well within what a queue grants, and short enough to let others have their turn. */
const share = 6 * second;
/** And how many pieces at most: a worker may ask its database a thousand questions, and a piece is some thirty. */
const mostPieces = 25;

/**
 * Does what is to be done for an import, a piece at a time, for one message's share; then asks for the rest. Where it is stands in its row, in
 * the same batch as what was written: whoever comes after a kill, or comes twice, goes on there, and of two at once one finds it gone on.
 */
export async function goOn(open: () => Tenant, importId: string, pieces = mostPieces): Promise<void> {
	const turn = { until: instant() + share, pieces };
	for (;;) {
		const facts = await read(open(), importId);
		if (!facts || !isWorking(facts.state)) return;
		if (isOver(turn)) {
			await resumeImport(open(), { importId });
			return;
		}
		if (!(await step(open, facts, turn))) return;
	}
}

type Turn = { until: number; pieces: number };

function isOver({ until, pieces }: Turn): boolean {
	return pieces <= 0 || instant() >= until;
}

async function read(tenant: Tenant, importId: string): Promise<ImportFacts | undefined> {
	const db = readerFor(tenant, "catalog:write");
	return (await db.read({ facts: importAsk(db.businessId, importId) })).facts;
}

/** One step of the state it is in. `open`: every piece is written at an instant of its own. @returns false when somebody else has gone on */
async function step(open: () => Tenant, facts: ImportFacts, turn: Turn): Promise<boolean> {
	const tenant = open();
	if (facts.state === "undoing") {
		turn.pieces--;
		const { wasNext, isOver } = await undoChunk(tenant, { facts });
		return wasNext && isOver ? finishUndo(tenant, facts) : wasNext;
	}
	const file = await openFile(tenant.scope, tenant.businessId, facts, facts.state === "uploaded" ? facts.firstByte : facts.position);
	if (!file) return fail(tenant, facts, "file_gone");
	if (facts.state === "uploaded") return scan(tenant, facts, file);
	return pieces(open, facts, file, turn);
}

async function fail(tenant: Tenant, facts: ImportFacts, code: string, details: Record<string, string | number> = {}): Promise<boolean> {
	return (await failImport(tenant, { facts, problem: { code, details } })).wasNext;
}

/** Once through the whole file: what no piece of it can know. */
async function scan(tenant: Tenant, facts: ImportFacts, file: OpenFile): Promise<boolean> {
	const found = scanner(facts);
	const rows = rowReader(facts.mapping, null);
	let row = facts.firstRow;
	let last = row;
	for await (const records of file.records) {
		for (const record of records) {
			const taken = rows.take(record, row++);
			if (taken) {
				found.take(taken);
				last = row;
			}
		}
		if (found.rows() > mostRows) return fail(tenant, facts, "too_many_rows", { limit: mostRows });
	}
	if (file.isOpen()) return fail(tenant, facts, "quote_not_closed", { row });
	if (found.rows() === 0) return fail(tenant, facts, "no_rows", { row: last });
	await keepTwins(tenant.scope, { ...facts, businessId: tenant.businessId, importId: facts.id }, found.twins);
	return (await noteScan(tenant, { facts, totalRows: found.rows() })).wasNext;
}

/** Piece after piece of the file, as long as it is this message's turn. */
async function pieces(open: () => Tenant, begun: ImportFacts, file: OpenFile, turn: Turn): Promise<boolean> {
	const { scope, businessId } = open();
	const twins = await twinsOf(scope, { ...begun, businessId, importId: begun.id });
	const work = begun.state === "previewing" ? previewChunk : runChunk;
	const reader = rowReader(begun.mapping, begun.carry);
	let facts = begun;
	let rows: FileRow[] = [];
	let next: Chunk["next"] = { position: begun.position, nextRow: begun.nextRow, carry: begun.carry };

	async function write(isLast: boolean): Promise<boolean> {
		const named = rows.flatMap(({ row }): [number, number][] => {
			const twin = twins.get(row);
			return twin === undefined ? [] : [[row, twin]];
		});
		turn.pieces--;
		const { wasNext } = await work(open(), { facts, rows, next, isLast, twins: named });
		facts = { ...facts, position: next.position };
		rows = [];
		return wasNext;
	}

	for await (const records of file.records) {
		for (const record of records) {
			const taken = reader.take(record, next.nextRow);
			if (taken) rows.push(taken);
			next = { position: record.end, nextRow: next.nextRow + 1, carry: reader.carry() };
			if (rows.length < chunkRows && next.position - facts.position < chunkBytes) continue;
			if (!(await write(false))) return false;
			if (isOver(turn)) return true;
		}
	}
	return write(true);
}
