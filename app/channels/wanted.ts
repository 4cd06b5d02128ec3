import type { ProductStatus } from "#app/catalog/rules.ts";

/** What is to be made at a shop elsewhere. Pure, and the same in the browser. */

/** `waiting` to be made; `made` there by us; `found`: it was there already; `refused`: `said` says why. */
export const wantedStates = ["waiting", "made", "found", "refused"] as const;
export type WantedState = (typeof wantedStates)[number];

/** Why a product is not made there, whatever is tried. */
export type Unmakable = "sold_there" | "archived" | "no_price" | "currency_differs";

/** Why it was not made there when it was tried. */
export type WantedRefusal = Unmakable | "several_there" | "linked_otherwise" | "refused";

type Facts = { status: ProductStatus; price: number | null; currency: string; isSold: boolean };

/** @returns null where nothing keeps a product from being made at a shop of that currency */
export function whyNotMade({ status, price, currency, isSold }: Facts, shopCurrency: string): Unmakable | null {
	if (isSold) return "sold_there";
	if (status === "archived") return "archived";
	if (price === null) return "no_price";
	return currency === shopCurrency ? null : "currency_differs";
}
