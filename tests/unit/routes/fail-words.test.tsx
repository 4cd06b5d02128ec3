import { renderToStaticMarkup } from "react-dom/server";
import { IntlProvider } from "use-intl/react";
import { expect, it } from "vitest";
import { failReason } from "#app/channels/adapters/meta-errors.ts";
import { talkAdapterOf } from "#app/channels/adapters/registry.server.ts";
import { failReasons } from "#app/channels/talk.ts";
import { intlLocales, type Locale } from "#app/i18n.ts";
import { useFailWords } from "#app/routes/inbox/fail-words.ts";
import da from "../../../messages/da/every.ts";
import en from "../../../messages/en/every.ts";

type Failed = { why: string | null; said: string };

function Say({ platform, failed }: { platform: string; failed: Failed }) {
	return useFailWords(platform)(failed);
}
const words = (failed: Failed, { platform = "whatsapp", locale = "en" }: { platform?: string; locale?: Locale } = {}) =>
	renderToStaticMarkup(
		<IntlProvider locale={intlLocales[locale]} messages={locale === "en" ? en : da} timeZone="UTC">
			<Say platform={platform} failed={failed} />
		</IntlProvider>,
	);

/** A message of ours that WhatsApp says failed, as its adapter gives it on. */
function failedAt(code: number, details: string): Failed {
	const status = { id: "wamid.1", status: "failed", timestamp: "1793000000", recipient_id: "4520304050" };
	const value = {
		metadata: { phone_number_id: "1" },
		statuses: [{ ...status, errors: [{ code, title: "Error", error_data: { details } }] }],
	};
	const body = { object: "whatsapp_business_account", entry: [{ id: "1", changes: [{ field: "messages", value }] }] };
	const [told] = talkAdapterOf("whatsapp").translate("messages", JSON.stringify(body), { accountId: "1" });
	if (told?.kind !== "state") throw new Error(`heard ${told?.kind}`);
	return told;
}

it.each([
	[130_472, "The channel tries out sending this customer no offers. Write when they have written to you."],
	[131_049, "The channel held this offer back: the customer gets many of them. Try again in some days."],
	[131_050, "The customer has stopped offers from you."],
	[131_047, "Too long since the customer wrote. Send a template."],
	[100, "The channel did not accept it as it is. It says: “100 &lt;b&gt; is missing”"],
	[131_008, "The channel did not accept it as it is. It says: “131008 &lt;b&gt; is missing”"],
	[131_009, "The channel did not accept it as it is. It says: “131009 &lt;b&gt; is missing”"],
	[199_999, "The channel refused it. It says: “199999 &lt;b&gt; is missing”"],
])("says what WhatsApp's %i means", (code, sentence) => {
	expect(words(failedAt(code, "<b> is missing"))).toBe(sentence);
});

it("says what Messenger and Instagram mean, and sends nobody to templates they do not have", () => {
	const of = (code: number, subcode = 0) => ({ why: failReason({ code, subcode, said: "" }), said: "" });
	expect(words(of(551), { platform: "messenger" })).toBe("This person cannot be reached on the channel now.");
	expect(words(of(10, 2_018_278), { platform: "messenger" })).toBe("Too long since the customer wrote. Answer when they write again.");
	expect(words(of(10, 2_534_022), { platform: "instagram", locale: "da" })).toBe(
		"Det er for længe siden, kunden skrev. Svar, når kunden skriver igen.",
	);
});

it("has a sentence for every reason, and one for what is told without words or by a word of before", () => {
	for (const locale of ["en", "da"] as const)
		expect(new Set(failReasons.map((why) => words({ why, said: "" }, { locale }))).size).toBe(failReasons.length);
	const nothingSaid = "The channel refused it without saying why.";
	expect([null, "unknown", "blocked"].map((why) => words({ why, said: "" }))).toEqual([nothingSaid, nothingSaid, nothingSaid]);
	expect(words({ why: "blocked", said: "551 This person isn't available" })).toContain("551 This person");
	expect(words({ why: "unknown", said: "1 ?" }, { locale: "da" })).toBe("Kanalen afviste den. Den siger: “1 ?”");
});
