/** IANA zones as people look for them. Pure. */

export const regions = [
	"Europe",
	"Africa",
	"America",
	"Antarctica",
	"Arctic",
	"Asia",
	"Atlantic",
	"Australia",
	"Indian",
	"Pacific",
] as const;
export type Region = (typeof regions)[number];

type Group = { region: Region | null; zones: { zone: string; town: string }[] };

/** Zones by region, the towns of each in the order they came; what names no region (UTC) stands last. Empty regions are left out. */
export function zoneGroups(timeZones: readonly string[]): Group[] {
	const of = (region: Region | null) => timeZones.filter((zone) => regionOf(zone) === region).map((zone) => ({ zone, town: townOf(zone) }));
	return [...regions, null].map((region) => ({ region, zones: of(region) })).filter(({ zones }) => zones.length > 0);
}

function regionOf(zone: string): Region | null {
	return regions.find((region) => zone.startsWith(`${region}/`)) ?? null;
}

/** "America/Argentina/Buenos_Aires" → "Buenos Aires, Argentina". */
function townOf(zone: string): string {
	const parts = zone.replaceAll("_", " ").split("/");
	return parts.length === 1 ? zone : parts.slice(1).reverse().join(", ");
}
