import { sql } from "drizzle-orm";
import { z } from "zod";
import { answer, command, known } from "#app/platform/command.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { randomToken } from "#app/platform/ids.ts";
import { AnyId } from "#app/platform/input.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { instant, pause, second } from "#app/platform/time.ts";
import { adapterOf } from "./adapters/registry.server.ts";
import { type Connection, connectionAsk, mustBeThere, sealed, unsealed } from "./connection.server.ts";
import type { Credentials, Link } from "./contract.ts";
import { OneConnection } from "./input.ts";
import { isShopPlatform } from "./rules.ts";
import { PlatformTrouble } from "./trouble.ts";

/** The shop to talk to. @throws Refusal `conflict / connection_closed` where nothing opens it any more */
export async function linkOf(tenant: Tenant, connection: Connection): Promise<Link> {
	const { id: connectionId, connectedAt, storeUrl, currency, locationId } = connection;
	return {
		storeUrl,
		credentials: await opened(tenant, connectionId, connection.credentials),
		shop: { currency, locationId },
		cfg: tenant.scope.cfg,
		now: tenant.now,
		keep: async (credentials) => void (await keepCredentials(tenant, { connectionId, connectedAt, credentials })),
		alone: (held, renew) => renewAlone(tenant, connectionId, held, renew),
	};
}

async function opened(tenant: Tenant, connectionId: string, credentials: string | null): Promise<Credentials> {
	if (credentials === null) return refuse("conflict", "connection_closed");
	return JSON.parse(await unsealed(tenant, connectionId, "credentials", credentials));
}

const Keep = z.object({ connectionId: AnyId, connectedAt: z.int(), credentials: z.record(z.string(), z.string()) });

/** Keeps credentials a platform has renewed, and until when they are good where that is in them, unless somebody has connected it anew meanwhile. */
const keepCredentials = command<typeof Keep, { kept: boolean }>({
	name: "channels.keep-credentials",
	needs: "channels:write",
	input: Keep,
	async run({ tenant, db, work }, { connectionId, connectedAt, credentials }) {
		const { connection } = await db.read({ connection: connectionAsk(db.businessId, connectionId) });
		const { platform, expiresAt } = mustBeThere(connection);
		const lastsUntil = isShopPlatform(platform) ? adapterOf(platform).lastsUntil : undefined;
		const until = lastsUntil ? lastsUntil(credentials) : expiresAt;
		const text = await sealed(tenant.scope, db.businessId, connectionId, "credentials", JSON.stringify(credentials satisfies Credentials));
		work.add(
			sql`UPDATE connections SET credentials = ${text}, expiresAt = CAST(${until} AS INTEGER), updatedAt = ${work.now} WHERE businessId = ${work.businessId} AND id = ${connectionId} AND state <> 'disconnected' AND COALESCE(connectedAt, createdAt) = CAST(${connectedAt} AS INTEGER)`,
		);
		return known({ kept: true });
	},
});

/** Longer than a platform is given to answer. Whoever was cut off in the midst of it keeps nobody waiting after that. */
const longestRenewal = 30 * second;
const mostLooks = 40;

/**
 * Renews what opens a shop: a pair that is replaced by using it is used by one at a time, whether that is the driver, a page that asks for the shop's locations, or
 * somebody who disconnects it. Whoever finds another pair kept than the one they hold takes that.
 * @throws PlatformTrouble of `renew`; `temporary / timed_out` where somebody else is at it for too long; Refusal `conflict / connection_closed`
 */
async function renewAlone(
	tenant: Tenant,
	connectionId: string,
	held: Credentials,
	renew: () => Promise<Credentials>,
): Promise<Credentials> {
	const by = randomToken(9);
	for (let looks = 0; looks < mostLooks; looks++) {
		const { isMine, credentials } = await beginRenewal(tenant, { connectionId, by });
		try {
			const kept = await opened(tenant, connectionId, credentials);
			if (JSON.stringify(kept) !== JSON.stringify(held)) return kept;
			if (isMine) return await renew();
		} finally {
			if (isMine) await endRenewal(tenant, { connectionId, by });
		}
		await pause(0.5 * second);
	}
	throw new PlatformTrouble("temporary", "timed_out", { said: "renewal" });
}

const Renewal = OneConnection.extend({ by: z.string() });

/** @returns whether it is theirs to renew, and what opens the shop now, sealed */
const beginRenewal = command<typeof Renewal, { isMine: boolean; credentials: string | null }>({
	name: "channels.begin-renewal",
	needs: "channels:write",
	input: Renewal,
	async run({ work, now }, { connectionId, by }) {
		// A turn may have begun minutes ago.
		const at = Math.max(now, instant());
		const mine = sql`businessId = ${work.businessId} AND id = ${connectionId}`;
		work.add(sql`UPDATE connections SET renewing = json_object('by', ${by}, 'until', CAST(${at + longestRenewal} AS INTEGER))
			WHERE ${mine} AND COALESCE(renewing ->> 'until', 0) <= CAST(${at} AS INTEGER)`);
		return answer<{ isMine: boolean; credentials: string | null }>(
			sql`(SELECT json_object('isMine', json(iif(renewing ->> 'by' = ${by}, 'true', 'false')), 'credentials', credentials) FROM connections WHERE ${mine})`,
		);
	},
});

const endRenewal = command<typeof Renewal, { ended: boolean }>({
	name: "channels.end-renewal",
	needs: "channels:write",
	input: Renewal,
	async run({ work }, { connectionId, by }) {
		work.add(
			sql`UPDATE connections SET renewing = NULL WHERE businessId = ${work.businessId} AND id = ${connectionId} AND renewing ->> 'by' = ${by}`,
		);
		return known({ ended: true });
	},
});
