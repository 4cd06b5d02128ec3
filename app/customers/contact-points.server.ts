import { type SQL, sql } from "drizzle-orm";
import { command, known } from "#app/platform/command.server.ts";
import { type Ask, first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import type { Work } from "#app/platform/work.server.ts";
import { customerRow, present } from "./customer.server.ts";
import { ContactPointAdded } from "./events.server.ts";
import { AddContactPoint } from "./input.ts";

/** Under which identity a person is known on one connection. */
export type ContactPoint = {
	id: string;
	customerId: string;
	channel: string;
	connectionId: string;
	externalId: string;
	handle: string;
	createdAt: number;
};
export type Contact = { channel: string; connectionId: string; externalId: string; handle?: string };

/** The id of the person a connection knows under this identity, as SQL: who they turned out to be, NULL for nobody. */
export function personAt(businessId: string, { connectionId, externalId }: Pick<Contact, "connectionId" | "externalId">): SQL {
	return sql`(SELECT c.personId FROM contactPoints AS p CROSS JOIN customers AS c ON c.businessId = p.businessId AND c.id = p.customerId
		WHERE p.businessId = ${businessId} AND p.connectionId = ${connectionId} AND p.externalId = ${externalId})`;
}

/** The same, as a question to ride in a command's read. */
export function personAtQuestion(
	businessId: string,
	contact: Pick<Contact, "connectionId" | "externalId">,
): Ask<{ id: string } | undefined> {
	return first<{ id: string }>(sql`SELECT id FROM customers WHERE businessId = ${businessId} AND id = ${personAt(businessId, contact)}`);
}

/** Adds to the batch under which identity a connection knows somebody. An identity is one person's: a second one breaks `contactPoints_once`, and the command reads again. */
export function addContactPointIn(work: Work, customerId: string, { channel, connectionId, externalId, handle = "" }: Contact): string {
	const { businessId, now } = work;
	const id = newId<"contact">(now);
	work.add(sql`INSERT INTO contactPoints (businessId, id, customerId, channel, connectionId, externalId, handle, createdAt)
		VALUES (${businessId}, ${id}, ${customerId}, ${channel}, ${connectionId}, ${externalId}, ${handle}, ${now})`);
	work.record(ContactPointAdded, { subject: { type: "customer", id: customerId }, data: { channel, connectionId } });
	return id;
}

/** Says under which identity a connection knows somebody; saying it again changes nothing. @throws Refusal as `present`, `conflict / contact_taken` naming whose it is */
export const addContactPoint = command<typeof AddContactPoint, { contactPointId: string; customerId: string }>({
	name: "customers.add-contact-point",
	needs: "customers:write",
	input: AddContactPoint,
	async run({ db, work }, { customerId, ...contact }) {
		const { businessId } = db;
		const { row, taken } = await db.read({
			row: customerRow(businessId, customerId),
			taken: first<{ id: string; personId: string }>(sql`SELECT p.id, c.personId FROM contactPoints AS p
				CROSS JOIN customers AS c ON c.businessId = p.businessId AND c.id = p.customerId
				WHERE p.businessId = ${businessId} AND p.connectionId = ${contact.connectionId} AND p.externalId = ${contact.externalId}`),
		});
		present(row);
		if (taken && taken.personId !== customerId) refuse("conflict", "contact_taken", { customerId: taken.personId });
		return known({ contactPointId: taken?.id ?? addContactPointIn(work, customerId, contact), customerId });
	},
});
