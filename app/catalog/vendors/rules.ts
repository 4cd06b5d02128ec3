import { calendarDay, day, hour, hourOfDay, minute } from "#app/platform/time.ts";

/** The rules of a vendor's catalog: pure, and the same in the browser. */

export const sources = ["shopify-storefront", "upload"] as const;
export type VendorSource = (typeof sources)[number];
export const schedules = ["off", "daily", "weekly"] as const;
export type Schedule = (typeof schedules)[number];

/** Vendors whose storefront is known: what a new one begins with. */
export const presets = {
	moscot: { name: "MOSCOT", url: "https://moscot.com", currency: "USD", source: "shopify-storefront" },
} as const satisfies Record<string, { name: string; url: string; currency: string; source: VendorSource }>;

export const runStatuses = ["queued", "running", "waiting", "done", "unchanged", "failed", "rejected"] as const;
export type RunStatus = (typeof runStatuses)[number];
export type RunPhase = "reading" | "comparing" | "writing" | "over";

export const isUnderWay = (status: RunStatus): boolean => status === "queued" || status === "running";

/** A vendor's name as the end of an address: `Marlow & Finch` → `marlow-finch`. */
export function slugOf(name: string): string {
	return name
		.normalize("NFKD")
		.toLowerCase()
		.replaceAll("ø", "o")
		.replaceAll("æ", "ae")
		.replace(/\p{M}+/gu, "")
		.replace(/[^a-z0-9]+/g, "-")
		.replace(/^-+|-+$/g, "")
		.slice(0, 60);
}

/** A catalog that has become smaller than this share of what it was is not believed without a person. */
const leastShare = 0.7;

export function isShrunken(items: number, before: number): boolean {
	return items < before * leastShare;
}

/**
 * When a catalog is read next: at night, by the business's clock, at a minute of the vendor's own, so that not all are read at once.
 * @returns ms UTC; null where it is never read by itself
 */
export function nextSync(schedule: Schedule, vendorId: string, now: number, timeZone: string): number | null {
	if (schedule === "off") return null;
	const seed = [...vendorId.slice(-6)].reduce((sum, char) => sum * 31 + char.charCodeAt(0), 7);
	const earliest = now + (schedule === "weekly" ? 6 * day : 0);
	const today = calendarDay(now, timeZone);
	const wanted = 2 + (seed % 3);
	let at = Math.floor(earliest / hour) * hour + (seed % 60) * minute;
	// Between two and five, once on each calendar day: also where clocks are put on past that hour, or back to before it.
	for (let tries = 0; tries < 72; tries++, at += hour) {
		const isTime = hourOfDay(at, timeZone) >= wanted && hourOfDay(at - hour, timeZone) < wanted;
		if (at > earliest && isTime && (calendarDay(at, timeZone) !== today || schedule === "daily")) return at;
	}
	return earliest + day;
}

/** A folded text to look through: lower case, without accents, single spaces. */
export function foldedText(parts: (string | null)[]): string {
	return parts
		.filter((part) => part !== null && part !== "")
		.join(" ")
		.normalize("NFKD")
		.toLowerCase()
		.replaceAll("ø", "o")
		.replaceAll("æ", "ae")
		.replace(/\p{M}+/gu, "")
		.replace(/\s+/g, " ")
		.slice(0, 600);
}

/** The words of a search, folded as the items are; all must be found. */
export function searchWords(typed: string): string[] {
	return foldedText([typed])
		.split(" ")
		.filter((word) => word !== "")
		.slice(0, 8);
}

/** How a list of links is narrowed: what is to be decided, what the rules linked, what they did not, and what people said. */
export const linkFilters = ["review", "rule", "unlinked", "person"] as const;
export type LinkFilter = (typeof linkFilters)[number];
