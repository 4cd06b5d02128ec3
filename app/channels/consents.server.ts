import { sql } from "drizzle-orm";
import { z } from "zod";
import { storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { command, known } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { sha256 } from "#app/platform/digest.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { randomToken } from "#app/platform/ids.ts";
import { AnyId } from "#app/platform/input.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { day, minute } from "#app/platform/time.ts";

/** Trips to a platform's page of consent. The state that travels is kept as its fingerprint, and is good once, for the session that set out. */

/** As long as a merchant may take to read what they agree to. */
const lifetime = 10 * minute;

const SetOut = z.object({ stateId: z.string(), shop: z.string(), storeId: AnyId.optional() });

const keepConsent = command<typeof SetOut, { kept: boolean }, Viewer>({
	name: "channels.ask-consent",
	needs: "channels:write",
	input: SetOut,
	async run({ work, principal, now }, { stateId, shop, storeId }) {
		const { businessId } = work;
		const viewer = await principal();
		if (storeId !== undefined) storeOf(viewer, storeId);
		work.add(sql`DELETE FROM channelConsents WHERE businessId = ${businessId} AND expiresAt < ${now - day}`);
		work.add(sql`INSERT INTO channelConsents (businessId, id, sessionId, shop, storeId, expiresAt)
			VALUES (${businessId}, ${stateId}, ${viewer.session.id}, ${shop}, ${storeId ?? null}, ${now + lifetime})`);
		return known({ kept: true });
	},
});

const ComeBack = z.object({ stateId: z.string(), shop: z.string() });

const useConsent = command<typeof ComeBack, { storeId: string | null }, Viewer>({
	name: "channels.use-consent",
	needs: "channels:write",
	input: ComeBack,
	async run({ db, work, principal, now }, { stateId, shop }) {
		const { businessId } = db;
		const { trip } = await db.read({
			trip: first<{ sessionId: string; shop: string; storeId: string | null; expiresAt: number; usedAt: number | null }>(
				sql`SELECT sessionId, shop, storeId, expiresAt, usedAt FROM channelConsents WHERE businessId = ${businessId} AND id = ${stateId}`,
			),
		});
		const { session } = await principal();
		const isOurs = trip && trip.sessionId === session.id && trip.shop === shop && trip.usedAt === null && trip.expiresAt > now;
		if (!isOurs) refuse("forbidden", "consent_unknown");
		work.guard(sql`SELECT 1 FROM channelConsents WHERE businessId = ${businessId} AND id = ${stateId} AND usedAt IS NULL`);
		work.add(sql`UPDATE channelConsents SET usedAt = ${now} WHERE businessId = ${businessId} AND id = ${stateId}`);
		return known({ storeId: trip.storeId });
	},
});

/** Sets out for a shop's consent. @returns the state to be brought back. @throws Refusal `forbidden / store_not_yours` */
export async function setOut(tenant: Tenant<Viewer>, shop: string, storeId: string | undefined): Promise<string> {
	const state = randomToken();
	await keepConsent(tenant, { stateId: await sha256(state), shop, storeId });
	return state;
}

/** Uses a state up. @throws Refusal `forbidden / consent_unknown` for one that is used, old, for another shop or another session's */
export async function comeBack(tenant: Tenant<Viewer>, shop: string, state: string): Promise<{ storeId: string | null }> {
	return useConsent(tenant, { stateId: await sha256(state), shop });
}
