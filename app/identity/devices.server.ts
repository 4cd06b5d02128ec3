import { sql } from "drizzle-orm";
import { z } from "zod";
import { query } from "#app/platform/command.server.ts";
import { type Ask, many } from "#app/platform/database.server.ts";

export type DeviceFacts = {
	id: string;
	name: string;
	storeId: string;
	storeName: string;
	enrolledBy: string | null;
	createdAt: number;
	seenAt: number;
	expiresAt: number;
	ip: string | null;
	userAgent: string;
	/** Who is signed in at it now. */
	person: string | null;
	/** Until when it waits after too many wrong PINs; ms UTC, null when it does not. */
	lockedUntil: number | null;
};

/** The tills there are, by store and name. */
export function standingDevices(businessId: string, now: number): Ask<DeviceFacts[]> {
	return many<DeviceFacts>(sql`SELECT d.id, d.name, d.storeId, s.name AS storeName, u.name AS enrolledBy, d.createdAt, d.seenAt, d.expiresAt, d.ip, d.userAgent,
			(SELECT p.name FROM employeeSessions x JOIN employees e ON e.businessId = x.businessId AND e.id = x.employeeId
				JOIN users p ON p.businessId = e.businessId AND p.id = e.userId
				WHERE x.businessId = d.businessId AND x.deviceId = d.id AND x.expiresAt > ${now} ORDER BY x.id DESC LIMIT 1) AS person,
			iif(g.lockedUntil > ${now}, g.lockedUntil, NULL) AS lockedUntil
		FROM devices d JOIN stores s ON s.businessId = d.businessId AND s.id = d.storeId
		LEFT JOIN users u ON u.businessId = d.businessId AND u.id = d.enrolledBy
		LEFT JOIN pinGuards g ON g.businessId = d.businessId AND g.subject = 'device:' || d.id
		WHERE d.businessId = ${businessId} AND d.revokedAt IS NULL AND d.expiresAt > ${now} ORDER BY s.position, d.name, d.id LIMIT 500`);
}

export const listDevices = query({
	name: "identity.list-devices",
	needs: "devices:read",
	input: z.object({}),
	async run({ db, now }) {
		return (await db.read({ devices: standingDevices(db.businessId, now) })).devices;
	},
});
