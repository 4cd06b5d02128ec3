import { inboxCounts } from "#app/inbox/list-chats.server.ts";
import { showChat } from "#app/inbox/show-chat.server.ts";
import { together } from "#app/platform/together.server.ts";
import { page } from "../door.server.ts";
import type { Route } from "./+types/waiting.ts";

/** How many conversations wait to be read, which the navigation shows; with `?chat=` also who wrote there, and what. JSON. */
export async function loader({ request, context, url }: Route.LoaderArgs) {
	const chatId = url.searchParams.get("chat");
	const answer = await page({ request, context }, async (asker) => {
		const tenant = together(asker);
		const [{ unread }, shown] = await Promise.all([inboxCounts(tenant, {}), chatId ? showChat(tenant, { chatId, limit: 1 }) : null]);
		return { waiting: unread, call: shown && { name: shown.chat.customer.name, preview: shown.chat.preview } };
	});
	return Response.json(answer);
}
