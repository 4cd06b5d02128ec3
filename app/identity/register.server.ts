import { sql } from "drizzle-orm";
import { z } from "zod";
import { command, issuesOf, known } from "#app/platform/command.server.ts";
import { directoryOf, first } from "#app/platform/database.server.ts";
import { canonicalJson, fingerprint } from "#app/platform/digest.server.ts";
import { refuse, refuseInput } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { hashPassword } from "#app/platform/password.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import type { Work } from "#app/platform/work.server.ts";
import { addressOf, judgeAttempt, reserveAttempt } from "./attempts.server.ts";
import { hasPassword } from "./log-in.server.ts";
import { confirm, refuseTaken, reserveBusiness } from "./directory.server.ts";
import { BusinessRegistered } from "./events.server.ts";
import { type GoogleIdentity, Register, RegisterWithGoogle } from "./input.ts";
import { addPersonIn, NewPerson, newPerson } from "./people.server.ts";
import { claimAccount } from "./provider-accounts.server.ts";
import { slugOf } from "./rules.ts";
import { settle } from "./settle.server.ts";
import { type SignedIn, startSession } from "./start-session.server.ts";
import { userTenant } from "./viewer.server.ts";

/** What the shard's half of a registration needs to know; made once, before the first of the two databases is touched. */
const Founding = z.object({
	owner: NewPerson,
	storeId: z.string(),
	businessName: z.string(),
	storeName: z.string(),
	slug: z.string(),
	currency: z.string(),
	timeZone: z.string(),
	locale: z.enum(["en", "da"]),
});

/** What higher rooms put into a new business, in the same batch. */
type Furnish = (work: Work) => void;

type RegisterOptions = {
	key?: string | null;
	userAgent: string;
	/** Who Google says this is; then there is no password, and the e-mail is Google's. */
	google?: GoogleIdentity;
};

/**
 * How businesses come to be here, given what higher rooms put into a new one.
 *
 * Two databases are involved: the directory reserves the names as pending, the shard writes everything in one batch, the directory confirms.
 * A kill in between is mended by the sweeper, or by a repeat with the same key, which finds what was begun under it and goes on with that.
 */
export function registration(furnish: Furnish) {
	const foundBusiness = founding(furnish);

	/**
	 * Registers a business with its first store and owner, and signs the owner in. One key opens one business, for whoever sends the same again.
	 * @throws Refusal `validation_failed`, `email_taken`, `username_taken`, `google_taken`, `too_many_attempts`, `idempotency_key_reused`
	 */
	return async function register(scope: Scope, raw: unknown, options: RegisterOptions): Promise<SignedIn> {
		const { google } = options;
		const input = parseInput(raw, google);
		const [counted] = await directoryOf(scope).write([reserveAttempt(scope, "registerPerAddress", addressOf(scope))]);
		judgeAttempt(scope, "registerPerAddress", counted);

		const { email = null, username = null } = input;
		const names = [email, username].filter((name) => name !== null);
		const name = input.name ?? username ?? email?.split("@")[0] ?? "";
		const businessName = input.businessName ?? name;
		const locale = input.locale ?? "en";
		const passwordHash = input.password === undefined ? null : await hashPassword(input.password);
		const act = options.key ? await actOf(scope, options.key, input) : null;

		for (let attempt = 0; ; attempt++) {
			const fresh = newId<"business">();
			// Every slug ends in something of its own: one that did so only when another business has the name would tell that there is one.
			const slugIn = (id: string) => `${slugOf(businessName)}-${id.slice(-8)}`;
			const reserved = await reserveBusiness(scope, { businessId: fresh, userId: newId<"user">(), slug: slugIn(fresh), names, act });
			const { businessId, userId, shard, isRepeat } = reserved;
			const where = { businessId, shard, userId };
			const owner = { userId, name, email, username, role: "owner", passwordHash, emailProven: false, google, locale } as const;
			try {
				if (google) await claimAccount(scope, google.accountId, where);
				await foundBusiness(userTenant(scope, where, { id: userId, name, role: "owner" }), {
					owner: await newPerson(scope, where, owner),
					businessName,
					slug: slugIn(businessId),
					locale,
					storeId: newId<"store">(),
					storeName: input.storeName ?? businessName,
					currency: input.currency ?? (locale === "da" ? "DKK" : "USD"),
					timeZone: input.timeZone ?? zoneOf(locale),
				});
			} catch (error) {
				// What only seemed to fail has happened, and is a registration like any other.
				const held = await settle(scope, where, { abandon: !isRepeat });
				if (held.length === 0) {
					// Whoever began it gave it up under our hands; it is begun anew.
					if (isRepeat && attempt === 0) continue;
					throw error;
				}
			}
			// The password may have been changed since; whoever kept the old request does not get in by it.
			if (isRepeat && !google && !(await hasPassword(scope, where, input.password ?? ""))) refuseTaken(names[0] ?? "");
			await confirm(scope, userId, businessId);
			return startSession(scope, where, options.userAgent);
		}
	};
}

/** The fingerprints by which a repeat is known: of the key, and of everything that was sent with it. */
async function actOf(scope: Scope, key: string, input: object): Promise<{ key: string; request: string }> {
	const secret = scope.cfg.SESSION_SECRET;
	return {
		key: await fingerprint(secret, "registration key", key),
		request: await fingerprint(secret, "registration", canonicalJson(input)),
	};
}

type NewOwner = z.output<typeof RegisterWithGoogle> & Partial<Pick<z.output<typeof Register>, "email" | "username" | "password">>;

function parseInput(raw: unknown, google: GoogleIdentity | undefined): NewOwner {
	const parsed = (google ? RegisterWithGoogle : Register).safeParse(raw);
	if (!parsed.success) refuseInput(issuesOf(parsed.error));
	return google ? { ...parsed.data, email: google.email } : parsed.data;
}

/** The zone of whoever names none (a browser without scripts, a program). Danish is spoken in one; for anybody else it would be a guess, and UTC says so. */
function zoneOf(locale: "en" | "da"): string {
	return locale === "da" ? "Europe/Copenhagen" : "UTC";
}

function founding(furnish: Furnish) {
	return command({
		name: "identity.register",
		needs: "settings:write",
		input: Founding,
		async run({ db, work, now }, input) {
			const { businessId } = work;
			const { there } = await db.read({
				there: first<{ state: string }>(sql`SELECT state FROM businesses WHERE businessId = ${businessId}`),
			});
			// Somebody sent the same, and was quicker.
			if (there?.state === "active") return known({ founded: false });
			if (there) refuse("conflict", "stale_write");
			work.add(sql`INSERT INTO businesses (businessId, name, slug, currency, timeZone, locale, taxIncluded, taxRate, state, createdAt, updatedAt)
				VALUES (${businessId}, ${input.businessName}, ${input.slug}, ${input.currency}, ${input.timeZone}, ${input.locale}, 1, 2500, 'active', ${now}, ${now})`);
			work.add(sql`INSERT INTO stores (businessId, id, name, slug, kind, currency, timeZone, position, createdAt, updatedAt)
				VALUES (${businessId}, ${input.storeId}, ${input.storeName}, ${slugOf(input.storeName)}, 'shop', ${input.currency}, ${input.timeZone}, 0, ${now}, ${now})`);
			addPersonIn(work, input.owner);
			furnish(work);
			work.record(BusinessRegistered, {
				subject: { type: "business", id: businessId },
				data: { name: input.businessName, storeId: input.storeId },
			});
			return known({ founded: true });
		},
	});
}
