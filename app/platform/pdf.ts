/**
 * Pages of text and rules as a PDF file. Letters are those every reader of PDF has (Helvetica, the standard 14 of ISO 32000 §9.6.2.2, in WinAnsi), so nothing
 * is embedded: Latin letters with their accents; of others the nearest Latin one, and where there is none a question mark. Pure: the same pages are the same bytes.
 */

/** Points (1/72 inch), from the upper left corner; `y` is where the letters stand. `right`: `x` is where the text ends. */
export type PdfText = { x: number; y: number; text: string; size?: number; bold?: boolean; right?: boolean };
export type PdfRule = { x: number; y: number; width: number };
export type PdfPage = { texts: PdfText[]; rules: PdfRule[] };

/** A4. */
export const pageSize = { width: 595, height: 842 };
const usualSize = 9;

/** The file. `language` is BCP 47, for whoever reads it aloud. */
export function pdfOf(pages: readonly PdfPage[], { title, language }: { title: string; language: string }): Uint8Array<ArrayBuffer> {
	const kids = pages.map((_, at) => `${5 + at * 2} 0 R`).join(" ");
	const objects = [
		`<< /Type /Catalog /Pages 2 0 R /Lang (${language.replace(/[^A-Za-z-]/g, "")}) /ViewerPreferences << /DisplayDocTitle true >> >>`,
		`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
		...["Helvetica", "Helvetica-Bold"].map((name) => `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`),
		...pages.flatMap((page, at) => {
			const content = contentOf(page);
			return [
				`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${pageSize.width} ${pageSize.height}] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents ${6 + at * 2} 0 R >>`,
				`<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
			];
		}),
		`<< /Title <FEFF${utf16(title)}> /Producer (Storekeep) >>`,
	];
	// Everything is ASCII, so a letter is a byte and offsets are lengths.
	let file = "%PDF-1.7\n";
	const offsets = objects.map((object, at) => {
		const offset = file.length;
		file += `${at + 1} 0 obj\n${object}\nendobj\n`;
		return offset;
	});
	const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
	const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info ${objects.length} 0 R >>`;
	return new TextEncoder().encode(
		`${file}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}${trailer}\nstartxref\n${file.length}\n%%EOF\n`,
	);
}

function contentOf({ texts, rules }: PdfPage): string {
	const lines = rules.map(({ x, y, width }) => `0.5 w ${at(x)} ${up(y)} m ${at(x + width)} ${up(y)} l S`);
	const words = texts.map(({ x, y, text, size = usualSize, bold = false, right = false }) => {
		const bytes = winAnsi(text);
		const from = right ? x - widthOf(text, size) : x;
		const hex = bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
		return `BT /F${bold ? 2 : 1} ${at(size)} Tf ${at(from)} ${up(y)} Td <${hex}> Tj ET`;
	});
	return [...lines, ...words].join("\n");
}

const at = (points: number): string => String(Math.round(points * 100) / 100);
const up = (y: number): string => at(pageSize.height - y);

function utf16(text: string): string {
	return Array.from({ length: text.length }, (_, index) => text.charCodeAt(index).toString(16).padStart(4, "0")).join("");
}

/** How wide a text is in points. Figures and their signs are as wide in bold; letters a little wider. */
export function widthOf(text: string, size: number = usualSize): number {
	return (winAnsi(text).reduce((sum, byte) => sum + (widths[byte] ?? 556), 0) * size) / 1000;
}

/** As much of a text as fits, with an ellipsis where something is left out. */
export function fitted(text: string, width: number, size: number = usualSize): string {
	if (widthOf(text, size) <= width) return text;
	const letters = [...text];
	while (letters.length > 0 && widthOf(`${letters.join("")}…`, size) > width) letters.pop();
	return `${letters.join("").trimEnd()}…`;
}

/** A text in lines no wider than that; its own line breaks stand. A word that is wider alone is cut. */
export function wrapped(text: string, width: number, size: number = usualSize): string[] {
	return text.split(/\r?\n/).flatMap((paragraph) => {
		const lines: string[] = [];
		let line = "";
		for (const word of paragraph.split(/\s+/)) {
			const longer = line === "" ? word : `${line} ${word}`;
			if (widthOf(longer, size) <= width) line = longer;
			else {
				if (line !== "") lines.push(line);
				line = fitted(word, width, size);
			}
		}
		return [...lines, line];
	});
}

/** Bytes 0x80 to 0x9F of WinAnsi (Windows 1252); a space where there is no letter. */
const upper = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

function winAnsi(text: string): number[] {
	return [...text.normalize("NFC")].map(
		(letter) => byteOf(letter) ?? byteOf(alike[letter] ?? "") ?? byteOf(letter.normalize("NFKD")[0] ?? "") ?? 63,
	);
}

const alike: Record<string, string> = {
	"−": "-",
	"‐": "-",
	"‑": "-",
	"\u202f": "\u00a0",
	"\u2009": " ",
	"\t": " ",
	ł: "l",
	Ł: "L",
	đ: "d",
	Đ: "D",
	ı: "i",
};

function byteOf(letter: string): number | undefined {
	const code = letter.codePointAt(0) ?? 0;
	if ((code >= 32 && code <= 126) || (code >= 160 && code <= 255)) return code;
	const place = code > 126 ? upper.indexOf(letter) : -1;
	return place < 0 ? undefined : 128 + place;
}

/** Adobe's metrics of Helvetica in thousandths of the size: from the space to the tilde, then what is not as wide as its letter without accent. */
const ascii = [
	...[278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556],
	...[278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667],
	...[611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833],
	...[556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584],
];
const others: Record<string, number> = {
	...{ Æ: 1000, æ: 889, Ø: 778, ø: 611, ß: 611, Œ: 1000, œ: 944, "…": 1000, "–": 556, "—": 1000, "•": 350, "‘": 222, "’": 222, "‚": 222 },
	...{
		"“": 333,
		"”": 333,
		"„": 333,
		"€": 556,
		"™": 1000,
		"·": 278,
		"×": 584,
		"°": 400,
		"®": 737,
		"©": 737,
		"½": 834,
		"¼": 834,
		"¾": 834,
		"\u00a0": 278,
	},
};
const widths: Record<number, number> = Object.fromEntries([
	...Array.from({ length: 96 }, (_, index) => {
		const letter = String.fromCodePoint(160 + index);
		const plain = letter.normalize("NFD").codePointAt(0) ?? 0;
		return [160 + index, ascii[plain - 32] ?? 556];
	}),
	...ascii.map((width, index) => [32 + index, width]),
	...Object.entries(others).map(([letter, width]) => [byteOf(letter), width]),
]);
