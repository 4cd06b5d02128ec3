import { useEffect } from "react";
import { useLocation, useNavigate } from "react-router";
import { Notice } from "#app/components/notice.tsx";
import { showToast } from "#app/components/toasts.ts";
import { BeforeScripts } from "./before-scripts.tsx";

/**
 * What an act that ended in a redirect has to say: `?said=<word>`, whose sentence stands in `words`. A toast that takes the word out of the
 * address again; a notice where there are no scripts.
 */
export function Said({ words }: { words: Record<string, string> }) {
	const { pathname, search } = useLocation();
	const navigate = useNavigate();
	const said = new URLSearchParams(search).get("said") ?? "";
	const text = Object.hasOwn(words, said) ? words[said] : undefined;

	useEffect(() => {
		if (!text) return;
		showToast({ text });
		const query = new URLSearchParams(search);
		query.delete("said");
		navigate({ pathname, search: query.toString() }, { replace: true, preventScrollReset: true });
	}, [text, pathname, search, navigate]);

	if (!text) return null;
	return (
		<BeforeScripts>
			<div className="section">
				<Notice tone="ok">{text}</Notice>
			</div>
		</BeforeScripts>
	);
}
