import { sql } from "drizzle-orm";
import { z } from "zod";
import { personAt } from "#app/customers/contact-points.server.ts";
import { eraseCustomer } from "#app/customers/erase-customer.server.ts";
import { forgetBuyers } from "#app/orders/forget-buyers.server.ts";
import { command, known, query } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import { Refusal } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { AnyId } from "#app/platform/input.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { connectionAsk, mustBeThere } from "./connection.server.ts";
import type { Said } from "./contract.ts";
import { DataRequested, PrivacyHonoured } from "./events.server.ts";
import { bodyPlace } from "./receipts.server.ts";

/**
 * What the law lets people ask of a shop, and a platform passes on. It is honoured as it comes in, whatever state the connection is in, and doing it again
 * changes nothing. Who asked, nobody writes down: how many people and orders it concerned, the log says.
 */

export type PrivacySaid = Extract<Said, { kind: "privacy" }>;
type Asked = PrivacySaid["request"];

const Subject = z.object({ connectionId: AnyId, customerId: z.string().nullable(), email: z.string(), orderIds: z.array(z.string()) });

/** The people somebody's request is about: known by their identity there, or by what they bought through this connection. */
const peopleOf = query({
	name: "channels.privacy-people",
	needs: "customers:read",
	input: Subject,
	async run({ db }, { connectionId, customerId, email, orderIds }) {
		const { businessId } = db;
		const bought = sql`SELECT customerId FROM orders INDEXED BY orders_of_platform WHERE businessId = ${businessId} AND connectionId = ${connectionId}
			AND platformOrderId IS NOT NULL AND platformOrderId IN (SELECT value FROM json_each(${JSON.stringify(orderIds)}))`;
		const named = sql`SELECT c.id FROM customers AS c INDEXED BY customers_by_email WHERE c.businessId = ${businessId} AND c.email = ${email.trim().toLowerCase()} AND c.email IS NOT NULL
			AND EXISTS (SELECT 1 FROM orders AS o INDEXED BY orders_by_customer WHERE o.businessId = ${businessId} AND o.customerId = c.id AND o.customerId IS NOT NULL
				AND o.connectionId = ${connectionId})`;
		const { people } = await db.read({
			people: many<{
				id: string;
			}>(sql`SELECT DISTINCT p.id FROM customers AS c CROSS JOIN customers AS p ON p.businessId = c.businessId AND p.id = c.personId
				WHERE c.businessId = ${businessId} AND p.state IN ('active', 'archived') AND c.id IN (
					SELECT customerId FROM (${bought}) WHERE customerId IS NOT NULL UNION ${named}
					UNION SELECT ${personAt(businessId, { connectionId, externalId: customerId ?? "" })}) LIMIT 100`),
		});
		return people.map(({ id }) => id);
	},
});

const Receipts = z.object({ connectionId: AnyId, orderIds: z.array(z.string()), all: z.boolean(), after: z.string() });

/** Receipts whose bodies tell of these orders, or all of a connection's. */
const receiptsOf = query({
	name: "channels.privacy-receipts",
	needs: "channels:read",
	input: Receipts,
	async run({ db }, { connectionId, orderIds, all, after }) {
		const which = all ? sql`` : sql`AND resourceId IN (SELECT value FROM json_each(${JSON.stringify(orderIds)}))`;
		const { rows } = await db.read({
			rows: many<{
				id: string;
			}>(sql`SELECT id FROM webhookReceipts INDEXED BY webhookReceipts_of_connection WHERE businessId = ${db.businessId}
				AND connectionId = ${connectionId} AND id > ${after} ${which} ORDER BY id LIMIT 1000`),
		});
		return rows.map(({ id }) => id);
	},
});

const Honoured = z.object({
	connectionId: AnyId,
	receiptId: AnyId,
	dedupeKey: z.string().min(1).max(200),
	topic: z.string().max(100),
	bytes: z.int(),
	request: z.string(),
	people: z.int(),
	orders: z.int(),
	bodies: z.int(),
	/** Of somebody who asks what is held of them: who they are here, which orders they named, and what the platform calls the request. */
	asked: z.object({ key: z.string().min(1).max(200), people: z.array(AnyId), orderIds: z.array(z.string()) }).nullable(),
});

