import { sql } from "drizzle-orm";
import { storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { command, known } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { GapExplained } from "./events.server.ts";
import { ExplainGap } from "./input.ts";

/** Says what became of a number a till never handed in, or of the unbroken row of open ones behind it, as far as `until`; answers how far that was. Should its sale come after all, it is taken in. @throws Refusal `not_found / gap_not_found`, `conflict / gap_explained` */
export const explainGap = command<typeof ExplainGap, { deviceId: string; seq: number; until: number }, Viewer>({
	name: "sales.explain-gap",
	needs: "devices:settle",
	input: ExplainGap,
	async run({ db, work, principal, now }, { deviceId, seq, until = seq, reason }) {
		const { businessId } = db;
		const one = sql`businessId = ${businessId} AND deviceId = ${deviceId} AND seq = CAST(${seq} AS INTEGER)`;
		const row = sql`businessId = ${businessId} AND deviceId = ${deviceId} AND explainedAt IS NULL AND seq BETWEEN CAST(${seq} AS INTEGER) AND CAST(${Math.max(seq, until)} AS INTEGER)`;
		const { gap, run } = await db.read({
			gap: first<{ storeId: string; explainedAt: number | null }>(sql`SELECT storeId, explainedAt FROM tillGaps WHERE ${one}`),
			run: first<{ end: number | null }>(
				sql`SELECT max(seq) AS end FROM (SELECT seq, seq - row_number() OVER (ORDER BY seq) AS head FROM tillGaps WHERE ${row}) WHERE head = CAST(${seq} AS INTEGER) - 1`,
			),
		});
		const viewer = await principal();
		if (!gap) refuse("not_found", "gap_not_found");
		storeOf(viewer, gap.storeId);
		if (gap.explainedAt !== null) refuse("conflict", "gap_explained");
		const { actor } = viewer;
		const end = run?.end ?? seq;
		work.guard(sql`SELECT 1 FROM tillGaps WHERE ${one} AND explainedAt IS NULL`);
		work.add(sql`UPDATE tillGaps SET explainedBy = ${actor.id}, explainedByName = ${actor.name}, explainedAt = ${now}, reason = ${reason}
			WHERE ${row} AND seq <= CAST(${end} AS INTEGER)`);
		work.record(GapExplained, {
			subject: { type: "device", id: deviceId },
			storeId: gap.storeId,
			data: { seq, until: end, reason },
		});
		return known({ deviceId, seq, until: end });
	},
});
