import { claimTalkAddress } from "#app/channels/connect-talk.server.ts";
import { connectProven } from "#app/channels/connect.server.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { TALK } from "./talk.ts";

/** Connects the demo's accounts people write to; what they write comes once somebody serves both. */
export async function loadTalk(tenant: Tenant<Viewer>, storeId: string): Promise<void> {
	for (const { platform, name, url: storeUrl, accountId, wabaId, accessToken, appSecret, verifyToken, webhookToken } of Object.values(
		TALK,
	)) {
		const proven = { storeUrl, name, currency: null, locations: [], expiresAt: null };
		const credentials = { accountId, wabaId, accessToken, verifyToken };
		const known = { webhookSecret: appSecret, webhookToken };
		const { connectionId } = await connectProven(tenant, { platform, proven, credentials, storeId, ...known });
		await claimTalkAddress(tenant, connectionId);
	}
}
