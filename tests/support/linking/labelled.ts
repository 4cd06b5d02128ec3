import type { Listing } from "#app/catalog/vendors/linking/describe.ts";
import { gtinCheckDigit } from "#app/catalog/rules.ts";

/** An item of a vendor's, and the product of ours it is by right; null where we do not sell it. `trap` names what makes it hard. */
export type Label = { itemId: string; productId: string | null; trap: string };
export type Labelled = { items: Listing[]; products: Listing[]; labels: Label[] };

const models =
	"ARVID BIRK CASPER DAGMAR EBBA FALK GUNVOR HALFDAN INGRID JONNA KELD LEMVIG MALTHE NANNA OLUF PALLE RAGNAR SIGNE TORVALD ULRIK VIGGO YRSA ASTRID BODIL CILLE DITTE ELVIRA FREJA GERDA HEDVIG CLARA CLAIRE VIOLA BRUNA ROSSI".split(
		" ",
	);
const colours = "Black|Tortoise|Classic Havana|Crystal|Matte Black|Dark Green|Navy|Burgundy|Light Grey|Gold|Gunmetal|Cognac".split("|");
const sizes = [44, 46, 49, 52];
const bridges: Record<number, string> = { 44: "22-140", 46: "24-145", 49: "20-145", 52: "19-150" };
/** The same colours, as a shop writes them. */
const written: Record<string, string[]> = {
	Black: ["Sort", "BLK", "Noir"],
	Tortoise: ["Tort", "Tortoise shell", "TRT"],
	"Classic Havana": ["Classic Havanna", "HAV Classic", "havana (classic)"],
	Crystal: ["Clear", "Klar", "CRYS"],
	"Matte Black": ["Mat sort", "Black matt", "MT BLK"],
	"Dark Green": ["Mørk grøn", "DK GRN", "Green, dark"],
	Navy: ["Navy Blue", "NVY", "Marineblå"],
	Burgundy: ["Bordeaux", "Burg", "bordeaux"],
	"Light Grey": ["Lys grå", "Light gray", "LT GRY"],
	Gold: ["Guld", "GLD", "Golden"],
	Gunmetal: ["Gun metal", "GUN", "Gun Metal"],
	Cognac: ["Konjak", "COG", "cognac"],
};

function gtin(number: number): string {
	const body = `57${String(number).padStart(10, "0")}`;
	return `${body}${gtinCheckDigit(body)}`;
}

type Pair = { item: Listing; product: Listing };
type Trap = (pair: Pair, seed: number) => { pair: Pair; same: boolean };

const same = (pair: Pair) => ({ pair, same: true });
const keep = ({ item, product }: Pair, mine: Partial<Listing>, theirs: Partial<Listing> = {}) =>
	same({ item: { ...item, ...mine }, product: { ...product, ...theirs } });
const codeless = { sku: null, barcode: null };
const bare = { model: null, colour: null, size: null };

