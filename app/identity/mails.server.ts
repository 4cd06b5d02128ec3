import { wordsOf } from "#app/catalogs.server.ts";
import type { Config } from "#app/platform/config.server.ts";
import { composed } from "#app/platform/mail/letter.server.ts";
import type { Mail } from "#app/platform/mail/mail.server.ts";
import type { CodeToMail } from "./device-logins.server.ts";
import type { InviteToMail } from "./invites.server.ts";
import type { LinkToMail } from "./links.server.ts";

/** What people are mailed about their account, in their language. The same fact makes the same mail, to the letter. */

type Locale = "en" | "da";

/** An address of ours in a mail: from PUBLIC_URL, never from what some request called us. */
function address(cfg: Config, path: string, token?: string): string {
	const url = new URL(path, cfg.PUBLIC_URL);
	if (token) url.searchParams.set("token", token);
	return url.href;
}

/** Proves an e-mail. */
export function verificationMail(cfg: Config, { email, name, locale }: LinkToMail, token: string): Mail {
	const t = wordsOf(locale);
	return composed({
		to: email,
		subject: t("mail.verify.subject"),
		lines: [t("mail.hello", { name }), t("mail.verify.what", { email })],
		act: { label: t("mail.verify.act"), address: address(cfg, "/verify-email", token) },
		after: [t("mail.verify.until"), t("mail.notYou")],
	});
}

/** Opens the way to a new password. */
export function resetMail(cfg: Config, { email, name, locale }: LinkToMail, token: string): Mail {
	const t = wordsOf(locale);
	return composed({
		to: email,
		subject: t("mail.reset.subject"),
		lines: [t("mail.hello", { name }), t("mail.reset.what", { email })],
		act: { label: t("mail.reset.act"), address: address(cfg, "/reset-password", token) },
		after: [t("mail.reset.until"), t("mail.reset.notYou")],
	});
}

/** Makes a device a till. The code stands alone on its line, where eyes and autofill find it. */
export function deviceCodeMail({ to, locale, storeName, businessName }: CodeToMail, code: string): Mail {
	const t = wordsOf(locale);
	return composed({
		to,
		subject: t("mail.device.subject", { store: storeName }),
		lines: [t("mail.device.what", { store: storeName, business: businessName }), code, t("mail.device.until"), t("mail.device.notYou")],
	});
}

/** Asks the owner of an address whether somebody who is here may sign in with it from now on. */
export function changeEmailMail(cfg: Config, { email, name, businessName: business, locale }: LinkToMail, token: string): Mail {
	const t = wordsOf(locale);
	return composed({
		to: email,
		subject: t("mail.changeEmail.subject"),
		lines: [t("mail.hello", { name }), t("mail.changeEmail.what", { email, business })],
		act: { label: t("mail.changeEmail.act"), address: address(cfg, "/change-email", token) },
		after: [t("mail.changeEmail.until"), t("mail.notYou")],
	});
}

type Change = { name: string; locale: Locale; from: string; to: string };

/** Tells the present address that it is about to be another; while it still opens a way to stop that. */
export function emailChangeAskedMail(cfg: Config, { name, locale, from, to }: Change): Mail {
	const t = wordsOf(locale);
	return composed({
		to: from,
		subject: t("mail.emailChangeAsked.subject"),
		lines: [t("mail.hello", { name }), t("mail.emailChangeAsked.what", { from, to }), t("mail.emailChangeAsked.notYou")],
		act: { label: t("mail.emailChangeAsked.act"), address: address(cfg, "/forgot-password") },
	});
}

/** Tells the address of before that it is another now. */
export function emailChangedMail({ name, locale, from, to }: Change): Mail {
	const t = wordsOf(locale);
	return composed({
		to: from,
		subject: t("mail.emailChanged.subject"),
		lines: [t("mail.hello", { name }), t("mail.emailChanged.what", { from, to }), t("mail.emailChanged.notYou")],
	});
}

/** Tells that the password is another now, to somebody who may not have done it. */
export function passwordChangedMail(cfg: Config, user: { email: string; name: string; locale: Locale }): Mail {
	const t = wordsOf(user.locale);
	return composed({
		to: user.email,
		subject: t("mail.changed.subject"),
		lines: [t("mail.hello", { name: user.name }), t("mail.changed.what", { email: user.email }), t("mail.changed.notYou")],
		act: { label: t("mail.changed.act"), address: address(cfg, "/forgot-password") },
	});
}

/** Asks somebody to join a business. */
export function inviteMail(cfg: Config, invite: InviteToMail, token: string): Mail {
	const { email, name, role, invitedBy: by, businessName: business, expiresAt, locale } = invite;
	const t = wordsOf(locale, invite.timeZone);
	return composed({
		to: email,
		subject: t("mail.invite.subject", { by, business }),
		lines: [
			name ? t("mail.hello", { name }) : t("mail.helloNobody"),
			t("mail.invite.what", { by, business, role: t(`mail.invite.as.${role}`) }),
		],
		act: { label: t("mail.invite.act", { business }), address: address(cfg, "/invite", token) },
		after: [t("mail.invite.until", { day: new Date(expiresAt) }), t("mail.notYou")],
	});
}
