import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { storeOf } from "#app/identity/viewer.server.ts";
import { freeChannelAddress } from "#app/identity/channel-addresses.server.ts";
import { type CommandOptions, command, known } from "#app/platform/command.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { errorFields, log } from "#app/platform/log.server.ts";
import { requirePermission, type Tenant } from "#app/platform/tenant.server.ts";
import { abilitiesOf, adapterOf, talkAdapterOf } from "./adapters/registry.server.ts";
import {
	connectionAsk,
	connectionsAsk,
	isShop,
	isTalk,
	mustBeThere,
	mustKeepBooksAlone,
	readConnection,
	webhookAddress,
} from "./connection.server.ts";
import { linkOf } from "./link.server.ts";
import { ConnectionEdited, ConnectionPaused, ConnectionResumed, Disconnected } from "./events.server.ts";
import { EditConnection, OneConnection, PauseConnections } from "./input.ts";
import { maySetAgain } from "./listings.server.ts";
import { howConnectionsStand } from "./news.server.ts";
import { listLocations } from "./locations.server.ts";
import { wake } from "./wake.server.ts";

const edit = command<typeof EditConnection, { connectionId: string; version: number }, Viewer>({
	name: "channels.edit",
	needs: "channels:write",
	input: EditConnection,
	async run({ db, work, principal, now }, { connectionId, version, ...wish }) {
		const { businessId } = db;
		const { connection: found, all } = await db.read({
			connection: connectionAsk(businessId, connectionId),
			all: connectionsAsk(businessId),
		});
		const connection = mustBeThere(found);
		if (connection.state === "disconnected") refuse("conflict", "connection_closed");
		if (version !== undefined && version !== connection.version) refuse("conflict", "version_changed", { current: connection.version });
		if (wish.storeId !== undefined) storeOf(await principal(), wish.storeId);
		const before = { name: connection.name, storeId: connection.storeId, locationId: connection.locationId, settings: connection.settings };
		const after = {
			name: wish.name ?? before.name,
			storeId: wish.storeId ?? before.storeId,
			locationId: wish.locationId ?? before.locationId,
			settings: { ...before.settings, ...wish.settings },
		};
		if (after.storeId !== before.storeId) mustKeepBooksAlone(all, work, { ...connection, storeId: after.storeId });
		work.guard(
			sql`SELECT 1 FROM connections WHERE businessId = ${businessId} AND id = ${connectionId} AND version = CAST(${connection.version} AS INTEGER)`,
		);
		work.add(sql`UPDATE connections SET name = ${after.name}, storeId = ${after.storeId}, locationId = ${after.locationId}, settings = ${JSON.stringify(after.settings)}, version = version + 1, updatedAt = ${now},
			wakeAt = iif(state = 'active', ${now}, wakeAt) WHERE businessId = ${businessId} AND id = ${connectionId}`);
		// Numbers of another shelf settle nothing on this one.
		if (after.storeId !== before.storeId)
			work.add(
				sql`UPDATE listings INDEXED BY listings_conflicts SET conflict = NULL WHERE businessId = ${businessId} AND connectionId = ${connectionId} AND conflict IS NOT NULL`,
			);
		const isElsewhere = after.locationId !== before.locationId;
		// What stood at the other one says nothing of what stands here: it is read anew, and what is ours is set whatever stands here.
		if (isElsewhere) {
			work.add(sql`UPDATE listings SET known = NULL, conflict = NULL, clashes = 0, clashWanted = NULL, problem = iif(problem = 'not_there', NULL, problem)
				WHERE businessId = ${businessId} AND connectionId = ${connectionId}`);
			work.add(sql`UPDATE connections SET pulledAt = NULL, pullCursor = NULL WHERE businessId = ${businessId} AND id = ${connectionId}`);
		}
		const { settings } = after;
		const isOther = JSON.stringify(settings) !== JSON.stringify(before.settings);
		// What is to stand there is another number now, on whichever shelf it is.
		if ((isOther || isElsewhere || after.storeId !== before.storeId) && abilitiesOf(connection.platform).setStock)
			work.add(sql`UPDATE listings SET changedAt = COALESCE(changedAt, CAST(${now} AS INTEGER)), changes = changes + 1
				WHERE businessId = ${businessId} AND connectionId = ${connectionId} AND productId IS NOT NULL AND ${maySetAgain}`);
		const changed = Object.entries(wish).flatMap(([field, value]) => (value === undefined ? [] : [field]));
		work.record(ConnectionEdited, {
			subject: { type: "connection", id: connectionId },
			storeId: after.storeId,
			data: { name: after.name, changed, before, after },
		});
		return known({ connectionId, version: connection.version + 1 });
	},
});

/**
 * Changes what a connection is called, whose shelf it sells from, at which of the shop's locations that is, and what goes through it.
 * @throws Refusal `connection_not_found`, `conflict / connection_closed`, `conflict / version_changed`, `conflict / store_has_books`, `store_not_yours`,
 *   `conflict / location_unknown` with the shop's, and of a location what `listLocations` refuses
 */
