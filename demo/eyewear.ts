import type { Build, Picture, ShapeName, Style, VendorName } from "./catalog-shape.ts";
import { colourOf } from "./colours.ts";

type Row = {
	title: string;
	vendor: VendorName;
	shape: ShapeName;
	build?: Build;
	material?: string;
	price: number;
	bridge: number;
	temple: number;
	colours: string;
	sizes: string;
	without?: string;
	status?: Style["status"];
	look?: { rim?: number; wide?: number; tall?: number; doubleBridge?: boolean };
	says: string;
};

const MF = "Marlow & Finch";
const AB = "Asmus Briller";
const VO = "Vester Optics";

// biome-ignore format: a table reads best with one row a line
const FRAMES: Row[] = [
	{ title: "KNUD", vendor: MF, shape: "panto", price: 2195, bridge: 21, temple: 145, colours: "BLK HAV BLH CRY SGE COB", sizes: "44 46 49 52", without: "BLH-52 SGE-44 COB-44", says: "The panto we are known for. Soft at the brow, deep enough for progressives." },
	{ title: "TORVALD", vendor: MF, shape: "square", price: 2495, bridge: 20, temple: 150, colours: "BLK DKH SMK", sizes: "48 50 52 54", look: { rim: 10.8 }, says: "A square with weight, cut from eight millimetre acetate." },
	{ title: "PERLE", vendor: MF, shape: "cat-eye", price: 2195, bridge: 18, temple: 140, colours: "BOR BLK HAV", sizes: "48 50 52", says: "Lifted at the corner, quiet everywhere else." },
	{ title: "HALFDAN", vendor: AB, shape: "aviator", build: "metal", price: 2595, bridge: 16, temple: 145, colours: "GLD GUN SLV", sizes: "54 57", look: { doubleBridge: true }, says: "Optical pilot in steel with a straight upper bar." },
	{ title: "AGNETE", vendor: AB, shape: "round", build: "metal", price: 1995, bridge: 22, temple: 145, colours: "GLD SLV RGD MBK", sizes: "46 48", look: { rim: 5 }, says: "A true circle with a slim rim and adjustable pads." },
	{ title: "SOFUS", vendor: AB, shape: "round", price: 1895, bridge: 22, temple: 145, colours: "INK BLK HAV CRY", sizes: "45 47", look: { rim: 8 }, says: "Round acetate for narrow and medium faces." },
	{ title: "BERTEL", vendor: VO, shape: "square", price: 1795, bridge: 19, temple: 145, colours: "COG BLK DKH MOS SMK", sizes: "51 53", says: "Everyday square with five-barrel hinges." },
	{ title: "INGRID", vendor: MF, shape: "panto", price: 2195, bridge: 20, temple: 140, colours: "SGE ROS BLH BLK", sizes: "46 48 50", look: { wide: 1.03, tall: 0.94 }, says: "A wider, shallower panto with a fine bridge." },
	{ title: "VILMA", vendor: VO, shape: "cat-eye", price: 1695, bridge: 17, temple: 140, colours: "DKH BLK ROS", sizes: "51 53", look: { rim: 10 }, says: "A cat-eye for those who want to be seen coming." },
	{ title: "ODELL", vendor: MF, shape: "rectangular", price: 2395, bridge: 18, temple: 150, colours: "CRY BLK HAV INK CHA", sizes: "50 52 54", without: "CHA-54", status: "draft", says: "Next season: a low rectangle with a stepped temple." },
	{ title: "RASK", vendor: AB, shape: "round", build: "metal", material: "Titanium", price: 1995, bridge: 21, temple: 145, colours: "SLV GUN", sizes: "47 49", look: { rim: 3.6, tall: 0.95 }, says: "Beta titanium, eleven grams with lenses." },
	{ title: "GORM", vendor: VO, shape: "aviator", build: "metal", price: 1495, bridge: 17, temple: 145, colours: "STL GLD", sizes: "54 56", status: "archived", says: "Discontinued by the maker; what is left is what is left." },
	{ title: "SIGNE", vendor: MF, shape: "keyhole", price: 2295, bridge: 19, temple: 145, colours: "COB HAV BLK", sizes: "46 48 50", says: "Keyhole bridge, gentle panto, polished by hand." },
	{ title: "ASTRID", vendor: MF, shape: "cat-eye", price: 2395, bridge: 17, temple: 140, colours: "CHA BLK BOR GRH ROS", sizes: "50 52 54", look: { tall: 0.9, rim: 9 }, says: "A slender cat-eye with a clear conscience: bio-based acetate." },
	{ title: "BJARKE", vendor: MF, shape: "keyhole", price: 2295, bridge: 22, temple: 150, colours: "DKH BLK SMK MOS HON", sizes: "47 49 51", look: { rim: 10.8, wide: 1.03 }, says: "A keyhole with broad shoulders for larger heads." },
	{ title: "DAGMAR", vendor: AB, shape: "hexagonal", build: "metal", price: 2095, bridge: 19, temple: 140, colours: "GLD RGD MBK SLV", sizes: "49 51 53", says: "Six soft sides in stainless steel." },
	{ title: "ESKILD", vendor: VO, shape: "rectangular", build: "metal", price: 1695, bridge: 17, temple: 145, colours: "GUN MBK BRZ STL", sizes: "52 54 56", says: "A plain steel rectangle that disappears on the face." },
	{ title: "FREJA", vendor: MF, shape: "panto", price: 2095, bridge: 19, temple: 140, colours: "HON ROS CRY BLH HAV", sizes: "44 46 48", look: { rim: 8, wide: 0.97 }, says: "Light, small and translucent." },
	{ title: "GUDRUN", vendor: AB, shape: "browline", price: 2295, bridge: 20, temple: 145, colours: "BLK HAV BOR", sizes: "48 50 52", material: "Acetate and steel", says: "Acetate brow over a steel rim." },
	{ title: "HOLGER", vendor: VO, shape: "square", price: 1795, bridge: 18, temple: 150, colours: "BLK INK GRH COG DKH", sizes: "53 55 57", look: { tall: 0.93, rim: 10 }, says: "Wide fit, long temples, no fuss." },
	{ title: "IDA", vendor: VO, shape: "round", price: 1595, bridge: 20, temple: 140, colours: "CRY ROS HAV BLK SGE", sizes: "44 46 48", look: { rim: 9.5, tall: 0.97 }, says: "A first pair that does not look like one." },
	{ title: "JEPPE", vendor: VO, shape: "panto", price: 1595, bridge: 19, temple: 145, colours: "BLK HAV PET SMK BOR", sizes: "46 48 50", look: { rim: 10 }, says: "The student's panto: sturdy and fairly priced." },
	{ title: "KIRSTINE", vendor: AB, shape: "cat-eye", build: "metal", price: 2095, bridge: 18, temple: 140, colours: "RGD GLD MBK", sizes: "51 53", look: { rim: 4.4 }, says: "A drawn line of rose gold." },
	{ title: "LAURITS", vendor: AB, shape: "browline", price: 2395, bridge: 20, temple: 150, colours: "DKH BLK GRH", sizes: "49 51 53", material: "Acetate and titanium", says: "The editor's frame, in acetate and titanium." },
	{ title: "MALTHE", vendor: MF, shape: "square", price: 2295, bridge: 21, temple: 145, colours: "CRY BLK HAV PET CLA", sizes: "46 48 50", look: { wide: 0.95, rim: 11.5 }, says: "Small square, thick rim, soft corners." },
	{ title: "NANNA", vendor: VO, shape: "hexagonal", build: "metal", price: 1695, bridge: 18, temple: 140, colours: "SLV GLD BRZ", sizes: "48 50", look: { rim: 5, tall: 0.95 }, says: "Angles for round faces." },
	{ title: "OLUF", vendor: AB, shape: "rectangular", price: 1695, bridge: 18, temple: 145, colours: "BLK DKH", sizes: "52 54", status: "archived", says: "A quiet rectangle, no longer made." },
	{ title: "PETRA", vendor: MF, shape: "round", price: 2395, bridge: 23, temple: 145, colours: "BLH BLK CHA MOS CRY", sizes: "46 48 50", look: { rim: 11.5, wide: 1.02 }, says: "Round and bold, with a bevelled front." },
	{ title: "RAGNHILD", vendor: AB, shape: "panto", build: "metal", material: "Titanium", price: 2795, bridge: 21, temple: 145, colours: "GLD SLV GUN MBK", sizes: "46 48 50", look: { rim: 3.8 }, says: "Japanese titanium panto, engraved inside the bridge." },
	{ title: "SEVERIN", vendor: MF, shape: "rectangular", price: 2395, bridge: 18, temple: 150, colours: "BLK HAV INK SMK CRY", sizes: "50 52 54", look: { tall: 1.1, rim: 10 }, says: "A confident rectangle for the meeting and after." },
	{ title: "THYRA", vendor: VO, shape: "cat-eye", price: 1695, bridge: 17, temple: 140, colours: "BLK PET CLA GRH", sizes: "50 52", look: { rim: 10.8, wide: 0.97 }, says: "Compact cat-eye with a heavy brow." },
	{ title: "VALDEMAR", vendor: AB, shape: "aviator", build: "metal", material: "Titanium", price: 2895, bridge: 17, temple: 145, colours: "GUN GLD STL", sizes: "55 58", look: { doubleBridge: true, rim: 3.8, tall: 0.92 }, says: "A flatter pilot in titanium." },
	{ title: "YRSA", vendor: MF, shape: "keyhole", price: 2195, bridge: 20, temple: 140, colours: "ROS CRY HAV BOR", sizes: "45 47 49", look: { rim: 9 }, says: "A keyhole made small, for fine features." },
];

