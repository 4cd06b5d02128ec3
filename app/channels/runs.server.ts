import { type SQL, sql } from "drizzle-orm";
import { query } from "#app/platform/command.server.ts";
import { pageOf, readCursor } from "#app/platform/cursor.ts";
import { many } from "#app/platform/database.server.ts";
import { newId } from "#app/platform/ids.ts";
import { day, hour } from "#app/platform/time.ts";
import type { Work } from "#app/platform/work.server.ts";
import { connectionAsk, mustBeThere } from "./connection.server.ts";
import { ListRuns } from "./input.ts";
import { type ConnectionFacts, factsOf } from "./queries.server.ts";
import type { RunCause, RunKind, RunOutcome, Tally } from "./runs.ts";
import type { TroubleReason } from "./trouble.ts";

/** A run that finds the same as the one before it is another round of that one, for so long. */
const sameFor = 1 * day;
/** Levels are set with every sale: what was set within an hour is one run. */
const levelsFor = 1 * hour;

/** Who asked for the next run of a kind, and when, where that is kept. */
const asks: Partial<Record<RunKind, { by: SQL; at: SQL }>> = {
	orders: { by: sql`ordersAskedBy`, at: sql`ordersWantedAt` },
	goods: { by: sql`goodsAskedBy`, at: sql`goodsWantedAt` },
};

/** `error`: why it failed. `whole`: it is the end of a reading of goods, over however many turns; it is counted in the connection's row. */
type How = { error?: TroubleReason | null; whole?: boolean };

/**
 * Adds to the batch that a run is over. It is another round of the one before it of its kind where both found the same: nothing, the same trouble, as much that
 * could not be done; so a calm shop has a row a day. What a person asked for stands by itself; a run that began before is not that.
 */
export function keepRun(work: Work, connectionId: string, tally: Tally, { error = null, whole = false }: How = {}): void {
	const { businessId, now } = work;
	const { kind } = tally;
	const asked = asks[kind];
	const count = (name: Exclude<keyof Tally, "kind">) => sql`CAST(${tally[name]} AS INTEGER)`;
	const of = (name: "startedAt" | "pages" | "read" | "changed" | "failed", column: SQL) => (whole ? sql`c.${column}` : count(name));
	const startedAt = sql`COALESCE(${of("startedAt", sql`pullBeganAt`)}, ${count("startedAt")})`;
	const isTheirs = asked && sql`COALESCE(c.${asked.at}, 0) <= ${startedAt}`;
	const since = (span: number) => sql`last.startedAt > CAST(${now - span} AS INTEGER)`;
	const isSame = sql`last.changed + last.pushed + o.changed + o.pushed = 0 AND last.failed = o.failed AND ${since(sameFor)}`;
	const isMore = sql`o.kind = 'levels' AND o.outcome = 'changed' AND ${since(levelsFor)}`;
	work.add(sql`WITH r AS (SELECT ${kind} AS kind, ${error} AS error, ${asked ? sql`iif(${isTheirs}, c.${asked.by}, NULL)` : sql`NULL`} AS askedBy, ${startedAt} AS startedAt,
			${of("pages", sql`pullPages`)} AS pages, ${of("read", sql`pullDone`)} AS read, ${of("changed", sql`pullChanged`)} AS changed, ${count("pushed")} AS pushed,
			${count("skipped")} AS skipped, ${of("failed", sql`pullFailed`)} AS failed
			FROM connections AS c WHERE c.businessId = ${businessId} AND c.id = ${connectionId}),
		o AS (SELECT *, CASE WHEN kind = 'levels' THEN 'change' WHEN askedBy IS NULL THEN 'schedule' ELSE 'person' END AS cause,
			CASE WHEN error IS NOT NULL THEN 'failed' WHEN failed > 0 THEN 'partly' WHEN changed + pushed > 0 THEN 'changed' ELSE 'nothing' END AS outcome FROM r),
		last AS (SELECT * FROM connectionRuns INDEXED BY connectionRuns_of_kind WHERE businessId = ${businessId} AND connectionId = ${connectionId} AND kind = ${kind} ORDER BY id DESC LIMIT 1)
		INSERT INTO connectionRuns (businessId, connectionId, id, kind, cause, actorName, outcome, error, startedAt, endedAt, pages, read, changed, pushed, skipped, failed)
		SELECT ${businessId}, ${connectionId}, COALESCE((SELECT last.id FROM last WHERE o.cause <> 'person' AND last.cause = o.cause AND last.outcome = o.outcome AND last.error IS o.error
				AND ((${isSame}) OR (${isMore}))), ${newId<"connectionRun">(now)}),
			o.kind, o.cause, COALESCE(o.askedBy, ''), o.outcome, o.error, o.startedAt, CAST(${now} AS INTEGER), o.pages, o.read, o.changed, o.pushed, o.skipped, o.failed FROM o WHERE true
		ON CONFLICT (businessId, connectionId, id) DO UPDATE SET rounds = rounds + 1, endedAt = excluded.endedAt,
			pages = iif(outcome = 'changed', pages + excluded.pages, excluded.pages), read = iif(outcome = 'changed', read + excluded.read, excluded.read),
			skipped = iif(outcome = 'changed', skipped + excluded.skipped, excluded.skipped), pushed = pushed + excluded.pushed`);
	if (asked)
		work.add(
			sql`UPDATE connections AS c SET ${asked.by} = NULL WHERE businessId = ${businessId} AND id = ${connectionId} AND ${asked.by} IS NOT NULL AND ${isTheirs}`,
		);
}

export type RunFacts = {
	id: string;
	kind: RunKind;
	cause: RunCause;
	/** Of the person who asked for it; "" where nobody did. */
	actorName: string;
	outcome: RunOutcome;
	error: TroubleReason | null;
	/** Instants, ms UTC: of its first round, and of its last. */
	startedAt: number;
	endedAt: number;
	/** How often it found the same in a row; of levels, how often some were set. */
	rounds: number;
} & Pick<Tally, "pages" | "read" | "changed" | "pushed" | "skipped" | "failed">;
export type RunList = { connection: ConnectionFacts; items: RunFacts[]; nextCursor: string | null };

/** What was read of a shop and set there, newest first. @throws Refusal `not_found / connection_not_found` */
export const listRuns = query<typeof ListRuns, RunList>({
	name: "channels.list-runs",
	needs: "channels:read",
	input: ListRuns,
	async run({ db }, { connectionId, kind, wrong, limit, cursor }) {
		const { businessId } = db;
		const [before] = readCursor(cursor, 1) ?? [];
		const index = kind && !wrong ? sql`connectionRuns_of_kind` : wrong ? sql`connectionRuns_wrong` : null;
		const { connection, rows } = await db.read({
			connection: connectionAsk(businessId, connectionId),
			rows: many<RunFacts>(sql`SELECT id, kind, cause, actorName, outcome, error, startedAt, endedAt, rounds, pages, read, changed, pushed, skipped, failed
				FROM connectionRuns ${index ? sql`INDEXED BY ${index}` : sql``} WHERE businessId = ${businessId} AND connectionId = ${connectionId}
				${kind ? sql`AND kind = ${kind}` : sql``} ${wrong ? sql`AND outcome IN ('partly', 'failed')` : sql``} ${before ? sql`AND id < ${before}` : sql``}
				ORDER BY id DESC LIMIT CAST(${limit + 1} AS INTEGER)`),
		});
		const facts = factsOf(mustBeThere(connection));
		return { connection: facts, ...pageOf(rows, limit, ({ id }) => [id]) };
	},
});
