import { gtinCheckDigit } from "#app/catalog/rules.ts";
import type { Listing } from "#app/catalog/vendors/linking/describe.ts";
import type { Label, Labelled } from "./labelled.ts";

/** A fourth time, looked for where the rules had not been: codes that are none, numbers spreadsheets spoil, markup, what a frame is called in ten languages. */

type Told = Omit<Listing, "id">;

/** Names nobody has, none a letter away from another. */
function modelOf(n: number): string {
	let [rest, name] = [((n + 7) * 2_654_435_761) % 4_294_967_296, ""];
	for (let at = 0; at < 4; at += 1) {
		name += `${"BCDFGKLMNPRTVZ"[rest % 14]}${"AEIOU"[Math.floor(rest / 8) % 5]}`;
		rest = (rest * 1_103_515 + 12_345) % 4_294_967_296;
	}
	return `${name}${n}`;
}
const gtin = (number: number) => {
	const body = `73502${String(1_000_000 + number * 7919).padStart(7, "0")}`;
	return `${body}${gtinCheckDigit(body)}`;
};
const upc = (number: number) => {
	const body = `0360${String(1_000_000 + number * 7919).padStart(7, "0")}`;
	return `${body}${gtinCheckDigit(body)}`;
};
/** Of the range Luxottica and Safilo have: 80. */
const italian = (number: number) => {
	const body = `80565${String(1_000_000 + number * 7919).padStart(7, "0")}`;
	return `${body}${gtinCheckDigit(body)}`;
};
/** A number a shop gave itself, so many digits long, that by chance has the right check digit. */
const byChance = (number: number, digits: number) => {
	const body = `1${String(number).padStart(digits - 2, "0")}`;
	return `${body}${gtinCheckDigit(body)}`;
};

const colours: [string, string][] = [
	...["Svart", "Zwart", "Musta", "Czarny", "Preto"].map((name): [string, string] => ["Black", name]),
	...["Blauw", "Sininen", "Niebieski"].map((name): [string, string] => ["Blue", name]),
	...["Groen", "Vihreä", "Zielony"].map((name): [string, string] => ["Green", name]),
	...["Röd", "Rosso", "Punainen", "Vermelho"].map((name): [string, string] => ["Red", name]),
	...["Bruin", "Ruskea", "Castanho"].map((name): [string, string] => ["Brown", name]),
	...["Wit", "Branco", "Valkoinen"].map((name): [string, string] => ["White", name]),
	...["Schildpad", "Sköldpadd", "Carey", "Kilpikonna"].map((name): [string, string] => ["Tortoise", name]),
	...["Nero opaco", "Negro mate", "Mat zwart"].map((name): [string, string] => ["Matte Black", name]),
	...["Bleu foncé", "Azul oscuro", "Marineblå"].map((name): [string, string] => ["Dark Blue", name]),
	...([
		["Gold", "Kulta"],
		["Gold", "Dourado"],
		["Silver", "Hopea"],
		["Silver", "Plateado"],
		["Pink", "Roze"],
		["Yellow", "Keltainen"],
		["Yellow", "Żółty"],
		["Gold", "Złoty"],
		["White", "Biały"],
		["Dark Green", "Verde escuro"],
		["Light Tortoise", "Tartaruga chiara"],
		["Grey", "Cinza"],
		["Black & Gold", "Black &amp; Gold"],
		["Black", "Col. Black"],
		["Black", "Black (BLK)"],
	] as [string, string][]),
];
const noCodes =
	"N/A|NONE|-|TBD|0|n.a.|null|UNKNOWN|No SKU|x|FRAME|STEL|BLACK-49|49|---|0000|undefined|Default|Default Title|52-18-140|49/20/145|BLACK-52-140|52-140|ONE SIZE|One-Size|OneSize|Black-OneSize|SUN|Sunglasses|BLACK SUN|M|Black-M|LARGE|Havana-Large".split(
		"|",
	);
const noBarcodes =
	"0000000000000|N/A|none|-|1111111111111|99999999|0|Does not apply|TBD|4.00638E+12|7,35E+12|1234567890128|123456789012|12345678".split(
		"|",
	);
