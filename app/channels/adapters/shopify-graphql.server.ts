import { z } from "zod";
import { instant, pause, second } from "#app/platform/time.ts";
import type { Budget, Link } from "../contract.ts";
import { PlatformTrouble } from "../trouble.ts";
import { ask } from "./call.server.ts";
import { goodCredentials, renew, standInOf } from "./shopify-tokens.server.ts";

/**
 * Shopify's Admin API. It is paid for with points from a bucket that fills again: how large it is, how fast it fills and what a call costs, the answers
 * say, and nothing here presumes. A call that the bucket cannot pay for waits until it can.
 */

const Cost = z.object({
	requestedQueryCost: z.number(),
	throttleStatus: z.object({ maximumAvailable: z.number(), currentlyAvailable: z.number(), restoreRate: z.number().positive() }),
});
const Envelope = z.object({
	data: z.unknown().optional(),
	errors: z.unknown().optional(),
	extensions: z.object({ cost: Cost.optional() }).optional(),
});
type Errors = { message: string; code: string }[];

type Bucket = { maximum: number; available: number; restoreRate: number; at: number; costs: Map<string, number> };
const buckets = new WeakMap<Link, Bucket>();

/** As long as a piece of work waits for points by itself, all in all; beyond that it is done again later. ms */
const longestWait = 10 * second;
const mostTries = 6;

/** What is left on a link, as the last answer on it says. */
export function budgetOf(link: Link): Budget | null {
	const bucket = buckets.get(link);
	return bucket ? { left: Math.floor(bucket.available), most: bucket.maximum, perSecond: bucket.restoreRate, at: bucket.at } : null;
}

const answeredIn = new WeakMap<Link, string>();

/** An API version that has run out, or is not out yet, is answered in another one, without a word but the answer's own header. */
export function versionsOf(link: Link): { asked: string; answered: string } | null {
	const answered = answeredIn.get(link);
	return answered === undefined ? null : { asked: link.cfg.SHOPIFY_API_VERSION, answered };
}

/** What is in the bucket by now. */
function filled(bucket: Bucket): number {
	return Math.min(bucket.maximum, bucket.available + ((instant() - bucket.at) / second) * bucket.restoreRate);
}

function noteCost(link: Link, query: string, cost: z.output<typeof Cost>): void {
	const costs = buckets.get(link)?.costs ?? new Map<string, number>();
	costs.set(query, cost.requestedQueryCost);
	const { maximumAvailable: maximum, currentlyAvailable: available, restoreRate } = cost.throttleStatus;
	buckets.set(link, { maximum, available, restoreRate, at: instant(), costs });
}

/** Takes the points of a call out of the bucket, and answers how long to wait until they are there. ms */
function waitFor(link: Link, query: string): number {
	const bucket = buckets.get(link);
	const cost = bucket?.costs.get(query);
	if (!bucket || cost === undefined) return 0;
	const left = filled(bucket) - cost;
	Object.assign(bucket, { available: left, at: instant() });
	return left >= 0 ? 0 : Math.ceil((-left / bucket.restoreRate) * second);
}

/**
 * One operation, its answer read by `shape`. A mutation's `userErrors` are the caller's to read.
 * @throws PlatformTrouble
 */
export async function operate<Shape extends z.ZodType>(
	link: Link,
	query: string,
	variables: Record<string, unknown>,
	shape: Shape,
): Promise<z.output<Shape>> {
	let waited = 0;
	let isRenewed = false;
	for (let tries = 0; tries < mostTries; tries++) {
		const wait = waitFor(link, query);
		waited += wait;
		if (waited > longestWait) throw new PlatformTrouble("throttled", "throttled", { retryAfter: Math.ceil(wait / second) });
		await pause(wait);
		const credentials = await goodCredentials(link);
		await link.pace?.();
		const { status, headers, json } = await ask(link.cfg, standInOf(link.cfg), {
			url: new URL(`/admin/api/${link.cfg.SHOPIFY_API_VERSION}/graphql.json`, link.storeUrl),
			method: "POST",
			headers: { "X-Shopify-Access-Token": credentials.accessToken ?? "" },
			json: { query, variables },
			patience: 15 * second,
		});
		if (status === 401 && !isRenewed) {
			await renew(link, credentials);
			isRenewed = true;
			continue;
		}
		if (status >= 400) throw troubleOf(status, json);
		const version = headers.get("X-Shopify-API-Version")?.trim().slice(0, 20);
		if (version) answeredIn.set(link, version);
		const envelope = Envelope.safeParse(json);
		if (!envelope.success) throw new PlatformTrouble("temporary", "not_json", { status });
		const { data, extensions } = envelope.data;
		if (extensions?.cost) noteCost(link, query, extensions.cost);
		const errors = errorsIn(envelope.data.errors);
		// Told no number, it waits a second and asks again.
		if (errors.some(({ code }) => code === "THROTTLED")) {
			if (!extensions?.cost) await pause(second);
			continue;
		}
		if (errors.length > 0) throw errorOf(errors);
		const answer = shape.safeParse(data);
		if (!answer.success) throw new PlatformTrouble("temporary", "not_json", { status, said: answer.error.issues[0]?.path.join(".") ?? "" });
		return answer.data;
	}
	throw new PlatformTrouble("throttled", "throttled", { retryAfter: 10 });
}

function errorsIn(errors: unknown): Errors {
	if (errors === undefined || errors === null) return [];
	if (typeof errors === "string") return [{ message: errors, code: "" }];
	const list = z
		.array(z.object({ message: z.string(), extensions: z.object({ code: z.string().default("") }).optional() }))
		.safeParse(errors);
	return list.success
		? list.data.map(({ message, extensions }) => ({ message, code: extensions?.code ?? "" }))
		: [{ message: "", code: "" }];
}

function errorOf(errors: Errors): PlatformTrouble {
	const said = errors.map(({ message }) => message).join("; ");
	const has = (code: string) => errors.some((error) => error.code === code);
	if (has("ACCESS_DENIED")) return new PlatformTrouble("refused", "permission_missing", { said });
	if (has("SHOP_INACTIVE")) return new PlatformTrouble("refused", "not_a_shop", { said });
	if (has("INTERNAL_SERVER_ERROR")) return new PlatformTrouble("temporary", "server_error", { said });
	return new PlatformTrouble("refused", "refused", { said });
}

function troubleOf(status: number, json: unknown): PlatformTrouble {
	const said = errorsIn(z.object({ errors: z.unknown() }).safeParse(json).data?.errors)[0]?.message ?? "";
	if (status === 401) return new PlatformTrouble("expired", "token_expired", { status, said });
	if (status === 403) return new PlatformTrouble("refused", "permission_missing", { status, said });
	if (status === 404) return new PlatformTrouble("refused", "not_a_shop", { status, said });
	if (status === 408 || status === 425) return new PlatformTrouble("temporary", "timed_out", { status, said });
	return new PlatformTrouble("refused", "refused", { status, said });
}
