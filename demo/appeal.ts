import type { DemoProduct } from "./products.ts";
import { randomStream } from "./random.ts";

/** How well a style sells, best first; the rest follow a long tail. */
const KNOWN: Record<string, number> = {
	knud: 3.2,
	torvald: 2.6,
	perle: 2.4,
	halfdan: 2.2,
	agnete: 2,
	sofus: 1.7,
	bertel: 1.5,
	ingrid: 1.3,
	signe: 0.9,
	vilma: 0.5,
	rask: 0.3,
	skagen: 2.4,
	fyr: 2,
	"single-vision": 3,
	progressive: 2.6,
	"daglys-1-day": 2.6,
	"maanelys-monthly": 2,
	"klar-solution": 5,
	"lens-spray": 2.4,
	"microfibre-cloth": 2,
	"leather-case": 1.3,
	"felt-pouch": 1,
	"cotton-cord": 0.8,
	"lens-wipes": 1.2,
	"nose-pads": 0.6,
	"repair-kit": 0.6,
};

/** The colour and size everybody asks for. */
const HEROES: Record<string, number> = {
	"MF-KNU-BLK-49": 11,
	"MF-KNU-HAV-49": 6,
	"MF-TOR-BLK-52": 8,
	"MF-PER-BOR-50": 3,
	"AB-AGN-GLD-46": 3,
	"AB-SOF-INK-47": 2.5,
	"VO-BER-COG-51": 2.5,
	"OV-LENSPR-30": 1.5,
};

/** Products nobody has bought for ninety days: about one in fifteen, never of a style that carries the shop. */
export function isDead(product: DemoProduct): boolean {
	return product.status === "archived" || ((KNOWN[product.styleHandle] ?? 0) < 1 && randomStream("dead", product.sku)() < 0.09);
}

/** The pull of one product against the others of its category; 0 for what never sells. */
export function appealOf(product: DemoProduct, placeInStyle: number): number {
	if (product.status !== "published" || isDead(product)) return 0;
	const random = randomStream("appeal", product.styleHandle);
	const style = KNOWN[product.styleHandle] ?? 0.3 + random() ** 2.5;
	const own = randomStream("appeal", product.sku);
	const chosen = 0.35 + 1.3 * own() ** 2;
	// The first colours of a style are the ones it was bought in for; weak powers sell more than strong ones.
	const early = 1 / (1 + placeInStyle * 0.07);
	const power = Math.abs(Number(product.attributes.power ?? 0));
	return (style * chosen * early * (HEROES[product.sku] ?? 1)) / (1 + Math.max(0, power - 2.5) * 0.5);
}
