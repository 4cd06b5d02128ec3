import { buildCatalog } from "./catalog.ts";
import { demoProducts } from "./products.ts";

/** The web shop of Lund & Lys, which exists nowhere: a stand-in answers for it on this machine. */
export const WEBSHOP = {
	name: "Lund Online",
	url: "https://lund-online.example",
	credentials: { consumerKey: "ck_demo", consumerSecret: "cs_demo" },
} as const;

/** What it sells: eight frames, as many colours and sizes. */
export const WEBSHOP_GOODS = demoProducts(buildCatalog())
	.filter(({ status, category }) => status === "published" && category === "Frames")
	.filter((_, index) => index % 12 === 0)
	.slice(0, 8)
	.map(({ sku, name, price }) => ({ sku, name, price }));
