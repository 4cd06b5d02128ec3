import { sql } from "drizzle-orm";
import { command, known } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { DeviceRevoked } from "./events.server.ts";
import { OneDevice } from "./till-input.ts";

/** Ends a till: whoever is at it is out at once, and its pages hear nothing more. @throws Refusal `not_found / device_not_found` */
export const revokeDevice = command({
	name: "identity.revoke-device",
	needs: "devices:write",
	input: OneDevice,
	async run({ db, work, now }, { deviceId }) {
		const { device } = await db.read({
			device: first<{ name: string; storeId: string }>(
				sql`SELECT name, storeId FROM devices WHERE businessId = ${db.businessId} AND id = ${deviceId} AND revokedAt IS NULL`,
			),
		});
		if (!device) refuse("not_found", "device_not_found");
		const { name, storeId } = device;
		work.add(
			sql`DELETE FROM employeeSessions INDEXED BY employeeSessions_of_device WHERE businessId = ${work.businessId} AND deviceId = ${deviceId}`,
		);
		work.add(sql`UPDATE devices SET revokedAt = ${now} WHERE businessId = ${work.businessId} AND id = ${deviceId}`);
		work.record(DeviceRevoked, { subject: { type: "device", id: deviceId }, storeId, data: { name } });
		return known({ revoked: deviceId });
	},
});