/** What goes wrong between a vendor's catalog and a shop's own, one each. The shop's side is what is changed, unless the vendor is at fault. */
const traps: Record<string, Trap> = {
	"nothing wrong": same,
	"barcode of twelve digits": ({ item, product }) => {
		const body = `0${String(item.barcode).slice(2, 12)}`;
		const upc = `${body}${gtinCheckDigit(body)}`;
		return keep({ item, product }, { barcode: upc, sku: null }, { barcode: `0${upc}`, sku: "OUR-OWN", name: "Stel fra 2019", ...bare });
	},
	"barcode only": (pair) => keep(pair, {}, { sku: `X${pair.product.id}`, name: "Brillestel", ...bare, vendor: null }),
	"newline in SKU": (pair) =>
		keep(pair, { sku: ` ${String(pair.item.sku).replace("-", "-\n")}\n`, barcode: null }, { barcode: null, name: "Stel", ...bare }),
	"missing barcode": (pair) => keep(pair, { barcode: null }),
	"SKU without dashes": (pair) =>
		keep(pair, { barcode: null }, { barcode: null, sku: String(pair.product.sku).replaceAll("-", "").toLowerCase() }),
	"no codes": (pair) => keep(pair, codeless, codeless),
	"no codes, name alone": (pair) => keep(pair, codeless, { ...codeless, ...bare }),
	"colour synonyms": (pair, seed) => {
		const theirs = written[String(pair.product.colour)] ?? [];
		const colour = theirs[seed % theirs.length] ?? "";
		return keep(pair, codeless, {
			...codeless,
			colour,
			name: `${pair.product.model} ${colour} ${pair.product.size}`,
			model: seed % 2 ? null : pair.product.model,
		});
	},
	"size in the title": (pair, seed) => {
		const caliber = Number(String(pair.product.size).slice(0, 2));
		const size = [
			`${caliber}□${String(bridges[caliber]).replace("-", " ")}`,
			`${caliber} mm`,
			`${caliber}-${bridges[caliber]}`,
			`str. ${caliber}`,
		][seed % 4];
		return keep(
			pair,
			{ ...codeless, name: `THE ${pair.item.model} ${size} / ${pair.item.colour}`, size: null },
			{ ...codeless, size: null, name: `${pair.product.vendor} ${pair.product.model} ${pair.product.colour} ${caliber}`, model: null },
		);
	},
	"renamed style": (pair) =>
		keep(pair, { name: `THE ${pair.item.model}SON ${pair.item.colour}`, model: `${pair.item.model}SON`, barcode: null }),
	"renamed style, barcode alone": (pair) =>
		keep(pair, { name: `NEW ERA ${pair.item.colour}`, model: "NEW ERA", sku: "NE-1" }, { sku: "OLD-1" }),
	"a slip of the pen": (pair) => {
		const model = String(pair.product.model);
		const slip = model.length < 5 ? model : `${model.slice(0, 3)}${model[4]}${model[3]}${model.slice(5)}`;
		return keep(pair, codeless, { ...codeless, model: slip, name: `${slip} ${pair.product.colour} ${pair.product.size}` });
	},
	"the vendor's name in full": (pair) => keep(pair, codeless, { ...codeless, vendor: `${pair.product.vendor} Eyewear ApS` }),
	"numbers in the SKU field": (pair) => keep(pair, { sku: pair.item.barcode, barcode: null }, { sku: "LOCAL-9", name: "Stel", ...bare }),
	"a barcode that is none": (pair) => keep(pair, { barcode: "1234567890123", sku: null }, { barcode: "1234567890123", sku: null }),
	"danish name": (pair) =>
		keep(pair, codeless, {
			...codeless,
			...bare,
			name: `Brillestel ${pair.product.model}, ${written[String(pair.product.colour)]?.[0]}, str. ${String(pair.product.size).slice(0, 2)}`,
		}),
	// From here on they are not the same.
	"same SKU, other vendor": ({ item, product }, seed) => ({
		pair: {
			item: { ...item, barcode: null },
			product: { ...product, barcode: null, vendor: "Bramble & Co", name: `QUILL${seed} ${product.colour}`, model: `QUILL${seed}` },
		},
		same: false,
	}),
	"same SKU, other vendor, same colour and size": ({ item, product }, seed) => ({
		pair: {
			item: { ...item, barcode: null },
			product: {
				...product,
				barcode: null,
				vendor: "Oakfield",
				model: `TERN${seed}`,
				name: `TERN${seed} ${product.colour} ${product.size}`,
			},
		},
		same: false,
	}),
	"SKU used again for another size": ({ item, product }) => ({
		pair: {
			item: { ...item, barcode: null },
			product: {
				...product,
				barcode: gtin(77_000_000 + Number(product.id.slice(1))),
				size: "58-16-140",
				name: `${product.model} ${product.colour} 58`,
			},
		},
		same: false,
	}),
	"the same for the sun": ({ item, product }) => ({
		pair: {
			item: { ...item, ...codeless, kind: "Sunglasses", name: `${item.name} SUN` },
			product: { ...product, ...codeless, kind: "Frames" },
		},
		same: false,
	}),
	"another model beginning alike": ({ item, product }) => ({
		pair: {
			item: { ...item, ...codeless },
			product: { ...product, ...codeless, model: `${product.model} II`, name: `${product.model} II ${product.colour} ${product.size}` },
		},
		same: false,
	}),
	"another finish": ({ item, product }) => ({
		pair: {
			item: { ...item, ...codeless },
			product: { ...product, ...codeless, colour: `Brushed ${product.colour}`, name: `${product.model} Brushed ${product.colour}` },
		},
		same: false,
	}),
	"a shop's own barcode, other vendor": ({ item, product }, seed) => {
		const body = `20${String(seed).padStart(10, "0")}`;
		const own = `${body}${gtinCheckDigit(body)}`;
		return {
			pair: {
				item: { ...item, barcode: own, sku: null },
				product: { ...product, barcode: own, sku: null, vendor: "Oakfield", model: `WREN${seed}`, name: `WREN${seed} ${product.colour}` },
			},
			same: false,
		};
	},
	"the barcode of another box": ({ item, product }, seed) => ({
		pair: {
			item,
			product: {
				...product,
				sku: `OTHER-${seed}`,
				vendor: "Bramble & Co",
				model: `PLOVER${seed}`,
				name: `PLOVER${seed} Purple 58`,
				colour: "Purple",
				size: "58",
			},
		},
		same: false,
	}),
};

/**
 * A vendor's catalog and a shop's, with the truth beside them: each trap over and over, among every other model, colour and size, so that there is always
 * something similar that is wrong. The same every time.
 */
export function labelled(eachTrap = 26): Labelled {
	const set: Labelled = { items: [], products: [], labels: [] };
	const names = Object.keys(traps);
	let number = 0;
	for (const [at, name] of names.entries()) {
		for (let turn = 0; turn < eachTrap; turn += 1, number += 1) {
			const vendor = ["Marlow & Finch", "NORDLYS"][number % 2] ?? "";
			// Every number is another combination, so no two pairs are one product by accident.
			const model = `${models[number % models.length]}${at > 11 && turn % 3 === 0 ? " TWO" : ""}`;
			const colour = colours[Math.floor(number / models.length) % colours.length] ?? "";
			const caliber = sizes[Math.floor(number / models.length / colours.length) % sizes.length] ?? 49;
			const sku = `${model.slice(0, 3)}-${String(number).padStart(4, "0")}-${caliber}`;
			const item: Listing = {
				id: `i${number}`,
				vendor,
				name: `THE ${model} ${colour} / ${caliber}`,
				kind: "Eyeglasses",
				model,
				colour,
				size: String(caliber),
				sku,
				barcode: gtin(number),
			};
			const product: Listing = {
				id: `p${number}`,
				vendor,
				name: `${model} ${colour} ${caliber}`,
				kind: "Frames",
				model,
				colour,
				size: `${caliber}-${bridges[caliber]}`,
				sku,
				barcode: gtin(number),
			};
			const { pair, same } = traps[name]?.({ item, product }, turn) ?? { pair: { item, product }, same: true };
			set.items.push(pair.item);
			set.products.push(pair.product);
			set.labels.push({ itemId: item.id, productId: same ? product.id : null, trap: name });
		}
	}
	return set;
}
