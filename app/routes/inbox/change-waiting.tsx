import { lazy, Suspense, useEffect, useState } from "react";
import { useFetcher } from "react-router";
import { useTranslations } from "use-intl/react";
import { useProblemWords } from "#app/components/problems.ts";
import type { Shown } from "#app/inbox/rules.ts";
import type { Refused } from "../door.server.ts";

const ScheduleDialog = lazy(() => import("./schedule-dialog.tsx"));

/** Says what waits differently, or has it go at another time. */
export function ChangeWaiting({ message, dueAt, commandId }: { message: Shown; dueAt: number; commandId: string }) {
	const t = useTranslations("inbox");
	const [isOpen, setOpen] = useState(false);
	const words = useProblemWords();
	const { data, submit } = useFetcher<{ ok: true } | Refused>();
	useEffect(() => {
		if (data?.ok) setOpen(false);
	}, [data]);
	const { id, text, version } = message;
	function save(dueAt: number, text: string): void {
		const fields = { intent: "edit", messageId: id, commandId: `${commandId}:${id.slice(-8)}:${version}`, text, dueAt: String(dueAt) };
		void submit(fields, { method: "post" });
	}
	return (
		<span className="needs-script">
			<button type="button" className="link" onClick={() => setOpen(true)}>
				{t("changeWaiting")}
			</button>
			<Suspense>
				{isOpen && (
					<ScheduleDialog
						until={null}
						waiting={{ text, dueAt }}
						refused={data && !data.ok ? words.refusal(data.code, data.details) : undefined}
						onClose={() => setOpen(false)}
						onSchedule={save}
					/>
				)}
			</Suspense>
		</span>
	);
}
