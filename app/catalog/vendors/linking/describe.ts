import { isGtin, normalBarcode, skuKeyOf } from "../../rules.ts";
import { plainText } from "../reading/plain-text.ts";
import { beyond, lensWords } from "./lenses.ts";
import { companyKey, fold, hasHue, isColour, isParted, tellingWords, writtenWords } from "./words.ts";

/** One sellable thing, as a vendor's catalog or ours writes it. Anything may be missing. */
export type Listing = {
	id: string;
	vendor?: string | null | undefined;
	/** The product's name, or the vendor's title with the options of the variant beside it. */
	name: string;
	sku?: string | null | undefined;
	barcode?: string | null | undefined;
	/** Frames, Sunglasses, Eyeglasses …: whether it is for the sun. */
	kind?: string | null | undefined;
	model?: string | null | undefined;
	colour?: string | null | undefined;
	/** Caliber, alone or with bridge and temple: 49, 49-20-145. */
	size?: string | null | undefined;
	/** Tint or colour of its lenses. */
	lens?: string | null | undefined;
};

export type Description = {
	id: string;
	company: string;
	/** A number of the whole world's: a GTIN with its right check digit, of no shop's own range; as fourteen digits. */
	gtin: string | null;
	/** Some other barcode: a number of a shop's own, or one whose check digit is wrong. */
	ownBarcode: string | null;
	/** That other barcode as fourteen digits, where zeros in front would make it one of the world's: it is, if the other side writes it with them. */
	maybeGtin: string | null;
	sku: string | null;
	/** The SKU without dashes and dots, and nothing shorter than four characters: those are too often alike. */
	bareSku: string | null;
	/** Its parts as dashes, dots and the change from letters to digits part it; null where nothing parts it. AB-1-23 is not AB-12-3. */
	skuParts: string | null;
	/** Which model and colour, in the order written, which tells only of colours. */
	words: Set<string>;
	/** Hues said behind the size where others stand before it: each is a colour of something. */
	behindSize: Set<string>;
	/** The same as it is written, before a word is read as a colour. */
	written: Set<string>;
	/** What is said to be the model, and nothing else, as it is written. */
	writtenModel: string[];
	/** Its colours are of more than one of its parts. */
	isParted: boolean;
	/** Eye size in millimetres. */
	caliber: number | null;
	/** Millimetres between the lenses, where they are said: some frames have two of a size. */
	bridge: number | null;
	/** Its size in a word, where there is no number to go by: S, M, L, XL. */
	sizeWord: string | null;
	/** The vendor's name as words, to be known again in a name that says it. */
	vendorWords: string[];
	sun: boolean | null;
	/** Its own name says that it is for the sun, and not only the kind it is filed under. */
	sunByName: boolean;
	/** Words of what is said to be its lens; none where nothing is. */
	lens: Set<string>;
	/** Every telling word of its name, and those of them that model and colour do not say where both are said. */
	nameWords: Set<string>;
	beside: string[];
};

/** Eye size, bridge and temple, with whatever stands between them: a dash of any length, a slash, a cross, the box of the optician. */
const boxing = /(?<!\d)(\d{2})\s*(?:[-‐-―/|□◻▢☐⬜○x×*. ]|\[\])\s*(\d{2})(?:\s*[-‐-―/|□◻▢☐⬜○x×*. ]\s*(\d{3}))?(?!\d)/iu;

