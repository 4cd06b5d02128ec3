import { roomKeyOf } from "#app/inbox/room-keys.server.ts";
import { showRoom } from "#app/inbox/show-room.server.ts";
import { someone } from "#app/identity/viewer.server.ts";
import { issuesOf } from "#app/platform/command.server.ts";
import { refuse, refuseInput } from "#app/platform/errors.ts";
import { refuseForeignSocket } from "#app/platform/http/origin.server.ts";
import { Listen } from "#app/platform/news-frames.ts";
import { newsPath } from "#app/platform/news.ts";
import { chatRoomFor, newsFor } from "#app/platform/news.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { minute } from "#app/platform/time.ts";
import { beginning, tagsOf } from "./listen.ts";
import { guestHeaders } from "./who-is-here.ts";

export const chatRoomsPath = `${newsPath}/chats/`;

/** So long a proof holds here, should the news of an end not get through. */
const proofFor = 10 * minute;

/**
 * The door of a chat's socket: who is it, may they read chats, is it one of their business's, does it come from a page of ours.
 * @throws Refusal `upgrade_required`, `forbidden / cross_site`, `unauthenticated`, `forbidden / missing_permission`, `not_found / chat_not_found`, `validation_failed`
 */
export async function listenToChat(request: Request, pathname: string, scope: Scope): Promise<Response> {
	if (request.headers.get("Upgrade")?.toLowerCase() !== "websocket") refuse("upgrade_required", "upgrade_required");
	refuseForeignSocket(request, scope);
	const tenant = await someone(scope);
	const { chatId, isSealed } = await showRoom(tenant, { chatId: pathname.slice(chatRoomsPath.length) });
	const asked = Listen.safeParse(Object.fromEntries(new URL(request.url).searchParams));
	if (!asked.success) refuseInput(issuesOf(asked.error));
	const viewer = await tenant.principal();
	const { user, session } = viewer;
	const tags = tagsOf(viewer).split(" ");
	const until = Math.min(session.expiresAt, scope.now + proofFor);
	// Noted before the socket is open, so that whoever is signed out is found here too.
	await newsFor(scope, tenant.businessId).enters(tags, chatId, until);
	const guest = {
		...{ person: { id: user.id, name: user.name }, tags, until },
		line: { businessId: tenant.businessId, chatId, key: isSealed ? await roomKeyOf(tenant, chatId) : null },
	};
	return chatRoomFor(scope, tenant.businessId, chatId).fetch(`https://chat/?${beginning(asked.data)}`, {
		headers: { Upgrade: "websocket", ...guestHeaders(guest) },
	});
}