export async function editConnection(
	tenant: Tenant<Viewer>,
	raw: unknown,
	options?: CommandOptions,
): Promise<{ connectionId: string; version: number }> {
	const { connectionId, locationId } = z.object({ connectionId: z.string(), locationId: z.string().optional() }).safeParse(raw).data ?? {};
	if (locationId !== undefined) {
		const locations = await listLocations(tenant, { connectionId });
		if (!locations.some(({ id }) => id === locationId))
			refuse("conflict", "location_unknown", { locations: locations.map(({ id, name }) => ({ id, name })) });
	}
	const done = await edit(tenant, raw, options);
	await wake(tenant, done.connectionId);
	return done;
}

type Halted = { connections: string[] };

function halting(to: "paused" | "active") {
	const from = to === "paused" ? "active" : "paused";
	return command<typeof PauseConnections, Halted>({
		name: to === "paused" ? "channels.pause" : "channels.resume",
		needs: "channels:write",
		input: PauseConnections,
		async run({ db, work, now }, { connectionId }) {
			const { businessId } = db;
			const { all } = await db.read({ all: connectionsAsk(businessId) });
			if (connectionId !== undefined) {
				const { state } = mustBeThere(all.find(({ id }) => id === connectionId));
				if (state === "disconnected" || state === "broken") refuse("conflict", "connection_closed", { state });
			}
			const which = all.filter(({ id, state }) => state === from && (connectionId === undefined || id === connectionId));
			for (const { id, name, storeId } of which) {
				work.add(sql`UPDATE connections SET state = ${to}, wakeAt = ${to === "active" ? now : null}, version = version + 1, updatedAt = ${now}
					WHERE businessId = ${businessId} AND id = ${id} AND state = ${from}`);
				work.tell(howConnectionsStand, [id]);
				work.record(to === "paused" ? ConnectionPaused : ConnectionResumed, {
					subject: { type: "connection", id },
					storeId,
					data: { name },
				});
			}
			return known({ connections: which.map(({ id }) => id) });
		},
	});
}

/** Nothing goes through it, or through any; what is told meanwhile is kept. @throws Refusal `connection_not_found`, `conflict / connection_closed` */
export const pauseConnections = halting("paused");
const resumeWrite = halting("active");

/** Goes on, first with what was told meanwhile, in order. @throws Refusal as `pauseConnections` */
export async function resumeConnections(tenant: Tenant, raw: unknown, options?: CommandOptions): Promise<Halted> {
	const resumed = await resumeWrite(tenant, raw, options);
	for (const id of resumed.connections) await wake(tenant, id);
	return resumed;
}

const closeConnection = command<typeof OneConnection, { connectionId: string }>({
	name: "channels.disconnect",
	needs: "channels:write",
	input: OneConnection,
	async run({ db, work, now }, { connectionId }) {
		const { businessId } = db;
		const { connection } = await db.read({ connection: connectionAsk(businessId, connectionId) });
		const { name, storeUrl, storeId, state } = mustBeThere(connection);
		if (state === "disconnected") return known({ connectionId });
		work.add(sql`UPDATE connections SET state = 'disconnected', credentials = NULL, wakeAt = NULL, webhooksAt = NULL, trouble = NULL, otherVersion = NULL, version = version + 1, updatedAt = ${now}
			WHERE businessId = ${businessId} AND id = ${connectionId}`);
		work.tell(howConnectionsStand, [connectionId]);
		work.record(Disconnected, { subject: { type: "connection", id: connectionId }, storeId, data: { name, storeUrl } });
		return known({ connectionId });
	},
});

/**
 * Takes our webhooks away there, and the keys here; orders, receipts and history stay. A shop that does not answer keeps nobody connected: what it sends
 * afterwards is for nobody. Doing it again changes nothing.
 * @throws Refusal `connection_not_found`
 */
export async function disconnect(tenant: Tenant, raw: unknown, options?: CommandOptions): Promise<{ connectionId: string }> {
	requirePermission(await tenant.principal(), "channels:write");
	const { connectionId } = OneConnection.parse(raw);
	const connection = await readConnection(tenant, { connectionId });
	if (connection.state !== "disconnected") {
		try {
			if (isTalk(connection)) await talkAdapterOf(connection.platform).unsubscribe(await linkOf(tenant, connection));
			if (isShop(connection))
				await adapterOf(connection.platform).removeWebhooks(await linkOf(tenant, connection), webhookAddress(tenant.scope, connection));
		} catch (error) {
			log("warn", "channel.webhooks_left", { connectionId, ...errorFields(error) });
		}
		// A shop's host stays: what people may ask of it by law comes after it has left. An account's address stays too: its app tells all of its accounts there.
		if (isShop(connection)) await freeChannelAddress(tenant.scope, connection.platform, connection.webhookToken, connectionId);
	}
	return closeConnection(tenant, { connectionId }, options);
}
