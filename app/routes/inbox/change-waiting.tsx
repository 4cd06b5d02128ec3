import { lazy, Suspense, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { Shown } from "#app/inbox/rules.ts";
import type { Around } from "./bubble.tsx";

const ChangeDialog = lazy(() => import("./change-dialog.tsx"));

/** Says what waits differently, or has it go at another time. */
export function ChangeWaiting({ message, dueAt, around }: { message: Shown; dueAt: number; around: Around }) {
	const t = useTranslations("inbox");
	const [isOpen, setOpen] = useState(false);
	return (
		<span className="needs-script">
			<button type="button" className="link" onClick={() => setOpen(true)}>
				{t("changeWaiting")}
			</button>
			<Suspense>{isOpen && <ChangeDialog message={message} dueAt={dueAt} around={around} onClose={() => setOpen(false)} />}</Suspense>
		</span>
	);
}
