import { claimChannelAddress } from "#app/identity/channel-addresses.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { day, minute } from "#app/platform/time.ts";
import { accountOf, claimsOf, webhookAddress } from "./connection.server.ts";
import { noteExpiry, noteWebhooks } from "./note-work.server.ts";
import type { TalkDriving, TalkWork } from "./talk.ts";
import { PlatformTrouble } from "./trouble.ts";
import type { ConnectionPointer } from "./wake.server.ts";
import { workReceipts } from "./work-receipts.server.ts";

/** What a turn leaves behind however it ends: what went wrong and kept nothing else from being done, and when what was told wants to be worked on again. */
export type Beside = { trouble: PlatformTrouble | null; receipts: number };

/** A turn for an account people write to: the account looked after, what was told handed to the inbox, what waits there sent. */

const everyDay = 1 * day;

/** @returns when to be woken next, ms UTC. @throws PlatformTrouble */
export async function talkTurn(
	driving: TalkDriving,
	scope: Scope,
	where: ConnectionPointer,
	inbox: TalkWork,
	beside: Beside,
): Promise<number> {
	const { connection } = driving;
	// What people wrote asks nothing of the platform: it is heard, whatever has become of our keys.
	const told = await workReceipts(driving, (receipt, body) =>
		inbox.hear(driving, driving.adapter.translate(receipt.topic, body, accountOf(connection)), receipt.id),
	);
	beside.receipts = told.again;
	if (connection.state === "broken") return beside.receipts;
	const account = await lookAfterAccount(driving, scope, where, beside);
	return Math.min(account, beside.receipts, await inbox.turn(driving));
}

/** Sees to it that its news comes to us, that its token lives, and that one which has run out is said so. @returns when to look again */
async function lookAfterAccount(
	{ connection, adapter, ask, now }: TalkDriving,
	scope: Scope,
	where: ConnectionPointer,
	beside: Beside,
): Promise<number> {
	const began = now().now;
	let { expiresAt } = connection;
	const next = (connection.webhooksAt ?? 0) + everyDay;
	if (next <= began) {
		const renewed = await ask(async (platform, link) => platform.refresh?.(link) ?? null);
		if (renewed && renewed.expiresAt !== expiresAt) {
			expiresAt = renewed.expiresAt;
			await noteExpiry(now(), { connectionId: connection.id, connectedAt: connection.connectedAt, expiresAt });
		}
	}
	// Nothing is sent with it any more: what waits keeps waiting, and whoever writes is told why.
	if (expiresAt !== null && expiresAt <= began) throw new PlatformTrouble("expired", "token_expired");
	if (next <= began) {
		for (const address of claimsOf(connection, adapter)) await claimChannelAddress(scope, connection.platform, address, where);
		try {
			await ask((platform, link) => platform.subscribe(link, webhookAddress(scope, connection)));
		} catch (error) {
			// What it will not tell of itself keeps nothing from being sent.
			if (!(error instanceof PlatformTrouble) || error.kind !== "refused") throw error;
			beside.trouble = error;
			return began + 15 * minute;
		}
		await noteWebhooks(now(), { connectionId: connection.id, connectedAt: connection.connectedAt });
	}
	return Math.min(next <= began ? began + everyDay : next, expiresAt ?? Number.MAX_SAFE_INTEGER);
}
