import { minute, second } from "#app/platform/time.ts";
import { type Keeping, type KeptLease, keepLease, keptLease, keptSales } from "./keeping.ts";

/** What the till keeps for the time it may be alone: asked for while somebody answers, spent sale by sale. */

export type Given = { at: string; until: string; beyond: "warn" | "refuse"; units: Record<string, number> };
/** Asks for it. Null when no answer came. */
export type Ask = (body: { tillId: string; holds: Record<string, number> }) => Promise<Given | null>;

/** Clocks and answers take their time: a lease is over here before it is over there. */
const early = 2 * minute;

/**
 * Takes or renews what a till keeps. What it says it has is never more than what it was given and has not spent; what it is not to promise any more it
 * first gives up here, so that an answer that is lost leaves it with less, never with more.
 * @param on whether the store lets tills keep goods
 */
export async function renewLease(db: Keeping, tillId: string, on: boolean, ask: Ask, now = clock): Promise<void> {
	if ((await keptSales(db)).some(({ state }) => state === "waiting")) return;
	const asked = await keptLease(db, tillId);
	if (!on) {
		if (asked && (await keepLease(db, tillId, null, asked))) await ask({ tillId, holds: {} });
		return;
	}
	const given = await ask({ tillId, holds: asked?.units ?? {} });
	if (!given) return;
	const until = now() + Date.parse(given.until) - Date.parse(given.at) - early;
	await keepLease(db, tillId, { beyond: given.beyond, until, seen: now(), units: given.units }, asked);
}

/** What the till may promise at an instant: after its time, nothing, and nothing at a time that has been already. */
export function leaseAt(lease: KeptLease | null, now: number): KeptLease | null {
	return lease && (now >= lease.until || now < lease.seen) ? { ...lease, units: {} } : lease;
}

const opened = Date.now() - performance.now();
/** This clock in ms, as long as the page is open never earlier than it was: setting a clock back makes nothing last longer. */
export function clock(): number {
	return Math.max(Date.now(), opened + performance.now());
}

export async function askServer(body: object): Promise<Given | null> {
	try {
		const response = await fetch("/api/v1/tills/lease", {
			method: "POST",
			headers: { "Content-Type": "application/json" },
			body: JSON.stringify(body),
			signal: AbortSignal.timeout(10 * second),
		});
		return response.ok ? await response.json() : null;
	} catch {
		return null;
	}
}
