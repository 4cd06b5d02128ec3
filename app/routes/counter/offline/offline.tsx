import { useEffect, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageTitle } from "#app/components/page-header.tsx";
import { KeptViewer, type Viewer } from "#app/components/shell.ts";
import { newId } from "#app/platform/ids.ts";
import { setDesk } from "../offline-desk.ts";
import { TillHead, type Who } from "../till-head.tsx";
import { type Sheet, TillPage } from "../till-page.tsx";
import "#app/styles/till.css";

export const handle = "counter";

/**
 * The till as it opens without the network. The page says nothing of anybody: it is asked for without cookies and kept in the browser; who is at the
 * till, and what it sells, comes out of what the browser kept of that till.
 */
export default function Offline() {
	const t = useTranslations("offline");
	const [found, setFound] = useState<{ who: Who; sheet: Sheet; viewer: Viewer } | "nobody" | null>(null);
	useEffect(() => {
		void import("./desk.ts").then(async ({ openAlone }) => {
			const opened = await openAlone();
			if (!opened) return setFound("nobody");
			const { desk, provision } = opened;
			setDesk(desk);
			const { business, seller, sheet, viewer, atTill } = provision;
			const who: Who = { business, person: seller, several: false, now: Date.now(), atTill: atTill ?? null };
			setFound({ who, viewer, sheet: { ...sheet, tillId: null, basket: { ...sheet.basket, id: newId() } } });
		});
	}, []);
	if (found && found !== "nobody")
		return (
			<KeptViewer value={found.viewer}>
				<TillPage key={found.sheet.keeper.by} who={found.who} sheet={found.sheet} answer={undefined} />
			</KeptViewer>
		);
	return (
		<div className="till">
			<PageTitle title={t("title")} />
			<TillHead who={{ business: t("title"), person: "", several: false, now: 0, atTill: null }} store={null} offline />
			<main className="whole-page" id="main">
				<h1>{t(found === "nobody" ? "nobody" : "opening")}</h1>
				{found === "nobody" && <Notice tone="warn">{t("nobodyNext")}</Notice>}
				<Button kind="primary" onClick={() => window.location.assign("/counter")}>
					{t("tryAgain")}
				</Button>
			</main>
		</div>
	);
}
