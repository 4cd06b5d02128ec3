import { z } from "zod";
import { query } from "#app/platform/command.server.ts";
import { type DeviceFacts, standingDevices } from "./devices.server.ts";
import { type StoreDoor, storeDoorsOf } from "./store-doors.server.ts";

/** The tills page in one read: the tills there are, and how each store's sign in and lock. */
export const tillsPage = query<z.ZodObject, { devices: DeviceFacts[]; doors: StoreDoor[] }>({
	name: "identity.tills-page",
	needs: "devices:read",
	input: z.object({}),
	run: ({ db, now }) => db.read({ devices: standingDevices(db.businessId, now), doors: storeDoorsOf(db.businessId) }),
});
