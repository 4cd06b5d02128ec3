import { sql } from "drizzle-orm";
import { z } from "zod";
import { query } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { mailNeeds, sendMail } from "#app/platform/mail/mail.server.ts";
import { keyOf, type Reaction } from "#app/platform/reactions.server.ts";
import { codeToMail, deviceCode } from "./device-logins.server.ts";
import {
	DeviceCodeAsked,
	EmailChangeAsked,
	EmailChanged,
	PasswordChanged,
	ResetAsked,
	UserInvited,
	UserRemoved,
	VerificationAsked,
} from "./events.server.ts";
import { inviteToMail, mintInviteToken } from "./invites.server.ts";
import { linkToMail } from "./links.server.ts";
import {
	changeEmailMail,
	deviceCodeMail,
	emailChangeAskedMail,
	emailChangedMail,
	inviteMail,
	passwordChangedMail,
	resetMail,
	verificationMail,
} from "./mails.server.ts";
import { settle } from "./settle.server.ts";
import { mintLinkToken } from "./tokens.server.ts";

const Named = z.object({ linkId: z.string() });
const NamedCode = z.object({ loginId: z.string(), sends: z.number() });
const Changed = z.object({ before: z.object({ email: z.string().nullable() }), after: z.object({ email: z.string() }) });

const mailOf = { verify_email: verificationMail, reset_password: resetMail, change_email: changeEmailMail };

/** Who a notice goes to: somebody who is here and has an e-mail. */
const recipient = query({
	name: "identity.recipient",
	needs: "users:read",
	input: z.object({ userId: z.string() }),
	async run({ db }, { userId }) {
		const { row } = await db.read({
			row: first<{ email: string; name: string; locale: "en" | "da" }>(sql`SELECT u.email, u.name, b.locale
				FROM users u JOIN businesses b ON b.businessId = u.businessId
				WHERE u.businessId = ${db.businessId} AND u.id = ${userId} AND u.state = 'active' AND u.email IS NOT NULL`),
		});
		return row ?? null;
	},
});

/** Tokens are made here, as the mail is sent, and never before: what was recorded only names the link. A link that is closed by now is not mailed. */
export const identityReactions: Reaction[] = [
	{
		name: "identity.mail-link",
		on: [VerificationAsked, ResetAsked, EmailChangeAsked],
		async run(tenant, event) {
			const link = await linkToMail(tenant, Named.parse(event.data));
			if (!link) return;
			const { token } = await mintLinkToken(tenant.scope, tenant, link.id);
			const mail = mailOf[link.purpose];
			await sendMail(tenant, mail(tenant.scope.cfg, link, token), { key: keyOf(event, "identity.mail-link"), purpose: link.purpose });
		},
	},
	{
		name: "identity.mail-email-change-asked",
		on: [EmailChangeAsked],
		async run(tenant, event) {
			const link = await linkToMail(tenant, Named.parse(event.data));
			// Nobody to warn: there was no e-mail, or the link was quicker than this.
			if (!link?.present || link.present === link.email) return;
			const mail = emailChangeAskedMail(tenant.scope.cfg, { ...link, from: link.present, to: link.email });
			await sendMail(tenant, mail, { key: keyOf(event, "identity.mail-email-change-asked"), purpose: "email_change_asked" });
		},
	},
	{
		name: "identity.mail-email-changed",
		on: [EmailChanged],
		async run(tenant, event) {
			const { before, after } = Changed.parse(event.data);
			if (before.email === null || mailNeeds(tenant.scope.cfg).length > 0) return;
			const user = await recipient(tenant, { userId: event.subjectId });
			if (!user) return;
			const mail = emailChangedMail({ ...user, from: before.email, to: after.email });
			await sendMail(tenant, mail, { key: keyOf(event, "identity.mail-email-changed"), purpose: "email_changed" });
		},
	},
	{
		// The shard is the truth of who somebody is; where the act was cut off before it told the directory, this does.
		name: "identity.settle-names",
		on: [UserRemoved, EmailChanged],
		run: async ({ scope, businessId, shard }, event) => void (await settle(scope, { businessId, shard, userId: event.subjectId })),
	},
	{
		name: "identity.mail-invite",
		on: [UserInvited],
		async run(tenant, event) {
			const invite = await inviteToMail(tenant, { inviteId: event.subjectId });
			// An earlier sending's link is void by now; the later one has a mail of its own.
			if (!invite || invite.sends !== event.data.sends) return;
			const { token } = await mintInviteToken(tenant, invite.id, invite.sends);
			const about = { key: keyOf(event, "identity.mail-invite"), purpose: "invite" };
			await sendMail(tenant, inviteMail(tenant.scope.cfg, invite, token), about);
		},
	},
	{
		name: "identity.mail-device-code",
		on: [DeviceCodeAsked],
		async run(tenant, event) {
			const { loginId, sends } = NamedCode.parse(event.data);
			const wanted = await codeToMail(tenant, { loginId });
			// An earlier sending's code is void by now; the later one has a mail of its own.
			if (!wanted || wanted.sends !== sends) return;
			const { code } = await deviceCode(tenant.scope, wanted);
			await sendMail(tenant, deviceCodeMail(wanted, code), { key: keyOf(event, "identity.mail-device-code"), purpose: "device_code" });
		},
	},
	{
		name: "identity.mail-password-changed",
		on: [PasswordChanged],
		async run(tenant, event) {
			// A notice, not the act: without mail the password is changed all the same.
			if (mailNeeds(tenant.scope.cfg).length > 0) return;
			const user = await recipient(tenant, { userId: event.subjectId });
			if (!user) return;
			const about = { key: keyOf(event, "identity.mail-password-changed"), purpose: "password_changed" };
			await sendMail(tenant, passwordChangedMail(tenant.scope.cfg, user), about);
		},
	},
];
