import { CircleAlert, CircleCheck, Info, type IconNode } from "lucide";
import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";

type NoticeTone = "ok" | "warn" | "bad" | "info";
const icons: Record<NoticeTone, IconNode> = { ok: CircleCheck, warn: CircleAlert, bad: CircleAlert, info: Info };

/** What a form or a page has to say, in the page itself, so that it is there without scripts. Refusals are announced at once. */
export function Notice({ tone, children }: { tone: NoticeTone; children: ReactNode }) {
	return (
		<div className="notice" data-tone={tone} role={tone === "bad" ? "alert" : "status"}>
			<Icon of={icons[tone]} size={16} />
			<div className="grow">{children}</div>
		</div>
	);
}
