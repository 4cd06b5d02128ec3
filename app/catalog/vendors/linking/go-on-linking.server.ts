import { z } from "zod";
import { command, known, query } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { instant, second } from "#app/platform/time.ts";
import { sql } from "drizzle-orm";
import { decidePage } from "./decide-page.server.ts";
import { askToLinkIn, isLinking, linkRunBy } from "./link-run.server.ts";
import { type Looker, lookAtPage, lookerAmong, productsToLink } from "./look-page.server.ts";

/** How long one message goes through a catalog before it hands on, and how many pages at most: each asks its database some five questions. */
const share = 6 * second;
const mostPages = 100;

const OfRun = z.object({ runId: z.string() });

const runToGoOn = query({
	name: "catalog.link-run-to-go-on",
	needs: "catalog:write",
	input: OfRun,
	async run({ db }, { runId }) {
		return db.read({
			run: linkRunBy(db.businessId, runId),
			vendor: first<{
				name: string;
			}>(sql`SELECT v.name FROM vendorLinkRuns AS r JOIN vendors AS v ON v.businessId = r.businessId AND v.id = r.vendorId
				WHERE r.businessId = ${db.businessId} AND r.id = ${runId}`),
		});
	},
});

/** Hands a run that is not over to the next message. */
const handOn = command({
	name: "catalog.hand-linking-on",
	needs: "catalog:write",
	input: OfRun,
	async run({ work }, { runId }) {
		askToLinkIn(work, runId);
		return known({ runId });
	},
});

/**
 * Goes on with a run for one message's share, a page at a time. Where it stands is in its row, in the same batch as what was written: whoever comes
 * after a kill, or comes twice, goes on there, and of two at once one finds it gone on.
 * @param open a tenant of the instant
 */
export async function goOnLinking(open: () => Tenant, runId: string, pages = mostPages): Promise<void> {
	const until = instant() + share;
	let looker: Looker | null = null;
	for (let page = 0; ; page++) {
		const { run, vendor } = await runToGoOn(open(), { runId });
		if (!run || !vendor || !isLinking(run)) return;
		if (page === pages || instant() >= until) {
			await handOn(open(), { runId });
			return;
		}
		if (run.state === "looking") {
			looker ??= lookerAmong(await productsToLink(open(), vendor.name), vendor.name);
			if (!(await lookAtPage(open(), { run, looker })).wasNext) return;
		} else if (!(await decidePage(open(), { run })).wasNext) return;
	}
}
