import { sql } from "drizzle-orm";
import { command, known } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { PinUnlocked } from "./events.server.ts";
import { OneDevice } from "./till-input.ts";

/** Ends the wait of a till at which too many PINs were wrong. @throws Refusal `not_found / device_not_found` */
export const unlockDevice = command({
	name: "identity.unlock-device",
	needs: "employees:unlock",
	input: OneDevice,
	async run({ db, work }, { deviceId }) {
		const { device } = await db.read({
			device: first<{ name: string; storeId: string }>(
				sql`SELECT name, storeId FROM devices WHERE businessId = ${db.businessId} AND id = ${deviceId} AND revokedAt IS NULL`,
			),
		});
		if (!device) refuse("not_found", "device_not_found");
		work.add(
			sql`UPDATE pinGuards SET tries = 0, locks = 0, lockedUntil = 0 WHERE businessId = ${work.businessId} AND subject = ${`device:${deviceId}`}`,
		);
		work.record(PinUnlocked, { subject: { type: "device", id: deviceId }, storeId: device.storeId, data: { name: device.name } });
		return known({ unlocked: deviceId });
	},
});
