import { plainText, shortened } from "./plain-text.ts";
import { sizeInText, sizeOf } from "./sizes.ts";

/** What a vendor's options, tags and words say of an item, under our names. Pure. */

export type Attributes = Record<string, string>;

/** The names vendors give to what we call otherwise. Folded: lower case, letters and digits only. */
const names: Record<string, string> = Object.fromEntries(
	Object.entries({
		colour: "color colour farve farbe couleur framecolor framecolour stelfarve colorname",
		colourCode: "colorcode colourcode farvekode framecode",
		size: "size størrelse groesse grösse taille caliber calibre eyesize lenswidth boxing sizelabel",
		lens: "lens lenses lenscolor lenscolour lenstint tint glas linse linsefarve",
		fit: "fit width pasform bredde",
		material: "material materiale",
		finish: "finish overflade",
		shape: "shape form facon",
		usage: "usage brug",
		bridge: "bridge bridgewidth næsebro",
		temple: "temple templelength stang stanglængde",
		model: "model style",
		category: "lenscategory tintcategory",
	}).flatMap(([ours, theirs]) => theirs.split(" ").map((name) => [name, ours])),
);

/** Our name for a vendor's option, tag or column; its own, folded, where we have none. */
export function attributeName(theirs: string): string {
	const folded = theirs.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
	return names[folded] ?? shortened(folded, 40);
}

/** Whether it is one of ours: a tag `sale:summer` says nothing of the item. */
export const isOurs = (name: string): boolean => Object.hasOwn(names, name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ""));

type Described = {
	title: string;
	vendor: string;
	kind: string;
	options: { name: string; value: string }[];
	tags: string[];
	/** HTML, as it came. */
	description: string;
};

/** Model, colour, size (with caliber, bridge, temple), usage and whatever else the options and tags say. */
export function attributesOf({ title, vendor, kind, options, tags, description }: Described): Attributes {
	const found: Attributes = {};
	const put = (name: string, value: string | undefined) => {
		const text = shortened(plainText(value ?? ""), 200);
		if (text !== "" && name !== "" && found[name] === undefined) found[name] = text;
	};
	for (const { name, value } of options) {
		if (name === "Title" && value === "Default Title") continue;
		const ours = attributeName(name);
		// An option without a telling name may still show by its form that it is the size.
		put(!isOurs(name) && sizeOf(value) ? "size" : ours, value);
	}
	for (const tag of tags) {
		const [, name = "", value = ""] = /^([^:_=]{2,24})[:_=]\s*(.{1,80})$/.exec(tag) ?? [];
		if (isOurs(name)) put(attributeName(name), value);
	}
	nameColour(found);
	put("model", modelOf(title, vendor));
	put("usage", usageOf(`${title} ${kind} ${tags.join(" ")}`));
	measure(found, plainText(description));
	return found;
}

/** `Black (0200)` is a name and a code. */
function nameColour(found: Attributes): void {
	const [, name, code] = /^(.+?)\s*[([]\s*((?=[^)\]]*\d)[A-Za-z0-9-]{2,10})\s*[)\]]$/.exec(found.colour ?? "") ?? [];
	if (!name || !code) return;
	found.colour = name;
	found.colourCode ??= code;
}

/** The size in its three parts; what options and tags do not say, the description may. */
function measure(found: Attributes, description: string): void {
	const written = found.size ?? "";
	const boxed = /(?<!\d)\d{2}\s*[-–/□xX×]\s*\d{2}(\s*[-–/□xX× ]\s*\d{3})?(?!\d)/.exec(written)?.[0];
	const alone = /(?<!\d)\d{2}(?!\d)/.exec(written)?.[0];
	const size = sizeOf(written) ?? sizeOf(boxed ?? "") ?? sizeOf(alone ?? "");
	const told = sizeInText(description, size?.caliber);
	const caliber = size?.caliber;
	const bridge = size?.bridge ?? /\d{2}/.exec(found.bridge ?? "")?.[0] ?? told.bridge;
	const temple = size?.temple ?? /\d{3}/.exec(found.temple ?? "")?.[0] ?? told.temple;
	for (const [name, value] of Object.entries({ caliber, bridge, temple })) {
		if (value) found[name] = value;
		else delete found[name];
	}
}

/** The title without what every title of theirs has: the article, their own name, what it is worn for. */
function modelOf(title: string, vendor: string): string {
	const escaped = vendor.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
	const bare = plainText(title)
		.replace(vendor === "" ? /(?!)/ : new RegExp(`(^|\\s)${escaped}(?=\\s|$)`, "giu"), " ")
		.replace(/^\s*the\s+/i, " ")
		.replace(/\s+(sun|sunglasses|optical|eyeglasses)\s*$/i, "")
		.replace(/\s+/g, " ")
		.trim();
	return bare === "" ? plainText(title) : bare;
}

function usageOf(text: string): string | undefined {
	if (/\bsun(glass(es)?|wear)?\b|solbrille/i.test(text)) return "sun";
	return /\b(optical|eyeglass(es)?|frames?|rx)\b|brillestel/i.test(text) ? "optical" : undefined;
}