const parted: [string, string][] = [
	["AB-1-123", "AB-11-23"],
	["LEM-4-912", "LEM-49-12"],
	["1-2345", "12-345"],
	["A1-11-49", "A11-1-49"],
	["ZO.12.3456", "ZO.123.456"],
];
const suns =
	"Sonnenbrille|Sonnenbrillen|Lunettes de soleil|Gafas de sol|Occhiali da sole|Solglasögon|Zonnebril|Solaire|Sun|SUNGLASSES|Solbriller|Sunwear|Aurinkolasit|Solbrille|Óculos de sol".split(
		"|",
	);
const frames =
	"Brillenfassung|Lunettes|Gafas|Occhiali|Glasögon|Monturas|Korrektionsbrille|Spectacles|Montatura|Briller|Eyeglass frame|Optical frame|Montuur".split(
		"|",
	);
const marked: ((model: string) => string)[] = [
	(model) => `${model} Black &ndash; 49`,
	(model) => `${model}&nbsp;Black 49`,
	(model) => `Men&#39;s ${model} Black 49`,
	(model) => `${model} &quot;Black&quot; 49`,
	(model) => `<b>${model}</b> Black 49`,
	(model) => `${model} Black &#8211; 49 mm`,
	(model) => `${model} Black &#x2013; 49`,
];
const titles: ((model: string) => string)[] = [
	(model) => `${model} Black, 49/20`,
	(model) => `49 ${model} Black`,
	(model) => `${model} 49 Black`,
	(model) => `MOSCOT "${model}" Black (49 mm)`,
	(model) => `${model}-BLACK-49-20`,
	(model) => `${model} Black 49–20–145`,
	(model) => `${model} Black 49 ○ 20`,
	(model) => `${model}\tBlack\t49`,
	(model) => `${model} in Black (49)`,
	(model) => `${model}, Black, Medium (49)`,
	(model) => `${model} Black Acetate 49`,
];
const worn = "(discontinued)|UDGÅET|OLD|(copy)|Demo|SALE|Outlet|PRE-OWNED|Brugt|B-ware".split("|");
/** The article numbers of the world as a catalog and a shop hold them. */
const spoiled: ((n: number) => [theirs: string, ours: string])[] = [
	(n) => [upc(n), `0${upc(n)}`],
	(n) => [upc(n).slice(1), upc(n)],
	(n) => [`00${upc(n)}`, upc(n)],
	(n) => [gtin(n), `${gtin(n)} `],
	(n) => [`${gtin(n)[0]}.${gtin(n).slice(1)}E12`, gtin(n)],
	(n) => [gtin(n).replace(/\B(?=(\d{3})+$)/g, ","), gtin(n)],
	(n) => [`EAN ${gtin(n)}`, gtin(n)],
	(n) => [`EAN13: ${gtin(n)}`, gtin(n)],
	(n) => [`EAN ${italian(n)}`, italian(n)],
	(n) => [`EAN13 ${italian(n)}`, italian(n)],
	(n) => [italian(n), `EAN:${italian(n)}.0`],
	(n) => [`UPC12 ${upc(n)}`, upc(n)],
	(n) => [`UPC ${upc(n)}`, upc(n)],
	(n) => [upc(n).slice(1), `0${upc(n)}`],
	(n) => [upc(n), upc(n).slice(1)],
	(n) => [`${gtin(n)}-`, gtin(n)],
];

