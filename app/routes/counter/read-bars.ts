/**
 * Reads a barcode out of one row of a picture: EAN-13 and UPC-A, EAN-8, and Code 128 as our labels and receipts carry it. For browsers that have no
 * reader of their own. Pure. Every symbology's check digit must hold, or nothing was read.
 */

const digitWidths = ["3211", "2221", "2122", "1411", "1132", "1231", "1114", "1312", "1213", "3112"].map(widthsOf);
/** Which of the six left digits of an EAN-13 are mirrored says the thirteenth. */
const parities = ["000000", "001011", "001101", "001110", "010011", "011001", "011100", "010101", "010110", "011010"];

const code128 =
	"212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 211232"
		.split(" ")
		.map(widthsOf);

function widthsOf(digits: string): number[] {
	return [...digits].map(Number);
}

/** The code in a row of brightness values (0 black … 255 white), whichever way round it lies; null when there is none. */
export function readRow(row: ArrayLike<number>): string | null {
	const runs = runsOf(row);
	return readRuns(runs) ?? readRuns(runs.toReversed());
}

/** Less difference than this between near light and dark is paper. */
const contrast = 24;

/**
 * Lengths of white and black in turn, white first and last, to a fraction of a pixel. Dark is what is below the middle between the lightest and the
 * darkest nearby, so that a shadow hides nothing and blur moves no edge.
 */
function runsOf(row: ArrayLike<number>): number[] {
	const reach = Math.max(12, Math.floor(row.length / 16));
	const runs: number[] = [];
	let dark = false;
	let edge = 0;
	let before = 0;
	for (let at = 0; at < row.length; at++) {
		let [least, most] = [255, 0];
		for (let near = Math.max(0, at - reach); near < Math.min(row.length, at + reach); near++) {
			const light = row[near] ?? 0;
			if (light < least) least = light;
			if (light > most) most = light;
		}
		const over = (row[at] ?? 0) - (most - least < contrast ? -1 : (least + most) / 2);
		if (over < 0 !== dark) {
			const place = at === 0 ? 0 : at - over / (over - before);
			runs.push(place - edge);
			edge = place;
			dark = over < 0;
		}
		before = over;
	}
	runs.push(row.length - edge);
	if (dark) runs.push(0);
	return runs;
}

function readRuns(runs: number[]): string | null {
	// Black runs stand at odd places.
	for (let at = 1; at + 19 < runs.length; at += 2) {
		const found = readEan(runs, at, 6) ?? readEan(runs, at, 4) ?? readCode128(runs, at);
		if (found) return found;
	}
	return null;
}

/** How unlike some runs are to widths in modules; a fraction of the whole. */
function distance(runs: number[], at: number, widths: number[]): number {
	let modules = 0;
	let total = 0;
	for (const [index, width] of widths.entries()) {
		modules += width;
		total += runs[at + index] ?? 0;
	}
	if (total < modules * 0.9) return 1;
	let off = 0;
	for (const [index, width] of widths.entries()) {
		const each = Math.abs((runs[at + index] ?? 0) / total - width / modules) * modules;
		if (each > 0.7) return 1;
		off += each;
	}
	return off / modules;
}

const tolerated = 0.3;

/** The pattern some runs are most like, or −1. */
function nearest(runs: number[], at: number, patterns: number[][]): number {
	let best = -1;
	let least = tolerated;
	for (const [index, widths] of patterns.entries()) {
		const off = distance(runs, at, widths);
		if (off < least) {
			least = off;
			best = index;
		}
	}
	return best;
}

const both = [...digitWidths, ...digitWidths.map((widths) => widths.toReversed())];

/** An EAN of twice `half` digits drawn: 6 for EAN-13, 4 for EAN-8. */
function readEan(runs: number[], start: number, half: number): string | null {
	const middle = start + 3 + half * 4;
	const end = middle + 5 + half * 4;
	if (end + 3 > runs.length) return null;
	for (const [at, widths] of [
		[start, [1, 1, 1]],
		[middle, [1, 1, 1, 1, 1]],
		[end, [1, 1, 1]],
	] as const)
		if (distance(runs, at, [...widths]) >= tolerated) return null;
	let digits = "";
	let mirrored = "";
	for (let n = 0; n < half * 2; n++) {
		const at = n < half ? start + 3 + n * 4 : middle + 5 + (n - half) * 4;
		const found = nearest(runs, at, n < half && half === 6 ? both : digitWidths);
		if (found < 0) return null;
		digits += found % 10;
		if (n < half) mirrored += found >= 10 ? "1" : "0";
	}
	const first = half === 6 ? parities.indexOf(mirrored) : 0;
	if (first < 0) return null;
	const code = half === 6 ? `${first}${digits}` : digits;
	return isChecked(code) ? code : null;
}

/** Whether the last digit is the check digit of the others (GS1). */
function isChecked(code: string): boolean {
	const sum = [...code].toReversed().reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 1 : 3), 0);
	return sum % 10 === 0;
}

const startA = 103;
const startC = 105;
const stop = [2, 3, 3, 1, 1, 1, 2];

function readCode128(runs: number[], start: number): string | null {
	let set = nearest(runs, start, code128);
	if (set < startA) return null;
	let checksum = set;
	const values: number[] = [];
	let at = start + 6;
	while (distance(runs, at, stop) >= tolerated) {
		const value = nearest(runs, at, code128);
		if (value < 0 || value >= startA || at + 13 > runs.length) return null;
		values.push(value);
		at += 6;
	}
	const check = values.pop();
	for (const [index, value] of values.entries()) checksum += value * (index + 1);
	if (check === undefined || values.length === 0 || checksum % 103 !== check) return null;
	let text = "";
	for (const value of values) {
		if (value === 99 && set !== startC) set = startC;
		else if (value === 100 && set !== 104) set = 104;
		else if (value === 101 && set !== startA) set = startA;
		else if (set === startC) text += value < 100 ? String(value).padStart(2, "0") : "";
		else if (value < 64 || (value < 96 && set === 104)) text += String.fromCharCode(value + 32);
	}
	return text;
}
