import { Link } from "react-router";
import { endOfId } from "#app/platform/ids.ts";
import { useTranslations } from "use-intl/react";

const places: Record<string, { to: string; words: "transfer" | "count" | "order" | "purchaseOrder" }> = {
	transfer: { to: "/stock/transfers", words: "transfer" },
	count: { to: "/stock/counts", words: "count" },
	order: { to: "/orders", words: "order" },
	counted: { to: "/orders", words: "order" },
	purchase_order: { to: "/purchasing/orders", words: "purchaseOrder" },
};

/** What a movement belongs to, and the way there. */
export function Reference({ referenceType, referenceId }: { referenceType: string | null; referenceId: string | null }) {
	const t = useTranslations("stock.history");
	if (referenceType === "repair" || referenceType === "drift") return t(referenceType);
	const place = places[referenceType ?? ""];
	if (!place || !referenceId) return null;
	return (
		<Link to={`${place.to}/${referenceId}`} className="link">
			{t(place.words, { id: endOfId(referenceId) })}
		</Link>
	);
}

/** A note as it is shown: a repair's own words are said by its reference, in the reader's language. */
export function noteOf({ note, referenceType }: { note: string; referenceType: string | null }): string {
	return referenceType === "repair" || referenceType === "drift" ? "" : note;
}
