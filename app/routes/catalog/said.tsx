import { useLocation } from "react-router";
import { BeforeScripts } from "#app/components/before-scripts.tsx";
import { Notice } from "#app/components/notice.tsx";
import { useSaidOnce } from "../said-once.ts";

/**
 * What an act that ended in a redirect has to say: `?said=<word>`, whose sentence stands in `words`. A toast that takes the word out of the
 * address again; a notice until there are scripts.
 */
export function Said({ words }: { words: Record<string, string> }) {
	const said = new URLSearchParams(useLocation().search).get("said") ?? "";
	const text = Object.hasOwn(words, said) ? words[said] : undefined;
	useSaidOnce(text, "said");
	if (!text) return null;
	return (
		<BeforeScripts>
			<div className="section">
				<Notice tone="ok">{text}</Notice>
			</div>
		</BeforeScripts>
	);
}
