import { House, Inbox, ReceiptText, Store as StoreIcon } from "lucide";
import { useFormatter, useTranslations } from "use-intl/react";
import { Avatar } from "#app/components/avatar.tsx";
import { ButtonLink } from "#app/components/button.tsx";
import { Logo } from "#app/components/logo.tsx";
import { AtTill } from "./at-till.tsx";

/** `atTill`: somebody who came in with a PIN; everybody else has the back office to go back to. */
export type Who = { business: string; person: string; several: boolean; now: number; atTill: { lockMinutes: number } | null };

/** Which business and store this is, the day, who sells, and the way back. */
export function TillHead({ who, store, offline = false }: { who: Who; store: { id: string; name: string } | null; offline?: boolean }) {
	const t = useTranslations("counter");
	const format = useFormatter();
	return (
		<header className="till-head">
			<Logo />
			<div className="grow">
				<strong className="clip">
					{store === null ? who.business : t("businessAndStore", { business: who.business, store: store.name })}
				</strong>
				<small className="clip">{format.dateTime(who.now, { weekday: "long", day: "numeric", month: "long" })}</small>
			</div>
			{store !== null && !offline && (
				<>
					<ButtonLink to={`/counter/receipts?store=${store.id}`} kind="quiet" icon={ReceiptText}>
						<span className="words">{t("receipts")}</span>
					</ButtonLink>
					<ButtonLink to={`/counter/drawer?store=${store.id}`} kind="quiet" icon={Inbox}>
						<span className="words">{t("drawer")}</span>
					</ButtonLink>
				</>
			)}
			{store !== null && who.several && !offline && (
				<ButtonLink to="/counter?store=all" kind="quiet" icon={StoreIcon}>
					<span className="words">{t("changeStore")}</span>
				</ButtonLink>
			)}
			{who.atTill ? (
				<AtTill person={who.person} {...who.atTill} offline={offline} />
			) : (
				<>
					{!offline && (
						<ButtonLink to="/" kind="quiet" icon={House}>
							<span className="words">{t("toHome")}</span>
						</ButtonLink>
					)}
					<span className="till-who">
						<Avatar name={who.person} size="l" />
						<span className="words clip">{who.person}</span>
					</span>
				</>
			)}
		</header>
	);
}
