import { addressedBy } from "#app/channels/receive-webhook.server.ts";
import { addressOf } from "#app/identity/attempts.server.ts";
import { type Claim, readClaim } from "#app/identity/tokens.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { limits } from "#app/platform/limits.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { second } from "#app/platform/time.ts";

type Flood = "apiCalls" | "pageCalls" | "addressCalls" | "webhookCalls" | "webhookSenderCalls";

const webhook = /^(?:\/api(?:\/v1)?)?(?:\/connections\/webhook\/(\w+)|\/webhooks\/resend)$/;

/**
 * Flood control per principal, and per address while nothing is proven. Approximate in production, as the platform's counter is.
 * @throws Refusal `too_many / too_many_calls` with `retryAfter` in seconds
 */
export async function refuseFlood(scope: Scope, limit: "apiCalls" | "pageCalls"): Promise<void> {
	const address = `address:${addressOf(scope)}`;
	const claim = await readClaim(scope);
	// The signature of a session's or a service's bearer token was just verified; a cookie or a key is only a claim until its row is read.
	if (claim?.by !== "id" && claim?.by !== "service") await within(scope, "addressCalls", address);
	await within(scope, limit, claim ? `${claim.businessId}:${claimed(claim)}` : address);
}

/** The limit a call of the API is counted by. */
export function countedBy(request: Request): "apiCalls" | "webhookCalls" {
	return webhook.test(new URL(request.url).pathname) ? "webhookCalls" : "apiCalls";
}

/**
 * Flood control of a call of the API. What platforms tell us is counted by the connection it names, and apart from what the same address names otherwise:
 * nobody's burst, and nobody's forgery, uses up what is another's.
 * @throws Refusal as `refuseFlood`
 */
export async function refuseApiFlood(scope: Scope, request: Request): Promise<void> {
	const url = new URL(request.url);
	const [path, platform] = webhook.exec(url.pathname) ?? [];
	if (path === undefined) return await refuseFlood(scope, "apiCalls");
	const sender = `address:${addressOf(scope)}`;
	const named = platform === undefined ? path : `${platform}:${addressedBy(platform, url, request.headers) ?? ""}`;
	await within(scope, "webhookSenderCalls", sender);
	await within(scope, "webhookCalls", `${sender}:${named}`);
}

function claimed(claim: Claim): string {
	// However often somebody signs in, they are one; a cookie names nobody before its row is read, and is counted by its address beside.
	if (claim.by === "id") return `user:${claim.userId}`;
	return claim.by === "service" ? claim.tokenId : claim.tokenHash;
}

async function within({ env }: Scope, limit: Flood, key: string): Promise<void> {
	const counter = {
		apiCalls: env.API_CALLS,
		pageCalls: env.PAGE_CALLS,
		addressCalls: env.ADDRESS_CALLS,
		webhookCalls: env.WEBHOOK_CALLS,
		webhookSenderCalls: env.WEBHOOK_SENDER_CALLS,
	}[limit];
	const { success } = await counter.limit({ key });
	if (!success) refuse("too_many", "too_many_calls", { limit: limits[limit].count, retryAfter: limits[limit].per / second });
}
