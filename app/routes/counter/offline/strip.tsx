import { CircleAlert, CloudOff, CloudUpload } from "lucide";
import { useEffect, useRef, useState } from "react";
import { useRevalidator } from "react-router";
import { useFormatter, useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { Dialog } from "#app/components/dialog.tsx";
import { Icon } from "#app/components/icon.tsx";
import { showToast } from "#app/components/toasts.ts";
import type { Desk, DeskState } from "./desk.ts";
import { WaitingSales } from "./waiting-sales.tsx";

type Props = { desk: Desk; state: DeskState; isEmpty: boolean; storeId: string };

/** How the till stands without the network: since when, what waits, what goes out, what was held. Says nothing while all is well. */
export default function Strip({ desk, state, isEmpty, storeId }: Props) {
	const t = useTranslations("offline");
	const format = useFormatter();
	const [open, setOpen] = useState(false);
	const { since, sales, sending, trouble, missing, covered, claimed } = state;
	const waiting = sales.filter((sale) => sale.state === "waiting").length;
	const stuck = sales.length - waiting;
	useGone(desk, waiting, since);
	useEffect(() => {
		// Back to the whole till as soon as there is one, unless somebody is in the middle of a basket.
		if (desk.alone && since === null && waiting === 0 && isEmpty && !covered && !claimed)
			window.location.assign(`/counter?store=${storeId}`);
	}, [since, waiting, isEmpty, covered, claimed]);

	const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
	const list = sales.length > 0 && (
		<button type="button" className="link" onClick={() => setOpen(true)}>
			{t("show")}
		</button>
	);
	return (
		<>
			{trouble === "not_kept" && (
				<div className="strip" data-tone="bad" role="alert">
					<Icon of={CircleAlert} />
					<span className="grow">{t("notKept")}</span>
				</div>
			)}
			{since !== null ? (
				<div className="strip" role="status">
					<Icon of={CloudOff} />
					<span className="grow">
						{t("since", { time: format.dateTime(since, { hour: "2-digit", minute: "2-digit", timeZone }), count: waiting })}
					</span>
					{list}
				</div>
			) : sending ? (
				<div className="strip" data-tone="info" role="status">
					<Icon of={CloudUpload} />
					<span className="grow">{t("sending", sending)}</span>
					<progress max={sending.total} value={sending.done} aria-label={t("sendingShort")} />
				</div>
			) : waiting > 0 ? (
				<div className="strip" role="status">
					<Icon of={CloudUpload} />
					<span className="grow">{t(trouble === "not_a_till" ? "notATill" : "waiting", { count: waiting })}</span>
					{list}
					<button type="button" className="link" onClick={() => void desk.handIn()}>
						{t("sendNow")}
					</button>
				</div>
			) : stuck > 0 || missing.length > 0 ? (
				<div className="strip" role="status">
					<Icon of={CircleAlert} />
					<span className="grow">
						{stuck > 0 && t("held", { count: stuck })}{" "}
						{missing.length > 0 && t("missing", { count: missing.length, numbers: missing.join(", ") })}
					</span>
					{list}
				</div>
			) : desk.alone ? (
				<div className="strip" data-tone="ok" role="status">
					<Icon of={CloudUpload} />
					<span className="grow">{t("back")}</span>
					<Button onClick={() => window.location.assign(`/counter?store=${storeId}`)}>{t("goOn")}</Button>
				</div>
			) : null}
			<Dialog open={open} onClose={() => setOpen(false)} title={t("list")} size="l">
				<WaitingSales sales={sales} onDrop={(id) => void desk.drop(id)} />
			</Dialog>
		</>
	);
}

/** Says how many went out, and lets the page show them. */
function useGone(desk: Desk, waiting: number, since: number | null): void {
	const t = useTranslations("offline");
	const { revalidate } = useRevalidator();
	const before = useRef(waiting);
	useEffect(() => {
		const gone = before.current - waiting;
		before.current = waiting;
		if (gone <= 0 || since !== null) return;
		showToast({ text: t("handedIn", { count: gone }) });
		if (!desk.alone) void revalidate();
	}, [waiting]);
}
