import { sql } from "drizzle-orm";
import { z } from "zod";
import { query } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import { AnyId } from "#app/platform/input.ts";
import { openSaid, type Said } from "./secrets.server.ts";

const Sealed = z.object({ events: z.array(z.object({ id: AnyId, customerId: AnyId, sealed: z.string() })).max(200) });

/** What events say of people, by the event's id, as far as the people are still known: of somebody who was erased, nobody can read it. */
export const openEvents = query<typeof Sealed, Record<string, Said>>({
	name: "customers.open-events",
	needs: "customers:read",
	input: Sealed,
	async run({ db }, { events }) {
		const ids = JSON.stringify([...new Set(events.map(({ customerId }) => customerId))]);
		const { rows } = await db.read({
			rows: many<{ id: string; secret: string }>(sql`SELECT c.id, c.secret FROM json_each(${ids}) AS w
				CROSS JOIN customers AS c ON c.businessId = ${db.businessId} AND c.id = w.value WHERE c.secret IS NOT NULL`),
		});
		const secrets = new Map(rows.map(({ id, secret }) => [id, secret]));
		const opened = await Promise.all(
			events.map(async ({ id, customerId, sealed }) => {
				const secret = secrets.get(customerId);
				return [id, secret ? await openSaid(secret, db.businessId, customerId, sealed) : null] as const;
			}),
		);
		return Object.fromEntries(opened.flatMap(([id, said]) => (said ? [[id, said]] : [])));
	},
});
