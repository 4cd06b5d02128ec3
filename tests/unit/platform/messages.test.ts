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

it.each([
	["en.json", "da.json"],
	["errors.en.json", "errors.da.json"],
])("%s and %s say the same things, with the same slots", (english, danish) => {
	const [en, da] = [read(english), read(danish)];
	expect(keysOf(da).sort()).toEqual(keysOf(en).sort());
	for (const key of keysOf(en)) expect(new Set(slots(at(da, key))), key).toEqual(new Set(slots(at(en, key))));
});

it("every refusal there is has its sentence", () => {
	const sources = ["app", "workers"].flatMap((top) =>
		readdirSync(join(root, top), { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
			.map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8")),
	);
	const codes = new Set(sources.flatMap((text) => [...text.matchAll(/refuse\(\s*"[a-z_]+",\s*"([a-z_]+)"/g)].map(([, code = ""]) => code)));
	expect([...codes].filter((code) => !keysOf(read("errors.en.json")).includes(code))).toEqual([]);
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
