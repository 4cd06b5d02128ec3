import { sql } from "drizzle-orm";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { ordersOfCustomer } from "#app/orders/customer-orders.server.ts";
import type { OrderRow } from "#app/orders/queries.server.ts";
import { query } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { together } from "#app/platform/together.server.ts";
import { OneChat } from "./input.ts";
import { type OtherChat, otherChats } from "./show-chat.server.ts";

export type ChatAside = { customerId: string; purchases: OrderRow[]; otherChats: OtherChat[] };

const customerOf = query<typeof OneChat, { customerId: string }>({
	name: "inbox.customer-of",
	needs: "inbox:read",
	input: OneChat,
	async run({ db }, { chatId }) {
		const { row } = await db.read({
			row: first<{
				customerId: string;
			}>(sql`SELECT k.personId AS customerId FROM chats AS c CROSS JOIN customers AS k ON k.businessId = c.businessId AND k.id = c.customerId
				WHERE c.businessId = ${db.businessId} AND c.id = ${chatId}`),
		});
		return row ?? refuse("not_found", "chat_not_found");
	},
});

/** What stands beside a chat: what its customer bought (orders and at the till, newest first), and their other chats. Two round trips. @throws Refusal `chat_not_found` */
export async function chatAside(tenant: Tenant<Viewer>, { chatId }: { chatId: string }): Promise<ChatAside> {
	const { customerId } = await customerOf(tenant, { chatId });
	const both = together(tenant);
	const [others, bought] = await Promise.all([otherChats(both, { chatId }), ordersOfCustomer(both, { customerId, limit: 10 })]);
	return { customerId, purchases: bought.items, otherChats: others };
}
