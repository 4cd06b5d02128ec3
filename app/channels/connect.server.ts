import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { storeOf } from "#app/identity/viewer.server.ts";
import { type CommandOptions, command, known } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { newId, randomToken } from "#app/platform/ids.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { connectionsAsk, mustKeepBooksAlone, sealed } from "./connection.server.ts";
import type { Credentials, ProvenShop } from "./contract.ts";
import { Connected } from "./events.server.ts";
import { ConnectionSettings } from "./input.ts";
import { howConnectionsStand } from "./news.server.ts";
import { openOrdersReach, type Platform, platforms } from "./rules.ts";
import { PlatformTrouble } from "./trouble.ts";
import { wake } from "./wake.server.ts";

const Shop = z.object({
	platform: z.enum(platforms),
	storeUrl: z.string(),
	name: z.string(),
	currency: z.string().nullable(),
	locationId: z.string().nullable(),
	credentials: z.record(z.string(), z.string()),
	/** What its webhooks are signed with, where somebody else says so. */
	webhookSecret: z.string().nullable(),
	/** Of an address that is known before there is a connection. */
	webhookToken: z.string().nullable(),
	expiresAt: z.int().nullable(),
	storeId: z.string(),
});

/** The same host with `www.` or without: one shop answers at both, or leads from one to the other. */
function otherSpelling(storeUrl: string): string {
	const url = new URL(storeUrl);
	url.hostname = url.hostname.startsWith("www.") ? url.hostname.slice("www.".length) : `www.${url.hostname}`;
	return url.href.replace(/\/$/, "");
}

/** What answered for a shop: it is ours from now on, or again. @throws Refusal `store_not_yours`, `conflict / store_has_books` */
const keepConnection = command<typeof Shop, { connectionId: string }, Viewer>({
	name: "channels.connect",
	needs: "channels:write",
	input: Shop,
	async run({ tenant, db, work, principal, now }, shop) {
		const { businessId } = db;
		const { platform, storeUrl, currency, locationId, expiresAt, storeId } = shop;
		const twin = otherSpelling(storeUrl);
		const { there, all } = await db.read({
			there: first<{ id: string; name: string; storeUrl: string; storeId: string; webhookSecret: string | null }>(
				sql`SELECT id, name, storeUrl, storeId, webhookSecret FROM connections WHERE businessId = ${businessId} AND platform = ${platform}
					AND storeUrl IN (${storeUrl}, ${twin}) ORDER BY storeUrl <> ${storeUrl} LIMIT 1`,
			),
			all: connectionsAsk(businessId),
		});
		storeOf(await principal(), storeId);
		const id = there?.id ?? newId<"connection">(now);
		mustKeepBooksAlone(all, work, { id, platform, storeId: there?.storeId ?? storeId });
		const name = there?.name ?? shop.name.slice(0, 80);
		const credentials = await sealed(tenant.scope, businessId, id, "credentials", JSON.stringify(shop.credentials));
		// A shop that is connected again may still send what the old secret signs.
		const kept = shop.webhookSecret === null ? there?.webhookSecret : null;
		const secret = kept ?? (await sealed(tenant.scope, businessId, id, "webhookSecret", shop.webhookSecret ?? randomToken()));
		// Two who connect it at the same time, each by its other name.
		if (!there)
			work.guard(
				sql`SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM connections WHERE businessId = ${businessId} AND platform = ${platform} AND storeUrl = ${twin})`,
			);
		if (there?.storeUrl === twin)
			work.add(sql`UPDATE connections SET storeUrl = ${storeUrl} WHERE businessId = ${businessId} AND id = ${id} AND storeUrl = ${twin}`);
		work.add(sql`INSERT INTO connections (businessId, id, platform, name, storeUrl, storeId, state, credentials, webhookSecret, webhookToken, currency, locationId, settings, expiresAt,
				wakeAt, ordersUntil, createdAt, updatedAt, connectedAt)
			VALUES (${businessId}, ${id}, ${platform}, ${name}, ${storeUrl}, ${storeId}, 'active', ${credentials}, ${secret}, ${shop.webhookToken ?? randomToken(18)}, ${currency}, ${locationId},
				${JSON.stringify(ConnectionSettings.parse({}))}, ${expiresAt}, ${now}, ${now - openOrdersReach}, ${now}, ${now}, ${now})
			ON CONFLICT (businessId, platform, storeUrl) DO UPDATE SET state = 'active', credentials = excluded.credentials, webhookSecret = excluded.webhookSecret,
				currency = excluded.currency, locationId = COALESCE(connections.locationId, excluded.locationId), expiresAt = excluded.expiresAt, wakeAt = excluded.wakeAt,
				webhooksAt = NULL, trouble = NULL, connectedAt = excluded.connectedAt, version = version + 1, updatedAt = excluded.updatedAt`);
		work.tell(howConnectionsStand, [id]);
		work.record(Connected, {
			subject: { type: "connection", id },
			storeId,
			data: { platform, name, storeUrl, again: there !== undefined },
		});
		return known({ connectionId: id });
	},
});

type Proven = {
	platform: Platform;
	proven: Pick<ProvenShop, "storeUrl" | "name" | "currency" | "locations" | "credentials" | "expiresAt">;
	credentials: Credentials;
	webhookSecret?: string;
	webhookToken?: string;
	storeId?: string | undefined;
};

/** Keeps a shop whose credentials were just proven, and begins with it. */
export async function connectProven(
	tenant: Tenant<Viewer>,
	{ platform, proven, credentials, webhookSecret, webhookToken, storeId }: Proven,
	options?: CommandOptions,
): Promise<{ connectionId: string }> {
	const { stores } = await tenant.principal();
	const { storeUrl, name, currency, expiresAt } = proven;
	const done = await keepConnection(
		tenant,
		{
			platform,
			storeUrl,
			name,
			currency,
			expiresAt,
			locationId: proven.locations[0]?.id ?? null,
			credentials: proven.credentials ?? credentials,
			webhookSecret: webhookSecret ?? null,
			webhookToken: webhookToken ?? null,
			storeId: storeId ?? stores[0]?.id ?? refuse("conflict", "no_store"),
		},
		options,
	);
	await wake(tenant, done.connectionId);
	return done;
}

/** @throws Refusal `conflict / shop_not_connected` with what the shop answered */
export async function provenOr<T>(prove: () => Promise<T>): Promise<T> {
	try {
		return await prove();
	} catch (error) {
		if (!(error instanceof PlatformTrouble)) throw error;
		return refuse("conflict", "shop_not_connected", { reason: error.reason, kind: error.kind, said: error.said });
	}
}
