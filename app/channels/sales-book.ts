import type { Link, PlatformItem } from "./contract.ts";

/** An ERP in which a sale made elsewhere is written down too. */
export type SalesBook = {
	/** What has this SKU there; more than one: nobody can know which. @throws PlatformTrouble */
	withSku(link: Link, sku: string): Promise<PlatformItem[]>;
	/** Writes a sale down once: one with the same `ref` that is there already is answered. @throws PlatformTrouble */
	sell(link: Link, sale: ErpSale): Promise<SoldThere>;
	/** Takes pieces back. `quantity` is all that came back of a line so far, so doing it again changes nothing. @throws PlatformTrouble */
	giveBack(link: Link, saleId: string, returned: { lineId: string; quantity: number; unitPrice: string }[], at: number): Promise<void>;
};

/** A sale for the books. Totals of lines in minor units (`decimals` of the currency), after discounts, tax in them. */
export type ErpSale = {
	/** Ours, written on it there. */
	ref: string;
	at: number;
	note: string;
	decimals: number;
	lines: { variantId: string; productId: string; quantity: number; total: number }[];
};

/** A sale as the books have it. `unitPrice` is theirs, given back as it came. */
export type SoldThere = { id: string; lines: { id: string; variantId: string; quantity: number; unitPrice: string }[] };
