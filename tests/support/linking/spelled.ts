import type { Listing } from "#app/catalog/vendors/linking/describe.ts";
import { gtinCheckDigit } from "#app/catalog/rules.ts";
import type { Label, Labelled } from "./labelled.ts";

/** A third time, and about spelling: colours in five languages and in one word, sizes however a title has them, codes as spreadsheets leave them. */

const models =
	"LEMTOSH MILTZEN ZOLMAN DAHVEN GENUG KEPPE BILLIK YUKEL ARTHUR NEBB SPIEL FRANKIE TATAH VILDA GITEL SHTARKER YONTIF DRIMMEL BUPKES CAMDEN OPASCHNIK KITZEL TINIF GRITZ".split(
		" ",
	);
/** As the vendor calls a colour, and as a shop does. */
const colours: [string, string][] = [
	["Black", "Sort"],
	["Black", "nero"],
	["Black", "Shiny Black"],
	["Matte Black", "Noir mat"],
	["Matte Black", "Schwarz matt"],
	["Matte Black", "sort mat"],
	["Matte Black", "M. Black"],
	["Black/Gold", "Sort/Guld"],
	["Black Gold", "Blk-Gld"],
	["Tortoise", "Tortoiseshell"],
	["Tortoise", "Écaille"],
	["Tortoise", "Tort shell"],
	["Tortoise", "Torty"],
	["Classic Havana", "Havana Classic"],
	["Dark Havana", "Mørk havana"],
	["Crystal", "Clear"],
	["Crystal", "Transparent"],
	["Crystal", "Klar krystal"],
	["Clear Grey", "Crystal Grey"],
	["Light Blue", "Lyseblå"],
	["Light Blue", "hellblau"],
	["Light Blue", "Bleu clair"],
	["Navy", "Mørkeblå"],
	["Navy", "Dunkelblau"],
	["Navy", "Bleu marine"],
	["Dark Green", "Mørkegrøn"],
	["Dark Green", "Bottle green"],
	["Burgundy", "Bordeaux"],
	["Burgundy", "Vinrød"],
	["Burgundy", "Bordeauxrød"],
	["Burgundy", "Wine red"],
	["Grey", "Gray"],
	["Grey", "grå"],
	["Grey", "grau"],
	["Dark Grey", "Antracit"],
	["Anthracite", "Dark gray"],
	["Brown", "Brun"],
	["Brown", "Marron"],
	["Brown", "braun"],
	["Gold", "Guld"],
	["Gold", "or"],
	["Rose Gold", "Rosaguld"],
	["Rose Gold", "Rosé-gold"],
	["Rose Gold", "Roségold"],
	["Silver", "Sølv"],
	["Silver", "silber"],
	["Gunmetal", "Gun-metal"],
	["Gunmetal", "Gunmetal grey"],
	["Honey", "Honning"],
	["Honey", "Honig"],
	["Amber", "Rav"],
	["Amber", "Bernstein"],
	["Pink", "Lyserød"],
	["Pink", "rosa"],
	["Purple", "Lilla"],
	["Purple", "violet"],
	["Yellow", "Gul"],
	["Orange", "Orange"],
	["White", "Hvid"],
	["Ivory", "Elfenben"],
	["Ivory", "Cream"],
	["Beige", "Sand"],
	["Olive", "Oliven"],
	["Olive Green", "Olivengrøn"],
	["Olive", "Olive green"],
	["Turquoise", "Turkis"],
	["Turquoise", "Türkis"],
	["Teal", "Petrol"],
	["Champagne", "Champ."],
	["Smoke", "Røgfarvet"],
	["Smoke", "Fumé"],
	["Copper", "Kobber"],
	["Bronze", "Bronce"],
	["Red", "Rød"],
	["Red", "rouge"],
	["Green", "Grøn"],
	["Blue", "Blå"],
	["Sage", "Salvie"],
	["Cognac", "Cognacbrun"],
	["Cognac", "Konjak"],
	["Khaki", "Khakigrøn"],
	["Antique Gold", "Antikguld"],
	["Brushed Silver", "Børstet sølv"],
	["Tobacco", "Tobak"],
	["Charcoal", "Koksgrå"],
	["Charcoal", "Trækul"],
	["Emerald", "Smaragd"],
	["Plum", "Blomme"],
	["Coral", "Koral"],
	["Sapphire", "Safir"],
	["Peach", "Fersken"],
	["Bone", "Ben"],
	["Blonde", "Blond"],
	["Light Tortoise", "Lys skildpadde"],
	["Brown Tortoise", "Tortoise brown"],
	["Black Crystal", "Krystal sort"],
	["Two-tone Black", "Black two tone"],
];
const sizes = ["44-22-140", "46-24-145", "49-20-145", "52-18-150"];
const suffixes = ["", " II", " SLIM", " XO", " DELUXE", " PRO"];
const named =
	"HOLGER AUDREY ODDVAR PELLE TYRA SVEND KIRSTEN LEIF BENTE ASGER ULLA VERNER POUL GRETHE HARRIET AXEL JYTTE KNUD INGER OTTO".split(" ");
