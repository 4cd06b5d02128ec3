import { sql } from "drizzle-orm";
import { query } from "#app/platform/command.server.ts";
import type { Ask } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { open, seal } from "#app/platform/keyring.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import type { Work } from "#app/platform/work.server.ts";
import { books } from "./adapters/registry.server.ts";
import type { Adapter, Budget } from "./contract.ts";
import { ConnectionSettings, OneConnection } from "./input.ts";
import { type ConnectionState, isShopPlatform, isTalkPlatform, type Platform, type ShopPlatform, type TalkPlatform } from "./rules.ts";
import type { TroubleKind, TroubleReason } from "./trouble.ts";

/** A connection as its row has it. Credentials stay sealed until a link is made of it. */
export type Connection<P extends Platform = Platform> = {
	id: string;
	platform: P;
	name: string;
	storeUrl: string;
	storeId: string;
	state: ConnectionState;
	credentials: string | null;
	webhookSecret: string | null;
	webhookToken: string;
	/** The shop's, or the store's where it does not say. */
	currency: string;
	locationId: string | null;
	settings: ConnectionSettings;
	expiresAt: number | null;
	wakeAt: number | null;
	webhooksAt: number | null;
	heardAt: number | null;
	ordersUntil: number;
	ordersAskedAt: number | null;
	orderCount: number;
	/** When the reading of goods began that is under way, or was last (ms UTC); and when somebody asked for one. */
	pullBeganAt: number | null;
	goodsWantedAt: number | null;
	pullCursor: string | null;
	/** Of the last reading, going on or over: how much was read, how much of it nobody could, and how much the platform said there is. */
	pullDone: number;
	pullFailed: number;
	pullTotal: number | null;
	budget: Budget | null;
	pulledAt: number | null;
	/** How often in a row nothing had drifted. */
	pullCalm: number;
	drift: number;
	productCount: number;
	pushedAt: number | null;
	pushLag: number | null;
	/** How long the latest levels that were set waited, newest last: at most a hundred, ms. */
	pushLags: number[];
	trouble: Trouble | null;
	otherVersion: OtherVersion | null;
	version: number;
	createdAt: number;
	/** When it was connected last. */
	connectedAt: number;
};
export type ShopConnection = Connection<ShopPlatform>;
export type TalkConnection = Connection<TalkPlatform>;
/** Whether goods are sold there; where not, people write to us. */
export function isShop(connection: Connection): connection is ShopConnection {
	return isShopPlatform(connection.platform);
}
export function isTalk(connection: Connection): connection is TalkConnection {
	return isTalkPlatform(connection.platform);
}
/** `since`: when it began, whatever it was called at first; `isTold`: that it lasts was said. */
export type Trouble = { kind: TroubleKind; reason: TroubleReason; said: string; since: number; isTold?: boolean };

/** Its API is asked for in one version and answers in another, since an instant (ms UTC). */
export type OtherVersion = { asked: string; answered: string; since: number };

type Told = "settings" | "trouble" | "budget" | "otherVersion" | "pushLags";
type Row = Omit<Connection, Told> & Record<"settings" | "pushLags", string> & Record<"trouble" | "budget" | "otherVersion", string | null>;

const connectionColumns = sql`c.id, c.platform, c.name, c.storeUrl, c.storeId, c.state, c.credentials, c.webhookSecret, c.webhookToken, COALESCE(c.currency, s.currency) AS currency,
	c.locationId, c.settings, c.expiresAt, c.wakeAt, c.webhooksAt, c.heardAt, c.ordersUntil, c.ordersAskedAt, c.orderCount,
	c.pullBeganAt, c.goodsWantedAt, c.pullCursor, c.pullDone, c.pullFailed, c.pullTotal, c.budget, c.pulledAt, c.pullCalm, c.drift, c.productCount, c.pushedAt, c.pushLag, c.pushLags, c.trouble, c.otherVersion, c.version, c.createdAt, COALESCE(c.connectedAt, c.createdAt) AS connectedAt`;
const withStore = sql`connections AS c CROSS JOIN stores AS s ON s.businessId = c.businessId AND s.id = c.storeId`;

function connectionIn(rows: Record<string, unknown>[]): Connection | undefined {
	const row = rows[0] as Row | undefined;
	return (
		row && {
			...row,
			settings: ConnectionSettings.parse(JSON.parse(row.settings)),
			trouble: row.trouble === null ? null : JSON.parse(row.trouble),
			budget: row.budget === null ? null : JSON.parse(row.budget),
			otherVersion: row.otherVersion === null ? null : JSON.parse(row.otherVersion),
			pushLags: JSON.parse(row.pushLags),
		}
	);
}

