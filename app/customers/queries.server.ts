import { type SQL, sql } from "drizzle-orm";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { query } from "#app/platform/command.server.ts";
import { pageOf, readCursor } from "#app/platform/cursor.ts";
import { first, many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import type { ContactPoint } from "./contact-points.server.ts";
import { personAt } from "./contact-points.server.ts";
import { type Customer, customerColumns } from "./customer.server.ts";
import { CustomerRef, FindCustomer, FindCustomers, ListCustomers } from "./input.ts";
import { peopleExpression, phoneOf } from "./rules.ts";

/** What somebody bought in one currency, minor units; whoever was merged into them counted in. */
export type Bought = {
	currency: string;
	orders: number;
	units: number;
	total: number;
	refundedUnits: number;
	refundedTotal: number;
	firstAt: number;
	lastAt: number;
};
export type ListedCustomer = Customer & { bought: Bought[] };

/** How many hits of a search are looked at before the first are picked: whoever types two letters types more. */
const hitsRead = 300;

/** What the person of `c` bought, per currency, as a JSON list. */
function boughtJson(businessId: string): SQL {
	return sql`(SELECT COALESCE(json_group_array(json_object('currency', s.currency, 'orders', s.orders, 'units', s.units, 'total', s.total,
			'refundedUnits', s.refundedUnits, 'refundedTotal', s.refundedTotal, 'firstAt', s.firstAt, 'lastAt', s.lastAt)), '[]') FROM (
		SELECT t.currency, sum(t.orders) AS orders, sum(t.units) AS units, sum(t.total) AS total, sum(t.refundedUnits) AS refundedUnits,
			sum(t.refundedTotal) AS refundedTotal, min(t.firstAt) AS firstAt, max(t.lastAt) AS lastAt
		FROM customers AS g INDEXED BY customers_of_person CROSS JOIN customerTotals AS t ON t.businessId = g.businessId AND t.customerId = g.id
		WHERE g.businessId = ${businessId} AND g.personId = c.id AND t.orders > 0 GROUP BY t.currency ORDER BY t.currency) AS s)`;
}

/** Row numbers of the people who answer to what was typed; of somebody merged, those of who they turned out to be. Reads a bounded number of rows. */
function hits(businessId: string, words: string): SQL {
	return sql`SELECT DISTINCT p.docId FROM (SELECT rowid AS docId FROM customerSearch WHERE customerSearch MATCH ${words} AND ${businessId} <> '' LIMIT CAST(${hitsRead} AS INTEGER)) AS h
		CROSS JOIN customers AS m ON m.docId = h.docId AND m.businessId = ${businessId}
		CROSS JOIN customers AS p ON p.businessId = ${businessId} AND p.id = m.personId`;
}

type Raw = Customer & { sortKey: string; bought: string };
const listed = ({ sortKey: _, bought, ...row }: Raw): ListedCustomer => ({ ...row, bought: JSON.parse(bought) });

/** People by name, or by who bought last; with words, the best answers of a bounded number. @throws Refusal `invalid / cursor_invalid` */
export const listCustomers = query<typeof ListCustomers, { items: ListedCustomer[]; nextCursor: string | null }, Viewer>({
	name: "customers.list",
	needs: "customers:read",
	input: ListCustomers,
	async run({ tenant, db }, { limit, cursor, q, state, sort, email, phone }) {
		const { businessId } = db;
		const after = readCursor(cursor, 2);
		const key = sort === "seen" ? sql`c.lastSeenAt` : sql`c.sortKey`;
		const onwards = sort === "seen" ? sql`<` : sql`>`;
		const way = sort === "seen" ? sql`DESC` : sql`ASC`;
		const words = q?.trim() ? (peopleExpression(businessId, q) ?? '"\u0001"') : null;
		const number = phone ? (phoneOf(phone, (await tenant.principal()).business.timeZone) ?? phone) : null;
		const alone = sql.raw(`c.state = '${state}'`);
		const indexed = state === "archived" ? "customers_archived" : sort === "seen" ? "customers_seen" : "customers_listed";
		const from = words
			? sql`(${hits(businessId, words)}) AS h CROSS JOIN customers AS c ON c.docId = h.docId AND c.businessId = ${businessId}`
			: email !== undefined
				? sql`customers AS c INDEXED BY customers_by_email`
				: number !== null
					? sql`customers AS c INDEXED BY customers_by_phone`
					: sql`customers AS c INDEXED BY ${sql.raw(indexed)}`;
		const { rows } = await db.read({
			rows: many<Raw>(sql`SELECT ${customerColumns}, c.sortKey, ${boughtJson(businessId)} AS bought FROM ${from}
				WHERE c.businessId = ${businessId} AND ${alone}
					${email === undefined ? sql`` : sql`AND c.email IS NOT NULL AND c.email = ${email}`}
					${number === null ? sql`` : sql`AND c.phone IS NOT NULL AND c.phone = ${number}`}
					${after ? sql`AND (${key}, c.id) ${onwards} (${after[0]}, ${after[1]})` : sql``}
				ORDER BY ${key} ${way}, c.id ${way} LIMIT ${limit + 1}`),
		});
		const { items, nextCursor } = pageOf(rows, limit, (row) => [sort === "seen" ? row.lastSeenAt : row.sortKey, row.id]);
		return { items: items.map(listed), nextCursor };
	},
});

export type FoundCustomer = { id: string; name: string; email: string | null; phone: string | null; city: string; lastSeenAt: number };

/** Who answers to what is being typed; whoever was here last comes first. */
export const findCustomers = query<typeof FindCustomers, FoundCustomer[], Viewer>({
	name: "customers.find",
	needs: "customers:read",
	input: FindCustomers,
	async run({ db }, { q, limit }) {
		const words = peopleExpression(db.businessId, q);
		const { rows } = await db.read({
			rows: many<FoundCustomer>(
				words
					? sql`SELECT c.id, c.name, c.email, c.phone, c.city, c.lastSeenAt FROM (${hits(db.businessId, words)}) AS h
						CROSS JOIN customers AS c ON c.docId = h.docId AND c.businessId = ${db.businessId} WHERE c.state = 'active'
						ORDER BY c.lastSeenAt DESC, c.id DESC LIMIT ${limit}`
					: sql`SELECT c.id FROM customers AS c WHERE c.businessId = ${db.businessId} AND 0`,
			),
		});
		return rows;
	},
});

/** One person by what is known of them: the id, else the identity on a connection, else e-mail, else number. Null for nobody; who was merged is who they turned out to be. */
export const findCustomer = query<typeof FindCustomer, Customer | null, Viewer>({
	name: "customers.find-one",
	needs: "customers:read",
	input: FindCustomer,
	async run({ tenant, db }, { customerId, email, phone, contact }) {
		const { businessId } = db;
		const number = phone ? phoneOf(phone, (await tenant.principal()).business.timeZone) : null;
		const by = (
			column: SQL,
			value: string,
		) => sql`(SELECT p.id FROM customers AS m CROSS JOIN customers AS p ON p.businessId = m.businessId AND p.id = m.personId
			WHERE m.businessId = ${businessId} AND ${column} IS NOT NULL AND ${column} = ${value} AND p.state = 'active' ORDER BY p.id LIMIT 1)`;
		const ways = [
			...(customerId ? [sql`(SELECT personId FROM customers WHERE businessId = ${businessId} AND id = ${customerId})`] : []),
			...(contact ? [personAt(businessId, contact)] : []),
			...(email ? [by(sql`m.email`, email)] : []),
			...(number ? [by(sql`m.phone`, number)] : []),
		];
		const { row } = await db.read({
			row: first<Customer>(sql`SELECT ${customerColumns} FROM customers AS c WHERE c.businessId = ${businessId}
				AND c.id = COALESCE(${sql.join([...ways, sql`NULL`, sql`NULL`], sql`, `)})`),
		});
		return row ?? null;
	},
});

/** Somebody who may be the same person: they share a mailbox or a number. */
export type Lookalike = Pick<Customer, "id" | "name" | "email" | "phone" | "city">;
export type MergeFacts = { id: string; goneId: string; name: string; note: string; actorName: string; at: number };
export type CustomerSheet = Customer & { bought: Bought[]; contactPoints: ContactPoint[]; merges: MergeFacts[]; lookalikes: Lookalike[] };

/** A person with all that is known of them. @throws Refusal `not_found / customer_not_found`; whoever was merged is answered as they are, with `personId` to go on to */
export const customerSheet = query<typeof CustomerRef, CustomerSheet, Viewer>({
	name: "customers.sheet",
	needs: "customers:read",
	input: CustomerRef,
	async run({ db }, { customerId }) {
		const { businessId } = db;
		const group = sql`customers AS g INDEXED BY customers_of_person`;
		const twins = (
			column: SQL,
		) => sql`SELECT t.personId FROM customers AS c CROSS JOIN customers AS t ON t.businessId = c.businessId AND t.${column} = c.${column}
			WHERE c.businessId = ${businessId} AND c.id = ${customerId} AND c.${column} IS NOT NULL AND t.${column} IS NOT NULL AND t.personId <> c.personId`;
		const { row, contactPoints, merges, lookalikes } = await db.read({
			row: first<Raw>(
				sql`SELECT ${customerColumns}, c.sortKey, ${boughtJson(businessId)} AS bought FROM customers AS c WHERE c.businessId = ${businessId} AND c.id = ${customerId}`,
			),
			contactPoints:
				many<ContactPoint>(sql`SELECT p.id, p.customerId, p.channel, p.connectionId, p.externalId, p.handle, p.createdAt FROM ${group}
				CROSS JOIN contactPoints AS p ON p.businessId = g.businessId AND p.customerId = g.id
				WHERE g.businessId = ${businessId} AND g.personId = ${customerId} ORDER BY p.id LIMIT 100`),
			merges:
				many<MergeFacts>(sql`SELECT m.id, m.goneId, g.name, g.note, m.actorName, m.at FROM customerMerges AS m INDEXED BY customerMerges_of_kept
				CROSS JOIN customers AS g ON g.businessId = m.businessId AND g.id = m.goneId
				WHERE m.businessId = ${businessId} AND m.keptId = ${customerId} AND m.undoneAt IS NULL AND g.state = 'merged' ORDER BY m.id DESC LIMIT 50`),
			lookalikes:
				many<Lookalike>(sql`SELECT p.id, p.name, p.email, p.phone, p.city FROM (${twins(sql`email`)} UNION ${twins(sql`phone`)}) AS t
				CROSS JOIN customers AS p ON p.businessId = ${businessId} AND p.id = t.personId WHERE p.state = 'active' ORDER BY p.id LIMIT 10`),
		});
		if (!row) refuse("not_found", "customer_not_found");
		return { ...listed(row), contactPoints, merges, lookalikes };
	},
});