/** `m` the model, `c` the colour, `n` the caliber. */
const titles =
	"m nmm c|m (n) - c|m-c-n|m n/22 c|m SZ n c|m, c, size: n mm|m c sz.n|m_c_n|c m n-22-145|m c n□22|m c Øn|m c n eye|m c nx22x145|m c Str n|m c (n-22)|m c n 22 145|m c cal. n|m c, n mm glas|m c size n Regular|m c n/22/145".split(
		"|",
	);
const written = (title: string, model: string, colour: string, caliber: number) =>
	title.replace(/\b[mcn](?=mm|x\d|[^a-z]|$)|(?<=[._Ø])[cn]/g, (letter) => ({ m: model, c: colour, n: String(caliber) })[letter] ?? letter);
const skus: [ours: string, theirs: string][] = [
	["AB-101-BLK-46", "AB-101-\nBLK-46"],
	["AB-102-BLK-46", "AB-102-BLK-46\r\n"],
	["AB-103-BLK-46", "AB-103-BLK-46\\n"],
	["AB-104-BLK-46", "AB-104-BLK-46\u200b"],
	["AB-105-BLK-46", "\ufeffAB-105-BLK-46"],
	["AB-106-BLK-46", "AB_106_BLK_46"],
	["AB-108-BLK-46", "ab.108.blk.46"],
	["AB-109-BLK-46", "'AB-109-BLK-46"],
	["AB-110-BLK-46", "AB–110–BLK–46"],
	["AB-112-BLK-46", "ＡＢ-112-BLK-46"],
	["AB-115-BLK-46", '="AB-115-BLK-46"'],
	["AB-116-BLK-46", "SKU: AB-116-BLK-46"],
	["0012346", "12346"],
];
const gtin = (number: number) => {
	const body = `40${String(1_000_000_000 + number * 7919)}`;
	return `${body}${gtinCheckDigit(body)}`;
};

