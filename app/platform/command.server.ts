import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { type Ask, brokenConstraint, type Compiled, compile, first, type Row } from "./database.server.ts";
import { canonicalJson, fingerprint } from "./digest.server.ts";
import { refuse, refuseInput } from "./errors.ts";
import { eventRow, isRelayed } from "./events.server.ts";
import { newsOf, newsStatements } from "./news.server.ts";
import { relayNow } from "./relay.server.ts";
import { type Principal, readerFor, requirePermission, type Tenant, type TenantDb } from "./tenant.server.ts";
import { gatherWork, type Work } from "./work.server.ts";

/** The answer of a command: a JSON expression the batch evaluates after its writes, so it tells what is, not what was read before. */
export type Answer<Result> = { json: SQL; result?: Result };

/** An answer of JSON built in SQL. */
export function answer<Result>(json: SQL): Answer<Result> {
	return { json };
}

/** How an answer ends that named somebody who was forgotten since. What was done stays done once; of what was said only the ids of things are left. */
const forgottenEnd = '"forgotten":true}';

/** Forgets the answers kept for repeats (seven days of them, of sales longer) that say any of these words, as a whole string. `words` is an SQL SELECT of one column. */
export function forgetAnswersIn(work: Work, words: SQL): void {
	forgetWhereIn(work, sql`EXISTS (WITH w (word) AS (${words}) SELECT 1 FROM w WHERE instr(response, json_quote(w.word)) > 0)`);
}

/** Forgets the answers kept for repeats of these commands. */
export function forgetAnswersToIn(work: Work, names: readonly string[]): void {
	forgetWhereIn(work, sql`command IN (SELECT value FROM json_each(${JSON.stringify(names)}))`);
}

function forgetWhereIn(work: Work, which: SQL): void {
	const ids = sql`SELECT json_group_object(e.key, e.value) FROM json_each(response) AS e WHERE e.type = 'text' AND e.value GLOB '????????-????-????-????-????????????'`;
	work.add(
		sql`UPDATE idempotencyKeys SET response = json_set((${ids}), '$.forgotten', json('true')) WHERE businessId = ${work.businessId} AND response IS NOT NULL AND ${which}`,
	);
}

/** An answer that was known before the batch (ids, names). */
export function known<Result extends object>(value: Result): Answer<Result> {
	return { json: sql`${JSON.stringify(value)}` };
}

export type CommandOptions = {
	/** The act's own name: a form's `commandId`, an `Idempotency-Key`, a delivery or event id. The same key has one effect, and its second call the first answer. */
	key?: string | null;
};

type Tools<P extends Principal> = { tenant: Tenant<P>; db: TenantDb; work: Work; principal(): Promise<P>; now: number };

type CommandSpec<Input extends z.ZodType, Result, P extends Principal> = {
	name: string;
	needs: string;
	input: Input;
	run(tools: Tools<P>, input: z.output<Input>): Promise<Answer<Result>>;
};

export type Command<Input extends z.ZodType, Result, P extends Principal = Principal> = {
	(tenant: Tenant<P>, input: unknown, options?: CommandOptions): Promise<Result>;
	/** The same act, and beside its answer what the JSON expression says in the same batch; kept with it, so that a repeat is told the same. */
	telling<Beside>(tenant: Tenant<P>, input: unknown, beside: SQL, options?: CommandOptions): Promise<{ answer: Result; beside: Beside }>;
	spec: { name: string; needs: string; input: Input };
};

/** Every command of the product, for the role × command table and for whoever tries each as everybody. Filled as modules load. */
export const commands = new Map<string, { name: string; needs: string; call(tenant: never, raw: unknown): Promise<unknown> }>();

/** Thrown inside a run when the key has been used before for the same input; carries the first answer out. */
class AlreadyAnswered {
	readonly response: string;
	readonly actorId: string;
	constructor(response: string, actorId: string) {
		this.response = response;
		this.actorId = actorId;
	}
}

/** How often a run is repeated on a fresh read after the world moved under its batch. */
const reruns = 2;

