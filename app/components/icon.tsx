import type { IconNode } from "lucide";
import { createElement } from "react";

/**
 * A drawing beside words, never instead of them: hidden from screen readers. Its strokes are the stylesheet's: a list has hundreds of
 * drawings, and each attribute is written, sent and read again.
 */
export function Icon({ of: drawing, size = 16 }: { of: IconNode; size?: number }) {
	return (
		<svg className="icon" viewBox="0 0 24 24" width={size} height={size} data-fine={size >= 20 || undefined} aria-hidden="true">
			{drawing.map(([tag, attributes], i) => createElement(tag, { key: i, ...attributes }))}
		</svg>
	);
}
