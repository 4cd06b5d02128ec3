import { type IconNode, Plus } from "lucide";
import type { ReactNode } from "react";
import { useActionData } from "react-router";
import { Icon } from "#app/components/icon.tsx";
import type { Intent } from "./intents.ts";
import type { action } from "./settings.tsx";

type Props = { words: string; intent: Intent; icon?: IconNode; children: ReactNode };

/** A form that is only wanted now and then: unfolds before scripts, and stays open when what it sent was refused. */
export function Unfold({ words, intent, icon = Plus, children }: Props) {
	const refused = useActionData<typeof action>()?.values.intent === intent;
	return (
		<details className="unfold" open={refused || undefined}>
			<summary className="button">
				<Icon of={icon} size={15} />
				{words}
			</summary>
			{children}
		</details>
	);
}