// biome-ignore format: a table reads best with one row a line
const SUNGLASSES: Row[] = [
	{ title: "SKAGEN", vendor: MF, shape: "panto", price: 2395, bridge: 21, temple: 145, colours: "HAV BLK CRY BLH", sizes: "46 49 52", says: "KNUD's summer house. Polarised, category 3." },
	{ title: "KLIT", vendor: MF, shape: "square", price: 2495, bridge: 20, temple: 150, colours: "BLK DKH SND", sizes: "50 52 54", look: { rim: 10.8 }, says: "Square and deep, with gradient lenses." },
	{ title: "FYR", vendor: AB, shape: "aviator", build: "metal", price: 2295, bridge: 15, temple: 140, colours: "GLD SLV GUN MBK", sizes: "56 58 61", look: { doubleBridge: true }, says: "The pilot, with glass lenses and a double bridge." },
	{ title: "BRISE", vendor: MF, shape: "cat-eye", price: 2395, bridge: 18, temple: 140, colours: "BLK HAV ROS MLK", sizes: "51 53", look: { rim: 10.8 }, says: "Big lenses, wide corners, plenty of shade." },
	{ title: "ANHOLT", vendor: VO, shape: "round", price: 1695, bridge: 21, temple: 145, colours: "HAV BLK HON SGE", sizes: "47 49 51", look: { rim: 10 }, says: "Round acetate in beach colours." },
	{ title: "MOLE", vendor: VO, shape: "rectangular", price: 1595, bridge: 17, temple: 140, colours: "BLK DKH SMK INK", sizes: "53 56", look: { tall: 1.12, rim: 10.8 }, says: "A wrapped rectangle for wind and bicycle." },
	{ title: "SOLBORG", vendor: AB, shape: "round", build: "metal", price: 2095, bridge: 22, temple: 145, colours: "GLD SLV BRZ", sizes: "47 50", look: { rim: 4.4 }, says: "Wire rims and mineral glass." },
	{ title: "STRAND", vendor: MF, shape: "keyhole", price: 2395, bridge: 20, temple: 145, colours: "BLH BLK MOS PET", sizes: "48 50 52", says: "Keyhole sunglasses, polarised." },
	{ title: "LYNG", vendor: MF, shape: "hexagonal", build: "metal", price: 2195, bridge: 19, temple: 140, colours: "RGD GLD GUN", sizes: "51 53", says: "Six sides and a rose lens." },
	{ title: "HEDE", vendor: VO, shape: "browline", price: 1795, bridge: 20, temple: 145, colours: "BLK HAV", sizes: "49 51", material: "Acetate and steel", says: "Browline in the sun." },
	{ title: "DYNING", vendor: VO, shape: "square", price: 1595, bridge: 18, temple: 145, colours: "CRY COB CLA BLK", sizes: "52 54", look: { rim: 11.5, wide: 0.98 }, says: "Colour first; category 3 all the same." },
	{ title: "SANDO", vendor: AB, shape: "aviator", price: 2195, bridge: 18, temple: 145, colours: "HAV BLK CHA", sizes: "55 57", look: { rim: 9, tall: 0.94 }, says: "A pilot in acetate." },
	{ title: "REGATTA", vendor: AB, shape: "rectangular", price: 1995, bridge: 18, temple: 140, colours: "MLK INK", sizes: "55 58", status: "draft", look: { tall: 1.15, rim: 10 }, says: "Next summer, for people who sail." },
];

