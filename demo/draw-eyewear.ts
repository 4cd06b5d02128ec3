import type { Picture } from "./catalog-shape.ts";
import { type Colour, shade } from "./colours.ts";
import { between, randomStream } from "./random.ts";
import { placed, SHAPES, short } from "./shapes.ts";

type Eyewear = Extract<Picture, { kind: "eyewear" }>;

/**
 * A pair of glasses from the front, 300 × 200 around the middle of the bridge, without background. One half is drawn and mirrored;
 * texture and light are not, as on a real pair. Ids: l lens, d both lenses, o outer half, f front, m mask of the front, w wire, p paint, t tint.
 */
export function drawEyewear(picture: Eyewear, colour: Colour, seed: string): string {
	const parts = partsOf(picture);
	const glass = picture.sun ? sunLens(colour) : clearLens(colour);
	const body =
		picture.shape === "browline"
			? browline(parts, colour, seed)
			: picture.build === "metal"
				? wire(parts, colour)
				: acetate(parts, colour, seed);
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="-150 -100 300 200"><defs><path id="l" d="${parts.lens}"/>`,
		`<linearGradient id="t" gradientUnits="userSpaceOnUse" x1="0" x2="0" y1="-54" y2="50">${stops(glass.stops)}</linearGradient>`,
		`<g id="d">${both("l")}</g>${body.defs}<clipPath id="c">${both("l")}</clipPath></defs>`,
		`<use href="#d" fill="url(#t)"/><path clip-path="url(#c)" d="${reflection(parts)}" fill="${glass.gleam}"/>`,
		`${body.markup}</svg>`,
	].join("");
}

const mirror = (id: string) => `<use href="#${id}" transform="scale(-1 1)"/>`;
const both = (id: string) => `<use href="#${id}"/>${mirror(id)}`;
const whole = (value: number) => String(Math.round(value));
const path = (...pieces: (string | number)[]) =>
	pieces
		.map((piece) => (typeof piece === "number" ? ` ${whole(piece)}` : piece))
		.join("")
		.replace(/([A-Za-z]) /g, "$1")
		.replaceAll(" -", "-");
const fine = (value: number) => String(Math.round(value * 1000) / 1000);

type Parts = ReturnType<typeof partsOf>;

function partsOf(picture: Eyewear) {
	const shape = SHAPES[picture.shape];
	const rim = picture.rim;
	const gap = shape.gap + (picture.build === "metal" ? 1 : rim * 0.5);
	const [halfWidth, halfHeight] = [shape.half[0] * picture.wide, shape.half[1] * picture.tall];
	const x = -gap - halfWidth;
	const [above, below] = [rim * (1 + shape.brow), rim * (1 - shape.brow * 0.4)];
	return {
		picture,
		shape,
		rim,
		gap,
		x,
		halfWidth,
		halfHeight,
		above,
		below,
		lens: placed(shape.lens, halfWidth / 100, halfHeight / 100, x, 0),
		/** The lens grown by a share of the rim, as a transform of the lens itself. */
		grown(share: number): string {
			const [sx, sy] = [1 + (rim * share) / halfWidth, 1 + ((above + below) * share) / 2 / halfHeight];
			return `transform="matrix(${fine(sx)} 0 0 ${fine(sy)} ${short(x - x * sx)} ${short(((below - above) / 2) * share)})"`;
		},
		hingeY: (halfHeight * shape.hinge) / 100,
		left: x - halfWidth - rim,
		roof: -halfHeight - above,
		bridgeY: (halfHeight * shape.arch) / 100,
	};
}

/** Two slanted bands over each lens; both lenses face the same window. */
function reflection({ x, halfWidth: w, halfHeight: h }: Parts): string {
	const band = (from: number, width: number) => path("M", from, -h, "h", width, "l", -h * 1.1, h * 2, "h", -width, "z");
	return [x, -x].map((middle) => band(middle - w * 0.05, w * 0.4) + band(middle + w * 0.48, w * 0.12)).join("");
}

const clearLens = (colour: Colour) => ({
	stops: ["#aebcc46b", `${shade(colour.look === "havana" ? "#c7b79c" : colour.base, colour.look === "crystal" ? 0.35 : 0.55)}4d`],
	gleam: "#fff8",
});

const sunLens = ({ tint = "#3c4247" }: Colour) => ({ stops: [`${shade(tint, -0.32)}f7`, `${shade(tint, 0.3)}db`], gleam: "#fff2" });

const stops = (colours: string[]) =>
	colours
		.map((colour, index) => `<stop${index === 0 ? "" : ` offset="${short(index / (colours.length - 1))}"`} stop-color="${colour}"/>`)
		.join("");

/** A gradient that takes its direction from the tint's: vertical, in picture units, so that parts painted apart meet without a seam. */
const gradient = (id: string, ...colours: string[]) => `<linearGradient id="${id}" href="#t">${stops(colours)}</linearGradient>`;

/** The hinge block, or for a cat-eye the wing the brow grows into. */
function endPiece({ picture, left, hingeY, rim, roof }: Parts): string {
	if (picture.shape === "cat-eye") {
		return path(
			"M",
			left + rim * 4,
			roof + 1,
			"C",
			left + 16,
			roof,
			left + 4,
			roof,
			left - 1,
			roof,
			"q-6 0-5 5Q",
			left - 3,
			hingeY + 10,
			left + rim,
			hingeY + 28,
			"Z",
		);
	}
	const half = Math.min(7, rim * 0.65);
	const inside = left + rim * 1.7;
	return path(
		"M",
		inside,
		hingeY - half - 2,
		"L",
		left - 5,
		hingeY - half,
		"q-3 0-3 3v",
		half * 1.4,
		"q0 3 3 3L",
		inside,
		hingeY + half + 6,
		"Z",
	);
}

function rivet({ left, hingeY, picture, roof }: Parts): string {
	const y = picture.shape === "cat-eye" ? roof + 6 : hingeY;
	return `<path d="${path("M", left - 1, y, "h4")}" stroke="#fffb" stroke-width="2"/>`;
}

function bridge({ picture, gap, bridgeY, rim }: Parts): string {
	const [side, thick] = [gap + 2, Math.max(7, rim * 0.85)];
	const upper = bridgeY - thick * 0.5;
	if (picture.shape === "keyhole") {
		const lower = upper + thick * 1.7;
		return path(
			"M",
			-side,
			upper - 1,
			"Q0",
			upper - 7,
			side,
			upper - 1,
			"V",
			lower + 12,
			"Q",
			10,
			lower + 8,
			4,
			lower,
			"A6 6 0 1 0-4",
			lower,
			"Q",
			-10,
			lower + 8,
			-side,
			lower + 12,
			"Z",
		);
	}
	return path(
		"M",
		-side,
		upper + 2,
		"Q0",
		upper - 11,
		side,
		upper + 2,
		"V",
		upper + thick * 2.1,
		"Q0",
		upper + thick * 0.2,
		-side,
		upper + thick * 2.1,
		"Z",
	);
}

/** The outline of an acetate front in white with the lenses cut out in black: what a mask wants. */
function front(parts: Parts, clip: string, middle: string, id = ""): string {
	const half = `<g id="o"><use href="#l" ${parts.grown(1)}/><path d="${endPiece(parts)}"/></g>${mirror("o")}`;
	const shapes = `<g fill="#fff"${clip}>${half}${middle}</g><use href="#d"/>`;
	return `<mask id="m">${id ? `<g id="${id}">${shapes}</g>` : shapes}</mask>`;
}

const EVERYWHERE = `d="M-150-99h300V99h-300z"`;

function acetate(parts: Parts, colour: Colour, seed: string) {
	const clear = colour.look === "crystal";
	const paint = paintOf(parts, colour, seed);
	const shine = gradient("s", clear ? "#fffb" : "#fff5", "#fff1");
	const edge = `<g id="k" fill="none"><use href="#l" stroke="#0003"/><use href="#l" ${parts.grown(0.7)} stroke="url(#s)" stroke-width="1.5"/>${rivet(parts)}</g>${mirror("k")}`;
	const body = clear ? outlined(colour) : { defs: "", markup: `<g mask="url(#m)">${paint.markup}</g>` };
	return {
		defs: paint.defs + shine + front(parts, "", `<path d="${bridge(parts)}"/>`, clear ? "f" : "") + body.defs,
		markup: body.markup + edge,
	};
}

/** See-through acetate: a darker line all around one flattened, half transparent body. */
function outlined(colour: Colour) {
	return {
		defs: `<mask id="n"><use href="#f" stroke="#fff" stroke-width="2"/></mask>`,
		markup: `<g opacity=".84"><path mask="url(#n)" fill="${shade(colour.base, -0.4)}" ${EVERYWHERE}/><path mask="url(#m)" fill="url(#p)" ${EVERYWHERE}/></g>`,
	};
}

function paintOf(parts: Parts, colour: Colour, seed: string): { defs: string; markup: string } {
	const defs = gradient("p", shade(colour.base, 0.15), colour.base, shade(colour.base, -0.2));
	const ground = `<path fill="url(#p)" ${EVERYWHERE}/>`;
	if (!colour.spots) return { defs, markup: ground };
	return {
		defs: `${defs}<filter id="b"><feGaussianBlur stdDeviation="1"/></filter><path id="x" d="${spots(parts, seed)}"/>`,
		markup: `${ground}<g filter="url(#b)" stroke="${colour.spots}" stroke-linecap="round"><use href="#x" stroke-width="17" opacity=".4"/><use href="#x" stroke-width="9"/></g>`,
	};
}

/** Down the side, along the sill and up to the bridge, as shares of the front's half width and half height. */
const AROUND = [
	{ out: 0.97, down: 0.1 },
	{ out: 0.9, down: 0.62 },
	{ out: 0.62, down: 1 },
	{ out: 0.36, down: 0.96 },
	{ out: 0.17, down: 0.2 },
];

/** Drops of tortoiseshell where the front has material: along the brow, below, at the sides and on the bridge. */
function spots({ x, gap, bridgeY, halfWidth, roof, halfHeight, above, below }: Parts, seed: string): string {
	const random = randomStream("havana", seed);
	const [brow, sill] = [roof + above / 2, halfHeight + below / 2];
	const edge = halfWidth - x;
	let drops = "";
	const drop = (at: number, y: number) => {
		drops += path("M", at + between(random, -6, 6), y + between(random, -5, 5), random() < 0.5 ? "h" : "v", between(random, 1, 9));
	};
	for (let column = -4.5; column <= 4.5; column += 1) {
		const at = column * (edge / 4.7);
		drop(at, Math.abs(at) < gap ? bridgeY : brow + 2);
	}
	for (const side of [-1, 1]) {
		for (const { out, down } of AROUND) drop(side * out * edge, down * sill);
	}
	return drops;
}

/** Thin rims, bridge, hinges and pads of metal. */
function wire(parts: Parts, colour: Colour) {
	const { picture, rim, gap, bridgeY, left, hingeY } = parts;
	const y = picture.doubleBridge ? bridgeY + 5 : bridgeY;
	const bar = picture.doubleBridge ? path("M", -gap - 8, bridgeY - 14, "Q0", bridgeY - 17, gap + 8, bridgeY - 14) : "";
	const arch = path("M", -gap - 1, y + 3, "C", 7 - gap, y - 8, gap - 7, y - 8, gap + 1, y + 3);
	const hinge = `<path d="${path("M", left + rim + 1, hingeY, "L", left - 6, hingeY - 1, "v5")}"/>`;
	const dark = shade(colour.base, -0.42);
	const pads = `<g id="n"><path d="${path("M", -gap - 1, y + 12, "q5 0 6 6")}" fill="none" stroke="${dark}" stroke-width="1.3"/><ellipse rx="3.2" ry="7" transform="translate(${whole(5 - gap)} ${whole(y + 23)})rotate(18)" fill="#fff9" stroke="#8b979e"/></g>${mirror("n")}`;
	return {
		defs: `${gradient("p", shade(colour.base, 0.28), colour.base, shade(colour.base, -0.18), shade(colour.base, 0.18))}<g id="w" fill="none" stroke-linecap="round" stroke-linejoin="round"><g id="o"><use href="#l" ${parts.grown(0.5)}/>${hinge}</g>${mirror("o")}<path d="${bar}${arch}"/></g>`,
		markup: `${pads}<use href="#w" stroke="${dark}" stroke-width="${short(rim + 0.6)}"/><use href="#w" stroke="url(#p)" stroke-width="${short(Math.max(2.2, rim - 1.2))}"/>`,
	};
}

/** A metal rim below and a brow of acetate above. */
function browline(parts: Parts, colour: Colour, seed: string) {
	const { hingeY, gap, bridgeY } = parts;
	const steel = colour.look === "havana" ? "#b0955c" : "#939ca2";
	const paint = paintOf(parts, colour, seed);
	const clip = `<clipPath id="u"><path d="${path("M-150-99H150V", hingeY + 17, "L12", hingeY + 8, "H-12L-150", hingeY + 17, "z")}"/></clipPath>`;
	const between = path("M", -gap, bridgeY, "Q0", bridgeY - 16, gap, bridgeY);
	const rims = `<g fill="none" stroke="${steel}" stroke-width="3.2"><use id="w" href="#l" ${parts.grown(0.15)}/>${mirror("w")}<path d="${between}"/></g>`;
	return {
		defs: paint.defs + clip + front(parts, ` clip-path="url(#u)"`, ""),
		markup: `${rims}<g mask="url(#m)">${paint.markup}</g><g id="k">${rivet(parts)}</g>${mirror("k")}`,
	};
}
