import { sql } from "drizzle-orm";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { command, known, query } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { day } from "#app/platform/time.ts";
import { connectionAsk, mustBeThere } from "./connection.server.ts";
import { DataAnswered } from "./events.server.ts";
import { OneConnection, OneDataRequest } from "./input.ts";

/** By when the law wants it answered. */
export const answeredWithin = 30 * day;

/** What somebody asked for by law: all that is held of them. */
export type DataRequest = {
	id: string;
	/** Instants, ms UTC. */
	askedAt: number;
	dueAt: number;
	answeredAt: number | null;
	answeredBy: string;
	/** Who they are here; whoever was erased since is not among them. */
	people: { id: string; name: string }[];
	/** How many orders of theirs there are, those of nobody here left out; counted when they asked, to a thousand. */
	orders: number;
	/** Orders they named that are nobody's here. */
	looseOrders: string[];
};
type Row = Omit<DataRequest, "people" | "looseOrders" | "dueAt"> & { people: string; looseOrders: string };

/** All of a connection that wait, those first that are due first; and what was answered of its last fifty, newest first. @throws Refusal `not_found / connection_not_found` */
export const listDataRequests = query<typeof OneConnection, DataRequest[]>({
	name: "channels.data-requests",
	needs: "customers:read",
	input: OneConnection,
	async run({ db }, { connectionId }) {
		const { businessId } = db;
		const { connection, rows } = await db.read({
			connection: connectionAsk(businessId, connectionId),
			rows: many<Row>(sql`SELECT r.id, r.askedAt, r.answeredAt, r.answeredBy, r.orders, r.looseOrders,
				(SELECT json_group_array(json_object('id', p.id, 'name', p.name)) FROM json_each(r.people) AS w
					CROSS JOIN customers AS c ON c.businessId = r.businessId AND c.id = w.value CROSS JOIN customers AS p ON p.businessId = c.businessId AND p.id = c.personId
					WHERE p.state IN ('active', 'archived')) AS people
				FROM dataRequests AS r WHERE r.businessId = ${businessId} AND r.id IN (
					SELECT id FROM dataRequests INDEXED BY dataRequests_waiting WHERE businessId = ${businessId} AND answeredAt IS NULL AND connectionId = ${connectionId}
					UNION SELECT id FROM (SELECT id FROM dataRequests INDEXED BY dataRequests_of_connection WHERE businessId = ${businessId} AND connectionId = ${connectionId}
						ORDER BY id DESC LIMIT 50))
				ORDER BY r.answeredAt IS NOT NULL, iif(r.answeredAt IS NULL, r.askedAt, -r.askedAt)`),
		});
		mustBeThere(connection);
		return rows.map((row) => ({
			...row,
			dueAt: row.askedAt + answeredWithin,
			people: JSON.parse(row.people) as DataRequest["people"],
			looseOrders: JSON.parse(row.looseOrders) as string[],
		}));
	},
});

/** Says that somebody was given what is held of them. Saying so again changes nothing. @throws Refusal `connection_not_found`, `not_found / data_request_not_found` */
export const answerDataRequest = command<typeof OneDataRequest, { requestId: string }, Viewer>({
	name: "channels.answer-data-request",
	needs: "customers:erase",
	input: OneDataRequest,
	async run({ db, work, principal, now }, { connectionId, requestId }) {
		const { businessId } = db;
		const mine = sql`businessId = ${businessId} AND id = ${requestId} AND connectionId = ${connectionId}`;
		const { connection, request } = await db.read({
			connection: connectionAsk(businessId, connectionId),
			request: first<{ answeredAt: number | null }>(sql`SELECT answeredAt FROM dataRequests WHERE ${mine}`),
		});
		const { name, storeId } = mustBeThere(connection);
		if (!request) return refuse("not_found", "data_request_not_found");
		if (request.answeredAt !== null) return known({ requestId });
		work.guard(sql`SELECT 1 FROM dataRequests WHERE ${mine} AND answeredAt IS NULL`);
		work.add(sql`UPDATE dataRequests SET answeredAt = ${now}, answeredBy = ${(await principal()).actor.name} WHERE ${mine}`);
		work.record(DataAnswered, { subject: { type: "connection", id: connectionId }, storeId, data: { name, requestId } });
		return known({ requestId });
	},
});
