import { catalogOf, wordsOf } from "#app/catalogs.server.ts";
import type { Recipient } from "#app/identity/recipients.server.ts";
import type { Config } from "#app/platform/config.server.ts";
import { composed } from "#app/platform/mail/letter.server.ts";
import type { Mail } from "#app/platform/mail/mail.server.ts";

/** What became of reading a vendor's catalog. */
export type SyncNews = { kind: "broke"; error: string } | { kind: "recovered" } | { kind: "held"; items: number; before: number };

/** A mail to somebody who may do something about it, in their language. */
export function syncMail(cfg: Config, to: Recipient, vendor: { slug: string; name: string }, news: SyncNews): Mail {
	const t = wordsOf(to.locale);
	const about = { vendor: vendor.name };
	const facts = news.kind === "held" ? { ...about, items: news.items, before: news.before } : about;
	const why = news.kind === "broke" ? whyOf(to.locale, news.error) : null;
	return composed({
		to: to.email,
		subject: t(`mail.sync.${news.kind}.subject`, about),
		lines: [t("mail.hello", { name: to.name }), t(`mail.sync.${news.kind}.what`, facts), ...(why ? [why] : [])],
		act: { label: t("mail.sync.act", about), address: new URL(`/vendors/${vendor.slug}`, cfg.PUBLIC_URL).href },
	});
}

/** The sentence of a trouble where it needs no more than its name. */
function whyOf(locale: "en" | "da", error: string): string | null {
	const sentences: Record<string, string> = catalogOf(locale).errors;
	const sentence = sentences[error];
	return sentence && !sentence.includes("{") ? sentence : null;
}
