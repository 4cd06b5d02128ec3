import type { Link } from "./contract.ts";

/** An ERP in which a sale made elsewhere is written down too. */
export type SalesBook = {
	/** The sale that is there with our `ref`, of about `at`; null: none is, by now. @throws PlatformTrouble */
	find(link: Link, sale: Pick<ErpSale, "ref" | "at">): Promise<{ id: string } | null>;
	/** Writes a sale down, each time it is asked to. Trouble that is `temporary` leaves open whether it is, or will yet be. @throws PlatformTrouble */
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
