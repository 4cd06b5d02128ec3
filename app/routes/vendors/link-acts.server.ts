import { redirect } from "react-router";
import { decideLink, takeLinkBack } from "#app/catalog/vendors/linking/decide-link.server.ts";
import { agreeToLinks, dropLinkPlan, startLinking } from "#app/catalog/vendors/linking/start-linking.server.ts";
import { undoLinks } from "#app/catalog/vendors/linking/undo-links.server.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { refuse } from "#app/platform/errors.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { retryPictures } from "#app/purchasing/vendor-additions/copy-pictures.server.ts";
import { startAddition, stopAddition, undoAddition } from "#app/purchasing/vendor-additions/start-addition.server.ts";
import { field } from "../door.server.ts";

/** What the forms of a vendor's links do; afterwards one is where one was, with what was done in the address. */
export async function actOnLinks(tenant: Tenant<Viewer>, fields: FormData, vendor: string): Promise<Response> {
	const intent = field(fields, "intent") ?? "";
	const key = `${field(fields, "commandId")?.slice(0, 64)} ${intent} ${field(fields, "catalogId") ?? ""}`.slice(0, 200);
	const runId = field(fields, "runId") ?? "";
	// Where one was: the filter, and what was skipped.
	const back = new URLSearchParams();
	for (const name of ["show", "cursor"]) {
		const value = field(fields, name);
		if (value) back.set(name, value.slice(0, 400));
	}
	const to = (said: string, more: Record<string, string> = {}) =>
		redirect(`/vendors/${vendor}/links?${new URLSearchParams([...back, ...Object.entries({ ...more, said })])}`, 303);
	switch (intent) {
		case "link": {
			await startLinking(tenant, { vendor, dryRun: true }, { key });
			return to("linking");
		}
		case "agree": {
			await agreeToLinks(tenant, { vendor, runId }, { key });
			return to("agreed");
		}
		case "drop": {
			await dropLinkPlan(tenant, { vendor, runId }, { key });
			return to(field(fields, "plan") ? "dropped" : "stopped");
		}
		case "undoRun": {
			await undoLinks(tenant, { vendor, runId }, { key });
			return to("undone");
		}
		case "add": {
			await startAddition(tenant, { vendor, ...addedBy(fields) }, { key });
			return to("adding");
		}
		case "pictures": {
			await retryPictures(tenant, { vendor, additionId: field(fields, "additionId") ?? "" }, { key });
			return to("copying");
		}
		case "stopAdding": {
			await stopAddition(tenant, { vendor, additionId: field(fields, "additionId") ?? "" }, { key });
			return to("stopping");
		}
		case "takeBack": {
			await undoAddition(tenant, { vendor, additionId: field(fields, "additionId") ?? "" }, { key });
			return to("takingBack");
		}
		case "undo": {
			await takeLinkBack(tenant, { vendor, changeId: field(fields, "changeId") ?? "" }, { key });
			return to("undone");
		}
		case "decide": {
			const said = {
				catalogId: field(fields, "catalogId") ?? "",
				productId: field(fields, "productId") ?? null,
				code: field(fields, "code"),
			};
			const { changeId, title, product } = await decideLink(tenant, { vendor, ...said }, { key });
			return to(product === null ? "unlinked" : "linked", { change: changeId, title, ...(product !== null && { product }) });
		}
		default:
			return refuse("invalid", "validation_failed");
	}
}

/** Which items were meant, and what their prices are to be. */
function addedBy(fields: FormData) {
	const [one, styleId, rate] = [field(fields, "one"), field(fields, "styleId"), field(fields, "rate")];
	const chosen = fields.getAll("chosen").filter((value) => typeof value === "string");
	const which = one ? { items: [one] } : styleId ? { styleId } : field(fields, "all") ? { q: field(fields, "q") ?? "" } : { items: chosen };
	if ("items" in which && (which.items ?? []).length === 0) refuse("conflict", "nothing_chosen");
	return { which, priceAs: field(fields, "priceAs"), rate: rate === undefined ? null : Number(rate.replace(",", ".")) };
}
