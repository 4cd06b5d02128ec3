import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { IntlProvider } from "use-intl/react";
import { Money } from "#app/components/money.tsx";
import { Quantity } from "#app/components/quantity.tsx";
import { ShelfBar } from "#app/components/shelf-bar.tsx";
import { intlLocales, type Locale } from "#app/i18n.ts";
import da from "../../../messages/da/every.ts";
import en from "../../../messages/en/every.ts";

/** Formats and sentences are made once and kept: each reader still gets their own. */

const text = (locale: Locale, what: React.ReactNode) =>
	renderToStaticMarkup(
		<IntlProvider locale={intlLocales[locale]} messages={locale === "en" ? en : da} timeZone="UTC" now={new Date(0)}>
			{what}
		</IntlProvider>,
	)
		.replace(/^<svg[^>]*aria-label="([^"]*)".*$/, "$1")
		.replace(/<[^>]*>/g, "")
		.replaceAll("\u00a0", " ");

it("writes money in the reader's notation, whoever was served before", () => {
	for (let again = 0; again < 2; again++) {
		expect(text("en", <Money amount={219_500} currency="DKK" />)).toBe("DKK 2,195.00");
		expect(text("da", <Money amount={219_500} currency="DKK" />)).toBe("2.195,00 kr.");
		expect(text("en", <Money amount={219_500} currency="DKK" bare />)).toBe("2,195.00");
		expect(text("en", <Money amount={219_500} currency="DKK" bare whole />)).toBe("2,195");
		expect(text("en", <Money amount={219_500} currency="JPY" bare />)).toBe("219,500");
		expect(text("en", <Money amount={219_500} currency="EUR" />)).toBe("€2,195.00");
		expect(text("en", <Money amount={-5} currency="DKK" bare signed />)).toBe("−0.05");
		expect(text("en", <Money amount={5} currency="DKK" bare signed />)).toBe("+0.05");
		expect(text("en", <Quantity value={1234} />)).toBe("1,234");
		expect(text("da", <Quantity value={1234} />)).toBe("1.234");
	}
});

it("says a shelf in the reader's language, with the numbers it has", () => {
	const shelf = { available: 1234, reserved: 1, incoming: 0 };
	for (let again = 0; again < 2; again++) {
		expect(text("en", <ShelfBar {...shelf} />)).toBe("1,234 available, 1 reserved, 0 incoming");
		expect(text("en", <ShelfBar {...shelf} reorderPoint={3} />)).toBe("1,234 available, 1 reserved, 0 incoming, reorder at 3");
		expect(text("en", <ShelfBar {...shelf} incoming={2} />)).toBe("1,234 available, 1 reserved, 2 incoming");
		expect(text("da", <ShelfBar {...shelf} />)).toBe("1.234 ledige, 1 reserveret, 0 på vej");
	}
});
