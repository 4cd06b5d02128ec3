import type { ReactNode } from "react";
import { useMessages } from "use-intl/react";
import { isStatusWord, type StatusKind, statusTones, type Tone } from "./status-words.ts";

/** A dot and a word on a tint: state is never colour alone. */
export function Badge({ tone, children }: { tone: Tone; children: ReactNode }) {
	return (
		<span className="badge" data-tone={tone}>
			{children}
		</span>
	);
}

/** A status out of the data, in words and tone. Show only the exception: nobody needs "Published" on forty rows. */
export function StatusBadge({ kind, word }: { kind: StatusKind; word: string }) {
	const words: Record<string, string> = useMessages().status[kind];
	const tones: Record<string, Tone> = statusTones[kind];
	if (!isStatusWord(kind, word)) return <Badge tone="mute">{word}</Badge>;
	return <Badge tone={tones[word] ?? "mute"}>{words[word] ?? word}</Badge>;
}
