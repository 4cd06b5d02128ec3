import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildCatalog, catalogText, pictureName, STYLES } from "./catalog.ts";
import { drawPicture } from "./draw.ts";

/** Writes demo/products.json and public/demo/*.svg. Files that would not change are not touched, pictures of no style are removed. */
const pictures = fileURLToPath(new URL("../public/demo/", import.meta.url));
const list = fileURLToPath(new URL("products.json", import.meta.url));

const files = new Map<string, string>([[list, catalogText(buildCatalog())]]);
for (const style of STYLES) {
	const firsts = style.options[0]?.values ?? [{ name: "", code: "" }];
	for (const first of style.pictured ? firsts : firsts.slice(0, 1)) {
		const name = pictureName(style, first);
		files.set(pictures + name, drawPicture(style.picture, first, name));
	}
}

mkdirSync(pictures, { recursive: true });
let written = 0;
for (const [path, text] of files) {
	if (textOf(path) === text) continue;
	writeFileSync(path, text);
	written += 1;
}
const strays = readdirSync(pictures).filter((name) => name.endsWith(".svg") && !files.has(pictures + name));
for (const name of strays) rmSync(pictures + name);

const largest = Math.max(...[...files].filter(([path]) => path !== list).map(([, text]) => Buffer.byteLength(text)));
console.log(`${files.size - 1} pictures (largest ${largest} bytes) and the product list: ${written} written, ${strays.length} removed`);

function textOf(path: string): string | null {
	try {
		return readFileSync(path, "utf8");
	} catch {
		return null;
	}
}