/** What it is, in a form in which two can be compared. */
export function describe(listing: Listing): Description {
	const one = { ...listing, name: plain(listing.name), model: plain(listing.model ?? ""), colour: plain(listing.colour ?? "") };
	const company = companyKey(one.vendor ?? "");
	const said = [one.model, one.colour].filter((part) => part?.trim()).join(" ");
	// Model and colour, where both are said, tell it all: the name often says more (a campaign, a fit, a material).
	const isSaid = one.model.trim() !== "" && one.colour.trim() !== "";
	const text = isSaid ? said : `${one.name} ${one.colour ?? ""}`;
	const { caliber, rest } = sizeIn(one.size, unmarked(text));
	const ofName = sizeIn(null, unmarked(one.name));
	const inName = caliber ?? ofName.caliber;
	const [front = "", ...behind] = rest.split(sizeStood).map((part) => withoutCompany(part, one.vendor ?? ""));
	const back = behind.join(" ");
	const bare = `${front} ${back}`;
	// Colours on both sides of the size are two: Navy 49 Blue is not navy blue. One said in a field of its own stands on no side.
	const isTwo = one.colour.trim() === "" && tellingWords(front).some(isColour) && tellingWords(back).some(isColour);
	const words = new Set(isTwo ? [...tellingWords(front), ...tellingWords(back)] : tellingWords(bare));
	const sun = sunOf(one.kind, `${one.name} ${one.model ?? ""}`);
	const sunByName = words.has("SUN") || tellingWords(`${one.name} ${one.model ?? ""}`).includes("SUN");
	words.delete("SUN");
	const sizeWord = sizeWordOf(one.size) ?? [...words].map((word) => sizeWords.get(word) ?? null).find((word) => word !== null) ?? null;
	for (const word of words) if (sizeWords.has(word)) words.delete(word);
	const nameWords = new Set(tellingWords(withoutCompany(ofName.rest, one.vendor ?? "")));
	return {
		lens: lensWords(one.lens),
		nameWords,
		beside: isSaid ? beyond(nameWords, words) : [],
		vendorWords: fold(one.vendor ?? "")
			.split(" ")
			.filter((word) => word.length > 2),
		sizeWord,
		id: one.id,
		company,
		...barcodesOf(one),
		...skusOf(one.sku),
		words,
		behindSize: new Set(isTwo ? tellingWords(back).filter((word) => hasHue(word)) : []),
		written: new Set(writtenWords(bare)),
		writtenModel: writtenWords(one.model),
		isParted: isParted(text),
		caliber: inName,
		bridge: bridgeIn(one.size ?? "") ?? bridgeIn(one.name),
		sun,
		sunByName,
	};
}

