import type { Link } from "./contract.ts";

/** An ERP in which a sale made elsewhere is written down too. */
export type SalesBook = {
	/** Writes a sale down once: one with the same `ref` that is there already is answered. @throws PlatformTrouble */
	sell(link: Link, sale: ErpSale): Promise<{ id: string }>;
	/** Takes pieces back. `quantity` is all that came back of a variant so far, so doing it again changes nothing. @throws PlatformTrouble */
	giveBack(link: Link, saleId: string, returned: { variantId: string; quantity: number }[]): Promise<void>;
};

/** A sale for the books, each variant once. Totals of lines in minor units (`decimals` of the currency), after discounts, tax in them. */
export type ErpSale = {
	/** Ours, written on it there. */
	ref: string;
	at: number;
	note: string;
	decimals: number;
	lines: { variantId: string; productId: string; quantity: number; total: number }[];
};