/** One connection, for anybody's one read. */
export function connectionAsk(businessId: string, id: string): Ask<Connection | undefined> {
	return {
		query: sql`SELECT ${connectionColumns} FROM ${withStore} WHERE c.businessId = ${businessId} AND c.id = ${id}`,
		take: connectionIn,
	};
}

/** All of a business: a handful. */
export function connectionsAsk(businessId: string): Ask<Connection[]> {
	return {
		query: sql`SELECT ${connectionColumns} FROM ${withStore} WHERE c.businessId = ${businessId} ORDER BY c.id LIMIT 200`,
		take: (rows) => rows.flatMap((row) => connectionIn([row]) ?? []),
	};
}

/**
 * That no other connection keeps a store's books: it would tell each of its sales as well.
 * @throws Refusal `conflict / store_has_books` with the name of the other
 */
export function mustKeepBooksAlone(all: Connection[], work: Work, one: Pick<Connection, "id" | "platform" | "storeId">): void {
	if (!books.includes(one.platform)) return;
	const other = all.find(
		({ id, platform, storeId, state }) => id !== one.id && books.includes(platform) && storeId === one.storeId && state !== "disconnected",
	);
	if (other) refuse("conflict", "store_has_books", { name: other.name });
	work.guard(sql`SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM connections WHERE businessId = ${work.businessId} AND storeId = ${one.storeId} AND id <> ${one.id}
		AND state <> 'disconnected' AND platform IN (SELECT value FROM json_each(${JSON.stringify(books)})))`);
}

/** @throws Refusal `not_found / connection_not_found` */
export function mustBeThere(connection: Connection | undefined): Connection {
	return connection ?? refuse("not_found", "connection_not_found");
}

export const readConnection = query({
	name: "channels.connection",
	needs: "channels:read",
	input: OneConnection,
	async run({ db }, { connectionId }) {
		return mustBeThere((await db.read({ connection: connectionAsk(db.businessId, connectionId) })).connection);
	},
});

/** That a connection is one of the business's, for whoever takes an order by its name. @throws Refusal `not_found / connection_not_found` */
export const namedConnection = query({
	name: "channels.named",
	needs: "sales:write",
	input: OneConnection,
	async run({ db }, { connectionId }) {
		const { connection } = await db.read({ connection: connectionAsk(db.businessId, connectionId) });
		return { id: mustBeThere(connection).id };
	},
});

type Sealed = "credentials" | "webhookSecret";
function placeOf(businessId: string, id: string, column: Sealed) {
	return { businessId, table: "connections", rowId: id, column };
}

/** Seals something for its place in a connection's row. */
export function sealed(scope: Scope, businessId: string, id: string, column: Sealed, text: string): Promise<string> {
	return seal(scope.cfg.ENCRYPTION_KEYS, placeOf(businessId, id, column), text);
}

/** Opens what is sealed in a connection's row. */
export function unsealed({ scope, businessId }: Tenant, id: string, column: Sealed, text: string): Promise<string> {
	return open(scope.cfg.ENCRYPTION_KEYS, placeOf(businessId, id, column), text);
}

/** What its webhooks are signed with; "" where it is the platform's own for all of us. */
export async function secretOf(tenant: Tenant, { id, webhookSecret }: Pick<Connection, "id" | "webhookSecret">): Promise<string> {
	return webhookSecret === null ? "" : unsealed(tenant, id, "webhookSecret", webhookSecret);
}

/** What an account people write to is called at its platform. */
export function accountOf({ storeUrl }: Pick<Connection, "storeUrl">): { accountId: string } {
	return { accountId: new URL(storeUrl).pathname.slice(1) };
}

/** By what the directory finds it when a webhook comes in. */
export function claimsOf(
	{ storeUrl, webhookToken }: Pick<Connection, "storeUrl" | "webhookToken">,
	adapter: { capabilities: Pick<Adapter["capabilities"], "webhooksName"> },
): string[] {
	return adapter.capabilities.webhooksName === "token" ? [webhookToken] : [webhookToken, new URL(storeUrl).hostname];
}

/** Where its webhooks come in. */
export function webhookAddress({ cfg }: Scope, { platform, webhookToken }: Pick<Connection, "platform" | "webhookToken">): string {
	const path = `/connections/webhook/${platform}?c=${webhookToken}`;
	return cfg.WEBHOOK_URL ? new URL(path, cfg.WEBHOOK_URL).href : path;
}
