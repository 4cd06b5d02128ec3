import { ChevronRight, Store as StoreIcon } from "lucide";
import { Link } from "react-router";
import { useTranslations } from "use-intl/react";
import { Icon } from "#app/components/icon.tsx";
import { PageTitle } from "#app/components/page-header.tsx";
import { counterPath } from "./form-basket.ts";
import { TillHead, type Who } from "./till-head.tsx";

/** A till stands somewhere: with several stores, where is asked before anything is sold. */
export function ChooseStore({ who, shops }: { who: Who; shops: { id: string; name: string }[] }) {
	const t = useTranslations("counter");
	return (
		<div className="till">
			<PageTitle title={t("title")} />
			<TillHead who={who} store={null} />
			<main id="main" className="till-choice">
				<h1>{t("whichStore")}</h1>
				<p>{t("whichStoreHint")}</p>
				<ul>
					{shops.map(({ id, name }) => (
						<li key={id}>
							<Link to={counterPath(id)} className="till-store">
								<Icon of={StoreIcon} size={20} />
								<span className="grow">{name}</span>
								<Icon of={ChevronRight} />
							</Link>
						</li>
					))}
				</ul>
			</main>
		</div>
	);
}
