import { minute } from "#app/platform/time.ts";

/** How often a till that is in touch says how many sales it made, whether it made any or not. */
export const tellsEvery = 20 * minute;

/**
 * Whether a till that is one no more (`endedAt`, ms UTC) had been silent by then: not once heard in the time in which it would have said so twice. What it sold
 * alone in between left no number anywhere; of one that was in touch there is next to nothing that could be missing.
 */
export function wasSilent({ heardAt, endedAt }: { heardAt: number; endedAt: number | null }): boolean {
	return endedAt !== null && heardAt < endedAt - 2 * tellsEvery;
}
