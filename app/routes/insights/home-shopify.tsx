import { useTranslations } from "use-intl/react";
import { Notice } from "#app/components/notice.tsx";

const errors = {
	access_denied: "denied",
	"Failed to exchange authorization code": "exchange",
	invalid_request: "forged",
	invalid_state: "state",
	missing_permissions: "permissions",
} as const;

export type ShopifySaid = { store: string } | { error: (typeof errors)[keyof typeof errors] | "failed" } | null;

/** What the address says came of connecting a shop at Shopify. Only a host of theirs is repeated. */
export function shopifySaid(query: URLSearchParams): ShopifySaid {
	const store = query.get("store") ?? "";
	if (query.get("shopify_success") === "true" && /^[a-z0-9][a-z0-9-]{0,59}\.myshopify\.com$/.test(store)) return { store };
	const error = query.get("shopify_error");
	if (error === null) return null;
	const known = Object.entries(errors).find(([code]) => code === error);
	return { error: known?.[1] ?? "failed" };
}

export function ShopifyNotice({ said }: { said: Exclude<ShopifySaid, null> }) {
	const t = useTranslations("home.shopify");
	return "store" in said ? <Notice tone="ok">{t("connected", { store: said.store })}</Notice> : <Notice tone="bad">{t(said.error)}</Notice>;
}
