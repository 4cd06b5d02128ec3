import type { GoodsDrawing } from "./catalog-shape.ts";
import { shade } from "./colours.ts";

/** Lenses, boxes and accessories: plain drawings in the manner of the eyewear. `tone` is the colour of the thing, `hue` of its printing. */
export function drawGoods(drawing: GoodsDrawing, tone: string, hue: number): string {
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200">${DRAWINGS[drawing](tone, hue)}</svg>`;
}

type Draw = (tone: string, hue: number) => string;

const print = (hue: number, light: number, chroma = 42) => `hsl(${hue} ${chroma}% ${light}%)`;

const fade = (id: string, from: string, to: string, across = false) =>
	`<linearGradient id="${id}" x2="${across ? 1 : 0}" y2="${across ? 0 : 1}"><stop stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient>`;

/** Two uncut lenses, one leaning behind the other. */
function blanks(from: string, to: string, marks: string, gleam = 0.6): string {
	const lens = `<circle cx="118" cy="100" r="66" fill="url(#a)" stroke="#8796a0" stroke-width="2"/><path d="M62 122a60 60 0 0 1 66-81" fill="none" stroke="#fff" stroke-width="7" stroke-linecap="round" opacity="${gleam}"/><path d="M174 74a60 60 0 0 1-9 62" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" opacity="${gleam}"/>`;
	return `<defs>${fade("a", from, to)}</defs><g transform="translate(66 0)" opacity=".75">${lens}</g>${lens}${marks}`;
}

const ink = (path: string) =>
	`<path d="${path}" fill="none" stroke="#476472" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round" opacity=".8"/>`;

/** A flat box in slight perspective with a wave of colour and a lens in front of it. */
function box(hue: number, x: number, y: number, width: number, height: number): string {
	const [right, bottom] = [x + width, y + height];
	return `<defs>${fade("a", "#fdfefe", "#e3eaed")}${fade("b", print(hue, 52), print(hue, 36))}${fade("d", "#fff", print(hue, 82))}<clipPath id="c"><path d="M${x} ${y}h${width}v${height}h${-width}z"/></clipPath></defs>
<path d="M${x} ${y}l16-14h${width}l-16 14z" fill="${print(hue, 90, 24)}"/><path d="M${right} ${y}l16-14v${height}l-16 14z" fill="${print(hue, 30)}"/>
<path d="M${x} ${y}h${width}v${height}h${-width}z" fill="url(#a)"/><g clip-path="url(#c)"><path d="M${x} ${bottom - 30}C${x + 40} ${bottom - 62} ${right - 60} ${bottom - 2} ${right} ${bottom - 52}V${bottom}H${x}z" fill="url(#b)"/></g>
<path d="M${x + 14} ${y + 18}h${Math.round(width * 0.42)}" stroke="${print(hue, 30)}" stroke-width="8" stroke-linecap="round"/><path d="M${x + 14} ${y + 34}h${Math.round(width * 0.26)}" stroke="#a7b4ba" stroke-width="5" stroke-linecap="round"/>
<path d="M${x} ${y}h${width}v${height}h${-width}z" fill="none" stroke="#9fb0b8" stroke-opacity=".6"/>
<g transform="translate(${right - 6} ${bottom - 18})"><path d="M-38-6C-34 26 34 26 38-6Z" fill="url(#d)" fill-opacity=".9" stroke="${print(hue, 46)}" stroke-width="1.6"/><ellipse cy="-6" rx="38" ry="11" fill="${print(hue, 92)}" fill-opacity=".9" stroke="${print(hue, 46)}" stroke-width="1.6"/><path d="M-26-5q8-6 22-7" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round"/></g>`;
}

