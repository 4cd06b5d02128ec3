import { sql } from "drizzle-orm";
import { command, known } from "#app/platform/command.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { bringFile, filesOf } from "./chat-files.server.ts";
import { FilesSealed } from "./input.ts";
import { isSealedNow } from "./sealed-words.server.ts";
import { type SealingRow, sealingRowAsk } from "./set-sealing.server.ts";

/** The second half of a round: the files, in the order they lie there. One that was brought already is as it is to be, so a page may be done again. */

const pageOf = 10;

const noteFiles = command<typeof FilesSealed, { wasNext: boolean }>({
	name: "inbox.note-files-sealed",
	needs: "settings:write",
	input: FilesSealed,
	async run({ db, work, now }, { round, from, to, locked, isOver }) {
		const { businessId } = db;
		const { row } = await db.read({ row: sealingRowAsk(businessId) });
		if (row.round !== round || row.state !== "working" || row.afterFile !== from) return known({ wasNext: false });
		work.guard(
			sql`SELECT 1 FROM messageSealing WHERE businessId = ${businessId} AND round = CAST(${round} AS INTEGER) AND state = 'working' AND afterFile = ${from}`,
		);
		work.add(sql`UPDATE messageSealing SET afterFile = ${to}, locked = locked + CAST(${locked} AS INTEGER), state = ${isOver ? "done" : "working"}, updatedAt = ${now}
			WHERE businessId = ${businessId}`);
		return known({ wasNext: !isOver });
	},
});

/** Brings the next files to what the business chose. @returns whether there is more, and it is this round's */
export async function sealFiles(open: () => Tenant, { round, isSealed, afterFile }: SealingRow): Promise<boolean> {
	const tenant = open();
	const { FILES } = tenant.scope.env;
	const from = afterFile ?? "";
	const page = await FILES.list({
		...{ prefix: filesOf(tenant.businessId), limit: pageOf, include: ["customMetadata"] },
		...(from !== "" && { startAfter: from }),
	});
	let locked = 0;
	for (const listed of page.objects) {
		const brought = await bringFile(tenant, isSealed, listed);
		if (brought === "locked") locked += 1;
		// Switched while it was written: another round may have passed it as it was before.
		if (brought === "brought" && (await isSealedNow(open())) !== isSealed) {
			const [now] = (await FILES.list({ prefix: listed.key, limit: 1, include: ["customMetadata"] })).objects;
			if (now?.key === listed.key) await bringFile(open(), !isSealed, now);
			return false;
		}
	}
	const to = page.objects.at(-1)?.key ?? from;
	return (await noteFiles(open(), { round, from, to, locked, isOver: !page.truncated })).wasNext;
}