/**
 * A command: authorize → parse → look for the key → `run` (reads, decides) → one batch → answer from the batch → wake the relay.
 * `run` may be called again: it must do nothing but read, decide and add to `work`.
 *
 * @throws Refusal `unauthenticated`, `forbidden`, `invalid / validation_failed`, `conflict / idempotency_key_reused`, `conflict / stale_write`, and what `run` refuses
 */
export function command<Input extends z.ZodType, Result, P extends Principal = Principal>(
	spec: CommandSpec<Input, Result, P>,
): Command<Input, Result, P> {
	async function act<Told>(tenant: Tenant<P>, raw: unknown, options: CommandOptions, tell: (json: SQL) => SQL): Promise<Told> {
		const parsed = spec.input.safeParse(raw);
		if (!parsed.success) {
			requirePermission(await tenant.principal(), spec.needs);
			refuseInput(issuesOf(parsed.error));
		}
		const key = options.key ? await keyRow(tenant, spec.name, options.key, parsed.data) : null;
		for (let attempt = 0; ; attempt++) {
			try {
				return await once<Input, Result, P, Told>(spec, tenant, parsed.data, key, tell);
			} catch (error) {
				if (error instanceof AlreadyAnswered) {
					// A key is its owner's: somebody else's act under the same one would otherwise be told it had happened.
					if ((await tenant.principal()).actor.id !== error.actorId) refuse("conflict", "idempotency_key_reused");
					if (error.response.endsWith(forgottenEnd)) refuse("conflict", "answer_forgotten");
					return JSON.parse(error.response) as Told;
				}
				const broken = brokenConstraint(error);
				if (broken === undefined) throw error;
				if (attempt === reruns) refuse("conflict", "stale_write", { constraint: broken });
			}
		}
	}
	const call = (tenant: Tenant<P>, raw: unknown, options: CommandOptions = {}) => act<Result>(tenant, raw, options, (json) => json);
	commands.set(spec.name, { name: spec.name, needs: spec.needs, call });
	const telling = <Beside>(tenant: Tenant<P>, raw: unknown, beside: SQL, options: CommandOptions = {}) =>
		act<{ answer: Result; beside: Beside }>(
			tenant,
			raw,
			options,
			(json) => sql`json_object('answer', json(${json}), 'beside', json(${beside}))`,
		);
	return Object.assign(call, {
		telling,
		spec: { name: spec.name, needs: spec.needs, input: spec.input },
	});
}

async function once<Input extends z.ZodType, Result, P extends Principal, Told>(
	spec: CommandSpec<Input, Result, P>,
	tenant: Tenant<P>,
	input: z.output<Input>,
	key: KeyRow | null,
	tell: (json: SQL) => SQL,
): Promise<Told> {
	const { work, gathered } = gatherWork(tenant.businessId, tenant.now);
	let keyWasRead = !key;
	const lookUp = key && {
		statements: [key.find],
		arrived: (results: Row[][]) => {
			keyWasRead = true;
			const row = results[0]?.[0];
			if (!row) return;
			if (row.requestHash !== key.requestHash) refuse("conflict", "idempotency_key_reused");
			throw new AlreadyAnswered(String(row.response), String(row.actorId));
		},
	};
	const db = readerFor(tenant, spec.needs, lookUp ?? undefined);
	const json = tell((await spec.run({ tenant, db, work, principal: tenant.principal, now: tenant.now }, input)).json);
	const principal = await tenant.principal();
	requirePermission(principal, spec.needs);
	if (!keyWasRead) await db.read({});

	const events = gathered.facts.map(({ kind, fact, at }) => ({
		...eventRow(tenant, principal, kind, fact, at),
		kind,
		relayed: isRelayed(kind, at, tenant),
	}));
	const finish = key ? key.answer(json) : compile(sql`SELECT ${json} AS answer, ${tenant.businessId} AS businessId`);
	const news = newsStatements(gathered.changes, tenant.businessId, tenant.now);
	const results = await tenant.write([
		...(key ? [key.insert(principal)] : []),
		...gathered.statements.map(compile),
		...events.map((event) => compile(event.statement)),
		...news,
		finish,
	]);
	const relayed = events.filter((event) => event.relayed);
	const told = newsOf(gathered.changes, results.slice(-1 - news.length, -1), tenant.now);
	if (relayed.length > 0 || told.length > 0) tenant.scope.waitUntil(relayNow(tenant, relayed, told));
	const row = results.at(-1)?.[0];
	return JSON.parse(String(row?.answer)) as Told;
}

