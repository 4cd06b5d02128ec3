import { useEffect, useRef } from "react";
import { useFetcher } from "react-router";
import { useTranslations } from "use-intl/react";
import { Menu } from "#app/components/menu.tsx";
import { useProblemWords } from "#app/components/problems.ts";
import { showToast } from "#app/components/toasts.ts";
import type { action } from "./inbox.tsx";

type Props = { isAvailable: boolean; commandId: string };

/** Whether whoever looks is given new conversations; and, when they go, to whom theirs do. */
export function Shift({ isAvailable, commandId }: Props) {
	const t = useTranslations("inbox.shift");
	const words = useProblemWords();
	const { Form, data } = useFetcher<typeof action>({ key: "shift" });
	const told = useRef(data);
	useEffect(() => {
		if (!data || told.current === data) return;
		told.current = data;
		if (!data.ok) return showToast({ text: words.refusal(data.code, data.details), tone: "bad" });
		showToast({ text: data.isAvailable ? t("began", { count: data.given }) : t("ended", { count: data.handedBack }) });
	}, [data]);
	const acts = isAvailable ? (["pause", "handBack"] as const) : (["take", "handBack"] as const);
	return (
		<Menu
			kind="quiet"
			size="s"
			trigger={
				<span className="shift" data-on={isAvailable || undefined}>
					<span className="visually-hidden">{t("name")}: </span>
					{t(isAvailable ? "taking" : "paused")}
				</span>
			}
		>
			<Form method="post" action="/inbox">
				<input type="hidden" name="commandId" value={commandId} />
				{acts.map((act) => (
					<button key={act} type="submit" name="to" value={act} className="menu-item">
						{t(act)}
					</button>
				))}
			</Form>
		</Menu>
	);
}
