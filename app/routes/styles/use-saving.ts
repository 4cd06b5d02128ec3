import { useEffect, useRef, useState } from "react";
import { useFetcher } from "react-router";
import { useTranslations } from "use-intl/react";
import { useProblemWords } from "#app/components/problems.ts";
import { showToast } from "#app/components/toasts.ts";
import { newId } from "#app/platform/ids.ts";
import type { Cell, CellProblem } from "#app/stock/matrix-cells.ts";
import type { Refused } from "../door.server.ts";
import type { MatrixDone } from "./matrix-acts.server.ts";
import { takenBack } from "./matrix-cells.ts";
import { keyOf } from "./matrix-edits.ts";

type Answer = MatrixDone | Refused;
type About = { storeId: string; reason: string };
type Sent = { kind: "save" | "undo"; cells: readonly Cell[]; about: About } | { kind: "add" };

/** Sends what is to be saved, tells what became of it, and knows how to take the last save back. */
export function useSaving({ answered, onSaved }: { answered: Answer | undefined; onSaved: (cells: readonly Cell[]) => void }) {
	const before = answered && !answered.ok ? answered : undefined;
	const t = useTranslations("styles");
	const words = useProblemWords();
	const fetcher = useFetcher<Answer>();
	const sent = useRef<Sent>(undefined);
	const handled = useRef<Answer>(undefined);
	// The same save sent again is the same act, whatever became of the answer to the first.
	const attempt = useRef({ body: "", key: "" });
	const last = useRef<{ cells: readonly Cell[]; about: About }>(undefined);
	const [stopped, setStopped] = useState(before !== undefined);
	const [problems, setProblems] = useState(() => byCell(before));
	const [refused, setRefused] = useState(before?.details.cells ? undefined : before);
	const [added, setAdded] = useState<{ row: string; column: string }>();
	const busy = fetcher.state !== "idle";

	function submit(fields: Record<string, string>, of: Sent) {
		if (busy) return;
		const body = JSON.stringify(fields);
		if (attempt.current.body !== body) attempt.current = { body, key: newId() };
		sent.current = of;
		void fetcher.submit({ ...fields, commandId: attempt.current.key, scripted: "1" }, { method: "post" });
	}
	const send = (kind: "save" | "undo", cells: readonly Cell[], about: About) =>
		submit({ intent: "save", cells: JSON.stringify(cells), ...about }, { kind, cells, about });

	function takeBack(): void {
		const of = last.current;
		if (of) send("undo", takenBack(of.cells), { ...of.about, reason: "adjustment" });
	}

	useEffect(() => {
		const { data } = fetcher;
		// The page's own data is as new as the answer by then.
		if (busy || !data || handled.current === data) return;
		handled.current = data;
		const of = sent.current;
		attempt.current = data.ok || data.code !== "unreachable" ? { body: "", key: "" } : attempt.current;
		if (!data.ok) return refuse(data, of);
		setStopped(false);
		setProblems(new Map());
		setRefused(undefined);
		if (data.did === "added") {
			setAdded(data.added[0]);
			showToast({
				text:
					data.added.length === 1 ? t("did.added", { name: data.added[0]?.name ?? "" }) : t("did.addedMany", { count: data.added.length }),
			});
		} else if (of && of.kind !== "add") {
			onSaved(of.cells);
			last.current = of.kind === "save" ? of : undefined;
			showToast(
				of.kind === "save" ? { text: t("did.saved", { count: data.saved }), undo: { run: takeBack } } : { text: t("did.takenBack") },
			);
		}
	});

	function refuse(answer: Refused, of: Sent | undefined): void {
		if (of?.kind === "undo") {
			last.current = undefined;
			showToast({ text: t("did.notTakenBack", { why: words.refusal(answer.code, answer.details) }), tone: "bad" });
			return;
		}
		const cells = byCell(answer);
		setProblems(cells);
		setRefused(cells.size > 0 ? undefined : answer);
		setStopped(of?.kind === "save");
	}

	return {
		busy,
		/** Whether a save was tried that could not be. */
		stopped,
		/** What the server would not have of the last save, by cell. */
		problems,
		/** A refusal that is of no cell. */
		refused,
		/** The product that was added last. */
		added,
		stop: () => setStopped(true),
		save(cells: readonly Cell[], about: About) {
			if (cells.length === 0) return showToast({ text: t("said.nothing") });
			send("save", cells, about);
		},
		add: (fields: Record<string, string>) => submit(fields, { kind: "add" }),
		canTakeBack: () => last.current !== undefined,
		takeBack,
	};
}

export type Saving = ReturnType<typeof useSaving>;

/** The bad cells a refusal names. */
function byCell(refused: Refused | undefined): ReadonlyMap<string, CellProblem> {
	const cells: CellProblem[] = Array.isArray(refused?.details.cells) ? refused.details.cells : [];
	return new Map(cells.map((cell) => [keyOf({ id: cell.productId, fact: cell.fact }), cell]));
}
