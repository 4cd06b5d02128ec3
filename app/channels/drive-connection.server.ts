import { claimChannelAddress } from "#app/identity/channel-addresses.server.ts";
import { machineTenant } from "#app/identity/viewer.server.ts";
import { errorFields, log } from "#app/platform/log.server.ts";
import { patienceOf } from "#app/platform/patience.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { day, instant, minute, pause, second } from "#app/platform/time.ts";
import { adapterOf, talkAdapterOf } from "./adapters/registry.server.ts";
import { type Connection, claimsOf, isShop, isTalk, readConnection, secretOf, webhookAddress } from "./connection.server.ts";
import { linkOf } from "./link.server.ts";
import type { Adapter, Capabilities, Link } from "./contract.ts";
import { type Beside, talkTurn } from "./drive-talk.server.ts";
import { followBooks } from "./follow-books.server.ts";
import { type Gate, spend, waitOf, wentWell, wentWrong } from "./gate.ts";
import { noteDriven, noteTrouble, noteWebhooks } from "./note-work.server.ts";
import { askForOrders, takesOrders } from "./ask-for-orders.server.ts";
import { bookSales } from "./book-sales.server.ts";
import { makeListings } from "./make-listings.server.ts";
import { pushLevels } from "./push-levels.server.ts";
import { readGoods } from "./read-goods.server.ts";
import type { Tally } from "./runs.ts";
import { actorNameOf, isTalkPlatform, overlap, type Platform, type ShopPlatform } from "./rules.ts";
import type { TalkWork } from "./talk.ts";
import { PlatformTrouble } from "./trouble.ts";
import type { ConnectionPointer } from "./wake.server.ts";
import { shopWork, workReceipts, worseOf } from "./work-receipts.server.ts";

/**
 * All that is done for a connection is done here, one thing after the other: its webhooks looked after, what was told worked through in order, orders that
 * nobody told of asked for. Whoever drives lets no two at once; killed anywhere, the rows say where it stands.
 */

const webhooksEvery = 1 * day;

export type Driving<A = Adapter, P extends Platform = ShopPlatform> = {
	now(): Tenant;
	connection: Connection<P>;
	adapter: A;
	link: Link;
	/** Asks the platform, at its pace; while the breaker is open, not at all. @throws PlatformTrouble */
	ask<T>(question: (adapter: A, link: Link) => Promise<T>): Promise<T>;
	mayGoOn(): boolean;
	/** What it is at, for whoever has to say what broke off. */
	going: { run: Tally | null };
};

/** Where the gate of a connection is kept between two turns. */
export type GateKeeper = { gate: Gate; keep(gate: Gate): void };

/** Shorter waits are waited out, that after one failure among them: it may have been about one thing alone. */
const shortWait = 3 * second;

/**
 * One turn. `inbox`: who hears and sends where people write to us; without it, such connections rest.
 * @returns when it wants to be woken next, ms UTC; null: when something happens
 */
export async function driveConnection(
	scope: Scope,
	where: ConnectionPointer,
	keeper: GateKeeper,
	inbox: TalkWork | null,
	clock: () => number = instant,
): Promise<number | null> {
	// Orders and levels say which shop they come from, once it is read.
	let called: string | undefined;
	const now = () => machineTenant({ ...scope, now: clock() }, where, "channels", called);
	const { connectionId } = where;
	const connection = await readConnection(now(), { connectionId });
	called = actorNameOf(connection);
	// To an account whose keys are no longer good people write all the same.
	const isMute = connection.state === "broken" && isTalk(connection);
	if (connection.state !== "active" && !isMute) return null;
	const { pace } = paceOf(connection.platform);
	const link = await linkOf(now(), connection);
	// However many calls an answer takes, each has its turn.
	link.pace = async () => {
		await pause(Math.min(shortWait, waitOf(keeper.gate, pace, clock())));
		keeper.keep(spend(keeper.gate, pace, clock()));
	};
	const watched = async <T>(question: () => Promise<T>): Promise<T> => {
		const wait = waitOf(keeper.gate, pace, clock());
		if (wait > shortWait) throw new PlatformTrouble("throttled", "throttled", { retryAfter: Math.ceil(wait / second) });
		try {
			const answer = await question();
			keeper.keep(wentWell(keeper.gate));
			return answer;
		} catch (error) {
			if (error instanceof PlatformTrouble) keeper.keep(wentWrong(keeper.gate, pace, error, clock(), luck()));
			throw error;
		}
	};
	const { connectedAt, wakeAt: seen } = connection;
	const beside: Beside = { trouble: null, receipts: Number.MAX_SAFE_INTEGER };
	const heard = () => {
		const adapter = isShop(connection) ? adapterOf(connection.platform) : null;
		return { budget: adapter?.budget?.(link) ?? null, versions: adapter?.versions?.(link) ?? null };
	};
	const going: Driving["going"] = { run: null };
	const common = { now, link, mayGoOn: patienceOf(scope), going };
	const turn = async (): Promise<number | null> => {
		if (isTalk(connection)) {
			const adapter = talkAdapterOf(connection.platform);
			return (
				inbox &&
				talkTurn({ ...common, connection, adapter, ask: (question) => watched(() => question(adapter, link)) }, scope, where, inbox, beside)
			);
		}
		if (!isShop(connection)) return null;
		const adapter = adapterOf(connection.platform);
		return oneTurn({ ...common, connection, adapter, ask: (question) => watched(() => question(adapter, link)) }, scope, where, beside);
	};
	try {
		const again = await turn();
		if (again === null || (isMute && again === Number.MAX_SAFE_INTEGER)) return null;
		if (isMute) return again;
		if (beside.trouble) await noteTrouble(now(), { connectionId, connectedAt, trouble: troubleOf(beside.trouble) });
		else if (connection.trouble) await noteTrouble(now(), { connectionId, connectedAt, trouble: null });
		return await noteDriven(now(), { connectionId, seen, wakeAt: again, ...heard() });
	} catch (error) {
		if (isMute && error instanceof PlatformTrouble) return null;
		if (!(error instanceof PlatformTrouble)) {
			log("warn", "channel.drive_failed", { requestId: scope.requestId, connectionId, ...errorFields(error) });
			// Ours, and said all the same: whoever reads the page has to know that it stands.
			const trouble = { kind: "temporary", reason: "unexpected", said: "" } as const;
			if (!isMute) await noteTrouble(now(), { connectionId, connectedAt, trouble, run: going.run });
			return noteDriven(now(), { connectionId, seen, wakeAt: Math.min(beside.receipts, clock() + minute), inTrouble: true });
		}
		const { kind } = error;
		const needsPerson = kind === "expired" || kind === "wrong_host";
		if (kind !== "throttled") await noteTrouble(now(), { connectionId, connectedAt, trouble: troubleOf(error), run: going.run });
		// What was told asks nothing of a platform in trouble: it is worked through all the same. An account's, whatever has become of its keys.
		if (needsPerson) return isTalk(connection) && beside.receipts <= clock() ? clock() : null;
		const wait = Math.max(waitOf(keeper.gate, pace, clock()), kind === "refused" ? 15 * minute : second);
		const wakeAt = Math.min(beside.receipts, clock() + wait);
		// Told to slow down, it goes on later; orders that were taken by then are not taken again.
		const run = kind === "throttled" && going.run?.kind === "orders" && going.run.changed > 0 ? going.run : null;
		return noteDriven(now(), { connectionId, seen, wakeAt, inTrouble: true, ...heard(), run });
	}
}