/** As it reads, where a page's markup came along. "w/" is with. */
function plain(text: string): string {
	const read = /[<&]/.test(text) ? plainText(text) : text;
	return read.replace(/(?<![\p{L}\p{N}])w\//giu, "with ");
}

function withoutCompany(text: string, vendor: string): string {
	const name = fold(vendor);
	if (name === "") return text;
	const [first = ""] = name.split(" ");
	const without = ` ${fold(text)} `.replaceAll(` ${name} `, " ");
	return first.length < 4 || isColour(first) ? without : without.replaceAll(` ${first} `, " ");
}

/** The bridge of a whole size: what follows a caliber, and can be one. */
function bridgeIn(text: string): number | null {
	const boxed = boxing.exec(unmarked(text));
	const bridge = boxed && isCaliber(Number(boxed[1])) ? Number(boxed[2]) : 0;
	return bridge >= 12 && bridge <= 28 ? bridge : null;
}

/** A size without the word that says it is one, and apart from the word it hangs on: Black-47, sz.47, Ø47. */
function unmarked(text: string): string {
	return text
		.replace(/(?<![\p{L}\p{N}])(?:sz|size|str|cal(?:iber|ibre)?|kal(?:iber)?|ø|⌀)\s*[.:]?\s*(?=\d{2}(?!\d))/giu, " ")
		.replace(/(?<=\p{L}{3})-(?=\d{2}(?:\s*mm)?\s*$)/giu, " ");
}

/** Stands where a size stood; no word of anybody's, and nothing where words are compared. */
const sizeStood = "\u241F";

/** The caliber, and the text with a mark for every size. */
function sizeIn(size: string | null | undefined, text: string): { caliber: number | null; rest: string } {
	const own = size ? caliberOf(size) : null;
	const boxed = boxing.exec(text);
	const fromBox = boxed ? isCaliber(Number(boxed[1])) && Number(boxed[2]) >= 12 && Number(boxed[2]) <= 28 : false;
	let rest = boxed && fromBox ? text.replace(boxed[0], ` ${sizeStood} `) : text;
	let found = own ?? (boxed && fromBox ? Number(boxed[1]) : null);
	const alone = [...rest.matchAll(/(?<![\p{L}\d.-])(\d{2})(?:\s?mm)?(?![\p{L}\d-])/giu)].filter((match) => isCaliber(Number(match[1])));
	const last = alone.at(-1);
	if (last && (found === null || found === Number(last[1]))) {
		found ??= Number(last[1]);
		rest = `${rest.slice(0, last.index)} ${sizeStood} ${rest.slice(last.index + last[0].length)}`;
	}
	return { caliber: found, rest };
}

const sizeWords = new Map([
	...["SMALL", "LILLE", "KLEIN", "PETIT"].map((word) => [word, "S"] as const),
	...["MEDIUM", "MELLEM", "MITTEL", "MOYEN"].map((word) => [word, "M"] as const),
	...["LARGE", "STOR", "STORT", "GROSS", "GRAND"].map((word) => [word, "L"] as const),
	...(["XS", "XL", "XXL"].map((word) => [word, word]) as [string, string][]),
]);

/** A lone letter is a size only where a size is asked for. */
function sizeWordOf(size: string | null | undefined): string | null {
	const word = fold(size ?? "");
	return sizeWords.get(word) ?? (/^[SML]$/.test(word) ? word : null);
}

const isCaliber = (number: number) => number >= 36 && number <= 64;

function caliberOf(size: string): number | null {
	const boxed = boxing.exec(size);
	if (boxed && isCaliber(Number(boxed[1]))) return Number(boxed[1]);
	const number = /(?<!\d)(\d{2})(?!\d)/.exec(size);
	return number && isCaliber(Number(number[1])) ? Number(number[1]) : null;
}

function sunOf(kind: string | null | undefined, name: string): boolean | null {
	const text = ` ${tellingWords(`${kind ?? ""}`).join(" ")} `;
	if (text.includes(" SUN ") || tellingWords(name).includes("SUN")) return true;
	return /EYEGLASS|OPTICAL|FRAME|STEL|RX/i.test(`${kind ?? ""} ${name}`) ? false : null;
}

type Barcodes = Pick<Description, "gtin" | "ownBarcode" | "maybeGtin">;

function barcodesOf({ barcode, sku }: Listing): Barcodes {
	const written = withoutMarks(barcode ?? "");
	const code = gtinOf(written);
	if (code) return code;
	// Some vendors keep the article number of the world in the SKU.
	const inSku = normalBarcode(sku ?? "");
	const named = written === "" && /^\d{12,14}$/.test(inSku) ? gtinOf(inSku) : null;
	if (named?.gtin) return named;
	const isOwn = /\d{4}/.test(written) && !isMadeUp(written) && !/E\+?\d+$/.test(written);
	return { gtin: null, ownBarcode: isOwn ? withoutZeros(written) : null, maybeGtin: null };
}

/** A spreadsheet leaves a quote in front, or makes a number of it: with dots between thousands, with decimals, with an exponent where all digits are kept. */
function withoutMarks(barcode: string): string {
	const written = normalBarcode(barcode)
		.replace(/^['’]/, "")
		.replace(/[.,]0+$/, "")
		// EAN13 is a mark where thirteen digits are left behind it; otherwise its digits are the number's own.
		.replace(/^(?:EAN|UPC|GTIN)(?:13(?=\D?\d{13}$)|12(?=\D?\d{12}$)|14(?=\D?\d{14}$)|8(?=\D?\d{8}$))?[:.#]?(?=\d)/, "");
	if (/^\d{1,3}(?:([.,])\d{3})(?:\1\d{3}){2,}$/.test(written)) return written.replace(/[.,]/g, "");
	const [, whole = "", decimals = "", power = ""] = /^(\d)[.,](\d+)E\+?(\d+)$/.exec(written) ?? [];
	return whole !== "" && decimals.length === Number(power) ? whole + decimals : written;
}

/**
 * As fourteen digits, where it is a number of the world's; as one of the shop's own, where the world leaves those to shops. Eight to eleven digits are a
 * shop's own as well, for one in ten of those has a right check digit by chance; zeros in front may be gone from them.
 */
function gtinOf(code: string): Barcodes | null {
	const isShort = /^\d{8,11}$/.test(code);
	const digits = isShort ? code.padStart(12, "0") : code;
	if (!isGtin(digits) || isMadeUp(digits)) return null;
	const ownBarcode = withoutZeros(digits);
	if (ofOneShop(digits)) return { gtin: null, ownBarcode, maybeGtin: null };
	const gtin = digits.padStart(14, "0");
	return isShort ? { gtin: null, ownBarcode, maybeGtin: gtin } : { gtin, ownBarcode: null, maybeGtin: null };
}

/** A spreadsheet takes the zeros off what it holds to be a number. */
const withoutZeros = (code: string) => code.replace(/^0+(?=\d{4,}$)/, "");

/** What is typed where something must stand: one digit over and over, or all of them in a row. */
const isMadeUp = (code: string) => /^0*(\d)\1*$/.test(code) || /12345678|98765432/.test(code);

/** GS1 keeps 20–29 (and 02, 04 of twelve digits' system) for numbers a shop gives itself. */
function ofOneShop(gtin: string): boolean {
	const digits = gtin.padStart(14, "0");
	return /^0(2|02|04)/.test(digits) && gtin.length >= 12;
}

const noCode = /^(?:N\W?A\W?|ONE\W?SIZE|NONE|NULL|NIL|TB[AD]|UNKNOWN|UKENDT|INGEN|NOSKU|UNDEFINED|DEFAULT(?:TITLE)?|X+|TEST)$/;

function skusOf(sku: string | null | undefined): Pick<Description, "sku" | "bareSku" | "skuParts"> {
	const left = (sku ?? "").replace(/\\[nrt]/g, "").replace(/^\s*(?:sku|art(?:icle|ikel)?|item|varenr)\s*(?:no|nr)?\.?\s*[:#]\s*/i, "");
	const key = skuKeyOf(left);
	const parts = key.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== "");
	// What every other product could be called as well is no code, nor is a word for having none.
	if (noCode.test(key) || fold(left).split(" ").every(saysNothing)) return { sku: null, bareSku: null, skuParts: null };
	const bare = withoutZeros(parts.join(""));
	const fine = parts.flatMap((part) => part.match(/\p{L}+|\p{N}+/gu) ?? []);
	return { sku: key, bareSku: bare.length >= 4 ? bare : null, skuParts: parts.length > 1 ? fine.join(" ") : null };
}

/** A colour, a part of a size, for the sun. */
function saysNothing(part: string, _: number, parts: string[]): boolean {
	if (/^\d{1,2}$|^0+$|^[SML]$|^ONESIZE$/.test(part) || sizeWords.has(part)) return true;
	// The length of a temple, as the last of a size: 52-18-140.
	if (/^1[2-5]\d$|^160$/.test(part)) return part === parts.at(-1) && parts.some((other) => isCaliber(Number(other)));
	return tellingWords(part).every((word) => word === "SUN" || isColour(word));
}

/** Its colour words, and the others. */
export function parted(words: Set<string>): { colours: string[]; others: string[] } {
	const all = [...words];
	return { colours: all.filter(isColour), others: all.filter((word) => !isColour(word)) };
}

/** Whether two names are one company's: a longer form of a name is the same one. */
export function isSameCompany(one: string, other: string): "same" | "unknown" | "other" {
	return sameCompany(companyKey(one), companyKey(other));
}

/** The same of keys. */
export function sameCompany(one: string, other: string): "same" | "unknown" | "other" {
	if (one === "" || other === "") return "unknown";
	if (one === other) return "same";
	const [short, long] = one.length < other.length ? [one, other] : [other, one];
	return short.length >= 4 && long.startsWith(short) ? "same" : "other";
}
