import type { Picture } from "./catalog-shape.ts";
import { COLOURS, colourOf } from "./colours.ts";
import { drawEyewear } from "./draw-eyewear.ts";
import { drawGoods } from "./draw-goods.ts";

/** The SVG of one style in one value of its first option, at most 2 KB, 300 × 200 with its own margins and no background. */
export function drawPicture(picture: Picture, value: { name: string; code: string }, seed: string): string {
	if (picture.kind === "eyewear") return drawEyewear(picture, colourOf(value.code), seed);
	const colour = COLOURS.find((known) => known.code === value.code);
	return drawGoods(picture.drawing, colour?.base ?? TINTS[value.code] ?? "#9aa5aa", picture.hue);
}

/** Lens tints are not frame colours, so they have their own tones. */
const TINTS: Record<string, string> = { GRY: "#5b646b", BRN: "#7a5533", GRN: "#52664d" };
