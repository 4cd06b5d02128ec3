import { lazy, Suspense } from "react";
import type { Shown } from "#app/inbox/rules.ts";
import type { Around } from "./bubble.tsx";

const ChangeDialog = lazy(() => import("./change-dialog.tsx"));

type Props = {
	/** As it was when somebody began to change it; null: nobody does. */
	opened: Shown | null;
	messages: readonly Shown[];
	around: Around;
	onUse: (text: string) => void;
	onClose: () => void;
};

/** Says what waits differently, or has it go at another time. It stands beside the messages, so that it stays when its own is no longer one that waits. */
export function ChangeWaiting({ opened, messages, around, onUse, onClose }: Props) {
	if (!opened) return null;
	const now = messages.find(({ id }) => id === opened.id);
	return (
		<Suspense>
			<ChangeDialog key={opened.id} opened={opened} now={now} around={around} onUse={onUse} onClose={onClose} />
		</Suspense>
	);
}