/** Writes down that it was honoured, once for each time it was asked; what somebody is to be told waits for a person, who is told of it. */
const noteHonoured = command<typeof Honoured, { isNew: boolean }>({
	name: "channels.honour-privacy",
	needs: "channels:write",
	input: Honoured,
	async run({ db, work, now }, { connectionId, receiptId, dedupeKey, topic, bytes, asked, ...done }) {
		const { businessId } = db;
		const named = JSON.stringify(asked?.orderIds ?? []);
		const { connection, there, before, held, loose } = await db.read({
			connection: connectionAsk(businessId, connectionId),
			there: first<{ id: string }>(
				sql`SELECT id FROM webhookReceipts WHERE businessId = ${businessId} AND connectionId = ${connectionId} AND dedupeKey = ${dedupeKey}`,
			),
			before: first<{ id: string }>(
				sql`SELECT id FROM dataRequests WHERE businessId = ${businessId} AND connectionId = ${connectionId} AND requestKey = ${asked?.key ?? ""}`,
			),
			held: first<{
				orders: number;
			}>(sql`SELECT COUNT(*) AS orders FROM (SELECT 1 FROM json_each(${JSON.stringify(asked?.people ?? [])}) AS w
				CROSS JOIN customers AS g INDEXED BY customers_of_person ON g.businessId = ${businessId} AND g.personId = w.value
				CROSS JOIN orders AS o INDEXED BY orders_by_customer ON o.businessId = g.businessId AND o.customerId = g.id AND o.customerId IS NOT NULL LIMIT 1000)`),
			loose: many<{
				id: string;
			}>(sql`SELECT id FROM orders INDEXED BY orders_of_platform WHERE businessId = ${businessId} AND connectionId = ${connectionId}
				AND platformOrderId IS NOT NULL AND platformOrderId IN (SELECT value FROM json_each(${named})) AND customerId IS NULL LIMIT 100`),
		});
		const { name, storeId } = mustBeThere(connection);
		if (there) return known({ isNew: false });
		work.add(sql`INSERT INTO webhookReceipts (businessId, id, connectionId, dedupeKey, topic, occurredAt, receivedAt, bytes, state, settledAt, said)
			VALUES (${businessId}, ${receiptId}, ${connectionId}, ${dedupeKey}, ${topic}, ${now}, ${now}, ${bytes}, 'done', ${now}, 'privacy')`);
		work.record(PrivacyHonoured, { subject: { type: "connection", id: connectionId }, storeId, data: { name, ...done } });
		if (asked && !before) {
			const id = newId<"dataRequest">(now);
			const orders = held?.orders ?? 0;
			work.add(sql`INSERT INTO dataRequests (businessId, id, connectionId, requestKey, people, orders, looseOrders, askedAt)
				VALUES (${businessId}, ${id}, ${connectionId}, ${asked.key}, ${JSON.stringify(asked.people)}, ${orders}, ${JSON.stringify(loose.map((row) => row.id))}, ${now})`);
			const told = { name, requestId: id, people: asked.people.length, orders: orders + loose.length };
			work.record(DataRequested, { subject: { type: "connection", id: connectionId }, storeId, data: told });
		}
		return known({ isNew: true });
	},
});

/** A delivery that was judged. */
type Heard = { dedupeKey: string; topic: string; bytes: number };

export async function honourPrivacy(
	tenant: Tenant,
	connectionId: string,
	{ request, customerId, email, orderIds, requestId }: PrivacySaid,
	heard: Heard,
): Promise<{ isNew: boolean }> {
	const people = request === "shop_erase" ? [] : await peopleOf(tenant, { connectionId, customerId, email, orderIds });
	const done = { request, people: people.length, orders: 0, bodies: 0 };
	if (request === "customer_erase") {
		for (const person of people) await erase(tenant, person);
		done.orders = (await forgetBuyers(tenant, { connectionId, platformOrderIds: orderIds.slice(0, 1000) })).orders;
	}
	if (request !== "customer_data") done.bodies = await forgetBodies(tenant, connectionId, request, orderIds);
	const asked =
		request === "customer_data" ? { key: (requestId ?? heard.dedupeKey).slice(0, 200), people, orderIds: orderIds.slice(0, 1000) } : null;
	return noteHonoured(tenant, { connectionId, receiptId: newId<"receipt">(tenant.now), ...heard, ...done, asked });
}

async function erase(tenant: Tenant, customerId: string): Promise<void> {
	try {
		await eraseCustomer(tenant, { customerId });
	} catch (error) {
		// Somebody was quicker; they are gone.
		if (!(error instanceof Refusal) || (error.code !== "customer_erased" && error.code !== "customer_merged")) throw error;
	}
}

/** What came in holds names too: the files go, that something came stays. */
async function forgetBodies(tenant: Tenant, connectionId: string, request: Asked, orderIds: string[]): Promise<number> {
	const { scope, businessId } = tenant;
	let [forgotten, after] = [0, ""];
	for (;;) {
		const ids = await receiptsOf(tenant, { connectionId, orderIds, all: request === "shop_erase", after });
		if (ids.length > 0) await scope.env.FILES.delete(ids.map((id) => bodyPlace(businessId, connectionId, id)));
		forgotten += ids.length;
		after = ids.at(-1) ?? "";
		if (ids.length < 1000) return forgotten;
	}
}
