import { useEffect, useRef, useState } from "react";
import { fewestLetters, type Found, nothingFound } from "./palette-found.ts";

/** How long a pause in typing is before the shop is asked. */
const pause = 120;

export type Answered = { q: string; found: Found };

/**
 * What the shop answers to what is typed, a little after it stands there, or at once for whoever has pressed Enter. What was found before stays on
 * show until the next answer; an answer to words that are no longer there is dropped.
 */
export function usePaletteSearch(query: string, hurried: boolean) {
	const [answer, setAnswer] = useState<Answered>({ q: "", found: nothingFound });
	const [failed, setFailed] = useState("");
	const q = query.trim();
	const asks = q.length >= fewestLetters;
	const known = useRef(answer);
	known.current = answer;

	useEffect(() => {
		if (!asks) return setAnswer({ q, found: nothingFound });
		if (known.current.q === q) return;
		const asking = new AbortController();
		const timer = setTimeout(
			async () => {
				const found = await ask(q, asking.signal);
				if (asking.signal.aborted) return;
				if (found) setAnswer({ q, found });
				setFailed(found ? "" : q);
			},
			hurried ? 0 : pause,
		);
		return () => {
			clearTimeout(timer);
			asking.abort();
		};
	}, [q, asks, hurried]);

	return { answer, answered: !asks || answer.q === q, failed: failed !== "" && failed === q };
}

async function ask(q: string, signal: AbortSignal): Promise<Found | null> {
	try {
		const response = await fetch(`/palette?${new URLSearchParams({ q })}`, { signal, headers: { Accept: "application/json" } });
		// Whoever was signed out meanwhile is led to the door.
		if (response.redirected) window.location.assign(`/sign-in?next=${encodeURIComponent(window.location.pathname)}`);
		if (!response.ok || !response.headers.get("Content-Type")?.includes("json")) return null;
		return await response.json();
	} catch {
		return null;
	}
}
