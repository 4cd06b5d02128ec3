import { type Claim, readClaim } from "#app/identity/tokens.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { limits } from "#app/platform/limits.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { second } from "#app/platform/time.ts";

type Flood = "apiCalls" | "pageCalls" | "addressCalls";

/**
 * Flood control per principal, and per address while nothing is proven. Approximate in production, as the platform's counter is.
 * @throws Refusal `too_many / too_many_calls` with `retryAfter` in seconds
 */
export async function refuseFlood(scope: Scope, limit: "apiCalls" | "pageCalls"): Promise<void> {
	const address = `address:${scope.ip ?? "unknown"}`;
	const claim = await readClaim(scope);
	// The signature of a session's or a service's bearer token was just verified; a cookie or a key is only a claim until its row is read.
	if (claim?.by !== "id" && claim?.by !== "service") await within(scope, "addressCalls", address);
	await within(scope, limit, claim ? `${claim.businessId}:${claimed(claim)}` : address);
}

function claimed(claim: Claim): string {
	if (claim.by === "id") return claim.sessionId;
	return claim.by === "service" ? claim.tokenId : claim.tokenHash;
}

async function within({ env }: Scope, limit: Flood, key: string): Promise<void> {
	const counter = { apiCalls: env.API_CALLS, pageCalls: env.PAGE_CALLS, addressCalls: env.ADDRESS_CALLS }[limit];
	const { success } = await counter.limit({ key });
	if (!success) refuse("too_many", "too_many_calls", { limit: limits[limit].count, retryAfter: limits[limit].per / second });
}
