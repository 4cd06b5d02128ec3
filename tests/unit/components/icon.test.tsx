import * as lucide from "lucide";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Icon } from "#app/components/icon.tsx";

test("a drawing is sent with all its strokes, hidden from screen readers", () => {
	expect(renderToStaticMarkup(<Icon of={lucide.Search} size={20} />)).toBe(
		'<i class="icon"><svg viewBox="0 0 24 24" width="20" height="20" stroke-width="1.75" aria-hidden="true"><path d="m21 21-4.34-4.34"/><circle cx="11" cy="11" r="8"/></svg></i>',
	);
});

test("no drawing of the library holds what would have to be escaped", () => {
	const drawings = Object.values(lucide.icons);
	expect(drawings.length).toBeGreaterThan(1000);
	const said = drawings.flatMap((drawing) =>
		drawing.flatMap(([tag, attributes]) => [tag, ...Object.entries(attributes).flat().map(String)]),
	);
	expect(said.filter((text) => /["'&<>]/.test(text))).toEqual([]);
});
