/** What each role may do: the only table of it. Commands and queries name one permission each (`needs`). */

export const permissions = [
	"account:own", // one's own profile, password and sessions
	"catalog:read",
	"catalog:write",
	"catalog:sync", // read a vendor's catalog anew, and say whether one that shrank is believed
	"stock:read",
	"stock:write",
	"stock:transfer", // send to another store, receive from it
	"stock:count", // open a count, and count; applying it writes stock
	"sales:read",
	"sales:write",
	"sales:refund",
	"sales:discount", // more off than a store allows everybody
	"sales:price", // ask more than is listed
	"customers:read",
	"customers:write", // write people down, change and merge them
	"customers:erase", // forget a person for good
	"till:use", // sign in at a till with a PIN
	"purchasing:read",
	"purchasing:write", // order from vendors, and receive what was ordered
	"insights:read",
	"channels:read",
	"channels:write", // connect shops elsewhere, and say what goes in and out of them
	"inbox:read",
	"inbox:write", // answer people, give chats to somebody, mark them
	"inbox:settings", // canned answers, labels, and who gets new chats
	"settings:read",
	"settings:write",
	"users:read",
	"users:write",
	"employees:read",
	"employees:write",
	"employees:unlock", // let somebody try their PIN again
	"devices:read",
	"devices:settle", // say what becomes of sales tills made alone: held ones, and numbers that never came
	"devices:write", // enrol, name and revoke tills; how they sign in and lock
	"keys:write", // make, rotate and revoke API keys
	"audit:read",
	"operations:read",
	"operations:write",
] as const;

export type Permission = (typeof permissions)[number];
export function isPermission(value: string): value is Permission {
	return permissions.some((permission) => permission === value);
}

export type Role = "owner" | "manager" | "agent" | "employee";

const employee: Permission[] = [
	"account:own",
	"catalog:read",
	"stock:read",
	"stock:transfer",
	"stock:count",
	"sales:read",
	"sales:write",
	"customers:read",
	"customers:write",
	"till:use",
	"inbox:read",
	"inbox:write",
];
const agent: Permission[] = [...employee, "settings:read"];
const manager: Permission[] = [
	...agent,
	"catalog:write",
	"catalog:sync",
	"stock:write",
	"sales:refund",
	"sales:discount",
	"sales:price",
	"customers:erase",
	"purchasing:read",
	"purchasing:write",
	"insights:read",
	"channels:read",
	"inbox:settings",
	"users:read",
	"employees:read",
	"employees:unlock",
	"devices:read",
	"devices:settle",
	"audit:read",
	"operations:read",
];

export const permissionsOf: Record<Role, ReadonlySet<Permission>> = {
	owner: new Set(permissions),
	manager: new Set(manager),
	agent: new Set(agent),
	employee: new Set(employee),
};

/**
 * What can be done at a till at all. A PIN is short and typed before everybody's eyes: whoever signs in with one holds no more than this of what
 * their role holds, and nothing that changes people, settings or their own account.
 */
export const tillPermissions: ReadonlySet<Permission> = new Set<Permission>([
	"catalog:read",
	"stock:read",
	"stock:write",
	"stock:transfer",
	"stock:count",
	"sales:read",
	"sales:write",
	"sales:refund",
	"sales:discount",
	"sales:price",
	"customers:read",
	"customers:write",
	"till:use",
	"employees:unlock",
]);

/** What somebody of a role may do after signing in with a PIN. */
export function permissionsAtTill(role: Role): ReadonlySet<Permission> {
	return new Set([...permissionsOf[role]].filter((permission) => tillPermissions.has(permission)));
}

const beyondKeys = [
	"account:own",
	"keys:write",
	"devices:write",
	"till:use",
	"devices:settle",
	"users:write",
	"employees:write",
	"employees:unlock",
] as const;
export type KeyScope = Exclude<Permission, (typeof beyondKeys)[number]>;

/**
 * What a key can be given: everything but what makes somebody, or makes itself last. Whoever holds one is a program: it has no account, stands at no
 * till, and cannot outlive its own revoking by making keys, tills or people.
 */
export const keyScopes: readonly KeyScope[] = permissions.filter(isKeyScope);
export function isKeyScope(value: string): value is KeyScope {
	return isPermission(value) && !beyondKeys.some((permission) => permission === value);
}

/** What a service's token can be given. Reading a vendor's catalog asks for `catalog:sync:<vendor>` besides. */
export const servicePermissions = ["catalog:sync", "catalog:read"] as const satisfies readonly Permission[];

/** The roles whose PIN carries a permission. */
export function rolesWith(permission: Permission): Role[] {
	return (["owner", "manager", "agent", "employee"] as const).filter((role) => permissionsAtTill(role).has(permission));
}

/** Risky acts somebody else may allow by PIN, once: whoever holds the permission the act asks for. */
export const approvable = { refund: "sales:refund", discount: "sales:discount", write_off: "stock:write" } as const satisfies Record<
	string,
	Permission
>;
export type Approvable = keyof typeof approvable;
export const approvableActs = ["refund", "discount", "write_off"] as const satisfies readonly Approvable[];

/** What our own machines may do in a business they work for: everything but be somebody. */
export const machinePermissions: ReadonlySet<Permission> = new Set(permissions);
