import { dropCannedFile, keepCannedFile } from "#app/inbox/canned-files.server.ts";
import { keepCanned, keepLabel, removeCanned, removeLabel, setInbox } from "#app/inbox/keep-settings.server.ts";
import { setSealing } from "#app/inbox/set-sealing.server.ts";
import { setAvailable } from "#app/inbox/set-available.server.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { field, numberField } from "../../door.server.ts";

/** The forms of the inbox's settings, each a command. @returns the word for what was done. @throws Refusal theirs */
export async function actOnInboxSettings(tenant: Tenant<Viewer>, fields: FormData): Promise<string> {
	const intent = field(fields, "intent");
	const about = field(fields, "cannedId") ?? field(fields, "labelId") ?? field(fields, "userId") ?? "";
	const options = { key: `${field(fields, "commandId") ?? ""}:${intent}:${about.slice(-12)}`.slice(0, 64) };
	const text = (name: string) => field(fields, name) ?? "";
	switch (intent) {
		case "canned": {
			const kept = await keepCanned(
				tenant,
				{
					cannedId: field(fields, "cannedId"),
					shortcut: text("shortcut").replace(/^\//, ""),
					title: text("title"),
					text: text("text"),
					version: numberField(fields, "version"),
				},
				options,
			);
			await keepFile(tenant, kept.id, fields);
			return "canned";
		}
		case "deleteCanned":
			await removeCanned(tenant, { cannedId: about }, options);
			return "cannedGone";
		case "label":
			await keepLabel(tenant, { name: text("name"), colour: field(fields, "colour") }, options);
			return "label";
		case "deleteLabel":
			await removeLabel(tenant, { labelId: about }, options);
			return "labelGone";
		case "available":
			await setAvailable(
				tenant,
				{ userId: about, isAvailable: fields.get("to") === "yes", handBack: fields.get("to") === "back" },
				options,
			);
			return "available";
		case "sealing": {
			const { isSealed } = await setSealing(tenant, { isSealed: fields.get("to") === "yes" }, options);
			return isSealed ? "sealed" : "unsealed";
		}
		default:
			await setInbox(
				tenant,
				{ assignment: field(fields, "assignment"), capacity: numberField(fields, "capacity"), version: numberField(fields, "version") },
				options,
			);
			return "settings";
	}
}

/** What the form says of the answer's file: another one, none, or nothing. */
async function keepFile(tenant: Tenant<Viewer>, cannedId: string, fields: FormData): Promise<void> {
	const file = fields.get("file");
	if (file instanceof File && file.size > 0)
		await keepCannedFile(tenant, new Uint8Array(await file.arrayBuffer()), { cannedId, name: file.name, mime: file.type });
	else if (fields.get("noFile") === "yes") await dropCannedFile(tenant, { cannedId });
}
