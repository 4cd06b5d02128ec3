import { expect, it } from "vitest";
import { answersTo, exactlyOne, nothingFound } from "#app/components/palette-found.ts";
import { pages } from "#app/components/palette-places.ts";
import danish from "../../../messages/da/palette.json";
import english from "../../../messages/en/palette.json";

it("finds by the beginnings of words, in any order and any case", () => {
	for (const typed of ["ord", "ORDRER", "salg", "sal ord"]) expect(answersTo(typed, "Ordrer", "orders sales salg"), typed).toBe(true);
	for (const typed of ["rder", "ordrer x", "", "  ", "-"]) expect(answersTo(typed, "Ordrer", "orders sales salg"), typed).toBe(false);
	expect(answersTo("optæl", "Optællinger")).toBe(true);
	expect(answersTo("ØRE", "Tilbage", "øresund")).toBe(true);
});

it("every page is found by its name in either language, whichever is on", () => {
	for (const { word } of pages) {
		const [en, da] = [english.pages[word], danish.pages[word]];
		expect(answersTo(da.name, en.name, en.also), `${word}: ${da.name} in English`).toBe(true);
		expect(answersTo(en.name, da.name, da.also), `${word}: ${en.name} in Danish`).toBe(true);
	}
});

it("a code names a product only when it is the code of one", () => {
	const product = (id: string, exact: 0 | 1) => ({
		id,
		name: id,
		sku: id,
		imageUrl: null,
		category: null,
		status: "published",
		available: 0,
		exact,
	});
	const found = (...products: ReturnType<typeof product>[]) => ({ ...nothingFound, products });
	expect(exactlyOne(found(product("a", 1), product("b", 0)))?.id).toBe("a");
	expect(exactlyOne(found(product("a", 1), product("b", 1)))).toBeUndefined();
	expect(exactlyOne(found(product("a", 0)))).toBeUndefined();
});