/** Our own pairs of ways of writing. */
export function spelled(): Labelled {
	const [items, products, labels]: [Listing[], Listing[], Label[]] = [[], [], []];
	const add = (trap: string, item: Omit<Listing, "id">, product: Omit<Listing, "id">, same = true) => {
		const n = items.length;
		items.push({ id: `i${n}`, ...item });
		products.push({ id: `p${n}`, ...product });
		labels.push({ itemId: `i${n}`, productId: same ? `p${n}` : null, trap });
	};
	for (const [n, [theirs, ours]] of colours.entries()) {
		const model = `${models[n % models.length]}${suffixes[Math.floor(n / models.length)]}`;
		const size = sizes[n % 4] ?? "";
		const caliber = size.slice(0, 2);
		const item = { vendor: "MOSCOT", name: `${model} / ${theirs} / ${caliber}`, model, colour: theirs, size, kind: "Eyeglasses" };
		if (n % 3 === 0) add("colour in the name", item, { vendor: "Moscot", name: `${model} ${ours} ${caliber}` });
		else if (n % 3 === 1) add("colour in a field", item, { vendor: "Moscot", name: model, model, colour: ours, size: caliber });
		else add("colour among dashes", item, { vendor: "MOSCOT NYC", name: `Moscot ${model.toLowerCase()} - ${ours} - ${caliber} mm` });
	}
	for (const [n, title] of titles.entries()) {
		const model = named[n] ?? "";
		for (const caliber of [47, 50])
			add(
				"size in our title",
				{ vendor: "Nordlys", name: `${model} Black ${caliber}`, model, colour: "Black", size: `${caliber}-22-145` },
				{ vendor: "Nordlys Eyewear", name: written(title, model, "Black", caliber) },
			);
		add(
			"size in their title",
			{ vendor: "Sydlys", name: written(title, model, "Brown", 48), kind: "Frames" },
			{ vendor: "Sydlys", name: `${model} Brown`, size: "48" },
		);
	}
	for (const [n, [ours, theirs]] of skus.entries()) {
		add("SKU as it was left", { vendor: "Kaya", name: `SAGA${n} Black 46`, sku: theirs }, { vendor: "Kaya", name: "Stel", sku: ours });
		const [code, colour, size] = [`ZZ-${n}00-46`, "Black", "46"];
		add(
			"same SKU, other vendor",
			{ vendor: "Vester", name: `RUNE${n} Black 46`, model: `RUNE${n}`, colour, size, sku: code },
			{ vendor: "Øster", name: `TRINE${n} Black 46`, model: `TRINE${n}`, colour, size, sku: code },
			false,
		);
		add(
			"same SKU, nobody's, other goods",
			{ vendor: "Vester", name: `BO${n} Havana 50`, model: `BO${n}`, colour: "Havana", size: "50", sku: `YY-${n}00-50` },
			{ name: `Etui læder stor ${n}`, sku: `YY-${n}00-50` },
			false,
		);
	}
	for (let n = 0; n < 6; n++) {
		const at = { vendor: "Kaya", colour: "Green", size: "47" };
		const code = gtin(n);
		const left = [code, ` ${code}\n`, `${code.slice(0, 7)} ${code.slice(7)}`, `0${code}`, `${code}.0`, `'${code}`][n];
		add(
			"barcode as it was left",
			{ vendor: "Kaya", name: `LUND${n} Green 47`, barcode: left },
			{ vendor: "Kaya", name: "Brillestel", barcode: code },
		);
		const renamed = (model: string) => ({ ...at, model, name: `${model} Green 47` });
		add("renamed, SKU", { ...renamed(`HAVN${n}`), sku: `REN-${n}-47` }, { ...renamed(`MOLE${n}`), sku: `REN-${n}-47` });
		add("renamed, barcode", { ...renamed(`FJORD${n}`), barcode: gtin(50 + n) }, { ...renamed(`KYST${n}`), barcode: gtin(50 + n) });
		add(
			"SKU given away",
			{
				vendor: "Moscot",
				name: `QUEL${n} Black 49`,
				model: `QUEL${n}`,
				colour: "Black",
				size: "49",
				sku: `RE-${n}`,
				barcode: gtin(200 + n),
			},
			{ vendor: "Moscot", name: `WORT${n} Gold 52`, model: `WORT${n}`, colour: "Gold", size: "52", sku: `RE-${n}`, barcode: gtin(300 + n) },
			false,
		);
	}
	const frame = (model: string, colour: string) => ({ vendor: "Moscot", name: `${model} ${colour} 49`, model, colour, size: "49" });
	for (const [n, word] of "SUN II XL SLIM KIDS FOLDED CLIP MAXI JR".split(" ").entries())
		add("a word more is another model", frame(`ZEV${n} ${word}`, "Black"), frame(`ZEV${n}`, "Black"), false);
	const unlike =
		"Black/Matte Black|Havana/Dark Havana|Gold/Rose Gold|Blue/Light Blue|Grey/Gunmetal|Crystal/Crystal Pink|Black/Black Gold|Navy/Blue|Brown/Cognac";
	for (const [n, pair] of unlike.split("|").entries()) {
		const [one = "", other = ""] = pair.split("/");
		add("another colour", frame(`LOLE${n}`, one), frame(`LOLE${n}`, other), false);
	}
	return { items, products, labels };
}
