import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "../../..");
const read = (name: string): unknown => JSON.parse(readFileSync(join(root, "messages", name), "utf8"));

function keysOf(value: unknown, path = ""): string[] {
	return value && typeof value === "object"
		? Object.entries(value).flatMap(([key, inner]) => keysOf(inner, path ? `${path}.${key}` : key))
		: [path];
}
const slots = (value: unknown): string[] =>
	typeof value === "string" ? [...value.matchAll(/\{(\w+)\s*[,}]/g)].map(([, name = ""]) => name).sort() : [];
const at = (value: unknown, path: string): unknown =>
	path.split(".").reduce<unknown>((inner, key) => (inner && typeof inner === "object" ? Reflect.get(inner, key) : undefined), value);

const namespaces = readdirSync(join(root, "messages/en")).filter((name) => name.endsWith(".json"));

it.each(namespaces)("%s says the same things in both languages, with the same slots", (name) => {
	const [en, da] = [read(`en/${name}`), read(`da/${name}`)];
	expect(keysOf(da).sort()).toEqual(keysOf(en).sort());
	for (const key of keysOf(en)) expect(new Set(slots(at(da, key))), key).toEqual(new Set(slots(at(en, key))));
});

/** The namespaces a table of words has, with those of the tables it stands on. */
function namespacesOf(table: string, locale = "en"): string[] {
	const text = readFileSync(join(root, "messages", locale, `${table}.ts`), "utf8");
	return [...text.matchAll(/"\.\/([\w-]+)\.(json|ts)"/g)].flatMap(([, name = "", kind]) =>
		kind === "json" ? [name] : namespacesOf(name, locale),
	);
}

it("both languages have the same namespaces, and the server holds each", () => {
	expect(readdirSync(join(root, "messages/da")).sort()).toEqual(readdirSync(join(root, "messages/en")).sort());
	for (const locale of ["en", "da"])
		expect(namespaces.filter((name) => !namespacesOf("every", locale).includes(name.replace(".json", "")))).toEqual([]);
});

/** A page's module and all it is made of in the browser. */
function modulesOf(file: string, found = new Set<string>()): Set<string> {
	if (found.has(file)) return found;
	found.add(file);
	for (const [, from = ""] of readFileSync(file, "utf8").matchAll(/^(?:import(?! type)|\} from|export \{)[^;]*?"([^"]+\.tsx?)";$/gm)) {
		if (from.includes(".server.") || from.includes("+types")) continue;
		modulesOf(from.startsWith("#app/") ? join(root, "app", from.slice(5)) : join(file, "..", from), found);
	}
	return found;
}

const partOf = (page: string) => /^export const handle = "(\w+)";$/m.exec(readFileSync(join(root, "app", page), "utf8"))?.[1] ?? "office";
/** Pages inside. The doors' take a piece of a module whose other pieces say what only the office is sent. */
const pages = [...readFileSync(join(root, "app/routes.ts"), "utf8").matchAll(/"(routes\/[^"]+\.tsx)"/g)]
	.map(([, page = ""]) => page)
	.filter((page) => partOf(page) !== "door");

it.each(pages)("%s is sent every word it says", (page) => {
	const sent = new Set(namespacesOf(partOf(page)));
	const said = [...modulesOf(join(root, "app", page))].flatMap((module) =>
		[...readFileSync(module, "utf8").matchAll(/useTranslations\("(\w+)|useMessages\(\)\.(\w+)/g)].map(([, a, b]) => a ?? b ?? ""),
	);
	expect(said.filter((namespace) => !sent.has(namespace))).toEqual([]);
});

it("every refusal there is has its sentence", () => {
	const sources = ["app", "workers"].flatMap((top) =>
		readdirSync(join(root, top), { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
			.map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8")),
	);
	const codes = new Set(sources.flatMap((text) => [...text.matchAll(/refuse\(\s*"[a-z_]+",\s*"([a-z_]+)"/g)].map(([, code = ""]) => code)));
	const said = [...keysOf(read("en/errors.json")), ...keysOf(read("en/officeErrors.json")), ...keysOf(read("en/tillErrors.json"))];
	expect([...codes].filter((code) => !said.includes(code))).toEqual([]);
	expect(new Set(said).size).toBe(said.length);
});

it("no page or component holds literal text", () => {
	const literal = /(?<!=)>\s*[A-Za-zÆØÅæøå][^<>{}=;()]*[a-zæøå]{2}[^<>{}=;()]*<\//;
	const files = readdirSync(join(root, "app"), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && entry.name.endsWith(".tsx"))
		.map((entry) => join(entry.parentPath, entry.name));
	const found = files.flatMap((file) =>
		readFileSync(file, "utf8")
			.split("\n")
			.flatMap((line, n) =>
				literal.test(line) && !/^\s*(\*|\/\/|\/\*)/.test(line) ? [`${relative(root, file)}:${n + 1} ${line.trim()}`] : [],
			),
	);
	expect(found).toEqual([]);
});
