import type { Viewer } from "#app/identity/viewer.server.ts";
import { readCookie } from "#app/platform/http/cookies.ts";

/** Which till this is, as its drawer knows it: the device's name, else what was chosen in this browser, else the first. */
export function tillOf(request: Request, viewer: Viewer): string {
	if (viewer.device) return viewer.device.name.slice(0, 40);
	const chosen = readCookie(request, "till");
	try {
		return decodeURIComponent(chosen ?? "").slice(0, 40) || "1";
	} catch {
		return "1";
	}
}

/** Whose baskets a window keeps: a shared device's, or one person's. */
export function keptBy(viewer: Viewer): string {
	return viewer.device && viewer.kind === "employee" ? `device:${viewer.device.id}` : `user:${viewer.user.id}`;
}
