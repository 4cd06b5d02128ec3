/** What each role may do: the only table of it. Commands and queries name one permission each (`needs`). */

export const permissions = [
	"account:own", // one's own profile, password and sessions
	"catalog:read",
	"catalog:write",
	"stock:read",
	"stock:write",
	"stock:transfer", // send to another store, receive from it
	"stock:count", // open a count, and count; applying it writes stock
	"sales:read",
	"sales:write",
	"sales:refund",
	"sales:discount", // more off than a store allows everybody
	"sales:price", // ask more than is listed
	"insights:read",
	"settings:read",
	"settings:write",
	"users:read",
	"users:write",
	"audit:read",
	"operations:read",
	"operations:write",
] as const;

export type Permission = (typeof permissions)[number];
export type Role = "owner" | "manager" | "agent" | "employee";

const employee: Permission[] = ["account:own", "catalog:read", "stock:read", "stock:transfer", "stock:count", "sales:read", "sales:write"];
const agent: Permission[] = [...employee, "settings:read"];
const manager: Permission[] = [
	...agent,
	"catalog:write",
	"stock:write",
	"sales:refund",
	"sales:discount",
	"sales:price",
	"insights:read",
	"users:read",
	"audit:read",
	"operations:read",
];

export const permissionsOf: Record<Role, ReadonlySet<Permission>> = {
	owner: new Set(permissions),
	manager: new Set(manager),
	agent: new Set(agent),
	employee: new Set(employee),
};

/** What our own machines may do in a business they work for: everything but be somebody. */
export const machinePermissions: ReadonlySet<Permission> = new Set(permissions);
