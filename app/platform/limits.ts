import { hour, minute } from "./time.ts";

/**
 * Every rate limit there is. `exact` ones are counted in the directory D1, reserved before the guess is judged, and hold under
 * parallel guessing; `flood` ones use Cloudflare's rate-limit binding, whose number is repeated in wrangler.toml (a test compares).
 */
export const limits = {
	loginPerAccount: { by: "exact", count: 10, per: 15 * minute },
	loginPerAddress: { by: "exact", count: 100, per: hour },
	registerPerAddress: { by: "exact", count: 300, per: hour },
	passwordPerUser: { by: "exact", count: 10, per: 15 * minute },
	/** Mails are asked for here; counted for unknown addresses too. */
	resetPerAccount: { by: "exact", count: 5, per: hour },
	resetPerAddress: { by: "exact", count: 50, per: hour },
	verificationPerUser: { by: "exact", count: 5, per: hour },
	invitesPerBusiness: { by: "exact", count: 60, per: hour },
	/** Tokens of mailed links, shown to be used. */
	linkPerAddress: { by: "exact", count: 100, per: hour },
	/** A store's password at a device that wants to become its till; and what follows: codes sent, and codes guessed at over all its attempts. */
	storeLoginPerAccount: { by: "exact", count: 10, per: 15 * minute },
	storeLoginPerAddress: { by: "exact", count: 100, per: hour },
	storeCodesPerAccount: { by: "exact", count: 5, per: hour },
	storeCodesPerAddress: { by: "exact", count: 30, per: hour },
	storeGuessesPerAccount: { by: "exact", count: 20, per: hour },
	/** Per principal: a user however often signed in, a key, a service's token; a cookie, which names its user only in its row, counts by itself. */
	apiCalls: { by: "flood", count: 600, per: minute },
	/** Page loads and form posts, per session: what a page asks for while somebody types counts too. */
	pageCalls: { by: "flood", count: 1200, per: minute },
	/** Per address, for whoever has not proven who they are yet: a cookie is looked up later, and anybody can invent cookies. */
	addressCalls: { by: "flood", count: 3000, per: minute },
	/** Webhooks, per sender's address and connection it names: a shop's busiest minute, some of which nobody would send again. */
	webhookCalls: { by: "flood", count: 6000, per: minute },
	/** Webhooks, per sender's address, whatever it names: a platform tells all of its shops' news from a few. */
	webhookSenderCalls: { by: "flood", count: 30_000, per: minute },
} as const satisfies Record<string, { by: "exact" | "flood"; count: number; per: number }>;

export type ExactLimit = { [K in keyof typeof limits]: (typeof limits)[K]["by"] extends "exact" ? K : never }[keyof typeof limits];
