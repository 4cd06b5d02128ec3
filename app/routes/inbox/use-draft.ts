import { useEffect, useState } from "react";
import { draftPrefix } from "#app/components/recent.ts";

type Draft = { text: string; isNote: boolean };
const none: Draft = { text: "", isNote: false };

/** What is being written to somebody: kept in this browser until it is sent, one for each conversation. */
export function useDraft(chatId: string): [Draft, (draft: Partial<Draft>) => void] {
	const key = draftPrefix + chatId;
	const [draft, setDraft] = useState(none);
	useEffect(() => setDraft((now) => (now.text === "" ? read(key) : now)), [key]);
	return [
		draft,
		(change) => {
			setDraft((before) => {
				const next = { ...before, ...change };
				keep(key, next);
				return next;
			});
		},
	];
}

function read(key: string): Draft {
	try {
		const { text, isNote } = JSON.parse(localStorage.getItem(key) ?? "{}");
		return typeof text === "string" ? { text, isNote: isNote === true } : none;
	} catch {
		return none;
	}
}

function keep(key: string, draft: Draft): void {
	try {
		if (draft.text === "") localStorage.removeItem(key);
		else localStorage.setItem(key, JSON.stringify(draft));
	} catch {
		// A browser that keeps nothing for pages: the draft lives as long as the page.
	}
}
