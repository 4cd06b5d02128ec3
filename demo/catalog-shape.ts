/**
 * The shape of `products.json`: Shopify's storefront product list, with the three facts only the owner of a shop sees
 * (`status`, `barcode`, `cost`) under the names its admin and its product CSV use. Prices are decimal strings without a currency.
 */
export type Catalog = { products: CatalogProduct[] };

export type CatalogProduct = {
	id: number;
	title: string;
	handle: string;
	body_html: string;
	vendor: string;
	product_type: Category;
	status: "active" | "draft" | "archived";
	published_at: string | null;
	created_at: string;
	updated_at: string;
	tags: string[];
	options: CatalogOption[];
	variants: CatalogVariant[];
	images: CatalogImage[];
};

export type Category = "Frames" | "Sunglasses" | "Lenses" | "Contacts" | "Accessories";

export type CatalogOption = { name: string; position: number; values: string[] };

export type CatalogVariant = {
	id: number;
	product_id: number;
	title: string;
	option1: string;
	option2: string | null;
	option3: string | null;
	sku: string;
	barcode: string;
	price: string;
	compare_at_price: string | null;
	cost: string;
	position: number;
	grams: number;
	taxable: boolean;
	requires_shipping: boolean;
	available: boolean;
	featured_image: null;
	created_at: string;
	updated_at: string;
};

export type CatalogImage = {
	id: number;
	product_id: number;
	position: number;
	variant_ids: number[];
	src: string;
	width: number;
	height: number;
	created_at: string;
	updated_at: string;
};

/** One style before it becomes a catalog product: what the tables in `eyewear.ts` and `other-goods.ts` hold. */
export type Style = {
	title: string;
	vendor: VendorName;
	category: Category;
	status: CatalogProduct["status"];
	description: string;
	tags: string[];
	/** First option is what the picture shows; a style with one variant has none. */
	options: { name: string; values: OptionValue[] }[];
	/** Combinations that do not exist, as "BLH-52". */
	without: string[];
	/** Whole kroner, VAT included; one option value may add to it. */
	price: number;
	grams: number;
	/** Whether the second option changes nothing but the size. One picture per value of the first option when true, else one per style. */
	pictured: boolean;
	picture: Picture;
};

export type OptionValue = { name: string; code: string; extra?: number };

export type VendorName = "Marlow & Finch" | "Asmus Briller" | "Vester Optics" | "Klar Linse" | "Optisk Værksted";

export type Picture =
	| { kind: "eyewear"; shape: ShapeName; build: Build; rim: number; wide: number; tall: number; sun: boolean; doubleBridge: boolean }
	| { kind: "goods"; drawing: GoodsDrawing; hue: number };

export type ShapeName = "panto" | "round" | "square" | "aviator" | "cat-eye" | "rectangular" | "keyhole" | "hexagonal" | "browline";

export type Build = "acetate" | "metal";

export type GoodsDrawing =
	| "lens-single"
	| "lens-progressive"
	| "lens-office"
	| "lens-photochromic"
	| "lens-sun"
	| "contacts-box"
	| "contacts-tall-box"
	| "case"
	| "pouch"
	| "spray"
	| "cloth"
	| "cord"
	| "chain"
	| "screwdriver"
	| "nose-pads"
	| "wipes"
	| "solution";
