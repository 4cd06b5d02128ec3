import { sql } from "drizzle-orm";
import { z } from "zod";
import { command, known } from "#app/platform/command.server.ts";
import { Refusal } from "#app/platform/errors.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { EmployeeLoggedOut } from "./events.server.ts";
import { tenantOf, type Viewer } from "./viewer.server.ts";

const endEmployeeSession = command<z.ZodObject, { done: true }, Viewer>({
	name: "identity.lock-till",
	needs: "till:use",
	input: z.object({}),
	async run({ work, principal }) {
		const { session, user, store } = await principal();
		work.add(sql`DELETE FROM employeeSessions WHERE businessId = ${work.businessId} AND id = ${session.id}`);
		work.record(EmployeeLoggedOut, { subject: { type: "user", id: user.id }, storeId: store?.id, data: { sessionId: session.id } });
		return known({ done: true });
	},
});

/** Locks the till: whoever is at it is out, the device stays a till. Nobody being at it is as good. */
export async function lockTill(scope: Scope): Promise<void> {
	if (scope.token?.via !== "employee") return;
	const tenant = await tenantOf(scope);
	if (!tenant) return;
	try {
		await endEmployeeSession(tenant, {});
	} catch (error) {
		if (!(error instanceof Refusal && error.kind === "unauthenticated")) throw error;
	}
}
