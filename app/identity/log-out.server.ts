import { sql } from "drizzle-orm";
import { z } from "zod";
import { command, known } from "#app/platform/command.server.ts";
import { Refusal } from "#app/platform/errors.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { LoggedOut } from "./events.server.ts";
import { lockTill } from "./lock-till.server.ts";
import { tenantOf, type Viewer } from "./viewer.server.ts";

const endSession = command<z.ZodObject, { done: true }, Viewer>({
	name: "identity.log-out",
	needs: "account:own",
	input: z.object({}),
	async run({ work, principal }) {
		const { session, user } = await principal();
		work.add(sql`DELETE FROM sessions WHERE businessId = ${work.businessId} AND id = ${session.id}`);
		work.record(LoggedOut, { subject: { type: "user", id: user.id }, data: { sessionId: session.id } });
		return known({ done: true });
	},
});

/** Ends this request's session, a user's or that of the employee at a till. Having none, or one that has ended, is as good as having ended it. */
export async function logOut(scope: Scope): Promise<void> {
	if (scope.token?.via === "employee") return lockTill(scope);
	const tenant = await tenantOf(scope);
	if (!tenant) return;
	try {
		await endSession(tenant, {});
	} catch (error) {
		if (error instanceof Refusal && error.kind === "unauthenticated") return;
		throw error;
	}
}
