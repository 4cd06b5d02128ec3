import type { Listing } from "#app/catalog/vendors/linking/describe.ts";
import type { Label, Labelled } from "./labelled.ts";

/** A sixth time: sunglasses of one model, colour and size that differ in nothing but their lenses, in a field of their own or in the name alone. */

type Told = Omit<Listing, "id">;

const models = "Albin Berit Casimir Dorte Egon Frode Gyda Hjalmar Ivar Jytte Kasper Leif".split(" ");
const frames: [string, string][] = [
	["Black", "sort"],
	["Tortoise", "Skildpadde"],
	["Burgundy", "Bordeaux"],
	["Crystal", "Klar"],
];
/** Two tints that are not one. */
const others =
	"G-15~Cosmitan Brown|G15~Blue|Grey Fade~Brown Fade|Green~Amber|American Grey Fade~Cabernet Fade|Blue~Gul|Cosmitan Brown~Grøn".split("|");
/** One tint, as a vendor and a shop write it. */
const alike =
	"G-15~G15|G-15~Green|Cosmitan Brown~Cosmitan brun|Grey~Grå|Brown Fade~Brown Fade polarized|Blue~blå|Amber~Amber Tint, cat. 2".split("|");

export function tints(): Labelled {
	const [items, products, labels]: [Listing[], Listing[], Label[]] = [[], [], []];
	let n = 0;
	const add = (trap: string, item: Told, product: Told, same: boolean) => {
		n += 1;
		// Each pair is of a vendor of its own, so that only its two are near each other.
		const vendor = `Atelier ${n}${String.fromCharCode(65 + (n % 26))}`;
		items.push({ id: `i${n}`, vendor, ...item });
		products.push({ id: `p${n}`, vendor, ...product });
		labels.push({ itemId: `i${n}`, productId: same ? `p${n}` : null, trap });
	};
	for (const [at, model] of models.entries()) {
		const [colour, ours] = frames[at % frames.length] as [string, string];
		const theirs = (lens: string, over: Partial<Told> = {}): Told => ({
			...{ name: `THE ${model} ${colour} 49 ${lens}`, kind: "Sunglasses", model, colour, size: "49", lens },
			...over,
		});
		const mine = (lens: string, over: Partial<Told> = {}): Told => ({
			...{ name: `${model} ${ours} 49 ${lens}`, kind: "Solbriller", model, colour: ours, size: "49", lens },
			...over,
		});
		const bare = { model: null, colour: null, lens: null };
		for (const pair of others) {
			const [one = "", other = ""] = pair.split("~");
			add("another lens, in a field", theirs(one), mine(other), false);
			add("another lens, the other way round", theirs(other), mine(one), false);
			add("another lens, in our name alone", theirs(one), mine(other, { lens: null }), false);
			add("another lens, in both names alone", theirs(one, { lens: null }), mine(other, { lens: null }), false);
			add("another lens, and a name that says all", theirs(one), mine(other, bare), false);
			add("another lens under one SKU", theirs(one, { sku: `T-${n}-49` }), mine(other, { sku: `T-${n}-49` }), false);
		}
		for (const pair of alike) {
			const [one = "", other = ""] = pair.split("~");
			add("the same lens, in a field", theirs(one), mine(other), true);
			add("the same lens, in our name alone", theirs(one), mine(other, { lens: null }), true);
			add("a lens of theirs alone", theirs(one), mine("", { lens: null }), true);
			add("a lens of ours alone", theirs("", { lens: null }), mine(other), true);
			add("the very lens, and a name that says all", theirs(one), mine(one, bare), true);
		}
		add("what it is made of is no lens", theirs("Cosmitan Brown"), mine("Mineral glass", { name: `${model} ${ours} 49` }), true);
		add("more said of the frame is no lens", theirs("G-15"), mine("", { name: `${model} ${ours} mat 49 (limited)`, lens: null }), true);
		// Both of theirs are in the catalog, and one of them is ours.
		const vendor = `Brothers ${at}`;
		add("beside its sister", theirs("G-15", { vendor }), mine("G-15", { vendor }), true);
		add("whose sister is ours", theirs("Cosmitan Brown", { vendor }), mine("Cosmitan Brown", { vendor }), true);
		add(
			"a third that is not",
			{ ...theirs("Blue", { vendor }) },
			mine("Blue", { name: "Etui", model: null, colour: null, kind: null }),
			false,
		);
	}
	return { items, products, labels };
}
