import type { IconNode } from "lucide";
import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";

/** Icon, fact, one act: an empty page answers what to do next. */
export function Empty({ icon, title, children, act }: { icon: IconNode; title: string; children?: ReactNode; act?: ReactNode }) {
	return (
		<div className="empty">
			<Icon of={icon} size={24} />
			<h2>{title}</h2>
			{children && <p>{children}</p>}
			{act && <div className="row">{act}</div>}
		</div>
	);
}
