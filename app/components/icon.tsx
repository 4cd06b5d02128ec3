import type { IconNode } from "lucide";

const markups = new WeakMap<IconNode, string>();

/** A drawing's strokes as markup, written once: a page has a hundred drawings, and each stroke as an element is made and written anew for every reader. */
function markupOf(drawing: IconNode): string {
	const known = markups.get(drawing);
	if (known !== undefined) return known;
	const markup = drawing
		.map(([tag, attributes]) => {
			const said = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`);
			return `<${tag}${said.join("")}/>`;
		})
		.join("");
	markups.set(drawing, markup);
	return markup;
}

/**
 * A drawing beside words, never instead of them: hidden from screen readers. How its strokes look is the stylesheet's: a list has hundreds of
 * drawings, and each attribute is written, sent and read again.
 */
export function Icon({ of: drawing, size = 16 }: { of: IconNode; size?: number }) {
	return (
		<svg
			className="icon"
			viewBox="0 0 24 24"
			width={size}
			height={size}
			data-fine={size >= 20 || undefined}
			aria-hidden="true"
			// Drawings come with the build and hold nobody's words.
			dangerouslySetInnerHTML={{ __html: markupOf(drawing) }}
		/>
	);
}
