import { wordsOf } from "#app/catalogs.server.ts";
import type { Recipient } from "#app/identity/recipients.server.ts";
import type { Config } from "#app/platform/config.server.ts";
import { composed } from "#app/platform/mail/letter.server.ts";
import type { Mail } from "#app/platform/mail/mail.server.ts";
import type { TroubleReason } from "./trouble.ts";

/** `broke`: it stands still until somebody connects it again; `unreachable`: it does not answer, and is tried on. */
export type ConnectionNews = { kind: "broke" | "unreachable"; reason: TroubleReason };

/** A connection that does not work: why, what follows, and the way to its page. */
export function connectionMail(
	cfg: Config,
	to: Recipient,
	{ id, name }: { id: string; name: string },
	{ kind, reason }: ConnectionNews,
): Mail {
	const t = wordsOf(to.locale);
	return composed({
		to: to.email,
		subject: t(`mail.connection.${kind}.subject`, { name }),
		lines: [
			t("mail.hello", { name: to.name }),
			t(`mail.connection.${kind}.what`, { name }),
			t(`channels.trouble.${reason}`),
			t(`mail.connection.${kind}.next`),
		],
		act: { label: t("mail.connection.act", { name }), address: new URL(`/settings/channels/${id}`, cfg.PUBLIC_URL).href },
	});
}

/** Somebody asks what is held of them: what that is in numbers, by when it is answered, and the way to the file. Who it is, the mail does not say. */
export function dataRequestMail(
	cfg: Config,
	to: Recipient,
	{ id, name, timeZone }: { id: string; name: string; timeZone: string },
	{ people, orders, dueAt }: { people: number; orders: number; dueAt: number },
): Mail {
	const t = wordsOf(to.locale, timeZone);
	return composed({
		to: to.email,
		subject: t("mail.connection.asked.subject", { name }),
		lines: [
			t("mail.hello", { name: to.name }),
			t("mail.connection.asked.what", { name, at: new Date(dueAt) }),
			t(people + orders === 0 ? "mail.connection.asked.nothing" : "mail.connection.asked.held", { people, orders }),
			t(`mail.connection.asked.next.${people > 0 ? "file" : orders > 0 ? "orders" : "nothing"}`),
		],
		act: { label: t("mail.connection.act", { name }), address: new URL(`/settings/channels/${id}#requests`, cfg.PUBLIC_URL).href },
	});
}

/** A connection whose access ends soon, or is over: until when it is good (ms UTC), what follows, and the way to its page. */
export function endingMail(
	cfg: Config,
	to: Recipient,
	{ id, name, timeZone }: { id: string; name: string; timeZone: string },
	{ expiresAt, days }: { expiresAt: number; days: number },
): Mail {
	const t = wordsOf(to.locale, timeZone);
	const kind = days === 0 ? "over" : "ends";
	return composed({
		to: to.email,
		subject: t(`mail.connection.${kind}.subject`, { name, days }),
		lines: [
			t("mail.hello", { name: to.name }),
			t(`mail.connection.${kind}.what`, { name, at: new Date(expiresAt) }),
			t(`mail.connection.${kind}.next`),
		],
		act: { label: t("mail.connection.act", { name }), address: new URL(`/settings/channels/${id}`, cfg.PUBLIC_URL).href },
	});
}
