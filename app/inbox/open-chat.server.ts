import { sql } from "drizzle-orm";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { addContactPointIn } from "#app/customers/contact-points.server.ts";
import { addCustomerIn } from "#app/customers/write-customer.server.ts";
import { command, known } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { ChatOpened } from "./events.server.ts";
import { OpenChat } from "./input.ts";
import { tellOfChatIn } from "./write-message.server.ts";

/**
 * Opens a chat with somebody who has not written yet, by their number; one that is there already is that one. Only a template can be the first word.
 * @throws Refusal `connection_not_found`, `chat_not_connected`, `phone_only` where the platform knows no numbers, `customer_not_found`, `contact_taken`
 */
export const openChat = command<typeof OpenChat, { chatId: string; isNew: boolean }, Viewer>({
	name: "inbox.open-chat",
	needs: "inbox:write",
	input: OpenChat,
	async run({ db, work, principal, now }, { connectionId, customerId, phone, name }) {
		const { businessId } = db;
		// WhatsApp's own id of a number is its digits.
		const externalId = phone.replace(/\D/g, "");
		const { connection, chat, contact, customer } = await db.read({
			connection: first<{ platform: string; state: string }>(
				sql`SELECT platform, state FROM connections WHERE businessId = ${businessId} AND id = ${connectionId}`,
			),
			chat: first<{ id: string }>(
				sql`SELECT chatId AS id FROM chatAddresses WHERE businessId = ${businessId} AND connectionId = ${connectionId} AND externalId = ${externalId}`,
			),
			contact: first<{
				id: string;
			}>(sql`SELECT c.personId AS id FROM contactPoints AS t CROSS JOIN customers AS c ON c.businessId = t.businessId AND c.id = t.customerId
				WHERE t.businessId = ${businessId} AND t.connectionId = ${connectionId} AND t.externalId = ${externalId}`),
			customer: first<{
				id: string;
			}>(sql`SELECT p.id FROM customers AS c CROSS JOIN customers AS p ON p.businessId = c.businessId AND p.id = c.personId
				WHERE c.businessId = ${businessId} AND c.id = ${customerId ?? ""} AND p.state = 'active'`),
		});
		if (!connection) refuse("not_found", "connection_not_found");
		if (connection.state !== "active") refuse("conflict", "chat_not_connected", { connection: connection.state });
		if (connection.platform !== "whatsapp") refuse("conflict", "phone_only");
		if (chat) return known({ chatId: chat.id, isNew: false });
		if (customerId !== undefined && !customer) refuse("not_found", "customer_not_found", { field: "customerId" });
		if (contact && customer && contact.id !== customer.id) refuse("conflict", "contact_taken", { customerId: contact.id });
		const number = `+${externalId}`;
		const who = customer?.id ?? contact?.id ?? (await addCustomerIn(work, { name, phone: number }));
		if (!contact) addContactPointIn(work, who, { channel: connection.platform, connectionId, externalId, handle: number });
		const chatId = newId<"chat">(now);
		const { user } = await principal();
		work.add(sql`INSERT INTO chats (businessId, id, connectionId, platform, externalId, phone, customerId, status, assigneeId, assignedAt, lastAt, createdAt, updatedAt)
			VALUES (${businessId}, ${chatId}, ${connectionId}, ${connection.platform}, ${externalId}, ${number}, ${who}, 'PENDING', ${user.id}, ${now}, ${now}, ${now}, ${now})`);
		work.add(
			sql`INSERT INTO chatAddresses (businessId, connectionId, externalId, chatId, createdAt) VALUES (${businessId}, ${connectionId}, ${externalId}, ${chatId}, ${now})`,
		);
		work.record(ChatOpened, { subject: { type: "chat", id: chatId }, data: { platform: connection.platform, customerId: who } });
		tellOfChatIn(work, chatId);
		return known({ chatId, isNew: true });
	},
});
