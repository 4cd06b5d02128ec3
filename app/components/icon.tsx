import type { IconNode } from "lucide";

const markups = new WeakMap<IconNode, Map<number, string>>();

/**
 * A drawing as markup, written once for each of its sizes: a page has more than a hundred drawings, and an element with its attributes, each a handful of
 * pieces of text, is made and written anew for every reader.
 */
function markupOf(drawing: IconNode, size: number): string {
	const sizes = markups.get(drawing) ?? new Map<number, string>();
	markups.set(drawing, sizes);
	let markup = sizes.get(size);
	if (markup === undefined) {
		const strokes = drawing.map(([tag, attributes]) => `<${tag}${said(attributes)}/>`);
		const frame = { viewBox: "0 0 24 24", width: size, height: size, ...(size >= 20 && { "stroke-width": 1.75 }), "aria-hidden": true };
		markup = `<svg${said(frame)}>${strokes.join("")}</svg>`;
		sizes.set(size, markup);
	}
	return markup;
}

function said(attributes: Record<string, unknown>): string {
	return Object.entries(attributes)
		.map(([name, value]) => ` ${name}="${value}"`)
		.join("");
}

/** A drawing beside words, never instead of them: hidden from screen readers. How its strokes look is the stylesheet's, but that large ones are finer. */
export function Icon({ of: drawing, size = 16 }: { of: IconNode; size?: number }) {
	// Drawings come with the build and hold nobody's words.
	return <i className="icon" dangerouslySetInnerHTML={{ __html: markupOf(drawing, size) }} />;
}
