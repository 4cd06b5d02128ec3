import type { LucideIcon } from "lucide-react";

/** A drawing beside words, never instead of them: hidden from screen readers. Stroke 2 at 16 px, finer from 20 px up. */
export function Icon({ of: Drawing, size = 16 }: { of: LucideIcon; size?: number }) {
	return <Drawing className="icon" size={size} strokeWidth={size >= 20 ? 1.75 : 2} aria-hidden="true" focusable="false" />;
}
