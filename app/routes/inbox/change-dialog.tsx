import { useEffect } from "react";
import { useFetcher } from "react-router";
import { useTranslations } from "use-intl/react";
import { useProblemWords } from "#app/components/problems.ts";
import { useTimeWords } from "#app/components/when.tsx";
import { previewOf, type Shown } from "#app/inbox/rules.ts";
import type { Refused } from "../door.server.ts";
import type { Around } from "./bubble.tsx";
import { meanwhile } from "./meanwhile.ts";
import ScheduleDialog from "./schedule-dialog.tsx";
import { useWindow } from "./window-strip.tsx";

type Props = {
	opened: Shown;
	/** As it stands by the last that was heard. */
	now: Shown | undefined;
	around: Around;
	/** Takes what was typed into the answer, where this message takes it no more. */
	onUse: (text: string) => void;
	onClose: () => void;
};

/** One opening of it: what an earlier one was refused is not this one's. */
export default function ChangeDialog({ opened, now = opened, around, onUse, onClose }: Props) {
	const t = useTranslations("inbox");
	const words = useProblemWords();
	const time = useTimeWords();
	const { commandId, platform, window: made, lastInboundAt } = around;
	const { kind: answering, until } = useWindow(platform, made, lastInboundAt);
	const { data, state, submit } = useFetcher<{ ok: true } | Refused>();
	useEffect(() => {
		if (data?.ok) onClose();
	}, [data]);
	const { id, text, kind } = opened;
	const { version } = now;
	// What is heard while it is saved is our own.
	const became = state === "idle" && !data?.ok ? meanwhile(opened, now) : null;
	function save(dueAt: number, text: string): void {
		const act = { intent: "edit", messageId: id, version: String(version), commandId: `${commandId}:${id.slice(-8)}:${version}` };
		void submit({ ...act, text, dueAt: String(dueAt) }, { method: "post" });
	}
	function refusal(): string | undefined {
		if (became) return undefined;
		if (data && !data.ok) return words.refusal(data.code, data.details);
		return answering === "closed" ? words.refusal("window_closed", {}) : undefined;
	}
	const due = now.dueAt ?? now.at;
	const changed =
		became === "changed" ? t("meanwhile.changed", { text: previewOf(now.text), day: time.day(due), time: time.time(due) }) : undefined;
	return (
		<ScheduleDialog
			until={until}
			waiting={{ text, dueAt: opened.dueAt ?? opened.at, platform, kind }}
			busy={state !== "idle"}
			refused={refusal()}
			changed={changed}
			over={became && became !== "changed" ? { why: t(`meanwhile.${became}`), onUse } : undefined}
			onClose={onClose}
			onSchedule={save}
		/>
	);
}
