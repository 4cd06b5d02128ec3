import { sealedColumns } from "#app/audit/chain.server.ts";
import { listSeals, sealedEvents } from "#app/audit/queries.server.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";

/**
 * The log as lines of JSON: first whose it is, then what was asked for, newest first, then the seals it is held by up to the last, with the leaves of
 * those that seal something in it. Whoever has the file can check it (scripts/verify-audit).
 */
export async function* logLines(
	tenant: Tenant<Viewer>,
	filters: Record<string, string | undefined>,
	only: "seals" | "all",
): AsyncGenerator<string> {
	yield line({ kind: "log", format: "storekeep.log.1", businessId: tenant.businessId, columns: sealedColumns });
	let [lowest, highest] = only === "seals" ? [1, Number.POSITIVE_INFINITY] : [Number.POSITIVE_INFINITY, 0];
	if (only === "all") {
		let cursor: string | undefined;
		do {
			const page = await sealedEvents(tenant, { ...filters, limit: 200, cursor });
			for (const { seq } of page.items) [lowest, highest] = [Math.min(lowest, seq), Math.max(highest, seq)];
			yield page.items.map((event) => line({ kind: "event", ...event })).join("");
			cursor = page.nextCursor ?? undefined;
		} while (cursor);
	}
	let cursor: string | undefined;
	do {
		const page = await listSeals(tenant, { limit: 50, cursor });
		yield page.items
			.filter(({ toSeq }) => toSeq >= lowest)
			.map(({ leaves, ...seal }) => line({ kind: "seal", ...seal, ...(seal.fromSeq <= highest && { leaves: leaves.split("\n") }) }))
			.join("");
		cursor = page.nextCursor ?? undefined;
	} while (cursor);
}

function line(value: object): string {
	return `${JSON.stringify(value)}\n`;
}
