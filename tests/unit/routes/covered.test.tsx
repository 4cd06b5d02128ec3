import { renderToStaticMarkup } from "react-dom/server";
import { createRoutesStub } from "react-router";
import { expect, it } from "vitest";
import { IntlProvider } from "use-intl/react";
import { Covered } from "#app/routes/counter/covered.tsx";
import en from "../../../messages/en/every.ts";

it.each([true, false])("lies over a till so that no key closes it (alone: %s)", (isAlone) => {
	const desk = { people: async () => [], goOn: () => {} } as never;
	const Page = createRoutesStub([
		{ path: "/", Component: () => <Covered person="Anna Krog" isAlone={isAlone} lockAt="/lock" desk={desk} /> },
	]);
	const markup = renderToStaticMarkup(
		<IntlProvider locale="en-GB" messages={en} timeZone="UTC" now={new Date(0)}>
			<Page />
		</IntlProvider>,
	);
	expect(markup).toMatch(/<dialog [^>]*closedby="none"/);
	expect(markup).toContain(isAlone ? "Go on as Anna Krog" : "Show a PIN");
});
