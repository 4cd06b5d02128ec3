import { Mail, MailWarning, PackageCheck } from "lucide";
import type { ReactNode } from "react";
import { useFormatter, useTranslations } from "use-intl/react";
import { Money } from "#app/components/money.tsx";
import { type Moment, Timeline } from "#app/components/timeline.tsx";
import { When } from "#app/components/when.tsx";
import type { OrderData } from "./purchase-order.tsx";

/** Who, when, where to; and what became of the request and of the goods, newest first. */
export function OrderFacts({ data: { order, store, arrivals, moments } }: { data: OrderData }) {
	const t = useTranslations("purchasing.facts");
	const format = useFormatter();
	const { createdBy, createdAt, sentBy, sentAt, sentTo, expectedOn, closedBy, closedAt, note } = order;
	const happened: Moment[] = [
		...arrivals.map(({ id, at, actorName, received, damaged, note: said }) => ({
			id,
			at,
			icon: PackageCheck,
			fact: [t("arrived", { received, damaged }), said].filter(Boolean).join(". "),
			by: actorName,
		})),
		...moments.map(({ id, type, at, actorName, to, reason }) => ({
			id,
			at,
			icon: type === "returned" ? MailWarning : Mail,
			fact: to === null ? t("moments.ordered") : t(type === "returned" ? "moments.returned" : "moments.mailed", { to }),
			by: type === "returned" ? reason : actorName,
		})),
	].sort((a, b) => b.at - a.at);
	const cost = order.lines.reduce((sum, { quantity, unitCost }) => sum + quantity * (unitCost ?? 0), 0);
	const charged = order.charges.reduce((sum, { amount }) => sum + amount, 0);
	return (
		<aside aria-label={t("title")}>
			<dl className="section facts">
				<Fact name={t("store")}>{store}</Fact>
				<Fact name={t("cost")}>
					<Money amount={cost} currency={order.currency} />
				</Fact>
				{charged > 0 && (
					<Fact name={t("withCharges")}>
						<Money amount={cost + charged} currency={order.currency} />
					</Fact>
				)}
				<Fact name={t("made")}>
					{createdBy} · <When at={createdAt} />
				</Fact>
				{sentAt !== null && (
					<Fact name={t("sent")}>
						{sentBy} · <When at={sentAt} />
					</Fact>
				)}
				{sentAt !== null && <Fact name={t("to")}>{sentTo ?? t("otherWay")}</Fact>}
				{expectedOn !== null && closedAt === null && (
					<Fact name={t("expected")}>
						{format.dateTime(Date.parse(expectedOn), { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" })}
					</Fact>
				)}
				{closedAt !== null && (
					<Fact name={t("closed")}>
						{closedBy} · <When at={closedAt} />
					</Fact>
				)}
				{note && <Fact name={t("note")}>{note}</Fact>}
			</dl>
			{happened.length > 0 && (
				<section className="section ruled">
					<header>
						<h2>{t("arrivals")}</h2>
					</header>
					<Timeline label={t("arrivals")} moments={happened} />
				</section>
			)}
		</aside>
	);
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
	return (
		<div>
			<dt>{name}</dt>
			<dd>{children}</dd>
		</div>
	);
}
