import { wordsOf } from "#app/catalogs.server.ts";
import type { Recipient } from "#app/identity/recipients.server.ts";
import type { Config } from "#app/platform/config.server.ts";
import { composed } from "#app/platform/mail/letter.server.ts";
import type { Mail } from "#app/platform/mail/mail.server.ts";

export type ShortOrder = { id: string; number: string; store: string; missing: { name: string; quantity: number }[] };

/** An order was taken whose goods are not all there: what is missing, and the way to decide. */
export function shortfallMail(cfg: Config, to: Recipient, { id, number, store, missing }: ShortOrder): Mail {
	const t = wordsOf(to.locale);
	return composed({
		to: to.email,
		subject: t("mail.shortfall.subject", { number }),
		lines: [
			t("mail.hello", { name: to.name }),
			t("mail.shortfall.what", { number, store }),
			...missing.map(({ name, quantity }) => t("mail.shortfall.line", { name, quantity })),
			t("mail.shortfall.choice"),
		],
		act: { label: t("mail.shortfall.act"), address: new URL(`/orders/${id}`, cfg.PUBLIC_URL).href },
	});
}
