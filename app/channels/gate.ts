import type { Capabilities } from "./contract.ts";
import type { PlatformTrouble } from "./trouble.ts";

/** How fast and whether at all a shop is asked: a bucket of calls, and a breaker that opens when nothing works. Pure; whoever drives the connection keeps it. */
export type Gate = {
	tokens: number;
	/** When the tokens were counted, ms UTC. */
	at: number;
	/** In a row. */
	failures: number;
	openUntil: number;
	/** For how long it was open last, ms. */
	openFor: number;
};

export const newGate: Gate = { tokens: Number.POSITIVE_INFINITY, at: 0, failures: 0, openUntil: 0, openFor: 0 };

const mostFailures = 5;
const firstOpen = 30_000;

type Pace = Capabilities["pace"];

/** ms until a call may be made. */
export function waitOf(gate: Gate, pace: Pace, now: number): number {
	if (gate.openUntil > now) return gate.openUntil - now;
	const tokens = tokensAt(gate, pace, now);
	return tokens >= 1 ? 0 : Math.ceil(((1 - tokens) / pace.perSecond) * 1000);
}

/** One call is made, by whoever has waited for it. */
export function spend(gate: Gate, pace: Pace, now: number): Gate {
	return { ...gate, tokens: Math.max(0, tokensAt(gate, pace, now) - 1), at: now };
}

/** One call in the half-open state is enough: it closes. */
export function wentWell(gate: Gate): Gate {
	return { ...gate, failures: 0, openUntil: 0, openFor: 0 };
}

/** Being asked to slow down is no failure; it only waits. What a shop refuses is an answer, and closes the breaker. `luck` (0–1) keeps many from coming back at once. */
export function wentWrong(gate: Gate, { longestRest }: Pace, { kind, retryAfter }: PlatformTrouble, now: number, luck: number): Gate {
	if (kind === "throttled") return { ...gate, openUntil: now + (retryAfter ?? 2) * 1000 };
	if (kind !== "temporary") return wentWell(gate);
	const failures = gate.failures + 1;
	const asked = (retryAfter ?? 0) * 1000;
	if (failures < mostFailures) return { ...gate, failures, openUntil: now + Math.max(asked, 1000 * 2 ** failures * (0.5 + luck)) };
	const openFor = Math.min(gate.openFor === 0 ? firstOpen : gate.openFor * 2, longestRest);
	return { ...gate, failures, openFor, openUntil: now + Math.max(asked, openFor * (0.75 + luck / 2)) };
}

function tokensAt({ tokens, at }: Gate, { perSecond, burst }: Pace, now: number): number {
	return Math.min(burst, tokens + ((now - at) / 1000) * perSecond);
}