function paceOf(platform: Platform): Pick<Capabilities, "pace"> {
	return (isTalkPlatform(platform) ? talkAdapterOf(platform) : adapterOf(platform)).capabilities;
}

/** 0–1, by chance: what fails together does not come back together. */
function luck(): number {
	return (crypto.getRandomValues(new Uint8Array(1))[0] ?? 0) / 255;
}

const troubleOf = ({ kind, reason, said }: PlatformTrouble) => ({ kind, reason, said });

async function oneTurn(driving: Driving, scope: Scope, where: ConnectionPointer, beside: Beside): Promise<number> {
	const { connection, now } = driving;
	if (connection.webhooksAt === null || connection.webhooksAt + webhooksEvery <= now().now)
		await lookAfterWebhooks(driving, scope, where).catch((error: unknown) => {
			// Keys that may not make webhooks may still take orders and set levels.
			if (!(error instanceof PlatformTrouble) || error.kind !== "refused") throw error;
			beside.trouble = error;
		});
	const told = await workReceipts(driving, shopWork(driving), "fresh");
	beside.receipts = told.again;
	try {
		const next = await restOfTurn(driving, beside);
		// What the shop had no answer about comes last: it may have none again, and keeps nothing else from being asked.
		const { again } = await workReceipts(driving, shopWork(driving), "unanswered");
		return Math.min(next, again);
	} catch (error) {
		throw worseOf(told.trouble, error);
	}
}

/** All but what was told. */
async function restOfTurn(driving: Driving, beside: Beside): Promise<number> {
	const { connection, now } = driving;
	// What the open orders of a shop hold is not free here: nothing is set there before they have been taken.
	const wasReady = !takesOrders(driving) || connection.ordersUntil >= connection.createdAt - overlap;
	// Orders name goods as the shop does: what is not known yet by then would be held by nobody.
	const known = wasReady ? null : await readGoods(driving);
	if (known && !known.isThrough) return Math.min(beside.receipts, known.next);
	const clashed = wasReady ? await pushLevels(driving) : false;
	const orders = await askForOrders(driving, connection.ordersUntil, clashed);
	const isReady = wasReady || orders.until >= connection.createdAt - overlap;
	let sales = await bookSales(driving);
	const goods = known ?? (await readGoods(driving));
	// A number that drifted may be a sale on its way to us: orders first, then ours is set.
	if (known === null && goods.isNews && isReady) await askForOrders(driving, orders.until, true);
	// What waited for a link can be told now.
	if (goods.isNews) sales = await bookSales(driving);
	const followed = await followBooks(driving);
	const more = isReady && (clashed || goods.isNews || !wasReady) ? await pushLevels(driving) : false;
	// Last: what a shop will not make keeps nothing else from it.
	const made = isReady ? await makeListings(driving) : Number.MAX_SAFE_INTEGER;
	return Math.min(beside.receipts, orders.next, sales, goods.next, followed, made, more ? now().now + 5 * second : Number.MAX_SAFE_INTEGER);
}

/** Sees to it that the shop tells us, and that we are found. */
async function lookAfterWebhooks({ connection, adapter, ask, now }: Driving, scope: Scope, where: ConnectionPointer): Promise<void> {
	if (!adapter.capabilities.hasWebhooks) return;
	for (const address of claimsOf(connection, adapter)) await claimChannelAddress(scope, connection.platform, address, where);
	const secret = await secretOf(now(), connection);
	const address = webhookAddress(scope, connection);
	const { made, mended } = await ask((shop, link) => shop.registerWebhooks(link, address, secret));
	await noteWebhooks(now(), { connectionId: connection.id, connectedAt: connection.connectedAt });
	if (mended > 0) log("warn", "channel.webhooks_mended", { connectionId: connection.id, made, mended });
}
