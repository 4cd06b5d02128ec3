import type { Viewer } from "#app/identity/viewer.server.ts";
import { fingerprint } from "#app/platform/digest.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";

/** What somebody's session seals the frames of one chat with: 32 bytes as base64url. The page is given it, and the door of the socket works out the same. */
export async function roomKeyOf({ scope, businessId, principal }: Tenant<Viewer>, chatId: string): Promise<string> {
	const { session } = await principal();
	return fingerprint(scope.cfg.SESSION_SECRET, "chat frames", `${businessId}/${session.id}/${chatId}`);
}
