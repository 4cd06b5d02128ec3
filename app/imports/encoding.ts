/** What the bytes of a file are. Browser-safe. */

export const encodings = ["utf-8", "utf-16le", "utf-16be", "windows-1252"] as const;
export type Encoding = (typeof encodings)[number];

/** `start`: how many bytes a byte order mark takes. `isGuess`: no sign said so; it is what old spreadsheets write, and is said aloud. */
export type Encoded = { encoding: Encoding; start: number; isGuess: boolean };

/** What people take for a table and is something else, by its first bytes. */
const others = {
	zip: [0x50, 0x4b, 0x03, 0x04],
	emptyZip: [0x50, 0x4b, 0x05, 0x06],
	gzip: [0x1f, 0x8b],
	oldExcel: [0xd0, 0xcf, 0x11, 0xe0],
	pdf: [0x25, 0x50, 0x44, 0x46],
} as const;

/** Whether the bytes are a spreadsheet, an archive or a document, none of which is unpacked here. */
export function isOtherFile(bytes: Uint8Array): boolean {
	return Object.values(others).some((sign) => sign.every((byte, index) => bytes[index] === byte));
}

/** The encoding of a whole file: by its byte order mark, as UTF-8 if it is that to the last byte, else as Windows-1252. */
export function encodingOf(bytes: Uint8Array): Encoded {
	const [a, b, c] = bytes;
	if (a === 0xef && b === 0xbb && c === 0xbf)
		return isUtf8(bytes) ? said("utf-8", 3) : { encoding: "windows-1252", start: 3, isGuess: true };
	if (a === 0xff && b === 0xfe) return said("utf-16le", 2);
	if (a === 0xfe && b === 0xff) return said("utf-16be", 2);
	// Two letters of a Western alphabet in UTF-16 without its mark.
	if (bytes.length > 3 && a !== 0 && b === 0 && c !== 0 && bytes[3] === 0) return said("utf-16le", 0);
	if (isUtf8(bytes)) return said("utf-8", 0);
	return { encoding: "windows-1252", start: 0, isGuess: true };
}

function said(encoding: Encoding, start: number): Encoded {
	return { encoding, start, isGuess: false };
}

/** Asked a piece at a time, so that the text of the whole file is never in memory. */
function isUtf8(bytes: Uint8Array): boolean {
	const decoder = new TextDecoder("utf-8", { fatal: true });
	const piece = 256 * 1024;
	try {
		for (let from = 0; from < bytes.length; from += piece) decoder.decode(bytes.subarray(from, from + piece), { stream: true });
		decoder.decode();
		return true;
	} catch {
		return false;
	}
}

/** Turns bytes into text a piece at a time; what stands split between two pieces waits for the second. */
export function decoderOf(encoding: Encoding): { decode(bytes?: Uint8Array): string } {
	const decoder = new TextDecoder(encoding, { ignoreBOM: true });
	return { decode: (bytes) => (bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode()) };
}

/** How many bytes of the file a piece of its text is. */
export function sizeIn(encoding: Encoding): (text: string) => number {
	if (encoding === "windows-1252") return (text) => text.length;
	if (encoding === "utf-8") return utf8Size;
	return (text) => text.length * 2;
}

function utf8Size(text: string): number {
	let size = text.length;
	for (let index = 0; index < text.length; index++) {
		const code = text.charCodeAt(index);
		if (code < 0x80) continue;
		if (code < 0x800) size += 1;
		else if (code >= 0xd800 && code < 0xdc00) {
			// Two halves are two letters of text and four bytes.
			size += 2;
			index++;
		} else size += 2;
	}
	return size;
}