export function freshEyes(): Labelled {
	const [items, products, labels]: [Listing[], Listing[], Label[]] = [[], [], []];
	let n = 0;
	const add = (trap: string, item: Told, product: Told, same = true) => {
		n += 1;
		items.push({ id: `i${n}`, ...item });
		products.push({ id: `p${n}`, ...product });
		labels.push({ itemId: `i${n}`, productId: same ? `p${n}` : null, trap });
	};
	const frame = (model: string, over: Partial<Told> = {}): Told => {
		const colour = over.colour ?? "Black";
		return { vendor: "MOSCOT", name: `${model} / ${colour} / 49`, model, colour, size: "49-20-145", kind: "Eyeglasses", ...over };
	};
	const ours = (name: string, over: Partial<Told> = {}): Told => ({ vendor: "Moscot", name, ...over });
	/** Two frames of one vendor that differ in nothing but the model. */
	const unlike = (trap: string, item: Partial<Told>, product: Partial<Told>) => {
		const vendor = `Vendor ${String.fromCharCode(65 + (n % 26))}${n}`;
		add(trap, frame(modelOf(n), { vendor, ...item }), frame(modelOf(n + 5000), { vendor, ...product }), false);
	};
	for (const [theirs, name] of colours)
		add("a colour in ten languages", frame(modelOf(n), { colour: theirs }), ours(`${modelOf(n)} ${name} 49`));
	for (const write of marked) add("markup in our name", frame(modelOf(n)), ours(write(modelOf(n))));
	for (const write of titles) add("size wherever it stands", frame(modelOf(n)), ours(write(modelOf(n))));
	for (const word of frames) add("what a frame is called", frame(modelOf(n)), ours(`${modelOf(n)} ${word} Black 49`));
	for (const write of spoiled) {
		const [theirs, mine] = write(n);
		add(
			"a barcode a spreadsheet had",
			{ vendor: "Kaya", name: `${modelOf(n)} Green 47`, barcode: theirs },
			{ vendor: "Kaya", name: "Brillestel", barcode: mine },
		);
	}
	for (const code of noCodes) unlike("an SKU that is none", { sku: code }, { sku: code });
	for (const code of noBarcodes) unlike("a barcode that is none", { barcode: code }, { barcode: code });
	for (const digits of [8, 9, 10, 11]) {
		const own = (over: Partial<Told> = {}) => ({ vendor: `Vendor ${n}`, barcode: byChance(n, digits), ...over });
		unlike("a number of a shop's own by chance", { barcode: own().barcode }, { barcode: own().barcode });
		unlike("a number of a shop's own by chance, no vendor", { barcode: own().barcode }, own({ vendor: null }));
		add("of one model, by chance", frame(modelOf(n), own()), frame(modelOf(n), own({ colour: "Brown" })), false);
		add("by chance, and by its name", frame(modelOf(n), own()), frame(modelOf(n), own({ size: "49" })));
	}
	for (const [one, other] of parted) unlike("an SKU parted otherwise", { sku: one }, { sku: other });
	for (const word of suns) {
		add("filed for the sun", frame(modelOf(n)), ours(`${modelOf(n)} Black 49`, { kind: word }), false);
		add("for the sun by our name", frame(modelOf(n)), ours(`${modelOf(n)} ${word} Black 49`), false);
		add("for the sun, both", frame(modelOf(n), { kind: "Sunglasses" }), ours(`${modelOf(n)} ${word} Black 49`));
	}
	for (const [one, other] of [
		["49-20-145", "49-22-145"],
		["46-24-145", "46-22-140"],
		["52-18-150", "52-16-150"],
	])
		add("another bridge", frame(modelOf(n), { size: one }), ours(`${modelOf(n)} Black ${other}`), false);
	for (const number of ["50", "52", "48", "404", "38"]) {
		const numbered = (size: string, over: Partial<Told> = {}) => frame(`${modelOf(n)} ${number}`, { size: `${size}-20-145`, ...over });
		add("a number in the model", numbered("46"), ours(`${modelOf(n)} ${number} Black 46`));
		add("a number in the model, size beside it", numbered("46"), ours(`${modelOf(n)} ${number} Black`, { size: "46" }));
		add("a number that is no size", frame(modelOf(n), { size: `${number}-20-145` }), ours(`${modelOf(n)} ${number} Black 44`), false);
	}
	for (const word of worn) {
		add("beside one that is no more sold", frame(modelOf(n)), ours(`${modelOf(n)} Black 49`));
		products.push({ id: `worn ${n}`, vendor: "Moscot", name: `${modelOf(n - 1)} Black 49 ${word}` });
	}
	return { items, products, labels };
}
