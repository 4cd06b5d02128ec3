import { useEffect, useRef } from "react";
import { useFetcher } from "react-router";
import { useProblemWords } from "#app/components/problems.ts";
import { showToast } from "#app/components/toasts.ts";
import type { Refused } from "../door.server.ts";

type Props = {
	intent: "retry" | "delete";
	messageId: string;
	commandId: string;
	label: string;
};

/** A word that does something with a message; a form, so that it does so before scripts. What is refused says why. */
export function Act({ intent, messageId, commandId, label }: Props) {
	const { Form } = useAct();
	return (
		<Form method="post">
			<input type="hidden" name="intent" value={intent} />
			<input type="hidden" name="messageId" value={messageId} />
			<input type="hidden" name="commandId" value={`${commandId}:${messageId.slice(-8)}`} />
			<button type="submit" className="link">
				{label}
			</button>
		</Form>
	);
}

/** An act of this page on a message: a no is said in words. */
function useAct() {
	const words = useProblemWords();
	const act = useFetcher<{ ok: true } | Refused>();
	const told = useRef(act.data);
	useEffect(() => {
		const { data } = act;
		if (!data || told.current === data) return;
		told.current = data;
		if (!data.ok) showToast({ text: words.refusal(data.code, data.details), tone: "bad" });
	}, [act.data]);
	return act;
}
