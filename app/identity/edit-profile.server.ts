import { sql } from "drizzle-orm";
import { command, known } from "#app/platform/command.server.ts";
import { UserEdited } from "./events.server.ts";
import { EditProfile } from "./input.ts";
import type { Viewer } from "./viewer.server.ts";

/** Changes one's own name. */
export const editProfile = command<typeof EditProfile, { name: string }, Viewer>({
	name: "identity.edit-profile",
	needs: "account:own",
	input: EditProfile,
	async run({ work, now, principal }, { name }) {
		const { user } = await principal();
		work.add(
			sql`UPDATE users SET name = ${name}, version = version + 1, updatedAt = ${now} WHERE businessId = ${work.businessId} AND id = ${user.id}`,
		);
		work.record(UserEdited, { subject: { type: "user", id: user.id }, data: { before: { name: user.name }, after: { name } } });
		return known({ name });
	},
});
