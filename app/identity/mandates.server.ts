import { fingerprint } from "#app/platform/digest.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { hour, minute } from "#app/platform/time.ts";
import type { Viewer } from "./viewer.server.ts";

/**
 * What a till shows when it hands in a sale it made with the network away: that this person was signed in at this device, as we saw it ourselves.
 * It opens nothing and is worth nothing without the device's own cookie; it only names who sold. Ending the session does not take it back: the
 * sale was made, and the goods are gone. It counts for sales of one shift.
 */
export const mandateLifetime = 16 * hour;

export type Mandate = { businessId: string; deviceId: string; userId: string; name: string; issuedAt: number };

/** How much two clocks may disagree about when somebody signed in. */
const leeway = 5 * minute;

/** The mandate of whoever is at an enrolled device; null anywhere else. */
export async function mandateFor(scope: Scope, { business, device, user }: Viewer): Promise<string | null> {
	if (!device) return null;
	const mandate: Mandate = { businessId: business.id, deviceId: device.id, userId: user.id, name: user.name, issuedAt: scope.now };
	const text = encodeURIComponent(JSON.stringify(mandate));
	return `${text}.${await fingerprint(scope.cfg.SESSION_SECRET, "till mandate", text)}`;
}

/** What a mandate says, if we made it. */
export async function readMandate(scope: Scope, shown: string): Promise<Mandate | null> {
	const at = shown.lastIndexOf(".");
	const text = shown.slice(0, Math.max(0, at));
	if (shown.slice(at + 1) !== (await fingerprint(scope.cfg.SESSION_SECRET, "till mandate", text))) return null;
	// Signed by us, so of the form we wrote.
	const mandate: Mandate = JSON.parse(decodeURIComponent(text));
	return mandate;
}

/** Whether a mandate covers a sale of this instant (ms UTC, by our clock). */
export function covers({ issuedAt }: Mandate, at: number): boolean {
	return at >= issuedAt - leeway && at <= issuedAt + mandateLifetime;
}
