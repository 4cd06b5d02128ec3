import type { Catalog } from "./catalog-shape.ts";
import { type DemoProduct, demoProducts } from "./products.ts";
import { type StoreKey, TIME_ZONE } from "./stores.ts";

export type DemoLogin = { name: string; email: string; password: string; role: "owner" | "manager" };

/** Somebody at the tills; `login` is the e-mail of one who has an account too. */
export type DemoEmployee<Key extends string> = { name: string; role: "manager" | "employee"; stores: Key[]; pin: string; login?: string };

export type DemoBusiness<Key extends string = string> = {
	name: string;
	slug: string;
	currency: "DKK";
	timeZone: string;
	/** Share of VAT that prices include. */
	taxRate: number;
	/** Which of the local shards it lives on. */
	shard: 0 | 1;
	stores: { key: Key; name: string; kind: "shop" | "web"; address: string | null }[];
	/** The owner first. Made up, for local use only: `npm start` prints them. */
	logins: [DemoLogin, ...DemoLogin[]];
	/** Who stands at the tills, and what makes a device a till of a store. Printed too. */
	employees?: DemoEmployee<Key>[];
	doors?: { store: Key; email: string; password: string }[];
};

/** The business a new user meets. */
export const LUND_OG_LYS: DemoBusiness<StoreKey> = {
	name: "Lund & Lys",
	slug: "lund-og-lys",
	currency: "DKK",
	timeZone: TIME_ZONE,
	taxRate: 0.25,
	shard: 0,
	stores: [
		{ key: "norrebro", name: "Nørrebro", kind: "shop", address: "Elmegade 100, 2200 København N" },
		{ key: "aarhus", name: "Aarhus", kind: "shop", address: "Latinergade 100, 8000 Aarhus C" },
		{ key: "web", name: "Web", kind: "web", address: null },
	],
	logins: [
		{ name: "Karen Lund", email: "karen@lundoglys.example", password: "briller-i-oktober", role: "owner" },
		{ name: "Jonas Lys", email: "jonas@lundoglys.example", password: "kaffe-foer-klokken-ti", role: "manager" },
	],
	employees: [
		{ name: "Anna Krog", role: "employee", stores: ["norrebro"], pin: "4862" },
		{ name: "Bo Friis", role: "employee", stores: ["norrebro", "aarhus"], pin: "7318" },
		{ name: "Dina Holt", role: "employee", stores: ["aarhus"], pin: "5093" },
		{ name: "Emil Storm", role: "employee", stores: ["web"], pin: "8147" },
		{ name: "Jonas Lys", role: "manager", stores: ["norrebro", "aarhus", "web"], pin: "6294", login: "jonas@lundoglys.example" },
	],
	doors: [
		{ store: "norrebro", email: "norrebro@lundoglys.example", password: "kassen-ved-vinduet" },
		{ store: "aarhus", email: "aarhus@lundoglys.example", password: "kassen-ved-trappen" },
	],
};

/** Asked to join Lund & Lys, and has not answered yet: the mail lies in the outbox. */
export const INVITED = { name: "Sofie Holm", email: "sofie@lundoglys.example", role: "agent" } as const;

/** Another business with some of the same SKUs, on the other shard: what it does must never show in the first. */
export const OPTIK_VEST: DemoBusiness<"esbjerg"> = {
	name: "Optik Vest",
	slug: "optik-vest",
	currency: "DKK",
	timeZone: TIME_ZONE,
	taxRate: 0.25,
	shard: 1,
	stores: [{ key: "esbjerg", name: "Esbjerg", kind: "shop", address: "Vesterhavsgade 100, 6700 Esbjerg" }],
	logins: [{ name: "Birgit Vest", email: "birgit@optikvest.example", password: "vestenvind-og-glas", role: "owner" }],
};

const SHARED = [
	"MF-KNU-BLK-49",
	"MF-KNU-HAV-49",
	"MF-TOR-BLK-52",
	"MF-PER-BOR-50",
	"AB-AGN-GLD-46",
	"AB-SOF-INK-47",
	"VO-BER-COG-51",
	"MF-SKA-HAV-49",
	"AB-FYR-GLD-58",
	"VO-SINVIS-150-AR",
	"VO-PRO-160-AR",
	"KL-DAG-M200-30",
	"KL-KLASOL-360",
	"OV-LEACAS-BLK",
	"OV-LENSPR-30",
];

/** What Optik Vest sells: our SKUs at its own, rounder prices, each with its stock in Esbjerg. */
export function optikVestProducts(catalog: Catalog): { product: DemoProduct; onHand: number; reorderPoint: number }[] {
	const bySku = new Map(demoProducts(catalog).map((product) => [product.sku, product]));
	return SHARED.flatMap((sku, place) => {
		const product = bySku.get(sku);
		if (!product) return [];
		return [
			{ product: { ...product, price: Math.ceil((product.price * 1.04) / 5000) * 5000 }, onHand: 3 + ((place * 5) % 11), reorderPoint: 2 },
		];
	});
}
