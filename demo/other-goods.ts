import type { Category, GoodsDrawing, OptionValue, Style, VendorName } from "./catalog-shape.ts";
import { colourOf } from "./colours.ts";

type Row = {
	title: string;
	vendor: VendorName;
	category: Category;
	price: number;
	drawing: GoodsDrawing;
	hue?: number;
	options: Style["options"];
	pictured?: boolean;
	tags: string[];
	grams: number;
	status?: Style["status"];
	says: string;
};

const LAB = "Vester Optics";
const KLAR = "Klar Linse";
const VAERK = "Optisk Værksted";

const INDEX: OptionValue[] = [
	{ name: "1.50", code: "150" },
	{ name: "1.60", code: "160", extra: 500 },
	{ name: "1.67", code: "167", extra: 900 },
];

const COATING: OptionValue[] = [
	{ name: "Hard", code: "H" },
	{ name: "Anti-reflective", code: "AR", extra: 300 },
	{ name: "Blue filter", code: "BF", extra: 450 },
];

/** Powers from weakest to strongest in steps, as they stand on the box: -1.25 is coded M125, +2.00 P200. */
function powers(from: number, to: number, step: number): OptionValue[] {
	const count = Math.round((to - from) / step) + 1;
	const values = Array.from({ length: count }, (_, index) => from + index * step).filter((value) => value !== 0);
	return values.map((value) => ({
		name: `${value < 0 ? "-" : "+"}${Math.abs(value).toFixed(2)}`,
		code: `${value < 0 ? "M" : "P"}${String(Math.round(Math.abs(value) * 100)).padStart(3, "0")}`,
	}));
}

const pack = (name: string, code: string) => ({ name: "Size", values: [{ name, code }] });
const coloured = (codes: string) => ({
	name: "Color",
	values: codes
		.split(" ")
		.map(colourOf)
		.map(({ name, code }) => ({ name, code })),
});

