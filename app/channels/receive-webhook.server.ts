import { sql } from "drizzle-orm";
import { z } from "zod";
import { addresseesOf } from "#app/identity/channel-addresses.server.ts";
import { machineTenant } from "#app/identity/viewer.server.ts";
import { answer, command } from "#app/platform/command.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { AnyId } from "#app/platform/input.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { readerFor, type Tenant } from "#app/platform/tenant.server.ts";
import { adapterOf, talkAdapterOf } from "./adapters/registry.server.ts";
import { accountOf, type Connection, connectionsAsk, readConnection, secretOf } from "./connection.server.ts";
import { linkOf } from "./link.server.ts";
import type { Adapter, Capabilities, Delivery, Verified } from "./contract.ts";
import { honourPrivacy } from "./honour-privacy.server.ts";
import { bodyPlace, keptBody } from "./receipts.server.ts";
import { isPlatform, isTalkPlatform, type Platform } from "./rules.ts";
import type { TalkAdapter } from "./talk.ts";
import { wake } from "./wake.server.ts";

/** The black box: what comes in is judged, kept as it came, and worked on later. */

const Receipt = z.object({
	connectionId: AnyId,
	receiptId: AnyId,
	dedupeKey: z.string().min(1).max(200),
	topic: z.string().max(100),
	resourceId: z.string().max(200).nullable(),
	occurredAt: z.int(),
	bytes: z.int(),
});

/** Writes down that something was told, unless it was told before. */
const keepReceipt = command<typeof Receipt, { kept: boolean }>({
	name: "channels.keep-webhook",
	needs: "channels:write",
	input: Receipt,
	async run({ work, now }, { connectionId, receiptId, dedupeKey, topic, resourceId, occurredAt, bytes }) {
		const { businessId } = work;
		work.add(sql`INSERT INTO webhookReceipts (businessId, id, connectionId, dedupeKey, topic, resourceId, occurredAt, receivedAt, bytes, state, dueAt)
			VALUES (${businessId}, ${receiptId}, ${connectionId}, ${dedupeKey}, ${topic}, ${resourceId}, ${occurredAt}, ${now}, ${bytes}, 'waiting', ${now})
			ON CONFLICT (businessId, connectionId, dedupeKey) DO NOTHING`);
		work.add(
			sql`UPDATE connections SET heardAt = ${now}, wakeAt = iif(state = 'active', MIN(COALESCE(wakeAt, ${now}), ${now}), wakeAt) WHERE businessId = ${businessId} AND id = ${connectionId}`,
		);
		return answer<{ kept: boolean }>(
			sql`json_object('kept', json(iif(EXISTS (SELECT 1 FROM webhookReceipts WHERE businessId = ${businessId} AND id = ${receiptId}), 'true', 'false')))`,
		);
	},
});

type Judged = Extract<Verified, { kind: "delivery" }>;

/** What judges a platform's deliveries. */
function doorOf(
	platform: Platform,
): Pick<TalkAdapter | Adapter, "addressed" | "verify"> & { capabilities: Pick<Capabilities, "webhooksName"> } {
	return isTalkPlatform(platform) ? talkAdapterOf(platform) : adapterOf(platform);
}

/** What a delivery names as whom it is for, as far as its head says; null: nobody. Proves nothing. */
export function addressedBy(platform: string, url: URL, headers: Headers): string | null {
	return isPlatform(platform) ? doorOf(platform).addressed({ url, headers, body: new Uint8Array() }) : null;
}

/**
 * Answers a platform that asks, before it sends anything, whether an address is ours.
 * @returns the text it is answered with; null: it does not know our word, or nobody is there
 */
export async function greetPlatform(scope: Scope, platform: Platform, url: URL): Promise<string | null> {
	if (!isTalkPlatform(platform)) return null;
	const adapter = talkAdapterOf(platform);
	const address = addressedBy(platform, url, new Headers());
	for (const where of address === null ? [] : await addresseesOf(scope, platform, address)) {
		const tenant = machineTenant(scope, where, platform);
		const connection = await readConnection(tenant, { connectionId: where.connectionId });
		if (connection.state === "disconnected") continue;
		const { credentials } = await linkOf(tenant, connection);
		const answer = adapter.greet(url, credentials.verifyToken ?? "");
		if (answer !== null) return answer;
	}
	return null;
}

/**
 * Takes a delivery in: found by the directory, judged from its bytes, its body kept as it came, written down once, and the connection woken.
 * Only what could not be kept is refused, so that whoever sends again does.
 * @returns how many connections it was new for
 * @throws Refusal `not_found / connection_not_found`, `unauthenticated / signature_invalid`
 */
