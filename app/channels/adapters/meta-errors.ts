import type { FailReason } from "../talk.ts";

/** Meta's error codes in our words. Pure. */

export type GraphError = { code: number; subcode: number; said: string };

/** What an error is about: the access, how fast we ask, the platform's own state, or this one message. */
export type Meaning =
	| { kind: "expired"; reason: "token_expired" | "permission_missing" }
	| { kind: "throttled" }
	| { kind: "temporary" }
	| { kind: "message"; why: FailReason; mayRetry: boolean };

const throttles = new Set([4, 17, 32, 613, 80002, 80007, 130429, 133016]);
/** Outside the window, as Messenger and Instagram say it. */
const outside = new Set([2018278, 2534022, 2018065]);

/** Somebody takes nothing from this page any more. It comes under codes that otherwise say the page may not write at all. */
const unreachable = new Set([2018108, 1545041]);

const reasons: Record<number, FailReason> = {
	368: "account_locked",
	551: "unavailable",
	130472: "experiment",
	131008: "not_valid",
	131009: "not_valid",
	131021: "not_allowed",
	131026: "undeliverable",
	131030: "not_allowed",
	131031: "account_locked",
	131037: "not_allowed",
	131042: "payment",
	131047: "window_closed",
	131048: "spam_limit",
	131049: "marketing_held",
	131050: "marketing_stopped",
	131051: "unsupported",
	131052: "bad_media",
	131053: "bad_media",
	131056: "pair_limit",
	131062: "undeliverable",
	131064: "spam_limit",
	132000: "template_parameters",
	132001: "template_missing",
	132005: "too_long",
	132007: "not_allowed",
	132008: "template_parameters",
	132012: "template_parameters",
	132015: "template_paused",
	132016: "template_paused",
	132018: "template_parameters",
};
/** They failed for now: the same message may well be sent again. */
const passing = new Set([131000, 131016, 131056, 135000]);

/** Why a message failed, by the code its state came with. */
export function failReason({ code, subcode }: GraphError): FailReason {
	if (unreachable.has(subcode)) return "unavailable";
	if (code === 100) return subcode === 2018001 ? "no_such_person" : "not_valid";
	if (code === 10 && outside.has(subcode)) return "window_closed";
	if (throttles.has(code)) return "throttled";
	return reasons[code] ?? "unknown";
}

/** What follows from an error a call was answered with. */
export function meaningOf(error: GraphError): Meaning {
	const { code, subcode } = error;
	if (code === 190 || code === 102 || code === 0) return { kind: "expired", reason: "token_expired" };
	if (code === 10 && outside.has(subcode)) return { kind: "message", why: "window_closed", mayRetry: false };
	if (unreachable.has(subcode)) return { kind: "message", why: "unavailable", mayRetry: false };
	if (code === 3 || code === 10 || (code >= 200 && code <= 299)) return { kind: "expired", reason: "permission_missing" };
	if (throttles.has(code)) return { kind: "throttled" };
	if (code === 1 || code === 2) return { kind: "temporary" };
	return { kind: "message", why: failReason(error), mayRetry: passing.has(code) };
}
