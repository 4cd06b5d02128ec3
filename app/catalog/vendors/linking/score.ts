import { type Description, parted, sameCompany } from "./describe.ts";
import { haveOtherLenses, withoutLensOf } from "./lenses.ts";
import { addsNothing, areAlike, coloursInOrder } from "./words.ts";

/** Why two descriptions are, or are not, held for one product: keys of the words that are shown, strongest first. */
export type Reason =
	| "same_barcode"
	| "same_own_barcode"
	| "other_barcode"
	| "same_sku"
	| "similar_sku"
	| "same_words"
	| "similar_words"
	| "other_model"
	| "other_colour"
	| "related_colour"
	| "swapped_colours"
	| "colour_unknown"
	| "same_size"
	| "other_size"
	| "other_bridge"
	| "size_unknown"
	| "other_lens"
	| "sun_and_optical"
	| "other_vendor"
	| "vendor_unknown";

/** 0 to 1: how sure one may be that both are one product. */
export type Score = { score: number; reasons: Reason[] };

/** @param onlySize whether the vendor has this model and colour in one size only, so that a size that is not said can be no other */
export function scoreOf(item: Description, product: Description, onlySize: boolean): Score {
	const [mine, ours] = named(item, product);
	const facts = compare(withoutLensOf(mine, ours), withoutLensOf(ours, mine));
	const reasons: Reason[] = [];
	const by = (when: boolean, reason: Reason) => {
		if (when) reasons.push(reason);
		return when;
	};
	const likeness = likenessOf(facts, onlySize);
	let code = 0;
	if (by(facts.sameGtin, "same_barcode")) code = 0.99;
	else if (by(facts.sameOwnBarcode, "same_own_barcode"))
		code = facts.vendor === "same" && !facts.otherModel && !facts.otherColour ? 0.86 : 0.4;
	if (by(facts.sameSku, "same_sku")) code = Math.max(code, skuWorth(facts.vendor, likeness, 0.96));
	else if (by(facts.similarSku, "similar_sku")) code = Math.max(code, skuWorth(facts.vendor, likeness, 0.92));
	by(facts.otherGtin, "other_barcode");
	by(facts.words === 1 && !facts.onlyByMeaning, "same_words");
	by((facts.words < 1 || facts.onlyByMeaning) && facts.words >= 0.9, "similar_words");
	by(facts.otherModel, "other_model");
	by(facts.otherColour, "other_colour");
	by(facts.relatedColour, "related_colour");
	by(facts.swappedColours, "swapped_colours");
	by(facts.colourUnknown, "colour_unknown");
	by(facts.size === "same", "same_size");
	by(facts.size === "other", "other_size");
	by(facts.size === "unknown", "size_unknown");
	by(facts.otherBridge, "other_bridge");
	by(facts.otherLens, "other_lens");
	by(facts.sunAndOptical, "sun_and_optical");
	by(facts.vendor === "other", "other_vendor");
	by(facts.vendor === "unknown", "vendor_unknown");
	code *= doubtOf(facts);
	const score = code > 0.5 && likeness > 0.5 ? 1 - (1 - code) * (1 - likeness) : Math.max(code, likeness);
	return { score, reasons };
}

/** Who names no vendor and says it in the name, names it. */
function named(item: Description, product: Description): [Description, Description] {
	if (item.company === "" && product.company !== "") return [withVendorOf(item, product), product];
	return product.company === "" && item.company !== "" ? [item, withVendorOf(product, item)] : [item, product];
}

function withVendorOf(one: Description, { company, vendorWords }: Description): Description {
	if (vendorWords.length === 0 || !vendorWords.every((word) => one.words.has(word))) return one;
	return { ...one, company, words: new Set([...one.words].filter((word) => !vendorWords.includes(word))) };
}

type Facts = {
	vendor: "same" | "unknown" | "other";
	sameGtin: boolean;
	otherGtin: boolean;
	sameOwnBarcode: boolean;
	sameSku: boolean;
	similarSku: boolean;
	/** 1: the same words; 0.9 and above: the same but for a letter; less: words are missing or others. */
	words: number;
	otherModel: boolean;
	/** Both say a model, and share no word of it: what is left is a colour and a size. */
	nothingShared: boolean;
	otherColour: boolean;
	/** Another name for a colour that some call so. */
	relatedColour: boolean;
	/** Two colours in another order: a black frame with green lenses, a green one with black ones. */
	swappedColours: boolean;
	/** Both are called by colours alone, and not by the same words: Clara and Claire are light, and two models. */
	onlyByMeaning: boolean;
	/** Both say a model. */
	hasModel: boolean;
	colourUnknown: boolean;
	size: "same" | "other" | "unknown" | "none";
	/** One caliber, and another width between the lenses: most vendors have one of each size, some have two. */
	otherBridge: boolean;
	/** Both say which lens, and not the same. */
	otherLens: boolean;
	sunAndOptical: boolean;
	/** One is for the sun by its name, and the other does not say what it is for. */
	sunUnsaid: boolean;
	/** One is extra large by its name, the other does not say so, and both have one caliber. */
	widthUnsaid: boolean;
};

