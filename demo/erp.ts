import { buildCatalog } from "./catalog.ts";
import { demoProducts } from "./products.ts";

/** The account of Lund & Lys at Prokip, which exists nowhere: a stand-in answers for it on this machine. */
export const ERP = {
	name: "Lund & Lys · Nørrebro",
	url: "https://prokip.example",
	location: { id: 7, name: "Nørrebro" },
	token: "prokip-demo",
	/** Whom everything is sold to. */
	contactId: 4,
} as const;

/** What it knows, by our SKUs. A few it counts, with numbers of its own. */
export const ERP_GOODS = demoProducts(buildCatalog())
	.filter(({ status }) => status === "published")
	.map(({ sku, name, price }, index) => ({ sku, name, price, counted: index < 3 }));
