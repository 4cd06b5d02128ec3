import { Circle, Droplets, Glasses, Package } from "lucide";
import { pictureSet } from "#app/platform/pictures.ts";
import { Icon } from "./icon.tsx";

type Props = {
	/** Where the picture is; without one, a drawing of the kind of thing. */
	src?: string | null;
	/** Category name or slug, to choose the drawing. */
	category?: string | null;
	size?: "s" | "l" | "xl" | "tile";
	/** Only when the name is not written beside it. */
	alt?: string;
};

/** A product's picture on its photo ground. White vendor pictures melt into it. */
export function FramePicture({ src, category, size = "s", alt = "" }: Props) {
	const set = src ? pictureSet(src) : undefined;
	return (
		<span className="picture" data-size={size === "s" ? undefined : size}>
			{src ? (
				<img src={src} srcSet={set} sizes={set && shownAt[size]} alt={alt} loading="lazy" decoding="async" />
			) : (
				<Icon of={drawing(category)} size={size === "s" ? 18 : size === "xl" ? 48 : 26} />
			)}
		</span>
	);
}

/** How wide each is shown, so that a list loads no picture that fills a page. */
const shownAt = { s: "72px", l: "72px", tile: "152px", xl: "148px" } as const;

function drawing(category: string | null | undefined) {
	const word = category?.toLowerCase() ?? "";
	if (word.startsWith("lens")) return Circle;
	if (word.startsWith("contact")) return Droplets;
	if (word.startsWith("access")) return Package;
	return Glasses;
}
