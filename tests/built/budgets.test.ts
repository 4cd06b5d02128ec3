import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";

// What a browser loads before a page is alive: the entry, the root and the page's own chunks with all they import, the pages there are, and
// the reader's words.

const client = join(import.meta.dirname, "../../build/client");
const chunks = readdirSync(join(client, "assets")).filter((name) => name.endsWith(".js"));
const source = (chunk: string) => readFileSync(join(client, "assets", chunk), "utf8");

type Chunks = { module: string; imports?: string[] };
type PageRoute = Chunks & { id: string; parentId?: string; path?: string; index?: boolean; hasDefaultExport: boolean };
type Manifest = { entry: Chunks; routes: Record<string, PageRoute> };

const [pagesThereAre = "", ...otherManifests] = chunks.filter((chunk) => /^manifest-\w+\.js$/.test(chunk));

/** What React Router tells the browser about every page. */
function manifest(): Manifest {
	expect(otherManifests).toEqual([]);
	const text = source(pagesThereAre);
	return JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1));
}

const { entry, routes } = manifest();
const fileOf = (url: string) => url.split("/").at(-1) ?? "";

/** Chunks that are loaded with these: whatever stands in an `import` at the top of them. */
function withImports(from: string[], found = new Set<string>()): Set<string> {
	for (const chunk of from) {
		if (found.has(chunk)) continue;
		found.add(chunk);
		withImports(
			[...source(chunk).matchAll(/(?:\bfrom|\bimport)\s*"\.\/([^"]+\.js)"/g)].map(([, name = ""]) => name),
			found,
		);
	}
	return found;
}

/** The pages before signing in: they are sent fewer words. */
const doors = /^\/?(sign-in|register|forgot-password|reset-password|verify-email|invite)$/;

/** What words are kept in: parts, and namespaces that several parts share. */
const namespaces = readdirSync(join(import.meta.dirname, "../../messages/en")).map((file) => file.replace(/\.\w+$/, ""));

/** The words a page is sent, which its route's `handle` names, with the chunks they lie in; the larger of the two languages. */
function words(route: PageRoute): string[] {
	const page = readFileSync(join(import.meta.dirname, "../../app", `${route.id}.tsx`), "utf8");
	const part = /^export const handle = "(\w+)";$/m.exec(page)?.[1] ?? "office";
	const table = new RegExp(`^${part === "door" ? "doors" : part}-[\\w-]{8}\\.js$`);
	// A page's own chunk may be called like a part of the words; words import nothing but words.
	const languages = chunks
		.filter((chunk) => table.test(chunk))
		.map((chunk) => [...withImports([chunk])])
		.filter((all) => all.every((chunk) => namespaces.some((name) => chunk.startsWith(`${name}-`))));
	expect(languages.length).toBeGreaterThanOrEqual(2);
	return languages.toSorted((a, b) => weight(b) - weight(a))[0] ?? [];
}

function firstLoad(route: PageRoute): string[] {
	const own: Chunks[] = [];
	for (let each: PageRoute | undefined = route; each; each = each.parentId ? routes[each.parentId] : undefined) own.push(each);
	const modules = [entry, ...own].flatMap(({ module, imports = [] }) => [module, ...imports]).map(fileOf);
	return [...new Set([...withImports(modules), pagesThereAre, ...words(route)])];
}

const weights = new Map<string, number>();

/** Bytes on the wire, compressed as servers do. */
function weight(names: string[]): number {
	let bytes = 0;
	for (const name of names) {
		const known = weights.get(name) ?? gzipSync(source(name)).byteLength;
		weights.set(name, known);
		bytes += known;
	}
	return bytes;
}

const pathOf = (route: PageRoute): string =>
	[route.parentId && routes[route.parentId] ? pathOf(routes[route.parentId] ?? route) : "", route.path ?? ""].filter(Boolean).join("/");
const pages = Object.values(routes)
	.filter(({ hasDefaultExport, path, index }) => hasDefaultExport && (path || index))
	.map((route) => ({ path: `/${pathOf(route)}`, kilobytes: weight(firstLoad(route)) / 1000 }));

test.each(pages.filter(({ path }) => doors.test(path)))(
	"$path loads less than 150 KB of scripts, compressed ($kilobytes)",
	({ kilobytes }) => {
		expect(kilobytes).toBeLessThan(150);
	},
);

test.each(pages.filter(({ path }) => !doors.test(path)))(
	"$path loads less than 200 KB of scripts, compressed ($kilobytes)",
	({ kilobytes }) => {
		expect(kilobytes).toBeLessThan(200);
	},
);

test("the pages people begin with are among those that were weighed", () => {
	expect(pages.map(({ path }) => path)).toEqual(
		expect.arrayContaining(["/", "/sign-in", "/products", "/products/:productId", "/counter", "/settings"]),
	);
});

test("zod stays on the server: input is judged there", () => {
	expect(chunks.filter((chunk) => /_zod\b|\$?ZodError|ZodType/.test(source(chunk)))).toEqual([]);
});

test("no source map is public, and no script names one", () => {
	const files = readdirSync(client, { recursive: true }).map(String);
	expect(files.filter((file) => file.endsWith(".map"))).toEqual([]);
	expect(chunks.filter((chunk) => source(chunk).includes("sourceMappingURL"))).toEqual([]);
});
