import { Check, Copy as CopyIcon } from "lucide";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "./button.tsx";

/** A code to take along: readable, selectable, and one press to copy. */
export function Copy({ text, label }: { text: string; label: string }) {
	const t = useTranslations("common");
	const [copied, setCopied] = useState(false);
	async function copy() {
		await navigator.clipboard.writeText(text);
		setCopied(true);
	}
	return (
		<span className="row">
			<span className="meta">
				{label} <code className="mono">{text}</code>
			</span>
			<span className="needs-script">
				<Button kind="quiet" size="s" icon={copied ? Check : CopyIcon} onClick={copy}>
					{copied ? t("copied") : t("copy")}
				</Button>
			</span>
		</span>
	);
}
