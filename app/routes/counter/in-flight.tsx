import { CloudOff } from "lucide";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useFetcher } from "react-router";
import { useTranslations } from "use-intl/react";
import { Icon } from "#app/components/icon.tsx";
import { useMoneyWords } from "#app/components/money.tsx";
import { useProblemWords } from "#app/components/problems.ts";
import { showToast } from "#app/components/toasts.ts";
import { askedFor, type Basket, type Leaving, sumsOf } from "./basket.ts";
import type { clientAction } from "./counter.tsx";
import type { Desk } from "./offline/desk.ts";
import { deskNow, useDesk } from "./offline-desk.ts";
import { exchangeBody, parkedBody, saleBody } from "./sale-body.ts";
import type { TillAtWork } from "./use-till.ts";

// Most sales stay sold: only who needs leave to take one back loads what asks for it.
const ApprovalDialog = lazy(async () => ({ default: (await import("../till-doors/approval-dialog.tsx")).ApprovalDialog }));

type Props = { sale: Basket; store: { id: string; currency: string }; till: string; taxIncluded: boolean; work: TillAtWork };

/** A sale on its way. It says nothing while all is well; one that got no answer stays, under its own name, until it is sent again. */
export function InFlight({ sale, store: { id: storeId, currency }, till, taxIncluded, work }: Props) {
	const t = useTranslations("counter");
	const money = useMoneyWords();
	const fetcher = useFetcher<typeof clientAction>({ key: `sell-${sale.id}` });
	const { data, state } = fetcher;
	const sent = useRef(false);
	const told = useRef(false);
	const keeping = useRef(false);
	const open = useDesk();

	/** A till that is alone keeps what it sells: sold is said once it is written down. Under the same name, so that an answer that was lost sells nothing twice. */
	async function keepHere(desk: Desk): Promise<void> {
		if (keeping.current) return;
		keeping.current = true;
		try {
			const { units, total, change } = await desk.keep(sale, { currency, taxIncluded, till });
			told.current = true;
			work.sold(sale.id);
			const words = { units, amount: money({ amount: total, currency }) };
			showToast({ text: change > 0 ? t("soldChange", { ...words, change: money({ amount: change, currency }) }) : t("sold", words) });
		} catch {
			keeping.current = false;
		}
	}

	function send() {
		const terms = { storeId, currency, taxIncluded, till };
		const [does, body]: [string, object] = sale.returned
			? ["exchange", exchangeBody(sale, sale.returned, terms)]
			: ["basket", saleBody(sale, terms)];
		const fields = new FormData();
		deskNow()?.going(sale);
		for (const [name, value] of [
			["live", "1"],
			["key", sale.id],
			[does, JSON.stringify(body)],
		] as const)
			fields.set(name, value);
		void fetcher.submit(fields, { method: "post", action: "/counter" });
	}

	// Once for each time it is mounted: a reload mounts it again, under the same name.
	useEffect(() => {
		if (sent.current) return;
		sent.current = true;
		const desk = deskNow();
		if (desk && !sale.returned && (desk.alone || desk.isOffline())) void keepHere(desk);
		else send();
	}, []);

	useEffect(() => {
		if (!data || told.current) return;
		if (!data.ok && data.code === "unreachable") return;
		told.current = true;
		deskNow()?.through(sale.id);
		if (!data.ok) return work.refused(sale.id, { code: data.code, details: data.details });
		if (data.did !== "sold") return;
		work.sold(sale.id);
		const { orderId, units, total, change, back } = data;
		const said = (amount: number) => money({ amount, currency });
		const words = { units, amount: said(total) };
		showToast({
			text:
				back > 0
					? t("soldBack", { ...words, back: said(back) })
					: change > 0
						? t("soldChange", { ...words, change: said(change) })
						: t("sold", words),
			undo: { run: () => work.undo(orderId) },
		});
	}, [data]);

	const lost = data && !data.ok && data.code === "unreachable";
	useEffect(() => {
		if (!lost || !open || sale.returned || told.current) return;
		open.desk.unheard();
		void keepHere(open.desk);
	}, [lost, open?.desk]);
	useEffect(() => {
		if (!lost) return;
		window.addEventListener("online", send);
		return () => window.removeEventListener("online", send);
	});
	if (!lost) return null;
	const { units, total } = sumsOf(sale, taxIncluded);
	return (
		<div className="strip" role="alert">
			<Icon of={CloudOff} />
			<span className="grow">{t("notThrough", { units, amount: money({ amount: total, currency }) })}</span>
			<button type="button" className="link" onClick={() => state === "idle" && send()}>
				{t("sendAgain")}
			</button>
		</div>
	);
}

