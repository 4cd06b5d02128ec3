import { z } from "zod";
import { beginTotp } from "#app/identity/begin-totp.server.ts";
import { confirmTotp } from "#app/identity/confirm-totp.server.ts";
import { type DeviceFacts, listDevices } from "#app/identity/devices.server.ts";
import { editStoreDoor } from "#app/identity/edit-store-door.server.ts";
import { enrolDevice } from "#app/identity/enrol-device.server.ts";
import { removeTotp } from "#app/identity/remove-totp.server.ts";
import { renameDevice } from "#app/identity/rename-device.server.ts";
import { revokeDevice } from "#app/identity/revoke-device.server.ts";
import { listStoreDoors, totpDraft } from "#app/identity/store-doors.server.ts";
import { ConfirmTotp, EditStoreDoor, EnrolDevice, RenameDevice } from "#app/identity/till-input.ts";
import { unlockDevice } from "#app/identity/unlock-device.server.ts";
import { isoInstant } from "#app/platform/time.ts";
import { userAgent } from "./auth.ts";
import { type Api, endpoint, versionOf } from "./endpoint.ts";
import { EnrolledBody, enrolledReply } from "./till-doors.ts";

const DeviceBody = z
	.object({
		id: z.string(),
		name: z.string(),
		storeId: z.string(),
		storeName: z.string(),
		enrolledBy: z.string().nullable(),
		createdAt: z.iso.datetime(),
		seenAt: z.iso.datetime(),
		expiresAt: z.iso.datetime(),
		ip: z.string().nullable(),
		userAgent: z.string(),
		person: z.string().nullable().describe("Who is signed in at it"),
		lockedUntil: z.iso.datetime().nullable().describe("Until when it waits after too many wrong PINs"),
	})
	.meta({ id: "Device" });
const DoorBody = z
	.object({
		storeId: z.string(),
		storeName: z.string(),
		email: z.string().nullable().describe("The store's own login; null while only an owner's opens its tills"),
		pinLength: z.int(),
		lockMinutes: z.int(),
		totp: z.enum(["off", "draft", "on"]),
		version: z.int(),
	})
	.meta({ id: "StoreDoor" });

function deviceBody(device: DeviceFacts): z.output<typeof DeviceBody> {
	return {
		...device,
		createdAt: isoInstant(device.createdAt),
		seenAt: isoInstant(device.seenAt),
		expiresAt: isoInstant(device.expiresAt),
		lockedUntil: device.lockedUntil === null ? null : isoInstant(device.lockedUntil),
	};
}

/** Tills, and how each store's sign in and lock. */
export function mountDevices(api: Api, base: string): void {
	const tag = "Devices";
	endpoint(
		api,
		base,
		{ method: "get", path: "/devices", tag, summary: "The tills there are", answers: { 200: z.object({ items: z.array(DeviceBody) }) } },
		async (call) => ({ body: { items: (await listDevices(await call.tenant(), {})).map(deviceBody) } }),
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/devices",
			tag,
			keyless: true,
			summary: "Make this browser a till",
			description: "Sets the STORE_SESS cookie: no code is needed where an owner is signed in.",
			body: EnrolDevice,
			answers: { 201: EnrolledBody },
			refusals: [400, 413, 415],
		},
		async (call) => ({
			status: 201,
			...enrolledReply(await enrolDevice(await call.tenant(), call.body, { userAgent: userAgent(call) })),
		}),
	);
	endpoint(
		api,
		base,
		{
			method: "patch",
			path: "/devices/{id}",
			tag,
			summary: "Name a till",
			body: RenameDevice.omit({ deviceId: true }),
			answers: { 200: z.object({ deviceId: z.string(), name: z.string() }) },
			refusals: [400, 404, 409, 413, 415],
		},
		async (call) => ({
			body: await renameDevice(await call.tenant(), { ...call.body, deviceId: call.params.id }, { key: call.key }),
		}),
	);
	endpoint(
		api,
		base,
		{
			method: "delete",
			path: "/devices/{id}",
			tag,
			summary: "Revoke a till: whoever is at it is out at once",
			answers: { 200: z.object({ revoked: z.string() }) },
			refusals: [404, 409],
		},
		async (call) => ({ body: await revokeDevice(await call.tenant(), { deviceId: call.params.id }, { key: call.key }) }),
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/devices/{id}/unlock",
			tag,
			summary: "End the wait after too many wrong PINs",
			answers: { 200: z.object({ unlocked: z.string() }) },
			refusals: [404, 409],
		},
		async (call) => ({ body: await unlockDevice(await call.tenant(), { deviceId: call.params.id }, { key: call.key }) }),
	);
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/store-doors",
			tag,
			summary: "How each store's tills sign in and lock",
			answers: { 200: z.object({ items: z.array(DoorBody) }) },
		},
		async (call) => ({ body: { items: await listStoreDoors(await call.tenant(), {}) } }),
	);
	endpoint(
		api,
		base,
		{
			method: "patch",
			path: "/store-doors/{id}",
			tag,
			summary: "Change how a store's tills sign in and lock; what is not named stays",
			body: EditStoreDoor.omit({ storeId: true }),
			answers: { 200: z.object({ storeId: z.string(), version: z.int() }) },
			versioned: true,
			refusals: [400, 409, 413, 415],
		},
		async (call) => {
			const wanted = { ...call.body, ...versionOf(call), storeId: call.params.id };
			return { body: await editStoreDoor(await call.tenant(), wanted, { key: call.key }) };
		},
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/store-doors/{id}/totp",
			tag,
			summary: "Begin codes from an authenticator app",
			description: "Answers the secret, which counts once a code of it was confirmed.",
			answers: {
				201: z.object({ storeId: z.string(), secret: z.string(), address: z.string().describe("otpauth://…, to be shown as a QR code") }),
			},
			refusals: [404, 409],
		},
		async (call) => {
			const tenant = await call.tenant();
			const { storeId } = await beginTotp(tenant, { storeId: call.params.id }, { key: call.key });
			return { status: 201, body: await totpDraft(tenant, { storeId }) };
		},
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/store-doors/{id}/totp/confirm",
			tag,
			summary: "Codes of the app count from now on",
			body: ConfirmTotp.omit({ storeId: true }),
			answers: { 200: z.object({ storeId: z.string() }) },
			refusals: [404, 409, 415],
		},
		async (call) => ({ body: await confirmTotp(await call.tenant(), { ...call.body, storeId: call.params.id }, { key: call.key }) }),
	);
	endpoint(
		api,
		base,
		{
			method: "delete",
			path: "/store-doors/{id}/totp",
			tag,
			summary: "Codes come by mail again",
			answers: { 200: z.object({ storeId: z.string() }) },
			refusals: [404, 409],
		},
		async (call) => ({ body: await removeTotp(await call.tenant(), { storeId: call.params.id }, { key: call.key }) }),
	);
}
