/** What goes wrong between us and a platform, and what follows from it. Thrown by adapters, caught where a connection's work is driven. */
export type TroubleKind =
	/** It asks us to slow down: nothing failed, it is done again after `retryAfter`. */
	| "throttled"
	/** It is not there, not well, or answers what nobody can read: done again, later and later. */
	| "temporary"
	/** It will not, and will not next time: `reason` says what. */
	| "refused"
	/** The credentials are no longer good: a person has to connect again. */
	| "expired"
	/** The shop sends us to another host, where its keys do not go: a person has to look at the address. */
	| "wrong_host";

type More = {
	/** Seconds. */
	retryAfter?: number;
	/** The status it answered with, where it answered. */
	status?: number;
	/** What it said of it, cut short; never a secret. */
	said?: string;
	/** Nothing went out: there was nobody to connect to. */
	neverLeft?: boolean;
};

export class PlatformTrouble extends Error {
	readonly kind: TroubleKind;
	/** A snake_case word; its sentence stands in the catalogs under `channels.trouble.<reason>`. */
	readonly reason: TroubleReason;
	readonly retryAfter: number | null;
	readonly status: number | null;
	readonly said: string;
	readonly neverLeft: boolean;

	constructor(kind: TroubleKind, reason: TroubleReason, { retryAfter, status, said = "", neverLeft = false }: More = {}) {
		super(reason);
		this.name = "PlatformTrouble";
		this.kind = kind;
		this.reason = reason;
		this.retryAfter = retryAfter ?? null;
		this.status = status ?? null;
		this.said = said.slice(0, 200);
		this.neverLeft = neverLeft;
	}
}

/** Whether it may concern what was asked for alone, and neither the platform nor our keys. */
export function isOfOne(error: unknown): error is PlatformTrouble {
	if (!(error instanceof PlatformTrouble)) return false;
	return error.kind === "temporary" || (error.kind === "refused" && error.reason === "refused");
}

export const troubleReasons = [
	"throttled",
	"not_reached",
	"timed_out",
	"server_error",
	"not_json",
	"cut_off",
	"too_large",
	"blocked_by_site",
	"keys_refused",
	"permission_missing",
	"token_expired",
	"moved_elsewhere",
	"not_public",
	"no_stand_in",
	"not_a_shop",
	"not_an_account",
	"business_account_missing",
	"refused",
	/** Something of ours, and no platform's. */
	"unexpected",
] as const;
export type TroubleReason = (typeof troubleReasons)[number];
