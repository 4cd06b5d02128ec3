import type { SQL } from "drizzle-orm";
import { type Answers, type Asks, answers, type Compiled, compile, type Row, runBatch, shardDatabase } from "./database.server.ts";
import { refuse } from "./errors.ts";
import type { Scope } from "./scope.server.ts";

/** Who is acting, and what they may do. */
export type Principal = {
	actor: { kind: "user" | "system"; id: string; name: string };
	/** The enrolled device they are at, which the audit names beside them. */
	device?: { id: string; name: string } | null;
	permissions: ReadonlySet<string>;
	/** Of a service's token, which may name what a permission is for; absent for everybody who is not narrowed so. */
	scopes?: ReadonlySet<string>;
};

/**
 * A claim to be somebody in a business, and the statement that proves it. The proof rides on the first read batch of the request, so knowing
 * who it is costs no round trip of its own; nothing read beside it leaves this file before `admit` has looked at the proof.
 */
export type Credential<P extends Principal> = {
	businessId: string;
	shard: number;
	proof: SQL | null;
	/** @throws Refusal when the proof does not hold */
	admit(rows: Row[], now: number): P;
};

/** A database handle that is somebody's: every statement must bind the business's id, or it does not run. */
export type TenantDb = {
	readonly businessId: string;
	read<Q extends Asks>(queries: Q): Promise<Answers<Q>>;
};

/** Somebody, in a business, at an instant. */
export type Tenant<P extends Principal = Principal> = {
	readonly scope: Scope;
	readonly businessId: string;
	readonly shard: number;
	readonly now: number;
	/** The statement that proves who it is, for one that asks by it before anybody knows; null for machines, which prove nothing. */
	readonly proof: SQL | null;
	/** Who it is. @throws Refusal `unauthenticated` */
	principal(): Promise<P>;
	/** Reads in one round trip, on behalf of somebody who holds `permission`. */
	read(permission: string, statements: Compiled[]): Promise<Row[][]>;
	/** Writes one batch. Only command() calls it. */
	write(statements: Compiled[]): Promise<Row[][]>;
};

/** Opens a tenant on a credential. Nothing is read until something is asked. */
export function openTenant<P extends Principal>(scope: Scope, credential: Credential<P>): Tenant<P> {
	const database = shardDatabase(scope.env, credential.shard);
	let admitted: Promise<P> | undefined;
	if (!credential.proof) admitted = Promise.resolve(credential.admit([], scope.now));

	async function send(statements: Compiled[]): Promise<Row[][]> {
		if (admitted || !credential.proof) return runBatch(database, statements, scope.meter);
		const both = runBatch(database, [compile(credential.proof), ...statements], scope.meter);
		const proven = both.then(([proof]) => credential.admit(proof ?? [], scope.now));
		admitted = proven;
		proven.catch(() => {}); // whoever awaits it is told; nobody else needs to be
		// What it rode with may have been at fault: then nobody is proven yet, and nobody refused.
		both.catch(() => {
			if (admitted === proven) admitted = undefined;
		});
		return (await both).slice(1);
	}

	async function principal(): Promise<P> {
		// Whoever only wants to know who it is lets what is asked in the same breath go first: that takes the proof along.
		if (!admitted) await breath();
		const riding = admitted;
		try {
			if (riding) return await riding;
		} catch (error) {
			if (admitted === riding) throw error;
		}
		await send([]);
		return admitted!;
	}

	return {
		scope,
		businessId: credential.businessId,
		shard: credential.shard,
		now: scope.now,
		proof: credential.proof,
		principal,
		async read(permission, statements) {
			for (const statement of statements) mustBeScoped(statement, credential.businessId);
			const results = await send(statements);
			requirePermission(await principal(), permission);
			return results;
		},
		async write(statements) {
			for (const statement of statements) mustBeScoped(statement, credential.businessId);
			return runBatch(database, statements, scope.meter);
		},
	};
}

/** Until everything that can go on without the outside has gone on. */
const breath = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

/** @throws Refusal `forbidden / missing_permission` naming it */
export function requirePermission(principal: Principal, permission: string): void {
	if (!principal.permissions.has(permission)) refuse("forbidden", "missing_permission", { permission });
}

/** A view of a tenant for one query or command. `riders` travel in front of its first read. */
export function readerFor(tenant: Tenant, permission: string, riders?: { statements: Compiled[]; arrived(rows: Row[][]): void }): TenantDb {
	let waiting = riders;
	return {
		businessId: tenant.businessId,
		async read(queries) {
			const riding = waiting;
			waiting = undefined;
			const ahead = riding?.statements ?? [];
			const rows = await tenant.read(permission, [...ahead, ...Object.values(queries).map((ask) => compile(ask.query))]);
			riding?.arrived(rows.slice(0, ahead.length));
			return answers(queries, rows.slice(ahead.length));
		},
	};
}

/** The last fence between businesses, under all the others: a statement that does not bind this business's id is a bug, and does not run. */
function mustBeScoped({ sql, params }: Compiled, businessId: string): void {
	if (!params.includes(businessId)) throw new Error(`statement without its business: ${sql.slice(0, 80)}`);
}
