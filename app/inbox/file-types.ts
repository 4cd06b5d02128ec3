/** What a file is, by its first bytes and what it is called, and whether a browser may show it. Pure. */

const signatures: [string, (bytes: Uint8Array) => boolean][] = [
	["image/png", begins([0x89, 0x50, 0x4e, 0x47])],
	["image/jpeg", begins([0xff, 0xd8, 0xff])],
	["image/gif", begins([0x47, 0x49, 0x46, 0x38])],
	["image/webp", (bytes) => text(bytes, 0, 4) === "RIFF" && text(bytes, 8, 12) === "WEBP"],
	["application/pdf", begins([0x25, 0x50, 0x44, 0x46])],
	["audio/ogg", begins([0x4f, 0x67, 0x67, 0x53])],
];

/** What is shown in a page: it can run nothing. Anything else is a file to be saved. */
export const shownTypes: ReadonlySet<string> = new Set([
	"image/png",
	"image/jpeg",
	"image/gif",
	"image/webp",
	"audio/ogg",
	"audio/mpeg",
	"audio/mp4",
	"audio/aac",
	"audio/amr",
	"video/mp4",
	"video/3gpp",
]);

/** The type a file is kept under: what its bytes say; what they do not, only where it can be nothing a browser would run. */
export function mimeOf(bytes: Uint8Array, called: string): string {
	const known = signatures.find(([, is]) => is(bytes));
	if (known) return known[0];
	const mime = called.split(";")[0]?.trim().toLowerCase() ?? "";
	if (/^(audio|video)\//.test(mime) && shownTypes.has(mime)) return mime;
	return /^(application\/(zip|msword|vnd\.[\w.-]+)|text\/(plain|csv))$/.test(mime) ? mime : "application/octet-stream";
}

function begins(with_: number[]): (bytes: Uint8Array) => boolean {
	return (bytes) => with_.every((byte, at) => bytes[at] === byte);
}

function text(bytes: Uint8Array, from: number, to: number): string {
	return String.fromCharCode(...bytes.subarray(from, to));
}
