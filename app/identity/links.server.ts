import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { query } from "#app/platform/command.server.ts";
import { directoryOf, first, shardOf } from "#app/platform/database.server.ts";
import { sha256 } from "#app/platform/digest.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { day } from "#app/platform/time.ts";
import type { Work } from "#app/platform/work.server.ts";
import { addressOf, judgeAttempt, reserveAttempt } from "./attempts.server.ts";
import type { Role } from "./permissions.ts";
import { type LinkPurpose, linkLifetimes, linkState } from "./rules.ts";
import { mintLinkToken, placeOf } from "./tokens.server.ts";

/** Links that mails carry: opened by whoever holds the token, once, in time, and only the newest of its kind. */

type Where = { businessId: string; shard: number };
export type NewLink = { id: string; userId: string; purpose: LinkPurpose; email: string; locale: "en" | "da"; tokenHash: string };

/** A link to be written by `openLinkIn`. Its token is not in it. */
export async function newLink(scope: Scope, where: Where, link: Omit<NewLink, "id" | "tokenHash">): Promise<NewLink> {
	const id = newId<"link">(scope.now);
	const { tokenHash } = await mintLinkToken(scope, where, id);
	return { ...link, id, tokenHash };
}

/** How a purpose stands in its row: a link that changes an e-mail proves it, and does more. */
const kept = {
	verify_email: { purpose: "verify_email", changesEmail: 0 },
	change_email: { purpose: "verify_email", changesEmail: 1 },
	reset_password: { purpose: "reset_password", changesEmail: 0 },
} as const satisfies Record<LinkPurpose, object>;

function isFor(purpose: LinkPurpose): SQL {
	return sql`purpose = ${kept[purpose].purpose} AND changesEmail = ${kept[purpose].changesEmail}`;
}

/** Writes a link; the person's earlier ones for the same purpose open nothing any more. */
export function openLinkIn(work: Work, { id, userId, purpose, email, locale, tokenHash }: NewLink): void {
	closeLinksIn(work, userId, purpose);
	work.add(sql`INSERT INTO links (businessId, id, userId, purpose, changesEmail, email, locale, tokenHash, createdAt, expiresAt)
		VALUES (${work.businessId}, ${id}, ${userId}, ${kept[purpose].purpose}, ${kept[purpose].changesEmail}, ${email}, ${locale}, ${tokenHash}, ${work.now}, ${work.now + linkLifetimes[purpose]})`);
}

/** Ends a person's links, of one purpose or of all. */
export function closeLinksIn(work: Work, userId: string, purpose?: LinkPurpose): void {
	work.add(sql`UPDATE links SET closedAt = ${work.now} WHERE businessId = ${work.businessId} AND userId = ${userId} AND closedAt IS NULL
		${purpose ? sql`AND ${isFor(purpose)}` : sql``}`);
}

/** Uses a link up: of any number at once, one batch goes through. */
export function spendLinkIn(work: Work, linkId: string): void {
	const mine = sql`businessId = ${work.businessId} AND id = ${linkId}`;
	work.guard(sql`SELECT 1 FROM links WHERE ${mine} AND closedAt IS NULL AND expiresAt > ${work.now}`);
	work.add(sql`UPDATE links SET closedAt = ${work.now} WHERE ${mine}`);
}

type FoundLink = {
	id: string;
	businessId: string;
	shard: number;
	email: string;
	expiresAt: number;
	closedAt: number | null;
	emailVerifiedAt: number | null;
	/** Whether the address is the person's e-mail by now. */
	isTheirs: number;
	user: { id: string; name: string; role: Role };
};

/** The link a token opens, in whatever state it is; undefined for a token that is none of ours, or of somebody who left. */
export async function findLink(scope: Scope, token: string, purpose: LinkPurpose): Promise<FoundLink | undefined> {
	const place = placeOf(token);
	if (!place) return undefined;
	const { row } = await shardOf(scope, place.shard).read({
		row: first<Omit<FoundLink, "businessId" | "shard" | "user"> & { userId: string; name: string; role: Role }>(
			sql`SELECT l.id, l.email, l.expiresAt, l.closedAt, u.emailVerifiedAt, u.email IS l.email AS isTheirs, u.id AS userId, u.name, u.role
				FROM links l JOIN users u ON u.businessId = l.businessId AND u.id = l.userId
				WHERE l.businessId = ${place.businessId} AND l.tokenHash = ${await sha256(token)} AND ${isFor(purpose)} AND u.state = 'active'`,
		),
	});
	if (!row) return undefined;
	const { userId, name, role, ...link } = row;
	return { ...link, ...place, user: { id: userId, name, role } };
}

/** Counts that a token is shown to be used; before it is judged, so that guesses run out. @throws Refusal `too_many_attempts` */
export async function countToken(scope: Scope): Promise<void> {
	const [counted] = await directoryOf(scope).write([reserveAttempt(scope, "linkPerAddress", addressOf(scope))]);
	judgeAttempt(scope, "linkPerAddress", counted);
}

/** The link of a token that is shown to be used; its command judges whether it still opens. @throws Refusal `link_unknown`, `too_many_attempts` */
export async function shownLink(scope: Scope, token: string, purpose: LinkPurpose): Promise<FoundLink> {
	await countToken(scope);
	return (await findLink(scope, token, purpose)) ?? refuse("not_found", "link_unknown");
}

/** @throws Refusal `link_unknown`, `link_used`, `link_expired` */
export function judgeLink<Link extends { expiresAt: number; closedAt: number | null }>(
	link: Link | undefined,
	now: number,
): asserts link is Link {
	if (!link) refuse("not_found", "link_unknown");
	const state = linkState(link, now);
	if (state === "used") refuse("conflict", "link_used");
	if (state === "expired") refuse("conflict", "link_expired");
}

/** `present`: the e-mail the person signs in with. */
export type LinkToMail = {
	id: string;
	purpose: LinkPurpose;
	email: string;
	present: string | null;
	locale: "en" | "da";
	name: string;
	businessName: string;
};

/** A link that may still be mailed: open, in time, of somebody who is here. */
export const linkToMail = query({
	name: "identity.link-to-mail",
	needs: "users:read",
	input: z.object({ linkId: z.string() }),
	async run({ db, now }, { linkId }) {
		const { row } = await db.read({
			row: first<LinkToMail>(sql`SELECT l.id, iif(l.changesEmail, 'change_email', l.purpose) AS purpose, l.email, u.email AS present, l.locale, u.name, b.name AS businessName
				FROM links l JOIN users u ON u.businessId = l.businessId AND u.id = l.userId JOIN businesses b ON b.businessId = l.businessId
				WHERE l.businessId = ${db.businessId} AND l.id = ${linkId} AND l.closedAt IS NULL AND l.expiresAt > ${now} AND u.state = 'active'`),
		});
		return row ?? null;
	},
});

/** Forgets links a day after they ran out, invites thirty days after. @returns how many */
export async function forgetLinks(scope: Scope, shard: number): Promise<number> {
	const gone = await shardOf(scope, shard).write([
		sql`DELETE FROM links WHERE (businessId, id) IN (SELECT businessId, id FROM links WHERE expiresAt <= ${scope.now - 1 * day} LIMIT 5000) RETURNING id`,
		sql`DELETE FROM invites WHERE (businessId, id) IN (SELECT businessId, id FROM invites WHERE expiresAt <= ${scope.now - 30 * day} LIMIT 5000) RETURNING id`,
	]);
	return gone.reduce((sum, rows) => sum + rows.length, 0);
}
