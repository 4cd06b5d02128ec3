import { CloudOff } from "lucide-react";
import { useEffect, useRef } from "react";
import { useFetcher } from "react-router";
import { useTranslations } from "use-intl/react";
import { Icon } from "#app/components/icon.tsx";
import { useMoneyWords } from "#app/components/money.tsx";
import { useProblemWords } from "#app/components/problems.ts";
import { showToast } from "#app/components/toasts.ts";
import { type Basket, sumsOf } from "./basket.ts";
import type { clientAction } from "./counter.tsx";
import { quantityName } from "./form-basket.ts";
import type { TillAtWork } from "./use-till.ts";

type Props = { sale: Basket; storeId: string; currency: string; taxIncluded: boolean; work: TillAtWork };

/** A sale on its way. It says nothing while all is well; one that got no answer stays, under its own name, until it is sent again. */
export function InFlight({ sale, storeId, currency, taxIncluded, work }: Props) {
	const t = useTranslations("counter");
	const money = useMoneyWords();
	const fetcher = useFetcher<typeof clientAction>({ key: `sell-${sale.id}` });
	const { data, state } = fetcher;
	const sent = useRef(false);
	const told = useRef(false);

	function send() {
		const fields = new FormData();
		fields.set("live", "1");
		fields.set("store", storeId);
		fields.set("sell", sale.id);
		for (const { product, quantity } of sale.lines) fields.set(quantityName(product.id), String(quantity));
		void fetcher.submit(fields, { method: "post", action: "/counter" });
	}

	// Once for each time it is mounted: a reload mounts it again, under the same name.
	useEffect(() => {
		if (sent.current) return;
		sent.current = true;
		send();
	}, []);

	useEffect(() => {
		if (!data || told.current) return;
		if (!data.ok && data.code === "unreachable") return;
		told.current = true;
		if (!data.ok) return work.refused(sale.id, { code: data.code, details: data.details });
		work.sold(sale.id);
		const { orderId, units, total } = data;
		showToast({
			text: t("sold", { units, amount: money({ amount: total, currency: data.currency }) }),
			undo: { run: () => work.undo(orderId) },
		});
	}, [data]);

	const lost = data && !data.ok && data.code === "unreachable";
	useEffect(() => {
		if (!lost) return;
		window.addEventListener("online", send);
		return () => window.removeEventListener("online", send);
	});
	if (!lost) return null;
	const { units, total } = sumsOf(sale.lines, taxIncluded);
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

/** A sale on its way back. */
export function Undoing({ orderId, work }: { orderId: string; work: TillAtWork }) {
	const t = useTranslations("counter");
	const words = useProblemWords();
	const money = useMoneyWords();
	const { data } = useFetcher<typeof clientAction>({ key: `undo-${orderId}` });
	const told = useRef(false);

	useEffect(() => {
		if (!data || told.current) return;
		told.current = true;
		work.undone(orderId);
		if (data.ok) showToast({ text: t("takenBack", { units: data.units, amount: money({ amount: data.total, currency: data.currency }) }) });
		else showToast({ tone: "bad", text: data.code === "unreachable" ? t("undoNotThrough") : words.refusal(data.code, data.details) });
	}, [data]);
	return null;
}
