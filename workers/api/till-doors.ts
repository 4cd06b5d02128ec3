import { z } from "zod";
import { logInEmployee } from "#app/identity/log-in-employee.server.ts";
import { sendDeviceCode } from "#app/identity/send-device-code.server.ts";
import { startDeviceLogin } from "#app/identity/start-device-login.server.ts";
import { EmployeeLogIn, SendDeviceCode, StartDeviceLogin, VerifyDeviceCode } from "#app/identity/till-input.ts";
import type { PendingDevice } from "#app/identity/device-logins.server.ts";
import type { EnrolledDevice } from "#app/identity/enrol-device.server.ts";
import { deviceLifetime, employeeLifetime, pendingLifetime } from "#app/identity/tokens.server.ts";
import { verifyDeviceCode } from "#app/identity/verify-device-code.server.ts";
import { isLocale } from "#app/i18n.ts";
import { clearEmployee, clearSecret, deviceCookie, devicePendingCookie, setEmployee, setSecret } from "#app/platform/http/cookies.ts";
import { isoInstant } from "#app/platform/time.ts";
import { userAgent } from "./auth.ts";
import { type Api, endpoint } from "./endpoint.ts";
import { EmployeeAtBody, NamedBody, StoreBody } from "./shapes.ts";

const PendingBody = z
	.object({
		store: NamedBody,
		method: z.enum(["email", "app"]).describe("Where the code comes from: a mail, or an authenticator app"),
		email: z.string().describe("The address on file, masked"),
		sent: z.boolean(),
		triesLeft: z.int(),
		resendAt: z.iso.datetime().nullable().describe("When a new code can be sent"),
		expiresAt: z.iso.datetime(),
	})
	.meta({ id: "PendingDevice" });
export const EnrolledBody = z.object({ device: NamedBody, store: NamedBody, expiresAt: z.iso.datetime() }).meta({ id: "EnrolledDevice" });

function pendingBody({ store, method, email, sent, triesLeft, resendAt, expiresAt }: PendingDevice): z.output<typeof PendingBody> {
	const again = resendAt === 0 ? null : isoInstant(resendAt);
	return { store, method, email, sent, triesLeft, resendAt: again, expiresAt: isoInstant(expiresAt) };
}

/** What a new till is answered, and the cookies that make it one. */
export function enrolledReply({ token, device, store, expiresAt }: EnrolledDevice) {
	return {
		body: { device, store, expiresAt: isoInstant(expiresAt) },
		cookies: [setSecret(deviceCookie, token, deviceLifetime), clearSecret(devicePendingCookie), ...clearEmployee()],
	};
}

/** How a device becomes a till, and how somebody signs in at one. */
export function mountTillDoors(api: Api, base: string): void {
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/auth/store/start",
			tag: "Auth",
			open: true,
			keyless: true,
			summary: "Make a device a till, 1 of 3: the store's e-mail and password",
			description:
				"The store's own login, or an owner's, who may name one of their stores (here or with the code; the first shop otherwise). Sets the STORE_PENDING cookie for ten minutes.",
			body: StartDeviceLogin,
			answers: { 200: PendingBody.extend({ stores: z.array(NamedBody) }) },
			refusals: [400, 401, 413, 415],
		},
		async (call) => {
			const wanted = call.c.req.header("Accept-Language")?.slice(0, 2).toLowerCase();
			const begun = await startDeviceLogin(call.scope, call.body, { locale: isLocale(wanted) ? wanted : "en" });
			return {
				body: { ...pendingBody(begun), stores: begun.stores },
				cookies: [setSecret(devicePendingCookie, begun.token, pendingLifetime)],
			};
		},
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/auth/store/send-code",
			tag: "Auth",
			open: true,
			keyless: true,
			summary: "Make a device a till, 2 of 3: mail the code",
			description:
				"To the address on file; a new code makes the one before useless and gives no guess back. `to` sends it elsewhere: outside production, or to RESEND_TEST_TO.",
			body: SendDeviceCode,
			answers: { 200: PendingBody },
			refusals: [400, 401, 413, 415],
		},
		async (call) => ({ body: pendingBody(await sendDeviceCode(call.scope, call.body)) }),
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/auth/store/verify-2fa",
			tag: "Auth",
			open: true,
			keyless: true,
			summary: "Make a device a till, 3 of 3: the code",
			description: "Sets the STORE_SESS cookie for 180 days. Five guesses for a login, whatever is sent again; a code opens once.",
			body: VerifyDeviceCode,
			answers: { 200: EnrolledBody },
			refusals: [400, 401, 409, 413, 415],
		},
		async (call) => enrolledReply(await verifyDeviceCode(call.scope, call.body, { userAgent: userAgent(call) })),
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/auth/employee/login",
			tag: "Auth",
			open: true,
			keyless: true,
			summary: "Sign in at a till with a PIN",
			description:
				"On an enrolled device only. Sets the EMP_SESS cookie for four hours; whoever was at the till is out. From then on nobody who is signed in to the back office in the same browser sells there in their place, unless they say so at the till's door.",
			body: EmployeeLogIn,
			answers: {
				200: z.object({ employee: EmployeeAtBody, store: StoreBody, device: NamedBody, expiresAt: z.iso.datetime() }),
			},
			refusals: [400, 401, 409, 413, 415],
		},
		async (call) => {
			const { token, employee, store, device, expiresAt } = await logInEmployee(call.scope, call.body);
			return {
				body: { employee, store, device, expiresAt: isoInstant(expiresAt) },
				cookies: setEmployee(token, employeeLifetime, deviceLifetime),
			};
		},
	);
}
