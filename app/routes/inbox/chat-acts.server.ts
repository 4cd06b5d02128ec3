import { changeChat } from "#app/inbox/change-chat.server.ts";
import { deleteMessage, editMessage, reactToMessage, retryMessage } from "#app/inbox/change-message.server.ts";
import { chatStatuses } from "#app/inbox/rules.ts";
import { sendMessage } from "#app/inbox/send-message.server.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { field } from "../door.server.ts";

type Did = "resolved" | "closed" | "pending" | "reopened" | "taken" | "given" | "released";
/** What was done that can be taken back (null: nothing that needs saying), and how it stood before. */
export type ChatDone = { ok: true; did: Did | null; before: Record<string, string> };

const done: ChatDone = { ok: true, did: null, before: {} };
const wordOf = { OPEN: "reopened", PENDING: "pending", RESOLVED: "resolved", CLOSED: "closed" } as const;

/** The forms of a conversation's page, each a command. @throws Refusal theirs */
export async function actOnChat(tenant: Tenant<Viewer>, chatId: string, fields: FormData): Promise<ChatDone> {
	const options = { key: field(fields, "commandId")?.slice(0, 64) };
	const messageId = field(fields, "messageId");
	switch (field(fields, "intent")) {
		case "send":
			await sendMessage(tenant, { chatId, text: field(fields, "text") ?? "", isNote: fields.get("as") === "note" }, options);
			return done;
		case "retry":
			await retryMessage(tenant, { messageId }, options);
			return done;
		case "delete":
			await deleteMessage(tenant, { messageId }, options);
			return done;
		case "edit":
			return edit(tenant, messageId, fields, options);
		case "react":
			await reactToMessage(tenant, { messageId, emoji: field(fields, "emoji") ?? "" }, options);
			return done;
		case "labels":
			await changeChat(tenant, { chatId, labels: fields.getAll("label") }, options);
			return done;
		case "change":
			return change(tenant, chatId, fields, options);
		default:
			return done;
	}
}

async function edit(
	tenant: Tenant<Viewer>,
	messageId: string | undefined,
	fields: FormData,
	options: { key: string | undefined },
): Promise<ChatDone> {
	const version = field(fields, "version");
	const wish = { messageId, text: field(fields, "text") ?? "", dueAt: Number(field(fields, "dueAt")) };
	await editMessage(tenant, { ...wish, ...(version && { version: Number(version) }) }, options);
	return done;
}

async function change(tenant: Tenant<Viewer>, chatId: string, fields: FormData, options: { key: string | undefined }): Promise<ChatDone> {
	const status = chatStatuses.find((word) => word === fields.get("status"));
	const was = (name: string) => field(fields, name);
	const idAt = (name: string) => (fields.has(name) ? (was(name) ?? null) : undefined);
	const assigneeId = idAt("assigneeId");
	await changeChat(tenant, { chatId, status, assigneeId, wasAssigneeId: idAt(fields.has("heldBy") ? "heldBy" : "wasAssignee") }, options);
	// The form that takes it back says nothing of a "before": taking back is not taken back.
	if (was("wasStatus") === undefined) return done;
	if (status) return { ok: true, did: wordOf[status], before: { status: was("wasStatus") ?? "" } };
	const me = (await tenant.principal()).user.id;
	return {
		ok: true,
		did: assigneeId === null ? "released" : assigneeId === me ? "taken" : "given",
		before: { assigneeId: was("wasAssignee") ?? "", heldBy: assigneeId ?? "" },
	};
}
