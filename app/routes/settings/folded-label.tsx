import type { ReactNode } from "react";

/** The name of a column, before what it says of a row, where the table has folded and shows no heads. */
export function FoldedLabel({ children }: { children: ReactNode }) {
	return <span className="on-phone folded-label">{children}</span>;
}
