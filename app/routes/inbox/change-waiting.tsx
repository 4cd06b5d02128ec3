import { lazy, Suspense, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { Shown } from "#app/inbox/rules.ts";
import { useAct } from "./act.tsx";

const ScheduleDialog = lazy(() => import("./schedule-dialog.tsx"));

/** Says what waits differently, or has it go at another time. */
export function ChangeWaiting({ message, dueAt, commandId }: { message: Shown; dueAt: number; commandId: string }) {
	const t = useTranslations("inbox");
	const [isOpen, setOpen] = useState(false);
	const act = useAct();
	const { id, text, version } = message;
	function save(dueAt: number, text: string): void {
		const fields = { intent: "edit", messageId: id, commandId: `${commandId}:${id.slice(-8)}:${version}`, text, dueAt: String(dueAt) };
		void act.submit(fields, { method: "post" });
	}
	return (
		<span className="needs-script">
			<button type="button" className="link" onClick={() => setOpen(true)}>
				{t("changeWaiting")}
			</button>
			<Suspense>
				{isOpen && <ScheduleDialog until={null} waiting={{ text, dueAt }} onClose={() => setOpen(false)} onSchedule={save} />}
			</Suspense>
		</span>
	);
}