// biome-ignore format: a table reads best with one row a line
const DRAWINGS: Record<GoodsDrawing, Draw> = {
	"lens-single": () => blanks("#e3eef2", "#b5ccd6", ink("M118 92v16M110 100h16")),
	"lens-progressive": () =>
		blanks("#dbeef0", "#a9cdd0", `<path d="M84 46C106 74 108 104 98 152M152 46C130 74 128 104 138 152" fill="none" stroke="#fff" stroke-width="3" opacity=".9"/>${ink("M118 70v14M111 77h14M72 100h12M152 100h12M118 128m-9 0a9 9 0 1 0 18 0a9 9 0 1 0-18 0")}`),
	"lens-office": () => blanks("#e4ecf6", "#b4c4dd", ink("M66 84h104M78 124h80M118 76v16")),
	"lens-photochromic": () => blanks("#454e55", "#dbe6ea", "", 0.4),
	"lens-sun": (tone) => blanks(shade(tone, -0.25), shade(tone, 0.18), "", 0.32),
	"contacts-box": (_, hue) => box(hue, 62, 62, 158, 92),
	"contacts-tall-box": (_, hue) => box(hue, 88, 34, 104, 136),
	case: (tone) =>
		`<defs>${fade("a", shade(tone, 0.2), shade(tone, -0.12))}${fade("b", shade(tone, -0.04), shade(tone, -0.34))}</defs><path d="M34 104C34 66 74 48 150 48S266 66 266 104z" fill="url(#a)"/><path d="M34 104H266C266 138 236 156 150 156S34 138 34 104z" fill="url(#b)"/><path d="M34 104H266" stroke="${shade(tone, -0.5)}" stroke-width="3"/><path d="M46 92C54 68 92 58 150 58S246 68 254 92M46 118C58 138 96 146 150 146S242 138 254 118" fill="none" stroke="${shade(tone, 0.45)}" stroke-width="1.6" stroke-dasharray="5 4" opacity=".7"/><path d="M138 95h24v20q0 5-5 5h-14q-5 0-5-5z" fill="${shade(tone, -0.2)}" stroke="${shade(tone, -0.5)}"/><circle cx="150" cy="109" r="4" fill="#cfae66"/><path d="M70 76Q92 64 128 62" fill="none" stroke="#fff" stroke-width="5" stroke-linecap="round" opacity=".22"/>`,
	pouch: (tone) =>
		`<defs>${fade("a", shade(tone, 0.16), shade(tone, -0.12))}</defs><path d="M40 70q0-8 8-8H252q8 0 8 8V142q0 14-14 14H54q-14 0-14-14z" fill="url(#a)"/><path d="M40 70q0-8 8-8H252q8 0 8 8L166 116q-16 8-32 0z" fill="${shade(tone, 0.22)}" stroke="${shade(tone, -0.25)}" stroke-width="1.6"/><path d="M50 142q0 5 6 5H244q6 0 6-5V90M50 90v52" fill="none" stroke="${shade(tone, -0.35)}" stroke-width="1.6" stroke-dasharray="6 4" opacity=".7"/><circle cx="150" cy="108" r="7" fill="#c9a758"/><circle cx="148" cy="106" r="2.4" fill="#fff" opacity=".7"/>`,
	spray: (_, hue) =>
		`<defs>${fade("a", "#fbfdfd", "#cfdbe0", true)}${fade("b", print(hue, 54), print(hue, 36), true)}</defs><path d="M126 36h34l18 10v8h-24v14h-28z" fill="#4d5960"/><path d="M122 66h36v10h-36z" fill="#39444a"/><path d="M112 88q0-12 12-12h32q12 0 12 12v78q0 12-12 12h-32q-12 0-12-12z" fill="url(#a)" stroke="#9fb0b8" stroke-width="1.4"/><path d="M112 106h56v46h-56z" fill="url(#b)"/><path d="M124 120h32M124 132h20" stroke="#fff" stroke-width="5" stroke-linecap="round" opacity=".9"/><path d="M119 90v80" stroke="#fff" stroke-width="4" stroke-linecap="round" opacity=".6"/><path d="M192 44l16-6M192 52h20M192 60l16 6" stroke="${print(hue, 58)}" stroke-width="4" stroke-linecap="round" opacity=".7"/>`,
	cloth: (tone) =>
		`<defs>${fade("a", shade(tone, 0.22), shade(tone, -0.06))}</defs><path d="M66 54L222 40 240 146 84 164z" fill="${shade(tone, -0.22)}"/><path d="M60 50L216 36 232 140 76 158z" fill="url(#a)"/><path d="M216 36L232 140 176 144q6-60 40-108z" fill="${shade(tone, 0.34)}"/><path d="M216 36q-34 48-40 108" fill="none" stroke="${shade(tone, -0.3)}" stroke-width="1.4" opacity=".6"/><path d="M67 57L190 46M82 150L170 142M67 57L82 150" fill="none" stroke="${shade(tone, -0.35)}" stroke-width="1.8" stroke-dasharray="2 5" stroke-linecap="round"/><path d="M92 82q34 18 68-8M98 116q30 10 62-6" fill="none" stroke="#fff" stroke-width="5" stroke-linecap="round" opacity=".18"/>`,
	cord: (tone) =>
		`<defs><path id="a" d="M52 62C26 132 96 176 150 130S238 60 232 112 168 178 120 156"/></defs><g fill="none" stroke-linecap="round"><use href="#a" stroke="${shade(tone, -0.3)}" stroke-width="9"/><use href="#a" stroke="${tone}" stroke-width="7"/></g><path d="M52 62C26 132 96 176 150 130S238 60 232 112 168 178 120 156" fill="none" stroke="${shade(tone, 0.4)}" stroke-width="5" stroke-dasharray="2 6" opacity=".8"/><path d="M52 62l8-22M120 156l-22-6" stroke="#b9995a" stroke-width="9"/><path d="M60 40q14-18 2-20t-10 16M98 150q-22-2-18-12t22 4" fill="none" stroke="#39444a" stroke-width="4" stroke-linecap="round"/>`,
	chain: (tone) =>
		`<path d="M40 58C52 150 108 168 150 168S248 150 260 58" fill="none" stroke="${shade(tone, -0.28)}" stroke-width="8" stroke-dasharray="9 4" stroke-linecap="round"/><path d="M40 58C52 150 108 168 150 168S248 150 260 58" fill="none" stroke="${shade(tone, 0.3)}" stroke-width="3" stroke-dasharray="8 5" stroke-linecap="round"/><g id="a"><circle cx="39" cy="52" r="6" fill="${tone}" stroke="${shade(tone, -0.35)}"/><path d="M39 46q-12-12-2-18t8 14" fill="none" stroke="#39444a" stroke-width="4" stroke-linecap="round"/></g><use href="#a" transform="matrix(-1 0 0 1 300 0)"/>`,
	screwdriver: () =>
		`<defs>${fade("a", "#2a7f89", "#124d56")}</defs><g transform="rotate(-24 150 100)"><path d="M46 88h96q8 0 8 8v10q0 8-8 8H46q-14-3-14-13t14-13z" fill="url(#a)"/><path d="M56 95h80M56 107h80" stroke="#fff" stroke-width="2" opacity=".35"/><path d="M150 93h16v16h-16z" fill="#b9995a"/><path d="M166 97h84l10 4-10 4h-84z" fill="#93a0a7"/><path d="M166 99h82" stroke="#fff" stroke-width="1.6" opacity=".7"/></g><g id="s"><circle cx="206" cy="142" r="8" fill="#a4b0b6" stroke="#68757c" stroke-width="1.4"/><path d="M201 145l10-6" stroke="#56626a" stroke-width="2.4"/></g><use href="#s" x="26" y="-14"/><use href="#s" x="22" y="16"/>`,
	"nose-pads": () =>
		`<defs>${fade("a", "#ffffff", "#c4d4db")}</defs><g id="p"><path d="M72 76C66 40 116 36 122 76L130 128C134 168 84 172 80 132z" fill="url(#a)" stroke="#8b9ca5" stroke-width="2"/><path d="M94 92h14v24H94z" fill="#dfe8ec" stroke="#8b9ca5" stroke-width="2"/><circle cx="101" cy="104" r="3.4" fill="#73838c"/><path d="M84 76q4-18 16-18" fill="none" stroke="#fff" stroke-width="6" stroke-linecap="round"/></g><use href="#p" transform="matrix(-1 0 0 1 300 0)"/>`,
	wipes: (_, hue) =>
		`<defs>${fade("a", "#fdfefe", "#dde6ea")}${fade("b", print(hue, 50), print(hue, 34))}</defs><path d="M78 88L96 70H238L220 88z" fill="${print(hue, 24)}"/><path d="M220 88l18-18v78l-18 18z" fill="${print(hue, 28)}"/><path d="M78 88H220v78H78z" fill="url(#b)"/><path d="M108 80V38q0-4 4-4h70q4 0 4 4v42z" fill="url(#a)" stroke="#9fb0b8" stroke-width="1.4"/><path d="M108 44h78" stroke="#9fb0b8" stroke-dasharray="3 3"/><path d="M122 60h34" stroke="${print(hue, 44)}" stroke-width="6" stroke-linecap="round"/><path d="M96 112h62M96 128h38" stroke="#fff" stroke-width="7" stroke-linecap="round" opacity=".9"/><path d="M196 138a14 14 0 1 1 .1 0z" fill="none" stroke="#fff" stroke-width="4" opacity=".8"/>`,
	solution: (_, hue) =>
		`<defs>${fade("a", "#fbfdfd", "#c9d8de", true)}${fade("b", print(hue, 58), print(hue, 38))}</defs><path d="M134 20h32l4 26h-40z" fill="${print(hue, 34)}"/><path d="M140 22v22" stroke="#fff" stroke-width="3" opacity=".4"/><path d="M126 46h48v8q24 8 24 30v88q0 10-10 10H112q-10 0-10-10V84q0-22 24-30z" fill="url(#a)" stroke="#9fb0b8" stroke-width="1.4"/><path d="M102 98h96v56h-96z" fill="url(#b)"/><path d="M116 114h56M116 128h36" stroke="#fff" stroke-width="6" stroke-linecap="round" opacity=".9"/><path d="M102 142q24-14 48 0t48 0v12h-96z" fill="#fff" opacity=".28"/><path d="M112 84v88" stroke="#fff" stroke-width="5" stroke-linecap="round" opacity=".55"/>`,
};
