/** The shop of Lund & Lys at Shopify, which exists nowhere: a stand-in answers for it on this machine. */
export const SHOPIFY = {
	name: "Lund Frames",
	url: "https://lund-frames.myshopify.example",
	/** Where it keeps its goods, by the number the stand-in gives a shop's first place. */
	location: { id: "271878346596884001", name: "Shop location" },
	accessToken: "shpat_demo",
} as const;
