import { type SQL, sql } from "drizzle-orm";
import type { Config } from "#app/platform/config.server.ts";
import { type Ask, many } from "#app/platform/database.server.ts";
import { open, seal } from "#app/platform/keyring.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import type { Work } from "#app/platform/work.server.ts";
import type { HeardChange } from "./heard.ts";
import { sealedWithin } from "./sealed-marks.server.ts";
import { codeOf } from "./sealed-said.server.ts";
import { guardSealingIn } from "./sealed-words.server.ts";

/** What was told of a message before the message itself: kept until it comes. An edit's words and a reaction are sealed where the business seals what is said. */

export type Early = HeardChange | { kind: "state"; state: "sent" | "delivered" | "read" | "failed"; why: string | null; said: string };
/** Kinds that hold something somebody said, as SQL lists them. */
export const worded: SQL = sql`'edited', 'reaction_theirs', 'reaction_ours'`;

function kindOf(told: Early): string {
	return told.kind === "reaction" ? `reaction_${told.isOurs ? "ours" : "theirs"}` : told.kind;
}

type Told = { connectionId: string; platformMessageId: string; kind: string };

const placeOf = (businessId: string, { connectionId, platformMessageId, kind }: Told) => ({
	businessId,
	table: "earlyNews",
	rowId: `${connectionId}/${platformMessageId}`,
	column: kind,
});

/** What is kept of one message, in the order it was told. Rides in the read of whoever takes that message in. */
export function earlyAsk(businessId: string, connectionId: string, platformMessageId: string): Ask<EarlyRow[]> {
	return many(sql`SELECT connectionId, platformMessageId, kind, body FROM earlyNews
		WHERE businessId = ${businessId} AND connectionId = ${connectionId} AND platformMessageId = ${platformMessageId} ORDER BY at`);
}
export type EarlyRow = Told & { body: string };

/** What was told, without what cannot be opened. */
export async function openEarly(ring: Config["ENCRYPTION_KEYS"], businessId: string, rows: readonly EarlyRow[]): Promise<Early[]> {
	const told = await Promise.all(rows.map((row) => opened(ring, businessId, row)));
	return told.filter((each) => each !== null);
}

async function opened(ring: Config["ENCRYPTION_KEYS"], businessId: string, { body, ...told }: EarlyRow): Promise<Early | null> {
	const kept = JSON.parse(body);
	if (typeof kept.sealed !== "string") return kept;
	return open(ring, placeOf(businessId, told), kept.sealed).then(JSON.parse, () => null);
}

/** What was kept of a message goes with what was told of it; what could not be opened is not lost with the rest. */
export function forgetToldIn(work: Work, { connectionId, platformMessageId }: Omit<Told, "kind">, told: readonly Early[]): void {
	if (told.length === 0) return;
	work.add(sql`DELETE FROM earlyNews WHERE businessId = ${work.businessId} AND connectionId = ${connectionId} AND platformMessageId = ${platformMessageId}
		AND kind IN (SELECT value FROM json_each(${JSON.stringify(told.map(kindOf))}))`);
}

/** Of states that wait for their message, what was said of it is its code from here on. */
export function keepCodesIn(work: Work): void {
	work.add(sql`UPDATE earlyNews SET body = json_set(body, '$.said', ${codeOf(sql`body ->> 'said'`)})
		WHERE businessId = ${work.businessId} AND kind = 'state' AND body ->> 'said' <> ''`);
}

/** Edits and reactions that are not kept as they are to be in a business that seals: readable, or sealed with a key of the ring that is no longer its first. */
export function earlyToSealAsk(ring: Config["ENCRYPTION_KEYS"], businessId: string): Ask<EarlyRow[]> {
	return many(sql`SELECT connectionId, platformMessageId, kind, body FROM earlyNews WHERE businessId = ${businessId} AND kind IN (${worded})
		AND (body ->> 'sealed' IS NULL OR ${sealedWithin(ring.slice(1), sql`body ->> 'sealed'`)}) LIMIT CAST(${earlyAtOnce} AS INTEGER)`);
}
export const earlyAtOnce = 50;

/** Seals such. @returns how many of them; one that was changed meanwhile, or cannot be opened, stays as it is */
export async function sealEarlyIn(work: Work, ring: Config["ENCRYPTION_KEYS"], rows: readonly EarlyRow[]): Promise<number> {
	const { businessId } = work;
	let sealed = 0;
	for (const row of rows) {
		const { body, connectionId, platformMessageId, kind } = row;
		const told = await opened(ring, businessId, row);
		if (told === null) continue;
		sealed += 1;
		work.add(sql`UPDATE earlyNews SET body = ${await sealedEarly(ring, businessId, row, JSON.stringify(told))} WHERE businessId = ${businessId}
			AND connectionId = ${connectionId} AND platformMessageId = ${platformMessageId} AND kind = ${kind} AND body = ${body}`);
	}
	return sealed;
}

/** Such as it is kept. */
async function sealedEarly(ring: Config["ENCRYPTION_KEYS"], businessId: string, told: Told, body: string): Promise<string> {
	return JSON.stringify({ sealed: await seal(ring, placeOf(businessId, told), body) });
}

/** Keeps what was told of a message that is not there; of two of a kind the later one. */
export async function keepEarlyIn(
	{ scope, businessId }: Tenant,
	work: Work,
	isSealed: boolean,
	{ told, at, connectionId, platformMessageId }: Omit<Told, "kind"> & { told: HeardChange; at: number },
): Promise<void> {
	const kind = kindOf(told);
	const said = JSON.stringify(told);
	const hasWords = told.kind !== "deleted";
	const where = { connectionId, platformMessageId, kind };
	const body = isSealed && hasWords ? await sealedEarly(scope.cfg.ENCRYPTION_KEYS, businessId, where, said) : said;
	if (hasWords) guardSealingIn(work, isSealed);
	work.guard(
		sql`SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM messages WHERE businessId = ${businessId} AND connectionId = ${connectionId} AND platformMessageId = ${platformMessageId})`,
	);
	work.add(sql`INSERT INTO earlyNews (businessId, connectionId, platformMessageId, kind, body, at)
		VALUES (${businessId}, ${connectionId}, ${platformMessageId}, ${kind}, ${body}, ${at})
		ON CONFLICT (businessId, connectionId, platformMessageId, kind) DO UPDATE SET body = excluded.body, at = excluded.at WHERE excluded.at >= earlyNews.at`);
}
