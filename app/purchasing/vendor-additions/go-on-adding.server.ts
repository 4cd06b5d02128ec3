import { sql } from "drizzle-orm";
import { z } from "zod";
import { compareSnapshots } from "#app/catalog/vendors/compare-snapshots.server.ts";
import { command, known, query } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import { Refusal } from "#app/platform/errors.ts";
import { log } from "#app/platform/log.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { instant, second } from "#app/platform/time.ts";
import { addPage, forgetAddedStyles, undoAdditionPage } from "./add-page.server.ts";
import { addableItems, additionBy, type AdditionRow, askToAddIn, mostChosen, Which } from "./addition.server.ts";

/** How long one message adds before it hands on, and how many pages at most. */
const share = 6 * second;
const mostPages = 60;

/** What is refused where a snapshot is not there any more. */
const gone = ["snapshot_not_found", "snapshot_missing"];

const Ref = z.object({ additionId: z.string() });

const additionToGoOn = query({
	name: "purchasing.addition-to-go-on",
	needs: "catalog:write",
	input: Ref,
	async run({ db }, { additionId }) {
		return (await db.read({ addition: additionBy(db.businessId, additionId) })).addition;
	},
});

const handOn = command({
	name: "purchasing.hand-vendor-addition-on",
	needs: "catalog:write",
	input: Ref,
	async run({ work }, { additionId }) {
		askToAddIn(work, additionId);
		return known({ additionId });
	},
});

/** Nothing can be known any more of what is to be added: it ends with what it has made. */
const giveUp = command({
	name: "purchasing.give-vendor-addition-up",
	needs: "catalog:write",
	input: Ref,
	async run({ work }, { additionId }) {
		work.add(
			sql`UPDATE vendorAdditions SET isStopped = 1, isSnapshotGone = 1
				WHERE businessId = ${work.businessId} AND id = ${additionId} AND state = 'adding' AND isStopped = 0`,
		);
		return known({ additionId });
	},
});

/** Goes on with an adding, or with taking one back, for one message's share. @param open a tenant of the instant */
export async function goOnAdding(open: () => Tenant, additionId: string, pages = mostPages): Promise<void> {
	let until = instant() + share;
	let listed: string[] | undefined;
	for (let page = 0; ; page++) {
		const addition = await additionToGoOn(open(), { additionId });
		if (addition?.state === "undone") await forgetAddedStyles(open(), { additionId });
		if (!addition || addition.state === "done" || addition.state === "undone") return;
		if (page === pages || instant() >= until) {
			await handOn(open(), { additionId });
			return;
		}
		if (addition.state === "undoing") {
			if (!(await undoAdditionPage(open(), { addition })).wasNext) return;
			continue;
		}
		// Two snapshots are held against each other once a message, and not for somebody who wants no more.
		if (addition.isStopped === 0 && !listed) {
			try {
				listed = await newBetween(open(), addition);
			} catch (error) {
				if (!(error instanceof Refusal) || !gone.includes(error.code)) throw error;
				log("warn", "vendor.addition_given_up", { additionId, code: error.code });
				await giveUp(open(), { additionId });
				continue;
			}
			// What is added has its share still, however long they were held against each other.
			if (listed) until = instant() + share;
		}
		if (!(await addPage(open(), { addition, listed })).wasNext) return;
	}
}

const addableOf = query({
	name: "purchasing.addable-vendor-items",
	needs: "catalog:write",
	input: z.object({ vendorId: z.string(), items: z.custom<string[]>() }),
	async run({ db }, { vendorId, items }): Promise<string[]> {
		const parts = Array.from({ length: Math.ceil(items.length / mostChosen) }, (_, n) => items.slice(n * mostChosen, (n + 1) * mostChosen));
		if (parts.length === 0) return [];
		const read = await db.read(
			Object.fromEntries(
				parts.map((part, n) => [
					`part${n}`,
					many<{ catalogId: string }>(sql`SELECT i.catalogId ${addableItems(db.businessId, vendorId, { items: part })}`),
				]),
			),
		);
		return Object.values(read).flatMap((found) => found.map(({ catalogId }) => catalogId));
	},
});

/** What is new between the two snapshots an adding names and nothing of ours yet, in order of its id; undefined where it names none. */
async function newBetween(tenant: Tenant, { vendorId, which }: AdditionRow): Promise<string[] | undefined> {
	const asked = Which.parse(JSON.parse(which));
	if (!("from" in asked)) return undefined;
	const compared = await compareSnapshots(tenant, { vendor: vendorId, ...asked, kind: "created" }, Number.POSITIVE_INFINITY);
	const fresh = (compared?.changes ?? []).map(({ catalogId }) => catalogId);
	return (await addableOf(tenant, { vendorId, items: fresh })).sort();
}