type KeyRow = { requestHash: string; find: Compiled; insert(principal: Principal): Compiled; answer(json: SQL): Compiled };

/** The row that makes a key count once: scope (business, command, key), and a fingerprint of the input, which may hold a password. */
async function keyRow(tenant: Tenant, name: string, key: string, input: unknown): Promise<KeyRow> {
	const { businessId } = tenant;
	const requestHash = await fingerprint(tenant.scope.cfg.SESSION_SECRET, "idempotency", canonicalJson(input));
	return {
		requestHash,
		find: compile(
			sql`SELECT requestHash, response, actorId FROM idempotencyKeys WHERE businessId = ${businessId} AND command = ${name} AND key = ${key}`,
		),
		insert: (principal) =>
			compile(sql`INSERT INTO idempotencyKeys (businessId, command, key, actorId, requestHash, at)
				VALUES (${businessId}, ${name}, ${key}, ${principal.actor.id}, ${requestHash}, ${tenant.now})`),
		answer: (json) =>
			compile(sql`UPDATE idempotencyKeys SET response = ${json}
				WHERE businessId = ${businessId} AND command = ${name} AND key = ${key} RETURNING response AS answer`),
	};
}

/** What an act answered under a key, for another act that may stand for the same thing: the answer's JSON. Rides in that one's read. */
export function answeredUnder(businessId: string, command: string, key: string): Ask<{ response: string } | undefined> {
	return first(
		sql`SELECT response FROM idempotencyKeys WHERE businessId = ${businessId} AND command = ${command} AND key = ${key} AND response IS NOT NULL`,
	);
}

/** Takes a key of another command: whoever comes with it later is told that it was used. Of two that take it at once, one decides again. */
export function takeKeyIn(work: Work, command: string, key: string, actorId: string): void {
	work.add(sql`INSERT INTO idempotencyKeys (businessId, command, key, actorId, requestHash, at)
		VALUES (${work.businessId}, ${command}, ${key}, ${actorId}, 'taken', ${work.now})`);
}

type QuerySpec<Input extends z.ZodType, Result, P extends Principal> = {
	name: string;
	needs: string;
	input: Input;
	run(tools: { tenant: Tenant<P>; db: TenantDb; now: number }, input: z.output<Input>): Promise<Result>;
};

/** A query: `(tenant, input) → data`, for somebody who holds `needs`. Reads only. @throws Refusal as its command sibling */
export function query<Input extends z.ZodType, Result, P extends Principal = Principal>(spec: QuerySpec<Input, Result, P>) {
	return async function ask(tenant: Tenant<P>, raw: z.input<Input>): Promise<Result> {
		const parsed = spec.input.safeParse(raw);
		if (!parsed.success) {
			requirePermission(await tenant.principal(), spec.needs);
			refuseInput(issuesOf(parsed.error));
		}
		return spec.run({ tenant, db: readerFor(tenant, spec.needs), now: tenant.now }, parsed.data);
	};
}

// What was not given is said so; of a wrong kind of thing zod's own words are plain enough.
z.config({ customError: (issue) => (issue.code === "invalid_type" && issue.input === undefined ? "needed, and not given" : undefined) });

/** zod's complaints as ours: which field, which rule. */
export function issuesOf(error: z.ZodError): { field: string; rule: string; message: string }[] {
	return error.issues.map((issue) => ({
		field: issue.code === "unrecognized_keys" ? issue.keys.join(", ") : issue.path.join("."),
		rule: issue.code,
		message: issue.message,
	}));
}
