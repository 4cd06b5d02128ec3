import { markChatRead } from "#app/inbox/change-chat.server.ts";
import { sendMessage } from "#app/inbox/send-message.server.ts";
import { showChat } from "#app/inbox/show-chat.server.ts";
import { someone, type Viewer } from "#app/identity/viewer.server.ts";
import { requestContext } from "#app/platform/context.ts";
import { Refusal } from "#app/platform/errors.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import type { Route } from "./+types/messages.ts";

/** What the page of a conversation asks and says while it is open, as JSON: what is refused comes with its code. */
async function answer(
	{ context }: Pick<Route.LoaderArgs, "context">,
	ask: (tenant: Tenant<Viewer>) => Promise<unknown>,
): Promise<Response> {
	try {
		return Response.json(await ask(await someone(context.get(requestContext))));
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return Response.json({ code: error.code, details: error.details ?? {} }, { status: error.status });
	}
}

/** `?before=<seq>`: what was said before that message. */
export async function loader({ params, context, url }: Route.LoaderArgs) {
	return answer({ context }, async (tenant) => {
		const { messages, hasMore } = await showChat(tenant, { ...params, before: url.searchParams.get("before") ?? undefined });
		return { messages, hasOlder: hasMore };
	});
}

/** POST sends a message (its `clientId` makes it one, however often it is tried), PUT says up to where somebody has read. */
export async function action({ params: { chatId }, request, context }: Route.ActionArgs) {
	const said: Record<string, unknown> = await request.json<Record<string, unknown>>().catch(() => ({}));
	return answer({ context }, (tenant) =>
		request.method === "PUT" ? markChatRead(tenant, { ...said, chatId }) : sendMessage(tenant, { ...said, chatId }),
	);
}
