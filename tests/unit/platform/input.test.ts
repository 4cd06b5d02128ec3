import { expect, it } from "vitest";
import { line, text } from "#app/platform/input.ts";

it("no half character is let in anywhere text is: a database would give another back than it was given", () => {
	for (const kind of [line(50), text(50)]) {
		for (const whole of ["Nørrebro 👓", "مرحبا", ""]) expect(kind.parse(whole)).toBe(whole);
		for (const half of ["\ud83d", "a\udc53b", "👓\ud83d"]) expect(kind.safeParse(half).success, JSON.stringify(half)).toBe(false);
	}
	expect(text(50).parse("two\nlines\tand a tab")).toBe("two\nlines\tand a tab");
	expect(text(50).safeParse("bell\u0007").success).toBe(false);
});
