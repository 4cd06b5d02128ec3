import { z } from "zod";
import { acceptInvite } from "#app/identity/accept-invite.server.ts";
import { AcceptInvite, InviteUser, ListInvites, RoleName } from "#app/identity/input.ts";
import { inviteUser } from "#app/identity/invite-user.server.ts";
import { type InviteFacts, listInvites, oneInvite } from "#app/identity/invites.server.ts";
import { resendInvite } from "#app/identity/resend-invite.server.ts";
import { revokeInvite } from "#app/identity/revoke-invite.server.ts";
import { sessionLifetime } from "#app/identity/tokens.server.ts";
import { setSession } from "#app/platform/http/cookies.ts";
import { isoInstant } from "#app/platform/time.ts";
import { SignedInBody, signedInBody, userAgent } from "./auth.ts";
import { type Api, type Call, endpoint } from "./endpoint.ts";
import { pageBody } from "./shapes.ts";

const InviteBody = z
	.object({
		id: z.string(),
		email: z.string(),
		name: z.string().nullable(),
		role: RoleName,
		state: z.enum(["open", "expired", "accepted", "revoked"]),
		invitedBy: z.string().describe("Name of who invited"),
		createdAt: z.iso.datetime(),
		sentAt: z.iso.datetime(),
		expiresAt: z.iso.datetime(),
	})
	.meta({ id: "Invite" });

function inviteBody(invite: InviteFacts): z.output<typeof InviteBody> {
	const { createdAt, sentAt, expiresAt } = invite;
	return { ...invite, createdAt: isoInstant(createdAt), sentAt: isoInstant(sentAt), expiresAt: isoInstant(expiresAt) };
}

/** Who was asked to join. The link is in the mail, and never in an answer. */
export function mountInvites(api: Api, base: string): void {
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/invites",
			tag: "Users",
			summary: "Invitations, newest first",
			query: ListInvites,
			answers: { 200: pageBody(InviteBody) },
			refusals: [400],
		},
		async (call) => {
			const { items, nextCursor } = await listInvites(await call.tenant(), call.query);
			return { body: { items: items.map(inviteBody), nextCursor } };
		},
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/invites",
			tag: "Users",
			summary: "Invite somebody by mail",
			body: InviteUser,
			answers: { 201: InviteBody },
			refusals: [400, 409, 413, 415],
		},
		async (call) => {
			const invite = await inviteUser(await call.tenant(), call.body, { key: call.key });
			return { status: 201, body: inviteBody(invite) };
		},
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/invites/accept",
			tag: "Users",
			open: true,
			summary: "Join by the link that was mailed, and sign in",
			body: AcceptInvite,
			answers: { 201: SignedInBody },
			refusals: [400, 404, 409, 413, 415],
		},
		async (call) => {
			const signedIn = await acceptInvite(call.scope, call.body, { key: call.key, userAgent: userAgent(call) });
			return { status: 201, body: signedInBody(signedIn.viewer), headers: { "Set-Cookie": setSession(signedIn.token, sessionLifetime) } };
		},
	);
	endpoint(
		api,
		base,
		{ method: "get", path: "/invites/{id}", tag: "Users", summary: "One invitation", answers: { 200: InviteBody }, refusals: [404] },
		async (call) => ({ body: inviteBody(await oneInvite(await call.tenant(), { inviteId: idOf(call) })) }),
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/invites/{id}/resend",
			tag: "Users",
			summary: "Mail an invitation again, with a new link and a week from now",
			answers: { 200: InviteBody },
			refusals: [404, 409],
		},
		async (call) => {
			const invite = await resendInvite(await call.tenant(), { inviteId: idOf(call) }, { key: call.key });
			return { body: inviteBody(invite) };
		},
	);
	endpoint(
		api,
		base,
		{
			method: "delete",
			path: "/invites/{id}",
			tag: "Users",
			summary: "Take an invitation back",
			answers: { 200: z.object({ revoked: z.string() }) },
			refusals: [404, 409],
		},
		async (call) => ({ body: await revokeInvite(await call.tenant(), { inviteId: idOf(call) }, { key: call.key }) }),
	);
}

function idOf(call: Call): string {
	return call.params.id ?? "";
}
