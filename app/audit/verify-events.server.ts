import { sql } from "drizzle-orm";
import { command, known } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import type { TenantDb } from "#app/platform/tenant.server.ts";
import { checkSeal, type Finding, type Seal, type SealedEvent } from "./chain.server.ts";
import { ChainBroken, ChainChecked } from "./events.server.ts";
import { VerifyEvents } from "./input.ts";
import { sealedFields } from "./seal-events.server.ts";

/** Events held against their seals in one question, and seals at most. */
const mostEvents = 1500;
const mostSeals = 100;
/** Findings that are kept and shown; whoever changed more has changed enough. */
const mostFindings = 100;
/** Questions one act asks at most; a longer chain goes on with the next. */
const mostPieces = 40;

export type CheckDone = { checkedTo: number; events: number; findings: Finding[]; finished: boolean; checkedAt: number };
type CheckRow = { checkedTo: number; events: number; findings: string; startedAt: number; finishedAt: number | null };
type Last = Pick<Seal, "number" | "hash" | "toSeq">;
type Numbered = SealedEvent & { seq: number };

/**
 * Works the whole chain out again: every event against its seal, every seal against the one before. `anchor`: a seal the owner wrote down
 * elsewhere, which tells a chain that was cut off, or made anew from some point on, from the one they knew.
 * A long chain is checked piece by piece; `finished` says whether this one came to its end.
 */
export const verifyEvents = command<typeof VerifyEvents, CheckDone>({
	name: "audit.verify-events",
	needs: "audit:read",
	input: VerifyEvents,
	async run({ db, work, now, tenant }, { anew, anchor }) {
		const { businessId } = db;
		const { row, kept } = await db.read({
			row: first<CheckRow>(
				sql`SELECT checkedTo, events, findings, startedAt, finishedAt FROM auditChecks WHERE businessId = ${businessId}`,
			),
			kept: first<{ hash: string }>(sql`SELECT hash FROM seals WHERE businessId = ${businessId} AND number = ${anchor?.number ?? 0}`),
		});
		const goesOn = !anew && row && row.finishedAt === null ? row : null;
		const findings: Finding[] = goesOn ? JSON.parse(goesOn.findings) : [];
		let last = goesOn ? await sealBefore(db, goesOn.checkedTo) : undefined;
		let events = goesOn?.events ?? 0;
		let finished = false;
		for (let pieces = 0; !finished && pieces < mostPieces; pieces++) {
			const piece = await checkPiece(db, last);
			findings.push(...piece.findings);
			events += piece.events;
			last = piece.last ?? last;
			finished = piece.finished;
		}
		if (finished) findings.push(...(await insertedOnes(db)));
		if (anchor && !kept) findings.push({ what: "anchor_missing", seal: anchor.number });
		if (anchor && kept && kept.hash !== anchor.hash) findings.push({ what: "anchor_differs", seal: anchor.number });
		const told = findings.slice(0, mostFindings);
		work.add(sql`INSERT INTO auditChecks (businessId, checkedTo, events, findings, startedAt, finishedAt)
			VALUES (${businessId}, ${last?.number ?? 0}, ${events}, ${JSON.stringify(told)}, ${goesOn?.startedAt ?? now}, ${finished ? now : null})
			ON CONFLICT (businessId) DO UPDATE SET checkedTo = excluded.checkedTo, events = excluded.events, findings = excluded.findings,
				startedAt = excluded.startedAt, finishedAt = excluded.finishedAt`);
		const subject = { type: "business", id: businessId };
		const isNews = told.length > 0 && JSON.stringify(told) !== row?.findings;
		if (isNews) work.record(ChainBroken, { subject, data: { findings: told.slice(0, 20), count: findings.length } });
		// What somebody asked for is told; each night's round is not, or the log would be full of itself.
		else if ((await tenant.principal()).actor.kind === "user")
			work.record(ChainChecked, { subject, data: { seals: last?.number ?? 0, events } });
		return known({ checkedTo: last?.number ?? 0, events, findings: told, finished, checkedAt: now });
	},
});

async function sealBefore(db: TenantDb, number: number): Promise<Last | undefined> {
	const { seal } = await db.read({
		seal: first<Last>(sql`SELECT number, hash, toSeq FROM seals WHERE businessId = ${db.businessId} AND number = ${number}`),
	});
	return seal;
}

type Piece = { findings: Finding[]; events: number; last: Last | undefined; finished: boolean };

/** Some seals from after `last`, as many as their events fit into one answer. */
async function checkPiece(db: TenantDb, last: Last | undefined): Promise<Piece> {
	const { businessId } = db;
	const from = last?.number ?? 0;
	const chosen = sql`(SELECT number, previous, fromSeq, toSeq, leaves, root, hash, sealedAt FROM seals
		WHERE businessId = ${businessId} AND number > ${from} ORDER BY number LIMIT CAST(${mostSeals} AS INTEGER))`;
	const begin = sql`COALESCE((SELECT min(fromSeq) FROM ${chosen}), 1)`;
	const end = sql`COALESCE((SELECT max(toSeq) FROM ${chosen}), 0)`;
	const { seals, events } = await db.read({
		seals: many<Seal>(sql`SELECT * FROM ${chosen}`),
		events: many<Numbered>(sql`SELECT ${sealedFields} FROM events INDEXED BY events_by_seq WHERE businessId = ${businessId}
			AND seq BETWEEN ${begin} AND ${end} ORDER BY seq LIMIT CAST(${mostEvents} AS INTEGER)`),
	});
	// Below where the answer was cut off, what is not there is missing.
	const seen = events.length === mostEvents ? (events.at(-1)?.seq ?? 0) : Number.POSITIVE_INFINITY;
	const whole = seals.filter(({ toSeq }) => toSeq <= seen);
	const piece: Piece = { findings: [], events: 0, last, finished: whole.length === seals.length && seals.length < mostSeals };
	for (const seal of whole) {
		const its = events.filter(({ seq }) => seq >= seal.fromSeq && seq <= seal.toSeq);
		piece.findings.push(...(await checkSeal(businessId, piece.last, seal, its)));
		piece.events += its.length;
		piece.last = seal;
	}
	return piece;
}

/** Events that nobody numbered: written past every command. */
async function insertedOnes(db: TenantDb): Promise<Finding[]> {
	const { rows } = await db.read({
		rows: many<{ id: string; type: string; at: number }>(
			sql`SELECT id, type, at FROM events INDEXED BY events_by_seq WHERE businessId = ${db.businessId} AND seq IS NULL ORDER BY id LIMIT 20`,
		),
	});
	return rows.map((row) => ({ what: "event_inserted", seq: null, ...row }));
}
