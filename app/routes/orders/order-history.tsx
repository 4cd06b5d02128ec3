import { Circle, ShoppingBag, Undo2 } from "lucide";
import { useMessages, useTranslations } from "use-intl/react";
import { useMoneyWords } from "#app/components/money.tsx";
import { type Moment, Timeline } from "#app/components/timeline.tsx";
import type { OrderMoment } from "#app/orders/order-trail.server.ts";
import { isInTakings } from "#app/orders/rules.ts";
import { eventWord } from "../settings/event-words.ts";

/** The facts of its life, newest first. */
export function OrderHistory({ moments, storeCurrency }: { moments: OrderMoment[]; storeCurrency: string }) {
	const t = useTranslations("orders");
	const tell = useTelling(storeCurrency);
	return (
		<aside className="section" aria-labelledby="history">
			<header>
				<h2 id="history">{t("history")}</h2>
			</header>
			<Timeline label={t("history")} moments={moments.map(tell)} />
		</aside>
	);
}

function useTelling(storeCurrency: string): (moment: OrderMoment) => Moment {
	const t = useTranslations("orders.moments");
	const words = useMoneyWords();
	const { types } = useMessages().events;
	return ({ id, at, type, actorName, data }) => {
		const { units, total, currency, reason, restocked, calledPaid } = data;
		const told = typeof units === "number" && typeof total === "number" && typeof currency === "string";
		const slots = told ? { units, amount: words({ amount: total, currency }) } : null;
		const by = [actorName];
		if (type === "order.refunded") by.push(t(restocked === true ? "restocked" : "notRestocked"));
		if (type === "order.placed" && typeof currency === "string" && !isInTakings(currency, storeCurrency))
			by.push(t("notInTakings", { currency }));
		const sum = (amount: unknown) => (typeof amount === "number" && typeof currency === "string" ? words({ amount, currency }) : null);
		const [paid, owed] = [sum(data.amountPaid), sum(data.owed)];
		if (type === "order.placed" && Number(data.amountPaid) > 0 && Number(data.owed) > 0 && paid !== null && owed !== null)
			by.push(t("deposit", { paid, owed }));
		if (type === "order.payment_undone" && owed !== null) by.push(t("undone", { amount: sum(data.amount) ?? "", owed }));
		const more = sum(calledPaid);
		if (more !== null) by.push(t("calledPaid", { amount: more }));
		if (typeof reason === "string" && reason !== "") by.push(reason);
		if (slots && type === "order.completed") return { id, at, icon: ShoppingBag, fact: t("completed", slots), by: by.join(" · ") };
		if (slots && type === "order.refunded") return { id, at, icon: Undo2, fact: t("refunded", slots), by: by.join(" · ") };
		return { id, at, icon: Circle, fact: eventWord(types, type), by: by.join(" · ") };
	};
}
