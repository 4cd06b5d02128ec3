import { Plus } from "lucide";
import type { ReactNode } from "react";
import { Icon } from "#app/components/icon.tsx";

type Props = { id: string; title: string; about: string; isOpen: boolean; children: ReactNode };

/** One way to connect something: folded until it is chosen, one at a time; open where what it sent was refused. */
export function ConnectWay({ id, title, about, isOpen, children }: Props) {
	return (
		<details className="unfold" name="connect" id={id} open={isOpen || undefined}>
			<summary className="button">
				<Icon of={Plus} size={15} />
				{title}
			</summary>
			<div className="stack">
				<p className="quiet-text">{about}</p>
				{children}
			</div>
		</details>
	);
}
