/** Catalogs as vendors' storefronts give them, made up here. */

export type MadeVariant = {
	id: number;
	title: string;
	option1: string | null;
	option2: string | null;
	option3: string | null;
	sku: string | null;
	barcode?: string;
	price: string | number | null;
	compare_at_price: string | null;
	available: boolean;
	position: number;
	product_id: number;
	featured_image: null;
	created_at: string;
	updated_at: string;
};
export type MadeProduct = ReturnType<typeof product>;

const colours = ["Black", "Tortoise", "Classic Havana", "Sage", "Crystal", "Cobalt"];
const sizes = ["44", "46", "49", "52"];

/** One style of `variants` colours and sizes. Ids follow from `n`, so that the same n is the same product. */
export function product(
	n: number,
	{ variants = 8, price = "340.00", title = `THE MODEL ${n}`, updated = "2026-10-30T08:15:00-04:00" } = {},
) {
	const id = 8_800_000_000_000 + n;
	return {
		id,
		title,
		handle: `model-${n}`,
		body_html: `<p>Hand made &amp; polished. <b>Bridge: 24 mm</b></p><script>alert("x")</script>`,
		published_at: "2026-03-02T10:00:00-05:00",
		created_at: "2026-03-02T10:00:00-05:00",
		updated_at: updated,
		vendor: "MOSCOT",
		product_type: "Eyeglasses",
		tags: ["acetate", "bridge:24", "temple:145"],
		variants: Array.from({ length: variants }, (_, v): MadeVariant => {
			const [colour, size] = [
				`${colours[Math.floor(v / sizes.length) % colours.length]}${v >= 24 ? ` ${Math.floor(v / 24)}` : ""}`,
				sizes[v % sizes.length] ?? "46",
			];
			return {
				id: 40_000_000_000_000 + n * 10_000 + v,
				title: `${colour} / ${size}`,
				option1: colour,
				option2: size,
				option3: null,
				sku: `M${n}-${v}-${size}`,
				price,
				compare_at_price: null,
				available: true,
				position: v + 1,
				product_id: id,
				featured_image: null,
				created_at: "2026-03-02T10:00:00-05:00",
				updated_at: updated,
			};
		}),
		images: [
			{
				id: n,
				position: 1,
				product_id: id,
				variant_ids: [],
				src: `https://cdn.shop.example/${n}.jpg?v=${updated.length}${n}`,
				width: 900,
				height: 600,
			},
		],
		options: [
			{ name: "Color", position: 1, values: colours },
			{ name: "Size", position: 2, values: sizes },
		],
	};
}

export function products(count: number, options: Parameters<typeof product>[1] = {}): MadeProduct[] {
	return Array.from({ length: count }, (_, n) => product(n + 1, options));
}

export const catalogOf = (list: unknown[], beside: object = {}): string => JSON.stringify({ ...beside, products: list });
