import { redirect } from "react-router";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { cancelImport } from "#app/imports/cancel-import.server.ts";
import { changeImport } from "#app/imports/change-import.server.ts";
import { resumeImport } from "#app/imports/resume-import.server.ts";
import { startImport } from "#app/imports/start-import.server.ts";
import { undoImport } from "#app/imports/undo-import.server.ts";
import { refuse } from "#app/platform/errors.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { field } from "../door.server.ts";

const acts = new Map(Object.entries({ start: startImport, stop: cancelImport, undo: undoImport, resume: resumeImport }));

/** What the forms of an import's page ask. */
export async function actOnImport(tenant: Tenant<Viewer>, importId: string, fields: FormData): Promise<Response> {
	const intent = field(fields, "intent") ?? "";
	const key = `${field(fields, "commandId")} ${intent}`.slice(0, 64);
	if (intent === "change") await changeImport(tenant, { importId, ...changesOf(fields) }, { key });
	else await (acts.get(intent) ?? refuse("invalid", "validation_failed"))(tenant, { importId }, { key });
	return redirect(`/products/import/${importId}`, 303);
}

/** The whole form: a box that is not ticked is not sent, and means no. */
function changesOf(fields: FormData) {
	const columns = Number(field(fields, "columns") ?? 0);
	return {
		decimals: field(fields, "decimals"),
		mapping: Array.from({ length: Math.min(columns, 500) }, (_, column) => field(fields, `column-${column}`) ?? null),
		choices: {
			storeId: field(fields, "storeId"),
			existing: field(fields, "existing"),
			newStatus: field(fields, "newStatus"),
			quantities: field(fields, "quantities"),
			empty: field(fields, "empty"),
			makeCategories: fields.has("makeCategories"),
			makeSkus: fields.has("makeSkus"),
		},
	};
}
