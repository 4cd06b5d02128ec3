import type { ShapeName } from "./catalog-shape.ts";

/**
 * The opening of the lens on the wearer's right (left in the picture), in hundredths of its half width and half height:
 * x −100 is the temple, x 100 the nose, y −100 the brow.
 */
export type Shape = {
	lens: string;
	/** Half width and half height of the opening, in picture units. */
	half: [number, number];
	/** How much more rim at the brow than below, as a share of the rim. */
	brow: number;
	/** Height of the hinge, in hundredths of the half height. */
	hinge: number;
	/** Half the distance between the two openings. */
	gap: number;
	/** Height of the bridge, in hundredths of the half height. */
	arch: number;
};

export const SHAPES: Record<ShapeName, Shape> = {
	panto: {
		lens: "M-100-46C-97-86-60-100 0-100C60-100 96-88 100-40C103 36 64 100-3 100C-68 100-104 34-100-46Z",
		half: [46, 42],
		brow: 0.25,
		hinge: -62,
		gap: 14,
		arch: -44,
	},
	round: {
		lens: "M-100 0C-100-55-55-100 0-100C55-100 100-55 100 0C100 55 55 100 0 100C-55 100-100 55-100 0Z",
		half: [44, 43],
		brow: 0.1,
		hinge: -42,
		gap: 16,
		arch: -28,
	},
	square: {
		lens: "M-100-58C-100-92-88-100-60-100L58-98C90-97 102-86 100-52L94 44C90 84 74 100 38 100L-42 100C-78 100-94 84-97 46Z",
		half: [48, 36],
		brow: 0.3,
		hinge: -60,
		gap: 14,
		arch: -46,
	},
	rectangular: {
		lens: "M-100-50C-100-88-90-100-66-100L66-97C92-96 102-84 100-46L95 36C91 84 78 100 48 100L-50 100C-82 100-95 82-98 38Z",
		half: [50, 28],
		brow: 0.2,
		hinge: -52,
		gap: 14,
		arch: -40,
	},
	aviator: {
		lens: "M-97-66C-92-92-62-100-20-100C26-100 66-96 84-84C104-70 100-28 86 2C62 58 22 100-22 100C-66 100-90 52-98-4C-102-34-102-50-97-66Z",
		half: [50, 44],
		brow: 0.1,
		hinge: -66,
		gap: 12,
		arch: -44,
	},
	"cat-eye": {
		lens: "M-108-82C-96-102-44-100 4-96C62-91 97-76 99-30C100 44 60 100-8 100C-62 100-92 54-98-4C-101-34-114-62-108-82Z",
		half: [47, 36],
		brow: 0.45,
		hinge: -70,
		gap: 14,
		arch: -42,
	},
	keyhole: {
		lens: "M-100-44C-98-84-64-100-4-100C56-100 94-90 99-46C103 30 66 100 0 100C-66 100-104 32-100-44Z",
		half: [45, 41],
		brow: 0.25,
		hinge: -60,
		gap: 15,
		arch: -50,
	},
	hexagonal: {
		lens: "M-98-14C-102-22-102-26-98-34L-66-88C-60-98-54-100-42-100L42-100C54-100 60-98 66-88L98-34C102-26 102-18 98-8L68 84C63 97 57 100 46 100L-40 100C-54 100-60 96-65 84Z",
		half: [46, 40],
		brow: 0,
		hinge: -50,
		gap: 15,
		arch: -38,
	},
	browline: {
		lens: "M-100-60C-99-92-86-100-58-100L56-98C88-97 101-84 100-46C99 44 62 100 0 100C-62 100-97 40-100-60Z",
		half: [46, 38],
		brow: 0,
		hinge: -64,
		gap: 14,
		arch: -50,
	},
};

/** Writes a path of absolute M, L, C commands at another scale and place, rounded to a tenth, as short as SVG allows. */
export function placed(path: string, scaleX: number, scaleY: number, x: number, y: number): string {
	let coordinate = 0;
	const numbers = path.replace(/[A-Z]|-?\d+(\.\d+)?/g, (token) => {
		if (/[A-Z]/.test(token)) return token;
		const value = coordinate % 2 === 0 ? x + Number(token) * scaleX : y + Number(token) * scaleY;
		coordinate += 1;
		return ` ${short(value)}`;
	});
	return numbers
		.replace(/\s+/g, " ")
		.replace(/ ?([A-Z]) ?/g, "$1")
		.replace(/ -/g, "-");
}

/** A number to one decimal without a needless zero. */
export function short(value: number): string {
	return String(Math.round(value * 10) / 10)
		.replace("-0.", "-.")
		.replace(/^0\./, ".");
}
