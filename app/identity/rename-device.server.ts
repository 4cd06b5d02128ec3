import { sql } from "drizzle-orm";
import { command, known } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { DeviceRenamed } from "./events.server.ts";
import { RenameDevice } from "./till-input.ts";

/** Names a till. What was done at it keeps the name it had. @throws Refusal `not_found / device_not_found` */
export const renameDevice = command({
	name: "identity.rename-device",
	needs: "devices:write",
	input: RenameDevice,
	async run({ db, work }, { deviceId, name }) {
		const { device } = await db.read({
			device: first<{ name: string; storeId: string }>(
				sql`SELECT name, storeId FROM devices WHERE businessId = ${db.businessId} AND id = ${deviceId} AND revokedAt IS NULL`,
			),
		});
		if (!device) refuse("not_found", "device_not_found");
		work.add(sql`UPDATE devices SET name = ${name} WHERE businessId = ${work.businessId} AND id = ${deviceId}`);
		const data = { before: { name: device.name }, after: { name } };
		work.record(DeviceRenamed, { subject: { type: "device", id: deviceId }, storeId: device.storeId, data });
		return known({ deviceId, name });
	},
});