// biome-ignore format: a table reads best with one row a line
const ROWS: Row[] = [
	{ title: "Single vision", vendor: LAB, category: "Lenses", price: 645, drawing: "lens-single", options: [{ name: "Index", values: INDEX }, { name: "Coating", values: COATING }], tags: ["lens:Single vision"], grams: 20, says: "One lens, cut and fitted in our own workshop." },
	{ title: "Progressive", vendor: LAB, category: "Lenses", price: 1545, drawing: "lens-progressive", options: [{ name: "Index", values: INDEX }, { name: "Coating", values: COATING }], tags: ["lens:Progressive"], grams: 20, says: "One progressive lens, with a wide corridor and individual centring." },
	{ title: "Office", vendor: LAB, category: "Lenses", price: 1145, drawing: "lens-office", options: [{ name: "Index", values: INDEX.slice(0, 2) }, { name: "Coating", values: COATING.slice(1) }], tags: ["lens:Office"], grams: 20, says: "Sharp from the keyboard to the far side of the meeting table." },
	{ title: "Photochromic", vendor: LAB, category: "Lenses", price: 1195, drawing: "lens-photochromic", options: [{ name: "Index", values: INDEX }, { name: "Tint", values: [{ name: "Grey", code: "GRY" }, { name: "Brown", code: "BRN" }] }], tags: ["lens:Photochromic"], grams: 20, says: "Clear indoors, dark within half a minute of daylight." },
	{ title: "Sun tint", vendor: LAB, category: "Lenses", price: 895, drawing: "lens-sun", options: [{ name: "Tint", values: [{ name: "Grey", code: "GRY" }, { name: "Brown", code: "BRN" }, { name: "Green", code: "GRN" }] }, { name: "Filter", values: [{ name: "Standard", code: "S" }, { name: "Polarised", code: "P", extra: 400 }] }], pictured: true, tags: ["lens:Sun"], grams: 20, says: "Any frame can be a pair of sunglasses." },
	{ title: "Daglys 1-day", vendor: KLAR, category: "Contacts", price: 189, drawing: "contacts-box", hue: 205, options: [{ name: "Power", values: powers(-6, -0.5, 0.25) }, pack("30 pack", "30")], tags: ["wear:Daily", "diameter:14.2", "base-curve:8.5"], grams: 60, says: "Thirty daily lenses of silicone hydrogel." },
	{ title: "Daglys 1-day plus", vendor: KLAR, category: "Contacts", price: 189, drawing: "contacts-box", hue: 160, options: [{ name: "Power", values: powers(1, 3, 0.5) }, pack("30 pack", "30")], tags: ["wear:Daily", "diameter:14.2", "base-curve:8.5"], grams: 60, says: "The same daily lens for long-sighted eyes." },
	{ title: "Daglys Toric", vendor: KLAR, category: "Contacts", price: 249, drawing: "contacts-box", hue: 285, options: [{ name: "Power", values: powers(-5, -1, 0.5) }, pack("30 pack", "30")], tags: ["wear:Daily", "diameter:14.5", "base-curve:8.6"], grams: 60, says: "Daily lenses for astigmatism, stable when you blink." },
	{ title: "Månelys Monthly", vendor: KLAR, category: "Contacts", price: 219, drawing: "contacts-tall-box", hue: 245, options: [{ name: "Power", values: powers(-6, -0.5, 0.25) }, pack("6 pack", "6")], tags: ["wear:Monthly", "diameter:14.0", "base-curve:8.4"], grams: 45, says: "Six monthly lenses that stay moist to the last day." },
	{ title: "Månelys Multifocal", vendor: KLAR, category: "Contacts", price: 329, drawing: "contacts-tall-box", hue: 30, options: [{ name: "Power", values: powers(-3, 2, 1) }, pack("6 pack", "6")], tags: ["wear:Monthly", "diameter:14.0", "base-curve:8.4"], grams: 45, says: "Near and far in one monthly lens." },
	{ title: "Klar Solution", vendor: KLAR, category: "Contacts", price: 99, drawing: "solution", hue: 205, options: [{ name: "Size", values: [{ name: "100 ml", code: "100" }, { name: "360 ml", code: "360", extra: 60 }] }], tags: ["care:Multipurpose"], grams: 380, says: "Cleans, rinses and keeps soft lenses." },
	{ title: "Leather case", vendor: VAERK, category: "Accessories", price: 149, drawing: "case", options: [coloured("BLK COG PET")], pictured: true, tags: ["material:Leather"], grams: 90, says: "Hard case in vegetable-tanned leather." },
	{ title: "Felt pouch", vendor: VAERK, category: "Accessories", price: 99, drawing: "pouch", options: [coloured("SMK SND MOS")], pictured: true, tags: ["material:Wool felt"], grams: 30, says: "Wool felt with one brass stud." },
	{ title: "Lens spray", vendor: VAERK, category: "Accessories", price: 79, drawing: "spray", hue: 205, options: [{ name: "Size", values: [{ name: "30 ml", code: "30" }, { name: "100 ml", code: "100", extra: 50 }] }], tags: ["care:Spray"], grams: 60, says: "Without alcohol, safe on every coating." },
	{ title: "Microfibre cloth", vendor: VAERK, category: "Accessories", price: 39, drawing: "cloth", options: [coloured("PET CLA SGE INK")], pictured: true, tags: ["material:Microfibre"], grams: 10, says: "Fifteen by eighteen centimetres, washable." },
	{ title: "Cotton cord", vendor: VAERK, category: "Accessories", price: 129, drawing: "cord", options: [coloured("INK COG SND")], pictured: true, tags: ["material:Cotton"], grams: 15, says: "Braided cord that keeps glasses where you left them: on you." },
	{ title: "Fine chain", vendor: VAERK, category: "Accessories", price: 249, drawing: "chain", options: [coloured("GLD SLV RGD")], pictured: true, tags: ["material:Plated brass"], grams: 20, says: "Anchor chain with silicone loops." },
	{ title: "Repair kit", vendor: VAERK, category: "Accessories", price: 89, drawing: "screwdriver", options: [], tags: ["care:Tools"], grams: 50, says: "Screwdriver, six screws and a spare pair of pads." },
	{ title: "Nose pads", vendor: VAERK, category: "Accessories", price: 49, drawing: "nose-pads", options: [{ name: "Size", values: [{ name: "13 mm", code: "13" }, { name: "15 mm", code: "15" }] }], tags: ["material:Silicone"], grams: 5, says: "Silicone pads, screw-on, one pair." },
	{ title: "Lens wipes", vendor: VAERK, category: "Accessories", price: 59, drawing: "wipes", hue: 190, options: [{ name: "Size", values: [{ name: "30 pack", code: "30" }, { name: "100 pack", code: "100", extra: 70 }] }], tags: ["care:Wipes"], grams: 80, says: "Moist wipes, one by one." },
	{ title: "Gift card case", vendor: VAERK, category: "Accessories", price: 199, drawing: "case", options: [coloured("BOR MLK")], pictured: true, tags: ["material:Leather"], grams: 90, status: "draft", says: "For December: a case with room for a gift card." },
];

/** Lenses, contact lenses and accessories. */
export const OTHER_GOODS: Style[] = ROWS.map((row) => ({
	title: row.title,
	vendor: row.vendor,
	category: row.category,
	status: row.status ?? "active",
	description: row.says,
	tags: row.tags,
	options: row.options,
	without: [],
	price: row.price,
	grams: row.grams,
	pictured: row.pictured ?? false,
	picture: { kind: "goods", drawing: row.drawing, hue: row.hue ?? 205 },
}));