/** A sale on its way back. What whoever sells may not take back alone waits while they ask; `mayAsk`: there is somebody to ask at this till. */
export function Undoing({ orderId, mayAsk, work }: { orderId: string; mayAsk: boolean; work: TillAtWork }) {
	const t = useTranslations("counter");
	const words = useProblemWords();
	const money = useMoneyWords();
	const { data } = useFetcher<typeof clientAction>({ key: `undo-${orderId}` });
	const told = useRef(false);
	const [asking, setAsking] = useState(false);

	useEffect(() => {
		if (!data || told.current) return;
		if (!data.ok && mayAsk && askedFor(data) === "refund") return setAsking(true);
		told.current = true;
		work.undone(orderId);
		if (!data.ok)
			showToast({ tone: "bad", text: data.code === "unreachable" ? t("undoNotThrough") : words.refusal(data.code, data.details) });
		else if (data.did === "undone")
			showToast({ text: t("takenBack", { units: data.units, amount: money({ amount: data.total, currency: data.currency }) }) });
	}, [data]);
	if (!asking) return null;
	return (
		<Suspense fallback={null}>
			<ApprovalDialog
				act="refund"
				open
				onClose={() => work.undone(orderId)}
				onApproved={(approvalId) => {
					setAsking(false);
					work.undo(orderId, approvalId);
				}}
			/>
		</Suspense>
	);
}

/** A basket on its way to those that wait. It is kept over a reload, and is put aside once. */
export function Parking({
	leaving: { name, basket },
	store,
	work,
}: {
	leaving: Leaving;
	store: { id: string; currency: string };
	work: TillAtWork;
}) {
	const t = useTranslations("counter");
	const words = useProblemWords();
	const { data, submit } = useFetcher<typeof clientAction>({ key: `park-${basket.id}` });
	const sent = useRef(false);
	const told = useRef(false);

	useEffect(() => {
		if (sent.current) return;
		sent.current = true;
		const park = JSON.stringify({ storeId: store.id, name, basket: parkedBody(basket, store.currency) });
		void submit({ live: "1", key: basket.id, park }, { method: "post", action: "/counter" });
	}, []);

	useEffect(() => {
		if (!data || told.current) return;
		told.current = true;
		if (!data.ok) {
			work.notParked(basket.id);
			showToast({ tone: "bad", text: data.code === "unreachable" ? t("park.lost") : words.refusal(data.code, data.details) });
		} else if (data.did === "parked") {
			work.parked(basket.id);
			const { id } = data;
			showToast({ text: t("park.done", { name: name || t("basket") }), undo: { run: () => work.resume(id) } });
		}
	}, [data]);
	return null;
}

/** A basket on its way to this till. */
export function Resuming({ id, work }: { id: string; work: TillAtWork }) {
	const t = useTranslations("counter");
	const words = useProblemWords();
	const { data } = useFetcher<typeof clientAction>({ key: `resume-${id}` });
	const told = useRef(false);

	useEffect(() => {
		if (!data || told.current) return;
		told.current = true;
		if (data.ok && data.did === "resumed") work.resumed(id, data);
		else {
			work.resumed(id, null);
			if (!data.ok) showToast({ tone: "bad", text: data.code === "unreachable" ? t("noAnswer") : words.refusal(data.code, data.details) });
		}
	}, [data]);
	return null;
}