export async function receiveWebhook(scope: Scope, platform: Platform, delivery: Delivery): Promise<{ kept: number }> {
	const adapter = doorOf(platform);
	const address = adapter.addressed(delivery);
	const addressees = address === null ? [] : await addresseesOf(scope, platform, address);
	if (addressees.length === 0) {
		if (adapter.capabilities.webhooksName === "token") refuse("not_found", "connection_not_found");
		const verified = await adapter.verify(delivery, { secret: "", cfg: scope.cfg });
		if (verified.kind === "forged") refuse("unauthenticated", "signature_invalid");
		// Truly from the platform, for a shop that nobody here knows: nothing of it is kept, and it need not come again.
		return { kept: 0 };
	}
	let kept = 0;
	for (const where of addressees) kept += await receiveFor(machineTenant(scope, where, platform), where.connectionId, platform, delivery);
	return { kept };
}

/** @returns how many connections it was new for */
async function receiveFor(tenant: Tenant, connectionId: string, platform: Platform, delivery: Delivery): Promise<number> {
	const { scope } = tenant;
	const connection = await readConnection(tenant, { connectionId });
	const adapter = doorOf(platform);
	// What people may ask by law is heard of a shop that has left, too; and one account's address may be that of its whole app.
	if (connection.state === "disconnected" && adapter.capabilities.webhooksName === "token" && !isTalkPlatform(platform))
		refuse("not_found", "connection_not_found");
	const verified = await adapter.verify(delivery, { secret: await secretOf(tenant, connection), cfg: scope.cfg });
	if (verified.kind === "forged") refuse("unauthenticated", "signature_invalid");
	if (verified.kind === "ping") return 0;
	// At once, and nothing of it is kept: it names whom we are to forget. Anything else is read when it is worked on.
	if (verified.isLawful && !isTalkPlatform(platform)) {
		const { dedupeKey, topic } = verified;
		const { currency, locationId } = connection;
		for (const said of adapterOf(platform).translate(topic, new TextDecoder().decode(delivery.body), { currency, locationId }))
			if (said.kind === "privacy")
				return Number((await honourPrivacy(tenant, connectionId, said, { dedupeKey, topic, bytes: delivery.body.byteLength })).isNew);
	}
	const others = await othersOf(tenant, connection, verified, delivery);
	const isGone = connection.state === "disconnected";
	if (isGone && others.length === 0) refuse("not_found", "connection_not_found");
	const known = new Set(others.map((other) => accountOf(other).accountId));
	// What is for nobody else here is kept where it came, with the reason, if it is not for that one either.
	const isOthers = isGone || (others.length > 0 && (verified.accounts ?? []).every((account) => known.has(account)));
	let kept = 0;
	for (const each of isOthers ? others : [connection, ...others]) if (await keep(tenant, each, verified, delivery)) kept += 1;
	return kept;
}

/** An app at Meta has one address for all of its accounts: those a delivery names too, of the same business, whose secret has signed it as well. */
async function othersOf(tenant: Tenant, connection: Connection, { accounts = [] }: Judged, delivery: Delivery): Promise<Connection[]> {
	const { id, platform } = connection;
	const ours = accountOf(connection).accountId;
	if (accounts.every((account) => account === ours || account === "")) return [];
	const { all } = await readerFor(tenant, "channels:read").read({ all: connectionsAsk(tenant.businessId) });
	const others: Connection[] = [];
	for (const other of all) {
		if (other.id === id || other.platform !== platform || other.state === "disconnected") continue;
		if (!accounts.includes(accountOf(other).accountId)) continue;
		const judged = await doorOf(platform).verify(delivery, { secret: await secretOf(tenant, other), cfg: tenant.scope.cfg });
		if (judged.kind === "delivery") others.push(other);
	}
	return others;
}

async function keep(tenant: Tenant, { id: connectionId, platform }: Connection, verified: Judged, delivery: Delivery): Promise<boolean> {
	const { scope, businessId, now } = tenant;
	const receiptId = newId<"receipt">(now);
	const { topic, dedupeKey, resourceId, occurredAt } = verified;
	const place = bodyPlace(businessId, connectionId, receiptId);
	await scope.env.FILES.put(place, await keptBody(tenant, place, platform, delivery.body));
	const receipt = { connectionId, receiptId, dedupeKey, topic, resourceId, occurredAt: occurredAt ?? now, bytes: delivery.body.byteLength };
	const { kept } = await keepReceipt(tenant, receipt);
	if (!kept) scope.waitUntil(scope.env.FILES.delete(place).catch(() => {}));
	await wake(tenant, connectionId);
	return kept;
}
