import { useEffect } from "react";
import { useBlocker } from "react-router";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { Dialog } from "#app/components/dialog.tsx";

/** Asks before what was typed is lost: to another page, another store, or out of the browser. */
export function LeaveGuard({ count }: { count: number }) {
	const t = useTranslations("styles.leave");
	const dirty = count > 0;
	const blocker = useBlocker(({ currentLocation, nextLocation }) => {
		if (!dirty) return false;
		const shelf = (search: string) => {
			const query = new URLSearchParams(search);
			return `${query.get("at")} ${query.get("store")}`;
		};
		return currentLocation.pathname !== nextLocation.pathname || shelf(currentLocation.search) !== shelf(nextLocation.search);
	});
	useEffect(() => {
		if (!dirty) return;
		const hold = (event: BeforeUnloadEvent) => event.preventDefault();
		window.addEventListener("beforeunload", hold);
		return () => window.removeEventListener("beforeunload", hold);
	}, [dirty]);
	return (
		<Dialog open={blocker.state === "blocked"} onClose={() => blocker.reset?.()} title={t("title", { count })}>
			<p>{t("lead")}</p>
			<div className="submit">
				<Button kind="primary" onClick={() => blocker.reset?.()}>
					{t("stay")}
				</Button>
				<Button kind="danger" onClick={() => blocker.proceed?.()}>
					{t("leave")}
				</Button>
			</div>
		</Dialog>
	);
}
