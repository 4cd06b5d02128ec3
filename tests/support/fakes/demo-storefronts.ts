import { makersShop } from "../../../demo/vendor-shop.ts";
import { product, products } from "../vendors/catalogs.ts";
import { fakeStorefronts, type Shop, shopOf } from "./vendor-storefront.ts";

const models =
	"LEMTOSH MILTZEN ZOLMAN DAHVEN GELT KITZEL BILLIK SPIEL FRANKIE ARTHUR NEBB VILDA SHINDIG GENUG BUPKES FYNN YUKEL DELUTH".split(" ");

/** The shops a local Storekeep meets: the demo's vendor, a MOSCOT of our own making (met in mock mode only), and one for every trouble there is. */
export function demoStorefronts() {
	const moscot = models.map((model, n) => product(n + 1, { variants: 24, title: `THE ${model}`, price: `${320 + (n % 5) * 10}.00` }));
	// Slow enough for somebody who looks on to see pages come.
	const slow = { pageSize: 6, takes: 900 };
	const troubles: Record<string, Partial<Shop>> = {
		"password.example": { password: true },
		"busy.example": { busy: 2, retryAfter: "15" },
		"refuses.example": { status: 403 },
		"wall.example": { wall: true },
		"half.example": { halfPage: 2, pageSize: 4 },
		"robots.example": { robots: "User-agent: *\nDisallow: /" },
		"repeats.example": { repeats: true, pageSize: 4 },
	};
	return fakeStorefronts(
		new Map<string, Shop>([
			["marlowfinch.example", shopOf(makersShop("today"), { pageSize: 6 })],
			["moscot.com", shopOf(moscot, slow)],
			["www.moscot.com", shopOf(moscot, slow)],
			// Half of it is gone once it has been read.
			["closing.example", shopOf(products(12), { pageSize: 5, closesAfter: 1 })],
			...Object.entries(troubles).map(([host, trouble]): [string, Shop] => [host, shopOf(products(10), trouble)]),
		]),
	);
}