function compare(item: Description, product: Description): Facts {
	const words = wordsOf(item, product);
	const both = (one: unknown, other: unknown) => one !== null && other !== null;
	const sameSku = item.sku !== null && item.sku === product.sku;
	return {
		vendor: sameCompany(item.company, product.company),
		...gtinsOf(item, product),
		sameOwnBarcode: item.ownBarcode !== null && item.ownBarcode === product.ownBarcode,
		sameSku,
		similarSku:
			!sameSku &&
			item.bareSku !== null &&
			item.bareSku === product.bareSku &&
			(item.skuParts === null || product.skuParts === null || item.skuParts === product.skuParts),
		otherBridge: item.caliber === product.caliber && both(item.bridge, product.bridge) && item.bridge !== product.bridge,
		...words,
		size:
			item.caliber === null && product.caliber === null
				? inWords(item.sizeWord, product.sizeWord)
				: item.caliber === null || product.caliber === null
					? "unknown"
					: item.caliber === product.caliber
						? "same"
						: "other",
		sunUnsaid: (item.sunByName && product.sun === null) || (product.sunByName && item.sun === null),
		widthUnsaid: item.caliber !== null && item.caliber === product.caliber && isExtra(item) !== isExtra(product),
		otherLens: haveOtherLenses(item, product),
		sunAndOptical: item.sun !== null && product.sun !== null && item.sun !== product.sun,
	};
}

/** What is too short for a number of the world's is one where the other side writes it in full. */
function gtinsOf(item: Description, product: Description): Pick<Facts, "sameGtin" | "otherGtin"> {
	const [one, other] = [item.gtin ?? item.maybeGtin, product.gtin ?? product.maybeGtin];
	if (one === null || other === null || (item.gtin === null && product.gtin === null)) return { sameGtin: false, otherGtin: false };
	return { sameGtin: one === other, otherGtin: one !== other };
}

const isExtra = ({ sizeWord }: Description) => sizeWord?.includes("X") === true;

function wordsOf(
	item: Description,
	product: Description,
): Omit<
	Facts,
	"vendor" | `same${string}` | "otherGtin" | "similarSku" | "otherBridge" | "otherLens" | "size" | `sun${string}` | "widthUnsaid"
> {
	const onlyItem = [...item.words].filter((word) => !product.words.has(word));
	const onlyProduct = [...product.words].filter((word) => !item.words.has(word));
	let words = item.words.size === 0 || product.words.size === 0 ? 0 : 1;
	let slipped = false;
	for (const word of [...onlyItem]) {
		const slip = onlyProduct.find((other) => oneSlip(word, other));
		if (!slip) continue;
		onlyItem.splice(onlyItem.indexOf(word), 1);
		onlyProduct.splice(onlyProduct.indexOf(slip), 1);
		words *= 0.95;
		slipped = true;
	}
	let relatedColour = false;
	for (const word of [...onlyItem]) {
		const other = onlyProduct.find((candidate) => areAlike(word, candidate));
		if (!other) continue;
		onlyItem.splice(onlyItem.indexOf(word), 1);
		onlyProduct.splice(onlyProduct.indexOf(other), 1);
		// Enough to be linked when nothing is nearer, and so much less that what has the very name is ahead.
		words *= 0.909;
		relatedColour = true;
	}
	for (const [only, other, { behindSize }] of [
		[onlyItem, product.words, item],
		[onlyProduct, item.words, product],
	] as const)
		for (const word of only.filter((each) => addsNothing(each, other) && !behindSize.has(each))) {
			only.splice(only.indexOf(word), 1);
			words *= 0.909;
			relatedColour = true;
		}
	const [mine, theirs] = [parted(new Set(onlyItem)), parted(new Set(onlyProduct))];
	const colourUnknown =
		mine.colours.length + theirs.colours.length > 0 &&
		(parted(item.words).colours.length === 0 || parted(product.words).colours.length === 0);
	words *= 0.65 ** Math.max(onlyItem.length, onlyProduct.length);
	const hasModel = parted(item.words).others.length > 0 && parted(product.words).others.length > 0;
	return {
		words,
		onlyByMeaning: !hasModel && !isWrittenAlike(item, product),
		swappedColours: areSwapped(item, product),
		// A product without a name of its own ("frame") is not another model; one with a word too many or too few is.
		otherModel: mine.others.length + theirs.others.length > 0 && item.words.size > 0 && product.words.size > 0,
		relatedColour,
		hasModel,
		nothingShared: mine.others.length > 0 && theirs.others.length > 0 && !shares(item, product, slipped),
		otherColour: !colourUnknown && mine.colours.length + theirs.colours.length > 0,
		colourUnknown,
	};
}

