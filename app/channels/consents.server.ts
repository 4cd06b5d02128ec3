import { sql } from "drizzle-orm";
import { z } from "zod";
import { placeOf } from "#app/identity/tokens.server.ts";
import { machineTenant, storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { command, known } from "#app/platform/command.server.ts";
import { type Asks, first } from "#app/platform/database.server.ts";
import { sha256 } from "#app/platform/digest.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { randomToken } from "#app/platform/ids.ts";
import { AnyId } from "#app/platform/input.ts";
import { open, seal } from "#app/platform/keyring.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { minute } from "#app/platform/time.ts";
import type { Credentials } from "./contract.ts";

/**
 * Trips to a platform's page of consent. The state that travels is kept as its fingerprint, and is good once, for the session that set out. A shop of somebody's
 * own brings us its keys by itself in the meantime: the state says whose they are, and they wait here, sealed.
 */

/** As long as a merchant may take to read what they agree to. */
const lifetime = 10 * minute;

const consentPlatforms = ["shopify", "woocommerce"] as const;
type ConsentPlatform = (typeof consentPlatforms)[number];
type Trip = {
	sessionId: string;
	shop: string;
	storeId: string | null;
	expiresAt: number;
	usedAt: number | null;
	credentials: string | null;
};

const tripAsk = (businessId: string, platform: ConsentPlatform, stateId: string) =>
	({
		trip: first<Trip>(sql`SELECT sessionId, shop, storeId, expiresAt, usedAt, credentials FROM channelConsents
			WHERE businessId = ${businessId} AND id = ${stateId} AND platform = ${platform}`),
	}) satisfies Asks;
const isWaiting = (trip: Trip, now: number) => trip.usedAt === null && trip.expiresAt > now;
const placeIn = (businessId: string, rowId: string) => ({ businessId, table: "channelConsents", rowId, column: "credentials" });

const SetOut = z.object({ stateId: z.string(), platform: z.enum(consentPlatforms), shop: z.string(), storeId: AnyId.optional() });

const keepConsent = command<typeof SetOut, { kept: boolean }, Viewer>({
	name: "channels.ask-consent",
	needs: "channels:write",
	input: SetOut,
	async run({ work, principal, now }, { stateId, platform, shop, storeId }) {
		const { businessId } = work;
		const viewer = await principal();
		if (storeId !== undefined) storeOf(viewer, storeId);
		work.add(sql`INSERT INTO channelConsents (businessId, id, sessionId, platform, shop, storeId, expiresAt)
			VALUES (${businessId}, ${stateId}, ${viewer.session.id}, ${platform}, ${shop}, ${storeId ?? null}, ${now + lifetime})`);
		return known({ kept: true });
	},
});

const Brought = z.object({ stateId: z.string(), platform: z.enum(consentPlatforms), credentials: z.record(z.string(), z.string()) });

const keepBrought = command<typeof Brought, { kept: boolean }>({
	name: "channels.keep-brought-keys",
	needs: "channels:write",
	input: Brought,
	async run({ tenant, db, work, now }, { stateId, platform, credentials }) {
		const { businessId } = db;
		const { trip } = await db.read(tripAsk(businessId, platform, stateId));
		if (!trip || !isWaiting(trip, now)) return refuse("not_found", "consent_unknown");
		const ring = tenant.scope.cfg.ENCRYPTION_KEYS;
		const place = placeIn(businessId, stateId);
		const brought = JSON.stringify(credentials satisfies Credentials);
		// The first keys stand: whoever is told that others were not taken throws them away. The same ones again are those we have.
		if (trip.credentials !== null) {
			if ((await open(ring, place, trip.credentials)) !== brought) refuse("not_found", "consent_unknown");
			return known({ kept: true });
		}
		work.guard(
			sql`SELECT 1 FROM channelConsents WHERE businessId = ${businessId} AND id = ${stateId} AND usedAt IS NULL AND credentials IS NULL`,
		);
		work.add(
			sql`UPDATE channelConsents SET credentials = ${await seal(ring, place, brought)} WHERE businessId = ${businessId} AND id = ${stateId}`,
		);
		return known({ kept: true });
	},
});

const ComeBack = z.object({ stateId: z.string(), platform: z.enum(consentPlatforms), shop: z.string().optional() });
type Back = { shop: string; storeId: string | null; sealed: string | null };

const useConsent = command<typeof ComeBack, Back, Viewer>({
	name: "channels.use-consent",
	needs: "channels:write",
	input: ComeBack,
	async run({ db, work, principal, now }, { stateId, platform, shop }) {
		const { businessId } = db;
		const { trip } = await db.read(tripAsk(businessId, platform, stateId));
		const { session } = await principal();
		const isOurs = trip && isWaiting(trip, now) && trip.sessionId === session.id && (shop === undefined || trip.shop === shop);
		if (!isOurs) return refuse("forbidden", "consent_unknown");
		// Neither used meanwhile, nor brought anything that was not seen here.
		work.guard(
			sql`SELECT 1 FROM channelConsents WHERE businessId = ${businessId} AND id = ${stateId} AND usedAt IS NULL AND credentials IS ${trip.credentials}`,
		);
		work.add(sql`UPDATE channelConsents SET usedAt = ${now}, credentials = NULL WHERE businessId = ${businessId} AND id = ${stateId}`);
		return known({ shop: trip.shop, storeId: trip.storeId, sealed: trip.credentials });
	},
});

/** Sets out for a shop's consent. @returns the state to be brought back, which says whose it is. @throws Refusal `forbidden / store_not_yours` */
export async function setOut(
	tenant: Tenant<Viewer>,
	trip: { platform: ConsentPlatform; shop: string; storeId: string | undefined },
): Promise<string> {
	const state = `${tenant.shard}.${tenant.businessId}.${randomToken()}`;
	await keepConsent(tenant, { stateId: await sha256(state), ...trip });
	return state;
}

/** Keeps what a shop brings for whoever set out to it. @throws Refusal `not_found / consent_unknown` where nobody waits for it, or other keys came before */
export async function takeKeys(scope: Scope, platform: ConsentPlatform, state: string, credentials: Credentials): Promise<void> {
	const where = placeOf(state) ?? refuse("not_found", "consent_unknown");
	await keepBrought(machineTenant(scope, where, platform), { stateId: await sha256(state), platform, credentials });
}

/**
 * Uses a state up. @returns what it was for, and what the shop has brought for it meanwhile.
 * @throws Refusal `forbidden / consent_unknown` for one that is used, old, for another shop than `shop`, or another session's
 */
export async function comeBack(
	tenant: Tenant<Viewer>,
	platform: ConsentPlatform,
	state: string,
	shop?: string,
): Promise<{ shop: string; storeId: string | null; credentials: Credentials | null }> {
	const stateId = await sha256(state);
	const { sealed, ...trip } = await useConsent(tenant, { stateId, platform, ...(shop !== undefined && { shop }) });
	const ring = tenant.scope.cfg.ENCRYPTION_KEYS;
	return { ...trip, credentials: sealed === null ? null : JSON.parse(await open(ring, placeIn(tenant.businessId, stateId), sealed)) };
}
