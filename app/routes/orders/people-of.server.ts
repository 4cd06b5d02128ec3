import { listUsers } from "#app/identity/queries.server.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";

/** Whose an order can be: everybody, or for somebody who may not see people, only themselves. */
export async function peopleOf(tenant: Tenant<Viewer>, viewer: Viewer): Promise<{ id: string; name: string }[]> {
	const people = viewer.permissions.has("users:read") ? (await listUsers(tenant, { limit: 200 })).items : [viewer.user];
	return people.map(({ id, name }) => ({ id, name }));
}
