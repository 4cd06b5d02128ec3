import { claimChannelAddress } from "#app/identity/channel-addresses.server.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { type CommandOptions, issuesOf } from "#app/platform/command.server.ts";
import { refuse, refuseInput } from "#app/platform/errors.ts";
import { randomToken } from "#app/platform/ids.ts";
import { readerFor, requirePermission, type Tenant } from "#app/platform/tenant.server.ts";
import { talkAdapterOf } from "./adapters/registry.server.ts";
import { connectProven, provenOr } from "./connect.server.ts";
import { connectionsAsk, isTalk, readConnection, webhookAddress } from "./connection.server.ts";
import { linkOf } from "./link.server.ts";
import type { Credentials } from "./contract.ts";
import { ConnectTalk } from "./input.ts";
import type { TalkPlatform } from "./rules.ts";

export type TalkConnected = { connectionId: string; verifyToken: string | null };

/**
 * Connects an account people write to, after its platform has taken the token. One that is there already gets the new token and the new words.
 * Its address answers at once: the platform may ask for it before the driver's first turn.
 * @returns `verifyToken`: where nobody said one and none was there, the one that was made; it is told here alone
 * @throws Refusal `forbidden`, `invalid / validation_failed`, `conflict / shop_not_connected` with the reason, `store_not_yours`
 */
export async function connectTalk(tenant: Tenant<Viewer>, raw: unknown, options?: CommandOptions): Promise<TalkConnected> {
	requirePermission(await tenant.principal(), "channels:write");
	const parsed = ConnectTalk.safeParse(raw);
	if (!parsed.success) return refuseInput(issuesOf(parsed.error));
	const { platform, accessToken, accountId, wabaId = "", appSecret, verifyToken, storeId } = parsed.data;
	const adapter = talkAdapterOf(platform);
	const { cfg } = tenant.scope;
	const typed: Credentials = { accessToken, accountId, ...(wabaId !== "" && { wabaId }) };
	const storeUrl = `https://${adapter.host}/${accountId}`;
	const link = { storeUrl, credentials: typed, shop: { currency: "", locationId: null }, cfg, now: tenant.now, keep: async () => {} };
	const account = await provenOr(() => adapter.prove(link));
	const { expiresAt } = account;
	const word = verifyToken ?? (await wordOf(tenant, platform, account.storeUrl));
	const made = word === null ? randomToken(18) : null;
	const credentials = {
		...(account.credentials ?? typed),
		verifyToken: word ?? made ?? "",
		...(expiresAt !== null && { expiresAt: String(expiresAt) }),
	};
	const proven = { storeUrl: account.storeUrl, name: account.name, currency: null, locations: [], expiresAt };
	const done = await connectProven(tenant, { platform, proven, credentials, webhookSecret: appSecret, storeId }, options);
	await claimTalkAddress(tenant, done.connectionId);
	return { ...done, verifyToken: made };
}

/** The word its platform says to an account that is connected already: typed into the platform's own settings, it stays. */
async function wordOf(tenant: Tenant, platform: TalkPlatform, storeUrl: string): Promise<string | null> {
	const { all } = await readerFor(tenant, "channels:write").read({ all: connectionsAsk(tenant.businessId) });
	const there = all.find((each) => each.platform === platform && each.storeUrl === storeUrl && each.credentials !== null);
	if (!there) return null;
	// One whose key is gone is connected anew.
	const link = await linkOf(tenant, there).catch(() => null);
	return link?.credentials.verifyToken ?? null;
}

/** Has the platform's question whether an address is ours find the connection. Saying it again changes nothing. */
export async function claimTalkAddress(tenant: Tenant, connectionId: string): Promise<void> {
	const { scope, businessId, shard } = tenant;
	const { platform, webhookToken } = await readConnection(tenant, { connectionId });
	await claimChannelAddress(scope, platform, webhookToken, { connectionId, businessId, shard });
}

/** Where the platform is to tell us, for those who may connect; null for others, and where nobody tells us there. @throws Refusal `connection_not_found` */
export async function talkWebhook(tenant: Tenant<Viewer>, connectionId: string, origin: string): Promise<string | null> {
	const { permissions } = await tenant.principal();
	const connection = await readConnection(tenant, { connectionId });
	if (!permissions.has("channels:write") || !isTalk(connection) || connection.state === "disconnected") return null;
	return new URL(webhookAddress(tenant.scope, connection), origin).href;
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