const shapeWords: Record<ShapeName, string> = {
	panto: "Panto",
	round: "Round",
	square: "Square",
	aviator: "Aviator",
	"cat-eye": "Cat-eye",
	rectangular: "Rectangular",
	keyhole: "Panto",
	hexagonal: "Hexagonal",
	browline: "Browline",
};

function toStyle(row: Row, sun: boolean): Style {
	const build = row.build ?? "acetate";
	const material = row.material ?? (build === "metal" ? "Stainless steel" : "Acetate");
	const colours = row.colours.split(" ").map(colourOf);
	const picture: Picture = {
		kind: "eyewear",
		shape: row.shape,
		build,
		sun,
		rim: row.look?.rim ?? (build === "metal" ? 4.6 : 9.2),
		wide: row.look?.wide ?? 1,
		tall: row.look?.tall ?? 1,
		doubleBridge: row.look?.doubleBridge ?? false,
	};
	const lens = sun ? ["lens:Polarised, category 3", "uv:400"] : ["lens:Demo"];
	return {
		title: row.title,
		vendor: row.vendor,
		category: sun ? "Sunglasses" : "Frames",
		status: row.status ?? "active",
		description: row.says,
		tags: [
			`bridge:${row.bridge}`,
			`temple:${row.temple}`,
			`material:${material}`,
			`shape:${shapeWords[row.shape]}`,
			`usage:${sun ? "sun" : "optical"}`,
			...lens,
		],
		options: [
			{ name: "Color", values: colours.map(({ name, code }) => ({ name, code })) },
			{ name: "Size", values: row.sizes.split(" ").map((size) => ({ name: size, code: size })) },
		],
		without: row.without?.split(" ") ?? [],
		price: row.price,
		grams: build === "metal" ? 90 : 110,
		pictured: true,
		picture,
	};
}

/** Every frame and every pair of sunglasses the demo business carries. */
export const EYEWEAR: Style[] = [...FRAMES.map((row) => toStyle(row, false)), ...SUNGLASSES.map((row) => toStyle(row, true))];
