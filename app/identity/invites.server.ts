import { type SQL, sql } from "drizzle-orm";
import { query } from "#app/platform/command.server.ts";
import { pageOf, readCursor } from "#app/platform/cursor.ts";
import { first, many, shardOf } from "#app/platform/database.server.ts";
import { sha256 } from "#app/platform/digest.server.ts";
import { refuse } from "#app/platform/errors.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { ListInvites, OneInvite } from "./input.ts";
import type { Role } from "./permissions.ts";
import { type InviteState, inviteState } from "./rules.ts";
import { mintLinkToken, placeOf } from "./tokens.server.ts";

export type InviteFacts = {
	id: string;
	email: string;
	name: string | null;
	role: Role;
	state: InviteState;
	/** Name of who invited. */
	invitedBy: string;
	createdAt: number;
	sentAt: number;
	expiresAt: number;
};

export type InviteRow = Omit<InviteFacts, "state"> & { state: "open" | "accepted" | "revoked" };

/** Columns of an invite as it is shown; `i` the invite, `u` who sent it. */
export const inviteColumns = sql`i.id, i.email, i.name, i.role, i.state, u.name AS invitedBy, i.createdAt, i.sentAt, i.expiresAt
	FROM invites i JOIN users u ON u.businessId = i.businessId AND u.id = i.invitedBy`;

export function inviteFacts(row: InviteRow, now: number): InviteFacts {
	return { ...row, state: inviteState(row, now) };
}

/** An invite that was just sent, as a JSON expression for the answer of a batch: an `InviteFacts`. */
export function sentInviteJson(businessId: string, inviteId: string): SQL {
	return sql`(SELECT json_object('id', id, 'email', email, 'name', name, 'role', role, 'state', state, 'invitedBy', invitedBy,
			'createdAt', createdAt, 'sentAt', sentAt, 'expiresAt', expiresAt)
		FROM (SELECT ${inviteColumns} WHERE i.businessId = ${businessId} AND i.id = ${inviteId}))`;
}

/** Who was asked to join, newest first, and what came of it. */
export const listInvites = query({
	name: "identity.list-invites",
	needs: "users:read",
	input: ListInvites,
	async run({ db, now }, { limit, cursor }) {
		const before = readCursor(cursor, 1);
		const { rows } = await db.read({
			rows: many<InviteRow>(sql`SELECT ${inviteColumns} WHERE i.businessId = ${db.businessId}
				${before ? sql`AND i.id < ${before[0]}` : sql``} ORDER BY i.id DESC LIMIT ${limit + 1}`),
		});
		const page = pageOf(rows, limit, (row) => [row.id]);
		return { ...page, items: page.items.map((row) => inviteFacts(row, now)) };
	},
});

/** One invite. @throws Refusal `invite_not_found` */
export const oneInvite = query({
	name: "identity.one-invite",
	needs: "users:read",
	input: OneInvite,
	async run({ db, now }, { inviteId }) {
		const { row } = await db.read({
			row: first<InviteRow>(sql`SELECT ${inviteColumns} WHERE i.businessId = ${db.businessId} AND i.id = ${inviteId}`),
		});
		return row ? inviteFacts(row, now) : refuse("not_found", "invite_not_found");
	},
});

/** The token of one sending of an invite; the next sending has another. */
export function mintInviteToken(tenant: Pick<Tenant, "scope" | "businessId" | "shard">, inviteId: string, sends: number) {
	return mintLinkToken(tenant.scope, tenant, `invite ${inviteId} ${sends}`);
}

export type InviteToMail = Pick<InviteRow, "id" | "email" | "name" | "role" | "invitedBy" | "expiresAt"> & {
	sends: number;
	locale: "en" | "da";
	timeZone: string;
	businessName: string;
};

/** An invite that may still be mailed. */
export const inviteToMail = query({
	name: "identity.invite-to-mail",
	needs: "users:read",
	input: OneInvite,
	async run({ db, now }, { inviteId }) {
		const { row } = await db.read({
			row: first<InviteToMail>(sql`SELECT i.id, i.email, i.name, i.role, i.sends, i.expiresAt, u.name AS invitedBy, b.locale, b.timeZone, b.name AS businessName
				FROM invites i JOIN users u ON u.businessId = i.businessId AND u.id = i.invitedBy JOIN businesses b ON b.businessId = i.businessId
				WHERE i.businessId = ${db.businessId} AND i.id = ${inviteId} AND i.state = 'open' AND i.expiresAt > ${now}`),
		});
		return row ?? null;
	},
});

type FoundInvite = Pick<InviteRow, "id" | "email" | "name" | "role" | "invitedBy" | "state" | "expiresAt"> & {
	businessId: string;
	shard: number;
	locale: "en" | "da";
	businessName: string;
};

/** The invite a token opens, in whatever state it is; undefined for a token that is none of ours, or of an earlier sending. */
export async function findInvite(scope: Scope, token: string): Promise<FoundInvite | undefined> {
	const place = placeOf(token);
	if (!place) return undefined;
	const { row } = await shardOf(scope, place.shard).read({
		row: first<
			Omit<FoundInvite, "businessId" | "shard">
		>(sql`SELECT i.id, i.email, i.name, i.role, i.state, i.expiresAt, u.name AS invitedBy, b.locale, b.name AS businessName
			FROM invites i JOIN users u ON u.businessId = i.businessId AND u.id = i.invitedBy JOIN businesses b ON b.businessId = i.businessId
			WHERE i.businessId = ${place.businessId} AND i.tokenHash = ${await sha256(token)}`),
	});
	return row && { ...row, ...place };
}

/** @throws Refusal `link_unknown`, `invite_accepted`, `invite_revoked`, `link_expired` */
export function judgeInvite<Invite extends Pick<InviteRow, "state" | "expiresAt">>(
	invite: Invite | undefined,
	now: number,
): asserts invite is Invite {
	if (!invite) refuse("not_found", "link_unknown");
	const state = inviteState(invite, now);
	if (state === "accepted") refuse("conflict", "invite_accepted");
	if (state === "revoked") refuse("conflict", "invite_revoked");
	if (state === "expired") refuse("conflict", "link_expired");
}
