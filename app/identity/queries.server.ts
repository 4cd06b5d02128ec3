import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { query } from "#app/platform/command.server.ts";
import { pageOf, readCursor } from "#app/platform/cursor.ts";
import { first, many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { ListUsers, OneStore, OneUser } from "./input.ts";
import { type Permission, permissions, permissionsOf, type Role } from "./permissions.ts";
import { type StoreFacts, storeOf, type Viewer } from "./viewer.server.ts";

export type SessionFacts = {
	id: string;
	createdAt: number;
	seenAt: number;
	expiresAt: number;
	ip: string | null;
	userAgent: string;
	isThis: boolean;
};

/** One's own sessions, newest first. */
export const ownSessions = query<z.ZodObject, SessionFacts[], Viewer>({
	name: "identity.own-sessions",
	needs: "account:own",
	input: z.object({}),
	async run({ tenant, db, now }) {
		const { user, session } = await tenant.principal();
		const { rows } = await db.read({
			rows: many<
				Omit<SessionFacts, "isThis">
			>(sql`SELECT id, createdAt, seenAt, expiresAt, ip, userAgent FROM sessions INDEXED BY sessions_of_user
				WHERE businessId = ${db.businessId} AND userId = ${user.id} AND expiresAt > ${now} ORDER BY id DESC LIMIT 100`),
		});
		return rows.map((row) => ({ ...row, isThis: row.id === session.id }));
	},
});

export type UserFacts = {
	id: string;
	name: string;
	email: string | null;
	username: string | null;
	role: Role;
	version: number;
	createdAt: number;
};

/** A person as a JSON expression, for the answer of a batch: a `UserFacts`. */
export function userJson(businessId: string, userId: string): SQL {
	return sql`(SELECT json_object('id', id, 'name', name, 'email', email, 'username', username, 'role', role, 'version', version, 'createdAt', createdAt)
		FROM users WHERE businessId = ${businessId} AND id = ${userId})`;
}

/** People of the business by name, as Danish and English order names. */
export const listUsers = query({
	name: "identity.list-users",
	needs: "users:read",
	input: ListUsers,
	async run({ db }, { limit, cursor, role }) {
		const after = readCursor(cursor, 2);
		const { rows } = await db.read({
			rows: many<
				UserFacts & { sortKey: string }
			>(sql`SELECT id, name, email, username, role, version, createdAt, sortKey FROM users INDEXED BY users_by_sort_key
				WHERE businessId = ${db.businessId} AND state = 'active'
				${role ? sql`AND role = ${role}` : sql``}
				${after ? sql`AND (sortKey, id) > (${after[0]}, ${after[1]})` : sql``}
				ORDER BY sortKey, id LIMIT ${limit + 1}`),
		});
		const { items, nextCursor } = pageOf(rows, limit, (row) => [row.sortKey, row.id]);
		return { items: items.map(({ sortKey: _, ...user }) => user), nextCursor };
	},
});

/** One person. @throws Refusal `user_not_found` */
export const oneUser = query({
	name: "identity.one-user",
	needs: "users:read",
	input: OneUser,
	async run({ db }, { userId }) {
		const { row } = await db.read({
			row: first<UserFacts>(sql`SELECT id, name, email, username, role, version, createdAt FROM users
				WHERE businessId = ${db.businessId} AND id = ${userId} AND state = 'active'`),
		});
		return row ?? refuse("not_found", "user_not_found");
	},
});

export type Settings = {
	name: string;
	slug: string;
	currency: string;
	timeZone: string;
	locale: "en" | "da";
	taxIncluded: boolean;
	/** Percent. */
	taxRate: number;
	version: number;
	stores: StoreFacts[];
};

/** The business's settings and stores. */
export const settings = query<z.ZodObject, Settings, Viewer>({
	name: "identity.settings",
	needs: "settings:read",
	input: z.object({}),
	async run({ tenant, db }) {
		const { row } = await db.read({
			row: first<{ version: number }>(sql`SELECT version FROM businesses WHERE businessId = ${db.businessId}`),
		});
		const { business, stores } = await tenant.principal();
		const { name, slug, currency, timeZone, locale, taxIncluded, taxRate } = business;
		return { name, slug, currency, timeZone, locale, taxIncluded, taxRate: taxRate / 100, version: row?.version ?? 1, stores };
	},
});

/** One store of the business. @throws Refusal `forbidden / store_not_yours` */
export const oneStore = query<typeof OneStore, StoreFacts, Viewer>({
	name: "identity.one-store",
	needs: "settings:read",
	input: OneStore,
	async run({ tenant, db }, { storeId }) {
		await db.read({});
		return storeOf(await tenant.principal(), storeId);
	},
});

/** Role × permission as the code has it, and how many people hold each role. */
type RoleTable = { held: { role: Role; people: number }[]; table: { permission: Permission; heldBy: Role[] }[] };

const roles = ["owner", "manager", "agent", "employee"] as const;

/** What each role may do. For those who may see who has which. */
export const roleTable = query<z.ZodObject, RoleTable, Viewer>({
	name: "identity.role-table",
	needs: "users:read",
	input: z.object({}),
	async run({ db }) {
		const { counts } = await db.read({
			counts: many<{ role: Role; people: number }>(
				sql`SELECT role, COUNT(*) AS people FROM users WHERE businessId = ${db.businessId} AND state = 'active' GROUP BY role`,
			),
		});
		return {
			held: roles.map((role) => ({ role, people: counts.find((row) => row.role === role)?.people ?? 0 })),
			table: permissions.map((permission) => ({ permission, heldBy: roles.filter((role) => permissionsOf[role].has(permission)) })),
		};
	},
});
