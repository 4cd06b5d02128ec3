import { approveSync, rejectSync } from "#app/catalog/vendors/decide-sync.server.ts";
import { editVendor } from "#app/catalog/vendors/edit-vendor.server.ts";
import { receiveUpload } from "#app/catalog/vendors/receive-upload.server.ts";
import { restoreSnapshot } from "#app/catalog/vendors/restore-snapshot.server.ts";
import { startSync } from "#app/catalog/vendors/start-sync.server.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { refuse, refuseField } from "#app/platform/errors.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { field } from "../door.server.ts";

type Act = { tenant: Tenant<Viewer>; fields: FormData; vendor: string };

/** What the forms around a vendor's catalog do. @returns the word that says what was done */
export async function actOnVendor({
	tenant,
	fields,
	vendor,
}: Act): Promise<"started" | "approved" | "restored" | "rejected" | "sent" | "saved"> {
	const intent = field(fields, "intent");
	const key = `${field(fields, "commandId")?.slice(0, 64)} ${intent}`;
	const run = { vendor, runId: field(fields, "runId") ?? "" };
	switch (intent) {
		case "sync":
			await startSync(tenant, { vendor, cause: "person" }, { key });
			return "started";
		case "approve":
			await approveSync(tenant, run, { key });
			return "approved";
		case "reject":
			await rejectSync(tenant, run, { key });
			return "rejected";
		case "restore":
			await restoreSnapshot(tenant, { vendor, hash: field(fields, "hash") ?? "" }, { key });
			return "restored";
		case "upload":
			await sendFile(tenant, fields, vendor, key);
			return "sent";
		case "save":
			await editVendor(tenant, { vendor, version: Number(field(fields, "version")), ...vendorFields(fields) }, { key });
			return "saved";
		default:
			return refuse("invalid", "validation_failed");
	}
}

async function sendFile(tenant: Tenant<Viewer>, fields: FormData, vendor: string, key: string): Promise<void> {
	const file = fields.get("file");
	if (!(file instanceof File) || file.size === 0) return refuseField("file", "required", "a JSON or CSV file");
	const format = file.name.toLowerCase().endsWith(".csv") || file.type === "text/csv" ? "csv" : "json";
	await receiveUpload(tenant, vendor, { body: file.stream(), format, cause: "person", key });
}

/** A vendor as its form sends it. */
export function vendorFields(fields: FormData) {
	const source = field(fields, "source");
	return {
		name: field(fields, "name"),
		source,
		url: field(fields, "url") ?? null,
		currency: field(fields, "currency")?.toUpperCase(),
		schedule: field(fields, "schedule"),
	};
}
