import { sql } from "drizzle-orm";
import { command, known } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { SessionRevoked } from "./events.server.ts";
import { RevokeSession } from "./input.ts";
import type { Viewer } from "./viewer.server.ts";

/** Ends one of one's own sessions. @throws Refusal `not_found / session_not_found` for any other */
export const revokeSession = command<typeof RevokeSession, { revoked: string }, Viewer>({
	name: "identity.revoke-session",
	needs: "account:own",
	input: RevokeSession,
	async run({ db, work, principal }, { sessionId }) {
		const { user } = await principal();
		const { session } = await db.read({
			session: first<{ id: string }>(
				sql`SELECT id FROM sessions WHERE businessId = ${db.businessId} AND userId = ${user.id} AND id = ${sessionId}`,
			),
		});
		if (!session) refuse("not_found", "session_not_found");
		work.add(sql`DELETE FROM sessions WHERE businessId = ${work.businessId} AND id = ${sessionId}`);
		work.record(SessionRevoked, { subject: { type: "user", id: user.id }, data: { sessionId } });
		return known({ revoked: sessionId });
	},
});
