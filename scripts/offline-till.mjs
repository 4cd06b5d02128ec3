// Writes into the built service worker which files the till is made of, and the name of their build: what it keeps for the time without the network.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const client = "build/client";
const assets = join(client, "assets");
/** Pages a till is on, and what they are called in the router's list. */
const pages = ["root", "routes/counter/counter", "routes/counter/offline/offline"];
/** Of the words only these parts are a till's. */
const otherWords = /^(buying|catalog|channels|inbox|journal|ordering|people|settings|stockroom)-[\w-]{8}\.js$/;

export function writeOfflineTill() {
	const files = tillFiles();
	const hash = createHash("sha256");
	for (const file of files) hash.update(file);
	const worker = readFileSync("public/sw.js", "utf8");
	const id = hash.update(worker).digest("hex").slice(0, 12);
	writeFileSync(join(client, "sw.js"), `self.storekeepBuild = ${JSON.stringify({ id, files })};\n${worker}`);
}

/** Everything the till's pages load, now or later, and what their styles name. */
function tillFiles() {
	const names = readdirSync(assets);
	const manifest = names.find((name) => /^manifest-\w+\.js$/.test(name)) ?? "";
	const text = readFileSync(join(assets, manifest), "utf8");
	const { entry, routes } = JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1));
	const first = [entry, ...pages.map((page) => routes[page])].flatMap(({ module, imports = [], css = [] }) => [module, ...imports, ...css]);
	const found = new Set([manifest]);
	const look = first.map((url) => url.split("/").at(-1));
	for (let name = look.pop(); name; name = look.pop()) {
		if (found.has(name) || !names.includes(name) || otherWords.test(name)) continue;
		found.add(name);
		if (!/\.(js|css)$/.test(name)) continue;
		const source = readFileSync(join(assets, name), "utf8");
		look.push(...names.filter((other) => source.includes(other)));
	}
	return [...[...found].map((name) => `/assets/${name}`).sort(), "/favicon.svg", "/manifest.webmanifest"];
}
