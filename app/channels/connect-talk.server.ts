import { claimChannelAddress } from "#app/identity/channel-addresses.server.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { type CommandOptions, issuesOf } from "#app/platform/command.server.ts";
import { refuse, refuseInput } from "#app/platform/errors.ts";
import { randomToken } from "#app/platform/ids.ts";
import { requirePermission, type Tenant } from "#app/platform/tenant.server.ts";
import { talkAdapterOf } from "./adapters/registry.server.ts";
import { connectProven, provenOr } from "./connect.server.ts";
import { isTalk, linkOf, readConnection, webhookAddress } from "./connection.server.ts";
import type { Credentials } from "./contract.ts";
import { ConnectTalk } from "./input.ts";

/**
 * Connects an account people write to, after its platform has taken the token. One that is there already gets the new token and the new words.
 * Its address answers at once: the platform may ask for it before the driver's first turn.
 * @throws Refusal `forbidden`, `invalid / validation_failed`, `conflict / shop_not_connected` with the reason, `store_not_yours`
 */
export async function connectTalk(tenant: Tenant<Viewer>, raw: unknown, options?: CommandOptions): Promise<{ connectionId: string }> {
	requirePermission(await tenant.principal(), "channels:write");
	const parsed = ConnectTalk.safeParse(raw);
	if (!parsed.success) return refuseInput(issuesOf(parsed.error));
	const { platform, accessToken, accountId, wabaId = "", appSecret, verifyToken = randomToken(18), storeId } = parsed.data;
	const adapter = talkAdapterOf(platform);
	const { cfg } = tenant.scope;
	const typed: Credentials = { accessToken, accountId, verifyToken, ...(wabaId !== "" && { wabaId }) };
	const storeUrl = `https://${adapter.host}/${accountId}`;
	const link = { storeUrl, credentials: typed, shop: { currency: "", locationId: null }, cfg, now: tenant.now, keep: async () => {} };
	const account = await provenOr(() => adapter.prove(link));
	const { expiresAt } = account;
	const credentials = { ...(account.credentials ?? typed), ...(expiresAt !== null && { expiresAt: String(expiresAt) }) };
	const proven = { storeUrl: account.storeUrl, name: account.name, currency: null, locations: [], expiresAt };
	const done = await connectProven(tenant, { platform, proven, credentials, webhookSecret: appSecret, storeId }, options);
	await claimTalkAddress(tenant, done.connectionId);
	return done;
}

/** Has the platform's question whether an address is ours find the connection. Saying it again changes nothing. */
export async function claimTalkAddress(tenant: Tenant, connectionId: string): Promise<void> {
	const { scope, businessId, shard } = tenant;
	const { platform, webhookToken } = await readConnection(tenant, { connectionId });
	await claimChannelAddress(scope, platform, webhookToken, { connectionId, businessId, shard });
}

/**
 * What is typed into the platform's own settings, so that it tells us: for those who may connect.
 * @throws Refusal `forbidden`, `connection_not_found`, `conflict / connection_closed`
 */
export async function talkAddress(tenant: Tenant<Viewer>, connectionId: string): Promise<{ address: string; verifyToken: string }> {
	requirePermission(await tenant.principal(), "channels:write");
	const connection = await readConnection(tenant, { connectionId });
	if (!isTalk(connection)) return refuse("not_found", "connection_not_found");
	const { credentials } = await linkOf(tenant, connection);
	return { address: webhookAddress(tenant.scope, connection), verifyToken: credentials.verifyToken ?? "" };
}
