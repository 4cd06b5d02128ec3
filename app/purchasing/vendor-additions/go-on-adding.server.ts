import { z } from "zod";
import { command, known, query } from "#app/platform/command.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { instant, second } from "#app/platform/time.ts";
import { addPage, forgetAddedStyles, undoAdditionPage } from "./add-page.server.ts";
import { additionBy, askToAddIn } from "./addition.server.ts";

/** How long one message adds before it hands on, and how many pages at most. */
const share = 6 * second;
const mostPages = 60;

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

/** Goes on with an adding, or with taking one back, for one message's share. @param open a tenant of the instant */
export async function goOnAdding(open: () => Tenant, additionId: string, pages = mostPages): Promise<void> {
	const until = instant() + share;
	for (let page = 0; ; page++) {
		const addition = await additionToGoOn(open(), { additionId });
		if (addition?.state === "undone") await forgetAddedStyles(open(), { additionId });
		if (!addition || addition.state === "done" || addition.state === "undone") return;
		if (page === pages || instant() >= until) {
			await handOn(open(), { additionId });
			return;
		}
		const step = addition.state === "adding" ? addPage : undoAdditionPage;
		if (!(await step(open(), { addition })).wasNext) return;
	}
}
