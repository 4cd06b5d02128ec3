import { sql } from "drizzle-orm";
import { z } from "zod";
import { query } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import { text } from "#app/platform/input.ts";
import type { Role } from "./permissions.ts";

export type FoundPerson = { id: string; name: string; email: string | null; role: Role };

/** More people than this work in no business that is searched by name. */
const peopleRead = 500;

const Find = z.object({ q: text(200), limit: z.int().min(1).max(50) });

/** People of the business of whose name or e-mail every typed word begins a word. */
export const findPeople = query({
	name: "identity.find-people",
	needs: "users:read",
	input: Find,
	async run({ db }, { q, limit }) {
		const { rows } = await db.read({
			rows: many<FoundPerson>(sql`SELECT id, name, email, role FROM users INDEXED BY users_by_sort_key
				WHERE businessId = ${db.businessId} AND state = 'active' ORDER BY sortKey, id LIMIT CAST(${peopleRead} AS INTEGER)`),
		});
		// Here and not in SQL, whose lower() knows no Æ, Ø or Å.
		const words = wordsOf(q);
		const answers = ({ name, email }: FoundPerson) => {
			const theirs = wordsOf(`${name} ${email ?? ""}`);
			return words.length > 0 && words.every((word) => theirs.some((each) => each.startsWith(word)));
		};
		return rows.filter(answers).slice(0, limit);
	},
});

function wordsOf(typed: string): string[] {
	return typed
		.normalize("NFC")
		.toLowerCase()
		.split(/[\s@.+_-]+/)
		.filter(Boolean);
}
