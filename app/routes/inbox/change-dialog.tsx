import { useEffect } from "react";
import { useFetcher } from "react-router";
import { useProblemWords } from "#app/components/problems.ts";
import type { Shown } from "#app/inbox/rules.ts";
import type { Refused } from "../door.server.ts";
import type { Around } from "./bubble.tsx";
import ScheduleDialog from "./schedule-dialog.tsx";
import { useWindow } from "./window-strip.tsx";

type Props = { message: Shown; dueAt: number; around: Around; onClose: () => void };

/** One opening of it: what an earlier one was refused is not this one's. */
export default function ChangeDialog({ message, dueAt, around, onClose }: Props) {
	const words = useProblemWords();
	const { commandId, platform, window: made, lastInboundAt } = around;
	const { kind: answering, until } = useWindow(platform, made, lastInboundAt);
	const { data, state, submit } = useFetcher<{ ok: true } | Refused>();
	useEffect(() => {
		if (data?.ok) onClose();
	}, [data]);
	const { id, text, version, kind } = message;
	function save(dueAt: number, text: string): void {
		const fields = { intent: "edit", messageId: id, commandId: `${commandId}:${id.slice(-8)}:${version}`, text, dueAt: String(dueAt) };
		void submit(fields, { method: "post" });
	}
	const refused =
		data && !data.ok ? words.refusal(data.code, data.details) : answering === "closed" ? words.refusal("window_closed", {}) : undefined;
	return (
		<ScheduleDialog
			until={until}
			waiting={{ text, dueAt, platform, kind }}
			busy={state !== "idle"}
			refused={refused}
			onClose={onClose}
			onSchedule={save}
		/>
	);
}
