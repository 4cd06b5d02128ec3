import { z } from "zod";
import { openBusiness } from "#app/catalog/open-business.server.ts";
import { type AtDevice, atDevice } from "#app/identity/at-device.server.ts";
import { LogIn, Register } from "#app/identity/input.ts";
import { logIn } from "#app/identity/log-in.server.ts";
import { logOut } from "#app/identity/log-out.server.ts";
import { sessionLifetime } from "#app/identity/tokens.server.ts";
import { slide, type Viewer } from "#app/identity/viewer.server.ts";
import { clearSecret, clearSession, employeeCookie, setSession } from "#app/platform/http/cookies.ts";
import { type Api, type Call, endpoint } from "./endpoint.ts";
import { BusinessBody, businessBody, EmployeeAtBody, NamedBody, orNull, StoreBody, UserBody, userBody } from "./shapes.ts";

export const SignedInBody = z.object({ user: UserBody, business: BusinessBody, store: orNull(StoreBody), token: z.string().optional() });
const MeBody = z.object({
	user: orNull(UserBody).describe("Null at a till nobody is signed in at"),
	business: BusinessBody,
	store: orNull(StoreBody).describe("The till's, or the first of the stores"),
	stores: z.array(StoreBody),
	employee: orNull(EmployeeAtBody).describe("Who is at the till by PIN"),
	device: orNull(NamedBody).describe("The till, where there is one"),
	principal: z.object({
		kind: z.enum(["user", "employee", "device", "key", "service"]),
		id: z.string(),
		role: z.string().nullable(),
		permissions: z.array(z.string()),
	}),
});

export function mountAuth(api: Api, base: string): void {
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/auth/register",
			tag: "Auth",
			open: true,
			summary: "Register a business with its first store and owner, and sign in",
			body: Register,
			answers: { 201: SignedInBody },
			refusals: [400, 409, 413, 415],
		},
		async (call) => {
			const signedIn = await openBusiness(call.scope, call.body, { key: call.key, userAgent: userAgent(call) });
			return { status: 201, body: signedInBody(signedIn.viewer), headers: { "Set-Cookie": setSession(signedIn.token, sessionLifetime) } };
		},
	);

	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/auth/login",
			tag: "Auth",
			open: true,
			keyless: true,
			summary: "Sign in with e-mail or user name",
			description: "Sets the session cookie and answers a bearer token for callers without cookies. Both end when the session does.",
			body: LogIn,
			answers: { 200: SignedInBody },
			refusals: [400, 401, 413, 415],
		},
		async (call) => {
			const signedIn = await logIn(call.scope, call.body, { userAgent: userAgent(call) });
			return {
				body: { ...signedInBody(signedIn.viewer), token: signedIn.bearer },
				headers: { "Set-Cookie": setSession(signedIn.token, sessionLifetime) },
			};
		},
	);

	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/auth/logout",
			tag: "Auth",
			open: true,
			keyless: true,
			summary: "End this session, at a till that of the employee; fine without one",
			answers: { 200: z.object({ done: z.literal(true) }) },
		},
		async (call) => {
			await logOut(call.scope);
			const isEmployee = call.scope.token?.via === "employee";
			return { body: { done: true }, cookies: [isEmployee ? clearSecret(employeeCookie) : clearSession()] };
		},
	);

	endpoint(
		api,
		base,
		{ method: "get", path: "/auth/me", tag: "Auth", summary: "Who this is, and what they may do", answers: { 200: MeBody } },
		async (call) => {
			// A till with nobody at it is somebody too, if not much.
			if (!call.scope.token && call.scope.device.enrolled) return { body: deviceMe(await (await atDevice(call.scope)).principal()) };
			const tenant = await call.tenant();
			const viewer = await tenant.principal();
			const prolonged = slide(call.scope, tenant, viewer) && call.scope.token?.via === "cookie";
			return {
				body: viewerMe(viewer),
				...(prolonged && { headers: { "Set-Cookie": setSession(call.scope.token?.value ?? "", sessionLifetime) } }),
			};
		},
	);
}

function viewerMe(viewer: Viewer): z.output<typeof MeBody> {
	const { kind, user, employee, stores, store, device } = viewer;
	const isProgram = kind === "key" || kind === "service";
	return {
		...signedInBody(viewer),
		// A program is nobody, whoever made its key.
		user: isProgram ? null : userBody(user),
		store: store ?? stores[0] ?? null,
		stores,
		employee: employee && { ...employee, role: user.role },
		device: device && { id: device.id, name: device.name },
		principal: { kind, id: employee?.id ?? viewer.actor.id, role: isProgram ? null : user.role, permissions: [...viewer.permissions] },
	};
}

function deviceMe({ business, store, device, permissions }: AtDevice): z.output<typeof MeBody> {
	const { id, name } = device;
	const principal = { kind: "device" as const, id, role: null, permissions: [...permissions] };
	return { user: null, business: businessBody(business), store, stores: [store], employee: null, device: { id, name }, principal };
}

/** The two paths earlier clients know: `/auth/register` and `/auth/login` by user name. */
export function mountLegacyAuth(api: Api): void {
	endpoint(
		api,
		"",
		{
			method: "post",
			path: "/auth/register",
			tag: "Auth",
			open: true,
			summary: "Register by user name",
			body: Register,
			answers: { 201: z.object({ message: z.string() }) },
			refusals: [400, 409, 413, 415],
		},
		async (call) => {
			await openBusiness(call.scope, call.body, { key: call.key, userAgent: userAgent(call) });
			return { status: 201, body: { message: "User registered successfully" } };
		},
	);
	endpoint(
		api,
		"",
		{
			method: "post",
			path: "/auth/login",
			tag: "Auth",
			open: true,
			keyless: true,
			summary: "Sign in by user name or e-mail, for a bearer token",
			body: LogIn,
			answers: { 200: z.object({ token: z.string(), user: z.object({ id: z.string(), username: z.string() }) }) },
			refusals: [400, 401, 413, 415],
		},
		async (call) => {
			const { bearer, viewer } = await logIn(call.scope, call.body, { userAgent: userAgent(call) });
			return { body: { token: bearer, user: { id: viewer.user.id, username: viewer.user.username ?? viewer.user.email ?? "" } } };
		},
	);
}

export function signedInBody(viewer: Viewer) {
	return { user: userBody(viewer.user), business: businessBody(viewer.business), store: viewer.stores[0] ?? null };
}

export function userAgent(call: Call): string {
	return call.c.req.header("User-Agent") ?? "";
}