/** Whether they have the very same words, or what one says to be its model is among the other's. */
function isWrittenAlike(item: Description, product: Description): boolean {
	const has = (words: Iterable<string>, { written }: Description) => [...words].every((word) => written.has(word));
	if (has(item.written, product) && has(product.written, item)) return true;
	return [
		[item, product],
		[product, item],
	].some(([one, other]) => one && other && one.writtenModel.length > 0 && has(one.writtenModel, other));
}

function areSwapped(item: Description, product: Description): boolean {
	const isParted = item.isParted && product.isParted;
	const [mine, theirs] = [coloursInOrder(item.words, isParted), coloursInOrder(product.words, isParted)];
	const order = (some: string[], others: string[]) => some.filter((colour) => others.includes(colour)).join();
	return order(mine, theirs) !== order(theirs, mine);
}

function inWords(one: string | null, other: string | null): Facts["size"] {
	if (one === null && other === null) return "none";
	return one === null || other === null ? "unknown" : one === other ? "same" : "other";
}

/** Whether they have a word in common that is no colour. */
function shares(item: Description, product: Description, slipped: boolean): boolean {
	return slipped || parted(item.words).others.some((word) => product.words.has(word));
}

/** Long words that differ by one letter, left out, put in, changed or swapped: a slip of the pen. Numbers differ on purpose. */
function oneSlip(one: string, other: string): boolean {
	if (Math.min(one.length, other.length) < 5 || Math.abs(one.length - other.length) > 1 || /\d/.test(one + other)) return false;
	let from = 0;
	while (from < one.length && one[from] === other[from]) from += 1;
	const [a, b] = [one.slice(from), other.slice(from)];
	// Bruna and Bruno, Louis and Louise: a vowel in the end is another name.
	if (/^[AEIOU]?$/.test(a) && /^[AEIOU]?$/.test(b)) return false;
	if (a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1)) return true;
	return a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
}

/** What the description alone is worth: model, colour, size and vendor. */
function likenessOf(facts: Facts, onlySize: boolean): number {
	let likeness = 0.94 * facts.words;
	if (facts.nothingShared) likeness *= 0.5;
	if (facts.size === "other") likeness *= 0.2;
	if (facts.size === "unknown") likeness *= onlySize ? 0.95 : 0.75;
	if (facts.otherLens) likeness *= 0.2;
	if (facts.sunAndOptical) likeness *= 0.3;
	// The one that is not for the sun, or not so wide, may be the one we sell.
	if (facts.sunUnsaid || facts.widthUnsaid || facts.otherBridge) likeness *= 0.88;
	if (facts.swappedColours || facts.onlyByMeaning) likeness *= 0.88;
	if (facts.otherGtin) likeness *= 0.6;
	// Everything the same, down to the size: who names nobody means nobody else.
	if (facts.vendor === "unknown") likeness *= facts.words >= 0.95 && facts.size === "same" && facts.hasModel ? 0.92 : 0.8;
	if (facts.vendor === "other") likeness *= 0.2;
	return likeness;
}

/** An SKU is one vendor's own: the same letters of another mean nothing. */
function skuWorth(vendor: Facts["vendor"], likeness: number, worth: number): number {
	if (vendor === "same") return worth;
	return vendor === "unknown" && likeness > 0.4 ? worth - 0.04 : 0.3;
}

/** What speaks against a code that is the same on both: codes are used again, and stuck on the wrong box. A new name alone does not. */
function doubtOf(facts: Facts): number {
	let doubt = 1;
	if (facts.otherGtin) doubt *= 0.7;
	if (facts.size === "other") doubt *= 0.6;
	if (facts.otherColour) doubt *= facts.sameGtin && facts.sameSku ? 0.9 : 0.7;
	if (facts.otherLens && !facts.sameGtin) doubt *= 0.7;
	if (facts.sunAndOptical) doubt *= 0.7;
	// A number of the whole world's needs no vendor beside it; only another's name speaks against it.
	if (facts.otherModel && (facts.vendor === "other" || (facts.vendor === "unknown" && !facts.sameGtin))) doubt *= 0.6;
	return doubt;
}
