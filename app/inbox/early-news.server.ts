import { sql } from "drizzle-orm";
import type { Config } from "#app/platform/config.server.ts";
import { type Ask, many } from "#app/platform/database.server.ts";
import { open, seal } from "#app/platform/keyring.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import type { Work } from "#app/platform/work.server.ts";
import type { HeardChange } from "./heard.ts";
import { guardSealingIn } from "./sealed-words.server.ts";

/** What was told of a message before the message itself: kept until it comes. An edit's words are sealed where the business seals what is said. */

export type Early = HeardChange | { kind: "state"; state: "sent" | "delivered" | "read" | "failed"; why: string | null; said: string };
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

/** What was told; of an edit that cannot be opened nothing is known. */
export async function openEarly(ring: Config["ENCRYPTION_KEYS"], businessId: string, rows: readonly EarlyRow[]): Promise<Early[]> {
	const told = await Promise.all(rows.map((row) => opened(ring, businessId, row)));
	return told.filter((each) => each !== null);
}

async function opened(ring: Config["ENCRYPTION_KEYS"], businessId: string, { body, ...told }: EarlyRow): Promise<Early | null> {
	const kept = JSON.parse(body);
	if (typeof kept.sealed !== "string") return kept;
	return open(ring, placeOf(businessId, told), kept.sealed).then(JSON.parse, () => null);
}

/** An edit as it is kept. */
export async function sealedEarly(ring: Config["ENCRYPTION_KEYS"], businessId: string, told: Told, body: string): Promise<string> {
	return JSON.stringify({ sealed: await seal(ring, placeOf(businessId, told), body) });
}

/** Keeps what was told of a message that is not there; of two of a kind the later one. */
export async function keepEarlyIn(
	{ scope, businessId }: Tenant,
	work: Work,
	isSealed: boolean,
	{ told, at, ...where }: Told & { told: HeardChange; at: number },
): Promise<void> {
	const { connectionId, platformMessageId, kind } = where;
	const said = JSON.stringify(told);
	const body = isSealed && told.kind === "edited" ? await sealedEarly(scope.cfg.ENCRYPTION_KEYS, businessId, where, said) : said;
	if (told.kind === "edited") guardSealingIn(work, isSealed);
	work.guard(
		sql`SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM messages WHERE businessId = ${businessId} AND connectionId = ${connectionId} AND platformMessageId = ${platformMessageId})`,
	);
	work.add(sql`INSERT INTO earlyNews (businessId, connectionId, platformMessageId, kind, body, at)
		VALUES (${businessId}, ${connectionId}, ${platformMessageId}, ${kind}, ${body}, ${at})
		ON CONFLICT (businessId, connectionId, platformMessageId, kind) DO UPDATE SET body = excluded.body, at = excluded.at WHERE excluded.at >= earlyNews.at`);
}
