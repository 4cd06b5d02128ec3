import { addEmployee } from "#app/identity/add-employee.server.ts";
import { editStoreDoor } from "#app/identity/edit-store-door.server.ts";
import { inviteUser } from "#app/identity/invite-user.server.ts";
import { logIn } from "#app/identity/log-in.server.ts";
import { listUsers } from "#app/identity/queries.server.ts";
import { logOut } from "#app/identity/log-out.server.ts";
import { mintLinkToken } from "#app/identity/tokens.server.ts";
import { verifyEmail } from "#app/identity/verify-email.server.ts";
import { tenantOf, type Viewer } from "#app/identity/viewer.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { hour } from "#app/platform/time.ts";
import type { Seller } from "./load-history.ts";
import type { DemoBusiness, DemoLogin } from "./people.ts";

/** Everybody opens the link they were mailed when they came. */
export async function verifyEverybody(tenant: Tenant<Viewer>): Promise<void> {
	const { scope, businessId } = tenant;
	const [links = []] = await tenant.read("users:read", [
		{ sql: "SELECT id FROM links WHERE businessId = ? AND purpose = 'verify_email' AND closedAt IS NULL", params: [businessId] },
	]);
	for (const { id } of links) {
		const { token } = await mintLinkToken(scope, tenant, String(id));
		await verifyEmail(scope, { token });
	}
}

/** The owner gives everybody at the tills their PIN, and each shop the login its tills are made with. */
export async function hireEverybody(
	tenant: Tenant<Viewer>,
	{ employees = [], doors = [] }: DemoBusiness,
	storeIds: Map<string, string>,
): Promise<void> {
	const { items } = await listUsers(tenant, {});
	for (const { name, role, stores, pin, login } of employees) {
		const userId = items.find(({ email }) => email !== null && email === login)?.id;
		const who = userId === undefined ? { name, role } : { userId };
		await addEmployee(tenant, { ...who, storeIds: stores.map((key) => storeIds.get(key) ?? ""), pin });
	}
	for (const { store, email, password } of doors) await editStoreDoor(tenant, { storeId: storeIds.get(store) ?? "", email, password });
}

/** Who stands at the tills of each store, by its id. */
export async function sellersByStore(tenant: Tenant<Viewer>): Promise<Map<string, Seller[]>> {
	const [rows = []] = await tenant.read("users:read", [
		{
			sql: `SELECT w.storeId, u.id, u.name FROM employeeStores AS w JOIN employees AS e ON e.businessId = w.businessId AND e.id = w.employeeId
				JOIN users AS u ON u.businessId = e.businessId AND u.id = e.userId WHERE w.businessId = ? ORDER BY w.storeId, u.name`,
			params: [tenant.businessId],
		},
	]);
	const sellers = new Map<string, Seller[]>();
	for (const row of rows) {
		const storeId = String(row.storeId);
		sellers.set(storeId, [...(sellers.get(storeId) ?? []), { id: String(row.id), name: String(row.name) }]);
	}
	return sellers;
}

/** The owner signed in an hour ago and asked somebody to join; the mail goes out with the first sweep. */
export async function inviteSomebody(
	scope: Scope,
	owner: DemoLogin,
	guest: { name: string; email: string; role: "agent" | "employee" },
): Promise<void> {
	const then = { ...scope, now: scope.now - 1 * hour };
	const { token } = await logIn(then, { email: owner.email, password: owner.password }, { userAgent: "demo" });
	const signedIn = { ...then, token: { via: "cookie" as const, value: token } };
	const tenant = await tenantOf(signedIn);
	if (!tenant) throw new Error("the owner has no session");
	await inviteUser(tenant, guest);
	await logOut(signedIn);
}
