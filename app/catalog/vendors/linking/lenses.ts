import type { Description } from "./describe.ts";
import { addsNothing, areAlike, isColour, tellingWords } from "./words.ts";

/** Which lenses two have, as far as they say so: one sunglass is sold with several. Pure. */

/** Said of every other lens, or of what it is made of. */
const plain = new Set(
	"GLASS TINT TINTS TINTED CUSTOM MADE POLARIZED POLARISED POLAR POLARISEREDE POLARISERET MINERAL NYLON CR39 CAT CATEGORY KATEGORI UV UV400 SUN".split(
		" ",
	),
);
/** What tints are called that are called after no colour. */
const tints = new Set("CABERNET CHESTNUT COSMITAN LIMELIGHT RISTRETTO WOODSTOCK".split(" "));
/** Of a frame's surface as often as of a lens. */
const finishes = new Set("MATTE SHINY DARK LIGHT BRUSHED ANTIQUE CLASSIC".split(" "));

/** What is said to be the lens, as words that tell. */
export function lensWords(lens: string | null | undefined): Set<string> {
	return new Set(tellingWords(lens ?? "").filter((word) => !plain.has(word) && !/^\d+$/.test(word)));
}

/** Words of a name that neither model nor colour say. */
export function beyond(name: ReadonlySet<string>, said: ReadonlySet<string>): string[] {
	return [...name].filter((word) => !isCovered(word, said));
}

function isCovered(word: string, others: ReadonlySet<string>): boolean {
	return (
		others.has(word) ||
		addsNothing(word, others) ||
		[...others].some((other) => areAlike(word, other) || addsNothing(other, new Set([word])))
	);
}

/** Whether both say a lens, in a field or beside model and colour in the name, and it is another. Who says more of it says the same. */
export function haveOtherLenses(item: Description, product: Description): boolean {
	const [mine, theirs] = [tintOf(item, product), tintOf(product, item)];
	if (!tells(mine) || !tells(theirs)) return false;
	return ![...mine].every((word) => isCovered(word, theirs)) && ![...theirs].every((word) => isCovered(word, mine));
}

/** What both names say, but for what one of them is known to say of its lens, is no lens that tells them apart. */
function tintOf({ lens, beside }: Description, other: Description): Set<string> {
	const words =
		lens.size > 0 ? lens : new Set(beside.filter((word) => !plain.has(word) && (other.lens.has(word) || !other.nameWords.has(word))));
	// The green everybody calls by its number.
	return words.has("G15") ? new Set([...words, "GREEN"]) : words;
}

/** A colour, or what a tint goes by. */
function tells(words: ReadonlySet<string>): boolean {
	return [...words].some((word) => (isColour(word) && !finishes.has(word)) || tints.has(word) || /^[GB]\d{1,2}$/.test(word));
}

/** Without the words of its name that are the lens which the other names in a field: they tell of no frame. */
export function withoutLensOf(one: Description, { lens, words, sun }: Description): Description {
	const isSaid = sun === true && one.lens.size === 0 && lens.size > 0 && [...lens].every((word) => one.words.has(word));
	if (!isSaid) return one;
	const stays = (word: string) => !lens.has(word) || words.has(word);
	return { ...one, words: new Set([...one.words].filter(stays)) };
}
