import { renderToStaticMarkup } from "react-dom/server";
import { createRoutesStub } from "react-router";
import { IntlProvider } from "use-intl/react";
import { expect, it } from "vitest";
import ScheduleDialog from "#app/routes/inbox/schedule-dialog.tsx";
import en from "../../../messages/en/every.ts";

type Props = Parameters<typeof ScheduleDialog>[0];

function dialog(waiting?: Partial<NonNullable<Props["waiting"]>>, more: Partial<Props> = {}): string {
	const wish = waiting && { waiting: { text: "", dueAt: 1, platform: "whatsapp", kind: "IMAGE" as const, ...waiting } };
	const Page = createRoutesStub([
		{ path: "/", Component: () => <ScheduleDialog until={null} {...wish} onClose={() => {}} onSchedule={() => {}} {...more} /> },
	]);
	return renderToStaticMarkup(
		<IntlProvider locale="en-GB" messages={en} timeZone="UTC" now={new Date(0)}>
			<Page />
		</IntlProvider>,
	);
}

it("asks for words where the channel takes them with such a file, and says why not elsewhere", () => {
	expect(dialog({})).toContain("<textarea");
	expect(dialog({})).not.toContain("takes no words");
	for (const waiting of [{ platform: "instagram" }, { platform: "messenger" }, { kind: "AUDIO" as const }]) {
		expect(dialog(waiting)).toContain("This channel takes no words with such a file.");
		expect(dialog(waiting)).not.toContain("<textarea");
	}
	expect(dialog({ kind: "TEXT", platform: "instagram", text: "On Monday" })).toContain("<textarea");
	expect(dialog()).not.toContain("<textarea");
});

it("keeps what was typed where it can be changed no more, and offers no time", () => {
	const over = dialog({ text: "On Monday" }, { over: { why: "It has left meanwhile", onUse: () => {} } });
	for (const there of ["It has left meanwhile", "On Monday", "Write it as an answer"]) expect(over).toContain(there);
	expect(over).not.toContain("dueAt");
	expect(dialog({ text: "On Monday" })).toContain("dueAt");
});
