import { expect, it } from "vitest";
import { keyScopes, permissionsAtTill, permissionsOf, type Role } from "#app/identity/permissions.ts";
import { someone, type Viewer } from "#app/identity/viewer.server.ts";
import { commands } from "#app/platform/command.server.ts";
import { Refusal } from "#app/platform/errors.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import "../../../workers/http.ts";
import { hire, showPin, tillOf } from "../../support/till.ts";
import { openShop, testScope } from "../../support/world.ts";
import { personOf } from "../sales/counter.ts";

/** Who was let in, to be told that what they asked for makes no sense, and who was not. */
async function mayCall(tenant: Tenant<Viewer>, name: string): Promise<boolean> {
	const told = await commands
		.get(name)
		?.call(tenant as never, undefined)
		.catch((error: unknown) => error);
	if (!(told instanceof Refusal)) throw new Error(`${name} made something of nothing`);
	if (told.kind === "invalid" && told.code === "validation_failed") return true;
	expect([told.kind, told.code, told.details], name).toEqual([
		"forbidden",
		"missing_permission",
		{ permission: commands.get(name)?.needs },
	]);
	return false;
}

it("a PIN opens what is done at a till, and nothing of people, settings or one's own account", () => {
	const everybody = "catalog:read stock:read stock:transfer stock:count sales:read sales:write customers:read customers:write till:use";
	const leaders = `${everybody} stock:write sales:refund sales:discount sales:price employees:unlock`;
	const opens = (role: Role) => [...permissionsAtTill(role)].sort();
	for (const role of ["owner", "manager"] as const) expect(opens(role), role).toEqual(leaders.split(" ").sort());
	for (const role of ["agent", "employee"] as const) expect(opens(role), role).toEqual(everybody.split(" ").sort());
});

it("everybody may call exactly the commands the table says: by password, by PIN at a till, by key", async () => {
	const shop = await openShop();
	const names = [...commands.keys()].filter((name) => !name.startsWith("test."));
	expect(names.length).toBeGreaterThan(100);
	const callable = async (tenant: Tenant<Viewer>) => {
		const allowed: string[] = [];
		for (const name of names) if (await mayCall(tenant, name)) allowed.push(name);
		return allowed;
	};
	const within = (held: ReadonlySet<string>) => names.filter((name) => held.has(commands.get(name)?.needs ?? ""));

	const [employee, agent, manager] = await Promise.all((["employee", "agent", "manager"] as const).map((role) => personOf(shop, role)));
	const accounts: Record<Role, () => Promise<Tenant<Viewer>>> = {
		owner: () => shop.tenant(),
		manager: manager!,
		agent: agent!,
		employee: employee!,
	};
	for (const role of Object.keys(accounts) as Role[])
		expect(await callable(await accounts[role]()), role).toEqual(within(permissionsOf[role]));

	const till = await tillOf(shop);
	const owner = (await shop.call("GET", "/api/v1/auth/me")).body.user.id;
	const withPin = await shop.call("POST", "/api/v1/employees", { body: { userId: owner, storeIds: [shop.storeId], pin: "6284" } });
	expect(withPin.status).toBe(201);
	const people: [Role, string, string][] = [["owner", withPin.body.stores[0].slug, "6284"]];
	for (const role of ["manager", "agent", "employee"] as const) {
		const { slug, pin } = await hire(shop, `Pia ${role}`, { role });
		people.push([role, slug, pin]);
	}
	for (const [role, slug, pin] of people) {
		expect((await showPin(till, slug, pin)).status, role).toBe(200);
		expect(await callable(await till.tenant()), `${role} at a till`).toEqual(within(permissionsAtTill(role)));
	}

	for (const scopes of [["catalog:read"], ["sales:write", "stock:read"], keyScopes]) {
		const { body } = await shop.call("POST", "/api/v1/keys", { body: { name: "Matrix", scopes } });
		const tenant = await someone({ ...testScope().scope, token: { via: "bearer", value: body.key } });
		expect(await callable(tenant), scopes.join(" ")).toEqual(within(new Set(scopes)));
	}
});
