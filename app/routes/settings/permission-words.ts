/** What a permission lets people do, in words: `permissions.can` of the catalogs, nested as the permissions are named ("users:write"). Pure. */
export function permissionWords(can: Record<string, Record<string, string>>, permission: string): string {
	const [what = "", how = ""] = permission.split(":");
	return can[what]?.[how] ?? permission;
}
