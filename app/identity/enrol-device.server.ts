import { sql } from "drizzle-orm";
import { z } from "zod";
import { wordsOf } from "#app/catalogs.server.ts";
import { command, known } from "#app/platform/command.server.ts";
import { type Ask, first } from "#app/platform/database.server.ts";
import { sha256 } from "#app/platform/digest.server.ts";
import { newId } from "#app/platform/ids.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import type { Work } from "#app/platform/work.server.ts";
import { DeviceEnrolled } from "./events.server.ts";
import { EnrolDevice } from "./till-input.ts";
import { deviceLifetime, mintSessionToken } from "./tokens.server.ts";
import { storeOf, type Viewer } from "./viewer.server.ts";

/** A till just enrolled. `token` goes into the cookie and is stored nowhere. */
export type EnrolledDevice = {
	token: string;
	device: { id: string; name: string };
	store: { id: string; name: string };
	expiresAt: number;
};

export type NewDevice = { id: string; storeId: string; name: string; tokenHash: string; enrolledBy: string | null; userAgent: string };

/** How many tills a store has had, for the name of the next. */
export function devicesSoFar(businessId: string, storeId: string): Ask<{ count: number } | undefined> {
	return first<{ count: number }>(sql`SELECT COUNT(*) AS count FROM devices WHERE businessId = ${businessId} AND storeId = ${storeId}`);
}

/** What a till is called that nobody has named: its number in the store. */
export function nameOf(name: string | undefined, locale: "en" | "da", soFar: { count: number } | undefined): string {
	return name ?? wordsOf(locale)("tills.newName", { number: (soFar?.count ?? 0) + 1 });
}

/** Writes a till. What this browser was before, it is no more. */
export async function enrolDeviceIn(work: Work, scope: Scope, device: NewDevice, by: "login" | "owner"): Promise<void> {
	const { id, storeId, name, tokenHash, enrolledBy, userAgent } = device;
	const { businessId, now } = work;
	const before = scope.device.enrolled ? await sha256(scope.device.enrolled) : null;
	if (before) {
		work.add(sql`DELETE FROM employeeSessions WHERE businessId = ${businessId}
			AND deviceId IN (SELECT id FROM devices WHERE businessId = ${businessId} AND tokenHash = ${before})`);
		work.add(sql`UPDATE devices SET revokedAt = ${now} WHERE businessId = ${businessId} AND tokenHash = ${before} AND revokedAt IS NULL`);
	}
	work.add(sql`INSERT INTO devices (businessId, id, storeId, name, tokenHash, enrolledBy, createdAt, seenAt, expiresAt, ip, userAgent)
		VALUES (${businessId}, ${id}, ${storeId}, ${name}, ${tokenHash}, ${enrolledBy}, ${now}, ${now}, ${now + deviceLifetime}, ${scope.ip}, ${userAgent.slice(0, 300)})`);
	work.record(DeviceEnrolled, { subject: { type: "device", id }, storeId, data: { name, by } });
}

/** The token never passes through the command's input or answer: it is handed from its run to the caller of this very call. */
const minted = new WeakMap<Tenant, string>();

const Enrol = EnrolDevice.extend({ userAgent: z.string() });

const enrol = command<typeof Enrol, Omit<EnrolledDevice, "token">, Viewer>({
	name: "identity.enrol-device",
	needs: "devices:write",
	input: Enrol,
	async run({ tenant, db, work, principal, now }, input) {
		const { soFar } = await db.read({ soFar: devicesSoFar(db.businessId, input.storeId) });
		const { user, business, stores } = await principal();
		const store = storeOf({ stores }, input.storeId);
		const { token, tokenHash } = await mintSessionToken(tenant);
		const device = { id: newId<"device">(now), name: nameOf(input.name, business.locale, soFar) };
		const more = { storeId: store.id, tokenHash, enrolledBy: user.id, userAgent: input.userAgent };
		await enrolDeviceIn(work, tenant.scope, { ...device, ...more }, "owner");
		minted.set(tenant, token);
		return known({ device, store: { id: store.id, name: store.name }, expiresAt: now + deviceLifetime });
	},
});

/** Makes the browser of an owner who is signed in a till of a store: no code is needed, their session proves more. @throws Refusal `store_not_yours` */
export async function enrolDevice(tenant: Tenant<Viewer>, raw: unknown, { userAgent }: { userAgent: string }): Promise<EnrolledDevice> {
	const enrolled = await enrol(tenant, { ...Object(raw), userAgent });
	const token = minted.get(tenant);
	if (!token) throw new Error("a device without a token");
	return { ...enrolled, token };
}
