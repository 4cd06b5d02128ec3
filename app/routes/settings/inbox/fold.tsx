import type { ReactNode } from "react";

/** A form that is only wanted now and then; open where what it sent was refused. */
export function Fold({ words, isOpen, children }: { words: string; isOpen: boolean; children: ReactNode }) {
	return (
		<details className="unfold" open={isOpen || undefined}>
			<summary className="button" data-size="s">
				{words}
			</summary>
			{children}
		</details>
	);
}
