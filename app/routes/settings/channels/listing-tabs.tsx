import { useTranslations } from "use-intl/react";
import type { Listings } from "#app/channels/listings.server.ts";
import { type ListingFilter, listingFilters } from "#app/channels/rules.ts";
import { Tabs } from "../../stock/tabs.tsx";

type Props = {
	base: string;
	show: ListingFilter | "missing" | null;
	counts: Listings["counts"];
	/** Whether its platform lets us make products at all. */
	canMake: boolean;
};

/** What is sold there, by how it is linked, and what of ours is not. */
export function ListingTabs({ base, show, counts, canMake }: Props) {
	const t = useTranslations("channels.listings.show");
	const missing = { to: `${base}/missing`, words: t("missing"), isOn: show === "missing" };
	return (
		<Tabs
			label={t("label")}
			tabs={[
				...listingFilters.map((word) => ({
					to: `${base}/listings${word === "all" ? "" : `?show=${word}`}`,
					words: t(word, counts),
					isOn: show === word,
				})),
				...(canMake || show === "missing" ? [missing] : []),
			]}
		/>
	);
}
