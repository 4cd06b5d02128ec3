import { sql } from "drizzle-orm";
import { z } from "zod";
import { command, issuesOf, known } from "#app/platform/command.server.ts";
import { directoryOf } from "#app/platform/database.server.ts";
import { canonicalJson, fingerprint } from "#app/platform/digest.server.ts";
import { refuseInput } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { hashPassword } from "#app/platform/password.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import type { Work } from "#app/platform/work.server.ts";
import { addressOf, judgeAttempt, reserveAttempt } from "./attempts.server.ts";
import { hasPassword } from "./log-in.server.ts";
import { confirm, findLogin, reserveBusiness, settle } from "./directory.server.ts";
import { BusinessRegistered } from "./events.server.ts";
import { type GoogleIdentity, Register, RegisterWithGoogle } from "./input.ts";
import { addPersonIn, NewPerson, newPerson } from "./people.server.ts";
import { claimAccount } from "./provider-accounts.server.ts";
import { slugOf } from "./rules.ts";
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
export type Furnish = (work: Work) => void;

export type RegisterOptions = {
	key?: string | null;
	userAgent: string;
	/** Who Google says this is; then there is no password, and the e-mail is Google's. */
	google?: GoogleIdentity;
};

/**
 * How businesses come to be here, given what higher rooms put into a new one.
 *
 * Two databases are involved: the directory reserves the names as pending, the shard writes everything in one batch, the directory confirms.
 * A kill in between is mended by the sweeper, or by a repeat with the same key, which finds what it began and finishes it.
 */
export function registration(furnish: Furnish) {
	const foundBusiness = founding(furnish);

	/**
	 * Registers a business with its first store and owner, and signs the owner in.
	 * @throws Refusal `validation_failed`, `email_taken`, `username_taken`, `google_taken`, `too_many_attempts`
	 */
	return async function register(scope: Scope, raw: unknown, options: RegisterOptions): Promise<SignedIn> {
		const input = parseInput(raw, options.google);
		const [counted] = await directoryOf(scope).write([reserveAttempt(scope, "registerPerAddress", addressOf(scope))]);
		judgeAttempt(scope, "registerPerAddress", counted);

		const names = [input.email, input.username].filter((name) => name !== undefined);
		const request = options.key ? await fingerprint(scope.cfg.SESSION_SECRET, `register ${options.key}`, canonicalJson(input)) : null;
		const begun = request ? await findLogin(scope, names[0] ?? "") : undefined;
		if (begun && begun.request === request && (begun.state === "active" || (await settle(scope, begun)) === "confirmed")) {
			// The password may have been changed since; whoever kept the old request does not get in by it.
			if (options.google || (await hasPassword(scope, begun, input.password ?? ""))) return startSession(scope, begun, options.userAgent);
		}

		const businessId = newId<"business">();
		const userId = newId<"user">();
		const name = input.name ?? input.username ?? input.email?.split("@")[0] ?? "";
		const businessName = input.businessName ?? name;
		const slug = slugOf(businessName);
		const locale = input.locale ?? "en";
		const passwordHash = input.password === undefined ? null : await hashPassword(input.password);
		const { shard } = await reserveBusiness(scope, { businessId, userId, slug, names, request });
		const where = { businessId, shard, userId };
		try {
			if (options.google) await claimAccount(scope, options.google.accountId, where);
			const { email = null, username = null } = input;
			const owner = {
				userId,
				name,
				email,
				username,
				role: "owner",
				passwordHash,
				emailProven: false,
				google: options.google,
				locale,
			} as const;
			await foundBusiness(userTenant(scope, where, { id: userId, name, role: "owner" }), {
				owner: await newPerson(scope, where, owner),
				businessName,
				slug,
				locale,
				storeId: newId<"store">(),
				storeName: input.storeName ?? businessName,
				currency: input.currency ?? (locale === "da" ? "DKK" : "USD"),
				timeZone: input.timeZone ?? zoneOf(locale),
			});
		} catch (error) {
			// What only seemed to fail has happened, and is a registration like any other.
			if ((await settle(scope, where)) === "freed") throw error;
		}
		await confirm(scope, userId, businessId);
		return startSession(scope, { businessId, shard, userId }, options.userAgent);
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
		async run({ work, now }, input) {
			const { businessId } = work;
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
			return known({ storeId: input.storeId });
		},
	});
}
