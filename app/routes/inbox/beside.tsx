import { ExternalLink, X } from "lucide";
import { lazy, Suspense } from "react";
import { Link } from "react-router";
import { useTranslations } from "use-intl/react";
import { Avatar } from "#app/components/avatar.tsx";
import { StatusBadge } from "#app/components/badge.tsx";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { Money } from "#app/components/money.tsx";
import { useMay } from "#app/components/shell.ts";
import { When } from "#app/components/when.tsx";
import type { ChatAside } from "#app/inbox/chat-aside.server.ts";
import type { ChatShown } from "#app/inbox/show-chat.server.ts";
import { endOfId } from "#app/platform/ids.ts";
import { LabelPicks } from "./label-picks.tsx";

/** It needs scripts itself, so what comes first is everything else. */
const InStock = lazy(() => import("./in-stock.tsx"));

type Props = {
	shown: ChatShown;
	aside: ChatAside;
	commandId: string;
	mayWrite: boolean;
	isOpen: boolean;
	onClose: () => void;
	/** Puts words into the answer. */
	onDrop: (text: string) => void;
};

/** What is good to know while answering: who it is, what they bought, what is on the shelf. */
export function Beside({ shown, aside, commandId, mayWrite, isOpen, onClose, onDrop }: Props) {
	const t = useTranslations("inbox");
	const { chat } = shown;
	return (
		<aside className="beside" id="beside" data-open={isOpen || undefined} aria-label={t("beside")}>
			<section>
				<div className="person">
					<Avatar name={chat.customer.name || "?"} size="l" />
					<b className="grow clip">
						<bdi>{chat.customer.name || t("somebody")}</bdi>
					</b>
					<ButtonLink to={`/customers/${aside.customerId}`} kind="quiet" icon={ExternalLink} iconOnly>
						{t("openCustomer")}
					</ButtonLink>
					<span className="beside-close">
						<Button kind="quiet" icon={X} iconOnly onClick={onClose}>
							{t("hideBeside")}
						</Button>
					</span>
				</div>
				<dl className="known">
					<Fact name={t(`platforms.${platformWord(chat.platform)}`)} value={chat.handle} />
					{chat.customer.phone && chat.customer.phone !== chat.handle && <Fact name={t("phone")} value={chat.customer.phone} />}
					{chat.customer.email && <Fact name={t("email")} value={chat.customer.email} />}
				</dl>
				{chat.customer.note && <p className="prose">{chat.customer.note}</p>}
				{mayWrite && <LabelPicks shown={shown} commandId={commandId} />}
			</section>
			<Purchases aside={aside} chatId={chat.id} />
			<Suspense>
				<InStock onDrop={onDrop} mayWrite={mayWrite} />
			</Suspense>
			{aside.otherChats.length > 0 && (
				<section aria-labelledby="other-chats">
					<header>
						<h2 id="other-chats">{t("otherChats")}</h2>
					</header>
					<ul className="short-list">
						{aside.otherChats.map(({ id, connectionName, preview, lastAt }) => (
							<li key={id}>
								<Link className="link clip" to={`/inbox/${id}`}>
									{connectionName}
								</Link>
								<small>
									<When at={lastAt} />
								</small>
								<small className="clip">{preview}</small>
							</li>
						))}
					</ul>
				</section>
			)}
		</aside>
	);
}

const platforms = ["whatsapp", "instagram", "messenger"] as const;
export const platformWord = (platform: string) => platforms.find((word) => word === platform) ?? "messenger";

function Fact({ name, value }: { name: string; value: string }) {
	return (
		<>
			<dt>{name}</dt>
			<dd className="clip">{value}</dd>
		</>
	);
}

/** What they ordered and what they bought at a till, newest first. */
function Purchases({ aside: { purchases, customerId }, chatId }: { aside: ChatAside; chatId: string }) {
	const t = useTranslations("inbox");
	const may = useMay();
	return (
		<section aria-labelledby="purchases">
			<header>
				<h2 id="purchases">{t("orders")}</h2>
				{may("sales:write") && (
					<Link className="link" to={`/orders/new?customer=${customerId}&chat=${chatId}`}>
						{t("newOrder")}
					</Link>
				)}
			</header>
			{purchases.length === 0 ? (
				<p className="meta">{t("noOrders")}</p>
			) : (
				<ul className="short-list">
					{purchases.map(({ id, title, lines, total, currency, placedAt, status }) => (
						<li key={id}>
							<Link className="clip" to={`/orders/${id}`}>
								<b className="mono">{endOfId(id)}</b> {lines > 1 ? t("andMore", { title, count: lines - 1 }) : title}
							</Link>
							<span className="number">
								<Money amount={total} currency={currency} />
							</span>
							<small>
								<When at={placedAt} show="day" />
							</small>
							{status !== "COMPLETED" && <StatusBadge kind="order" word={status} />}
						</li>
					))}
				</ul>
			)}
		</section>
	);
}
