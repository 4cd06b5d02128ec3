import type { Listing } from "#app/catalog/vendors/linking/describe.ts";
import type { Label, Labelled } from "./labelled.ts";

/** A fifth time: frames that are called as people are, many of whom are called as colours are, and frames of two colours. */

type Told = Omit<Listing, "id">;

/** Two models each, that a table of colours or a slip of the pen could take for one. */
const couples =
	"Clara/Claire|Clara/Chiara|Claire/Chiara|Viola/Violet|Viola/Violette|Lila/Violet|Lila/Viola|Bruna/Castano|Bruna/Brun|Bruna/Bruno|Rossi/Rosso|Rossi/Rouge|Rossa/Rossi|Bianca/Blanche|Bianca/Bianco|Blanche/White|Verdi/Vert|Verdi/Verde|Mate/Matta|Mate/Matt|Ambra/Amber|Ambre/Amber|Esmeralda/Emerald|Rosa/Rose|Rosa/Pinky|Ruby/Rubin|Ruby/Rubis|Olive/Oliva|Sage/Salvia|Carey/Turtle|Cherry/Cerise|Ash/Slate|Rose/Blush|Mario/Maria|Paolo/Paola|Louis/Louise|Martin/Martine|Clair/Claire|Lilla/Lila"
		.split("|")
		.map((couple) => couple.split("/"));
/** Names no colour has. */
const people =
	"Clara|Claire|Chiara|Viola|Violette|Lila|Bruna|Bruno|Rossi|Bianca|Blanche|Verdi|Ambra|Esmeralda|Sofia|Matteo|Louise|Martine|Giulia|Emil".split(
		"|",
	);
/** Names that colours have too: only the very name is the same model. */
const coloured = "Violet|Rosa|Ruby|Amber|Olive|Sage|Rose|Cherry|Coral|Pearl|Hazel|Carey".split("|");
/** As a vendor calls a colour, and as a shop does. */
const colours: [string, string][] = [
	["Black", "sort"],
	["Havana", "Havanna"],
	["Light Brown", "lysebrun"],
	["Crystal Grey", "Grey crystal"],
	["Matte Black", "Negro mate"],
];
/** Two that differ in nothing but which part has which colour. */
const swapped =
	"Black / Green~Green / Black|Black w/ Blue Lens~Blue w/ Black Lens|Gold with Green Lenses~Green with Gold Lenses|Havana/Black~Black/Tortoise|Crystal / Blue~Blue / Crystal|Sort/Guld~Gold/Black|Matte Black + Red~Red + Matte Black|Navy / White~White / Dark blue|Silver Brown~Brun sølv"
		.split("|")
		.map((pair) => pair.split("~"));
/** Two that say the same, in whichever order that is said. */
const alike =
	"Black / Green~Sort/Grøn|Black w/ Blue Lens~Sort med blå glas|Gold with Green Lenses~Guld / grøn|Matte Black / Red~Sort mat/Rød|Dark Blue / Gold~Navy-Guld|Brown Tortoise~Tortoise brown|Crystal Grey~Grey Crystal|Olive Green~Green olive|Light Havana~Havana, light|Blonde~Blond"
		.split("|")
		.map((pair) => pair.split("~"));

export function givenNames(): Labelled {
	const [items, products, labels]: [Listing[], Listing[], Label[]] = [[], [], []];
	let n = 0;
	/** Each pair is of a vendor of its own, so that only its two are near each other. */
	const add = (trap: string, item: Told, product: Told, same: boolean) => {
		n += 1;
		const vendor = `Maison ${n}${String.fromCharCode(65 + (n % 26))}`;
		items.push({ id: `i${n}`, vendor, ...item });
		products.push({ id: `p${n}`, vendor, ...product });
		labels.push({ itemId: `i${n}`, productId: same ? `p${n}` : null, trap });
	};
	const byName = (model: string, colour: string): Told => ({ name: `${model} ${colour} 52-18` });
	const byFields = (model: string, colour: string): Told => ({ name: `${model} / ${colour} / 52`, model, colour, size: "52-18-140" });
	for (const [one = "", other = ""] of couples) {
		for (const colour of ["Havana", "Black"]) {
			add("two names, in the name", byName(one, colour), byName(other, colour), false);
			add("two names, in a field", byFields(other, colour), byFields(one, colour), false);
			add("two names, in a field of theirs", byFields(one, colour), byName(other, colour), false);
			if (people.includes(one))
				add("two names, a number beside", byName(`${one} RX${n}`, colour), byName(`${other} RX${n}`, colour), false);
		}
	}
	for (const [at, model] of people.entries()) {
		for (const [theirs, ours] of colours) {
			add("a name no colour has", (at % 2 ? byFields : byName)(model, theirs), byName(model, ours), true);
		}
		// The others of the name's kind are in the catalog as well.
		const vendor = "Sorelle";
		add("among its sisters", { vendor, ...byFields(model, "Havana") }, { vendor, ...byName(model.toUpperCase(), "Havanna") }, true);
	}
	for (const model of coloured) {
		for (const [theirs, ours] of colours) add("a colour's name, said to be the model", byFields(model, theirs), byName(model, ours), true);
		add("a colour's name, alone", byName(model, "Black"), byName(model, "Black"), true);
	}
	for (const [at, [one = "", other = ""]] of swapped.entries()) {
		const model = `Zolman ${people[at]}`;
		add(
			"the other part has the colour",
			{ ...byName(model, one), kind: "Sunglasses" },
			{ ...byName(model, other), kind: "Sunglasses" },
			false,
		);
		add("the other part has the colour, in a field", byFields(model, one), byFields(model, other), false);
	}
	for (const [at, [one = "", other = ""]] of alike.entries()) {
		const model = `Zolman ${people[at]}`;
		add("each part has its colour", byName(model, one), byName(model, other), true);
		add("each part has its colour, in a field", byFields(model, one), byFields(model, other), true);
	}
	return { items, products, labels };
}
