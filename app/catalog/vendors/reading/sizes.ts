/** Sizes of eyewear by the boxing system: lens width (caliber), bridge, temple, in millimetres. Pure. */

export type Size = { caliber: string; bridge?: string; temple?: string };

const boxing = /^(\d{2})(?:\s*mm)?(?:\s*[-–/□xX×]\s*|\s+)(\d{2})(?:(?:\s*[-–/□xX×]\s*|\s+)(\d{3}))?(?:\s*mm)?$/;
const within = (text: string | undefined, least: number, most: number) =>
	text !== undefined && Number(text) >= least && Number(text) <= most;

/** `46-24-145`, `46□24 145`, `46/24`, `46 mm` or `46`; null for anything that is no size of a frame. */
export function sizeOf(text: string): Size | null {
	const one = text.trim();
	const alone = /^(\d{2})(?:\s*mm)?$/i.exec(one)?.[1];
	if (alone) return within(alone, 36, 64) ? { caliber: alone } : null;
	const [, caliber, bridge, temple] = boxing.exec(one) ?? [];
	if (!caliber || !bridge || !within(caliber, 36, 64) || !within(bridge, 12, 28)) return null;
	if (temple && !within(temple, 115, 160)) return null;
	return { caliber, bridge, ...(temple && { temple }) };
}

/** Bridge and temple that a description states once, and no other way: a table of several sizes says nothing of one. */
export function sizeInText(text: string, caliber: string | undefined): Partial<Size> {
	const boxes = [...text.matchAll(/(?<!\d)(\d{2})\s*[-–/□xX×]\s*(\d{2})\s*[-–/□xX× ]\s*(\d{3})(?!\d)/g)].flatMap(
		([box]) => sizeOf(box) ?? [],
	);
	const mine = caliber ? boxes.filter((box) => box.caliber === caliber) : boxes;
	const [only] = mine;
	if (only && mine.every(({ bridge, temple }) => bridge === only.bridge && temple === only.temple))
		return { ...(only.bridge && { bridge: only.bridge }), ...(only.temple && { temple: only.temple }) };
	const bridge = stated(text, /(?:bridge|næsebro|bro)(?:\s+(?:width|bredde))?\D{0,12}(\d{2})(?!\d)/gi, 12, 28);
	const temple = stated(text, /(?:temple|arm|stang|stænger)s?(?:\s+(?:length|længde))?\D{0,12}(\d{3})(?!\d)/gi, 115, 160);
	return { ...(bridge && { bridge }), ...(temple && { temple }) };
}

function stated(text: string, pattern: RegExp, least: number, most: number): string | undefined {
	const found = new Set([...text.matchAll(pattern)].map(([, number]) => number).filter((number) => within(number, least, most)));
	return found.size === 1 ? [...found][0] : undefined;
}
