import { sql } from "drizzle-orm";
import { z } from "zod";
import { answer, command, known } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import { type Seal, type SealedEvent, sealedColumns, sealOf } from "./chain.server.ts";

/** Events of one seal. */
export const mostSealed = 500;

export const sealedFields = sql.join(
	sealedColumns.map((column) => sql.identifier(column)),
	sql`, `,
);

export function lastSeal(businessId: string) {
	return first<Pick<Seal, "number" | "hash" | "toSeq" | "sealedAt">>(
		sql`SELECT number, hash, toSeq, sealedAt FROM seals WHERE businessId = ${businessId} ORDER BY number DESC LIMIT 1`,
	);
}

type Sealed = { sealed: number; more: boolean };

/**
 * Seals what has been written down since the last seal, at most five hundred events. A number is given where the row is committed, so whatever has
 * one is there, and no lower one can come any more.
 */
export const sealEvents = command<z.ZodObject, Sealed>({
	name: "audit.seal-events",
	needs: "audit:read",
	input: z.object({}),
	async run({ db, work, now }) {
		const { businessId } = db;
		const { last, events } = await db.read({
			last: lastSeal(businessId),
			events: many<SealedEvent>(sql`SELECT ${sealedFields} FROM events INDEXED BY events_by_seq WHERE businessId = ${businessId}
				AND seq > COALESCE((SELECT toSeq FROM seals WHERE businessId = ${businessId} ORDER BY number DESC LIMIT 1), 0)
				ORDER BY seq LIMIT CAST(${mostSealed} AS INTEGER)`),
		});
		if (events.length === 0) return known({ sealed: 0, more: false });
		const seal = await sealOf(businessId, last, events, now);
		// Two who seal at once made the same number: the slower one's is not written, and it begins again.
		work.add(sql`INSERT INTO seals (businessId, number, previous, fromSeq, toSeq, leaves, root, hash, sealedAt)
			SELECT ${businessId}, ${seal.number}, ${seal.previous}, ${seal.fromSeq}, ${seal.toSeq}, ${seal.leaves}, ${seal.root}, ${seal.hash}, ${now}
			WHERE NOT EXISTS (SELECT 1 FROM seals WHERE businessId = ${businessId} AND number >= ${seal.number})`);
		const isOurs = sql`EXISTS (SELECT 1 FROM seals WHERE businessId = ${businessId} AND number = ${seal.number} AND hash = ${seal.hash} AND sealedAt = ${now})`;
		return answer<Sealed>(sql`json_object('sealed', CASE WHEN ${isOurs} THEN CAST(${events.length} AS INTEGER) ELSE 0 END,
			'more', json(CASE WHEN ${isOurs} AND ${events.length} < ${mostSealed} THEN 'false' ELSE 'true' END))`);
	},
});
