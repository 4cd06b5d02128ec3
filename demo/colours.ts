/** A colour as it is called, coded in SKUs, and drawn. */
export type Colour = {
	name: string;
	code: string;
	look: "solid" | "havana" | "crystal" | "metal";
	base: string;
	spots?: string;
	tint?: string;
};

/** `base` is the acetate or plating, `spots` the dark of a havana, `tint` the sun lens that goes with it. */
// biome-ignore format: a table reads best with one row a line
export const COLOURS = [
	{ name: "Black", code: "BLK", look: "solid", base: "#232427", tint: "#34383c" },
	{ name: "Matt Black", code: "MBK", look: "metal", base: "#3a3b3e", tint: "#34383c" },
	{ name: "Ink", code: "INK", look: "solid", base: "#2b3753", tint: "#39424e" },
	{ name: "Cobalt", code: "COB", look: "solid", base: "#29509b", tint: "#3f4a5c" },
	{ name: "Petrol", code: "PET", look: "solid", base: "#17606b", tint: "#3a4a4c" },
	{ name: "Moss", code: "MOS", look: "solid", base: "#4c5a34", tint: "#4b5040" },
	{ name: "Sage", code: "SGE", look: "solid", base: "#86967c", tint: "#5a6356" },
	{ name: "Bordeaux", code: "BOR", look: "solid", base: "#74243b", tint: "#594046" },
	{ name: "Cognac", code: "COG", look: "solid", base: "#a05a2b", tint: "#6e4a30" },
	{ name: "Clay", code: "CLA", look: "solid", base: "#b8694f", tint: "#6b4a40" },
	{ name: "Sand", code: "SND", look: "solid", base: "#c3ab89", tint: "#77654d" },
	{ name: "Milk", code: "MLK", look: "solid", base: "#e4ded2", tint: "#4d4f50" },
	{ name: "Havana", code: "HAV", look: "havana", base: "#c07a2f", spots: "#3a1c0e", tint: "#5d4129" },
	{ name: "Dark Havana", code: "DKH", look: "havana", base: "#7a3f1c", spots: "#1d100b", tint: "#4c3826" },
	{ name: "Blonde Havana", code: "BLH", look: "havana", base: "#e2b26b", spots: "#8a4d1d", tint: "#7d5b36" },
	{ name: "Grey Havana", code: "GRH", look: "havana", base: "#9aa0a1", spots: "#33383c", tint: "#464c50" },
	{ name: "Crystal", code: "CRY", look: "crystal", base: "#a6b6be", tint: "#56666f" },
	{ name: "Smoke", code: "SMK", look: "crystal", base: "#7e868b", tint: "#43494e" },
	{ name: "Rose", code: "ROS", look: "crystal", base: "#d99a9c", tint: "#7c5154" },
	{ name: "Honey", code: "HON", look: "crystal", base: "#dc9f3f", tint: "#77552c" },
	{ name: "Champagne", code: "CHA", look: "crystal", base: "#d8bf97", tint: "#7b674c" },
	{ name: "Gold", code: "GLD", look: "metal", base: "#c39a48", tint: "#4f5a45" },
	{ name: "Rose Gold", code: "RGD", look: "metal", base: "#c78a73", tint: "#7a4f50" },
	{ name: "Bronze", code: "BRZ", look: "metal", base: "#8b6844", tint: "#5d4632" },
	{ name: "Silver", code: "SLV", look: "metal", base: "#a4acb1", tint: "#4a555e" },
	{ name: "Steel", code: "STL", look: "metal", base: "#7f8b94", tint: "#43525d" },
	{ name: "Gunmetal", code: "GUN", look: "metal", base: "#54595f", tint: "#363d42" },
] satisfies Colour[];

const byCode: ReadonlyMap<string, Colour> = new Map(COLOURS.map((colour) => [colour.code, colour]));

/** The colour behind a code; an unknown code is a mistake in our own tables, so it throws. */
export function colourOf(code: string): Colour {
	const colour = byCode.get(code);
	if (!colour) throw new Error(`No colour has the code ${code}`);
	return colour;
}

/** "#rrggbb" moved towards black (negative share) or white (positive share), share from −1 to 1. */
export function shade(hex: string, share: number): string {
	const target = share < 0 ? 0 : 255;
	const channels = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
	return `#${channels
		.map((value) =>
			Math.round(value + (target - value) * Math.abs(share))
				.toString(16)
				.padStart(2, "0"),
		)
		.join("")}`;
}
