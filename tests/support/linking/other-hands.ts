import type { Listing } from "#app/catalog/vendors/linking/describe.ts";
import { gtinCheckDigit } from "#app/catalog/rules.ts";
import type { Labelled } from "./labelled.ts";

/**
 * The same kinds of trouble as in `labelled`, made a second time after the rules were, with other vendors, models, colours and ways of writing: rules that
 * know only their first examples show here. Who made it knew the rules, so it is no measure of what is unseen.
 */

const models = [
	"LEMTOSH",
	"MILTZEN",
	"ZOLMAN",
	"DAHVEN",
	"GENUG",
	"KEPPE",
	"BILLIK",
	"YUKEL",
	"ARTHUR",
	"NEBB",
	"SPIEL",
	"FRANKIE",
	"TATAH",
	"VILDA",
];
/** As the vendor says it, and as shops do. */
const colours: [string, string[]][] = [
	["Black", ["Blk", "sort", "Schwarz", "BLACK"]],
	["Tortoise", ["Tort.", "Skildpadde", "tortoise-shell", "Havana"]],
	["Matte Black", ["Matt Black", "mat sort", "Matsort", "Black (matte)"]],
	["Dark Blue", ["Navy", "mørkeblå", "dk blue", "Navy blue"]],
	["Light Brown", ["lysebrun", "Lt. Brown", "lys brun", "Light-brown"]],
	["Clear", ["Crystal", "Transparent", "klar", "Gennemsigtig"]],
	["Burgundy", ["Bordeaux", "bordeaux", "BURG", "Wine"]],
	["Grey", ["Gray", "grå", "GRY", "gris"]],
	["Gunmetal", ["Gun Metal", "gun-metal", "GUN", "Gunmetal"]],
	["Rose Gold", ["Rosegold", "rose-gold", "Rosaguld", "Pink Gold"]],
	["Silver", ["sølv", "Silber", "Argent", "SLV"]],
	["Blue", ["blå", "Blau", "bleu", "BLU"]],
];
const sizes = ["44-20-140", "46-24-145", "49-22-145", "52-18-150"];

const gtin = (number: number) => {
	const body = `7340${String(number).padStart(8, "0")}`;
	return `${body}${gtinCheckDigit(body)}`;
};

type Told = { model: string; colour: string; size: string; caliber: string; written: string; n: number };
type Trap = (told: Told) => { item?: Partial<Listing>; product?: Partial<Listing>; same?: false };
const none = { sku: null, barcode: null };
const untold = { model: null, colour: null, size: null };

const traps: Record<string, Trap> = {
	"no vendor on our side": ({ model, colour, caliber }) => ({
		item: none,
		product: { ...none, ...untold, vendor: null, name: `Moscot ${model} ${colour} ${caliber}` },
	}),
	"synonym in the name": ({ model, written, caliber }) => ({
		item: none,
		product: { ...none, ...untold, name: `${model} ${written} ${caliber}` },
	}),
	"synonym as an attribute": ({ written }) => ({ item: none, product: { ...none, colour: written, name: "Brillestel" } }),
	"synonym, same SKU": ({ written }) => ({ item: { barcode: null }, product: { barcode: null, colour: written } }),
	"size with a long dash": ({ model, colour, size }) => ({
		item: none,
		product: { ...none, ...untold, name: `${model} ${colour} ${size.replaceAll("-", "–")}` },
	}),
	"size with a cross": ({ model, colour, size }) => ({
		item: none,
		product: { ...none, ...untold, name: `${model} ${colour} (${size.replace("-", "×").replace("-", " ")})` },
	}),
	"size in their title": ({ model, colour, caliber }) => ({
		item: { ...none, ...untold, name: `The ${model} – ${colour} / ${caliber}mm` },
		product: none,
	}),
	"newlines around the SKU": ({ model, n }) => ({
		item: { barcode: null, sku: `\r\n${model.slice(0, 4)}.${n}\n\t` },
		product: { barcode: null, sku: `${model.slice(0, 4)}-${n}` },
	}),
	"barcode as a number": ({ n }) => ({
		item: { sku: null },
		product: { sku: `EGEN${n}`, barcode: `${gtin(n)}.0`, name: "Stel", ...untold },
	}),
	"barcode with spaces": ({ n }) => ({
		item: { sku: null },
		product: { sku: `EGEN${n}`, barcode: gtin(n).replace(/(\d)(\d{6})(\d{6})/, "$1 $2 $3"), name: "Stel", ...untold },
	}),
	"renamed, SKU kept": ({ colour, caliber }) => ({
		item: { barcode: null, model: null, name: `The Revival ${colour} ${caliber}` },
		product: { barcode: null },
	}),
	"renamed, barcode kept, no vendor": ({ colour, caliber }) => ({
		item: { sku: null, model: null, name: `Revival ${colour} ${caliber}` },
		product: { vendor: null, sku: "" },
	}),
	"same SKU, other vendor": ({ n }) => ({
		product: {
			vendor: ["Oliver Peoples", "Garrett Leight", "Persol", "Cutler & Gross"][n % 4] ?? "",
			barcode: null,
			name: `Vista ${n}`,
			...untold,
		},
		same: false,
	}),
	"same name, other vendor": ({ model, colour, caliber, n }) => ({
		item: none,
		product: { ...none, ...untold, vendor: ["Persol", "Oliver Peoples"][n % 2] ?? "", name: `${model} ${colour} ${caliber}` },
		same: false,
	}),
	"another colour of it": ({ colour }) => ({
		item: none,
		product: { ...none, name: "Stel", colour: colour === "Black" ? "Tortoise" : "Black" },
		same: false,
	}),
	"the next size": ({ size }) => ({
		item: none,
		product: { ...none, size: size.startsWith("52") ? "54-18-150" : `${Number(size.slice(0, 2)) + 2}${size.slice(2)}` },
		same: false,
	}),
	"a word more in the model": ({ model }) => ({ item: none, product: { ...none, model: `${model} II` }, same: false }),
	"the sun glass of it": ({ model, colour, caliber }) => ({
		item: none,
		product: { ...none, ...untold, name: `${model} SUN ${colour} ${caliber}`, kind: "Sunglasses" },
		same: false,
	}),
};

export function otherHands(): Labelled {
	const made: Labelled = { items: [], products: [], labels: [] };
	let n = 0;
	for (const [trap, change] of Object.entries(traps)) {
		for (let round = 0; round < 24; round++) {
			n += 1;
			// Every pair has a model of its own, so that nothing else is near it.
			const model = `${models[n % models.length]}${String.fromCharCode(65 + (n % 26))}${String.fromCharCode(65 + (Math.floor(n / 26) % 26))}`;
			const [colour, synonyms] = colours[round % colours.length]!;
			const size = sizes[(n * 7) % sizes.length]!;
			const caliber = size.slice(0, 2);
			const told = { model, colour, size, caliber, written: synonyms[(round * 5 + Math.floor(round / 12)) % synonyms.length]!, n };
			const shared = { sku: `${model.slice(0, 4)}-${n}`, barcode: gtin(n), kind: "Eyeglasses", model, colour, size };
			const { item, product, same } = change(told);
			made.items.push({ id: `t${n}`, vendor: "MOSCOT", name: `THE ${model} ${colour} ${caliber}`, ...shared, ...item });
			made.products.push({ id: `o${n}`, vendor: "Moscot", name: `${model} ${colour} ${caliber}`, ...shared, ...product });
			made.labels.push({ itemId: `t${n}`, productId: same === false ? null : `o${n}`, trap });
		}
	}
	return made;
}
