import { z } from "zod";
import type { TalkMessage, TalkPerson, TalkSaid, TalkTemplate } from "../talk.ts";
import { failReason } from "./meta-errors.ts";
import { Id, instantIn, jsonIn, MaybeId, nothing, Several, unreadable } from "./meta-words.ts";
import { bodyOf, Message } from "./whatsapp-bodies.ts";

/** What WhatsApp tells of a number, in our words. Pure. */

const Envelope = z.object({ object: z.string(), entry: Several });
const Entry = z.object({ changes: Several, time: z.unknown().optional() });
const Change = z.object({ field: z.string(), value: z.record(z.string(), z.unknown()) });
const Value = z.object({
	metadata: z.object({ phone_number_id: Id.optional() }).catch({}).optional(),
	contacts: Several.optional(),
	messages: Several.optional(),
	message_echoes: Several.optional(),
	statuses: Several.optional(),
	errors: Several.optional(),
});

export function translate(_topic: string, text: string, { accountId }: { accountId: string }): TalkSaid[] {
	const body = jsonIn(text);
	if (body === undefined) return [unreadable("not_json")];
	const envelope = Envelope.safeParse(body);
	if (!envelope.success || envelope.data.object !== "whatsapp_business_account") return [unreadable("not_whatsapp")];
	const said = envelope.data.entry.flatMap((raw) => {
		const entry = Entry.safeParse(raw);
		if (!entry.success) return [unreadable("entry")];
		const at = instantIn(entry.data.time);
		return entry.data.changes.flatMap((change) => changeSaid(change, accountId, at));
	});
	return said.length > 0 ? said : [nothing("empty")];
}

function changeSaid(raw: unknown, accountId: string, at: number): TalkSaid[] {
	const change = Change.safeParse(raw);
	if (!change.success) return [unreadable("change")];
	const { field } = change.data;
	if (field === "message_template_status_update") return [templateSaid(change.data.value)];
	if (field === "account_update") return [accountSaid(change.data.value, at)];
	if (field !== "messages" && field !== "smb_message_echoes") return [nothing(field)];
	const value = Value.safeParse(change.data.value);
	if (!value.success) return [unreadable(field)];
	const { metadata, contacts = [], messages = [], message_echoes = [], statuses = [], errors = [] } = value.data;
	// A business account has several numbers; what another one hears is not for this connection.
	if (metadata?.phone_number_id !== undefined && metadata.phone_number_id !== accountId) return [nothing("other_account")];
	const people = contacts.flatMap((contact) => {
		const read = Contact.safeParse(contact);
		return read.success ? [read.data] : [];
	});
	const said = [
		...messages.map((message) => messageSaid(message, people, errors, "CUSTOMER")),
		...message_echoes.map((message) => messageSaid(message, people, errors, "AGENT")),
		...statuses.map(statusSaid),
	];
	return said.length > 0 ? said : [nothing(errors.length > 0 ? `errors ${JSON.stringify(errors)}` : field)];
}

const Contact = z.object({
	profile: z
		.object({ name: z.string().catch(""), username: z.string().catch("").optional() })
		.partial()
		.catch({})
		.optional(),
	wa_id: MaybeId,
	user_id: MaybeId,
	parent_user_id: MaybeId,
});
type Contact = z.output<typeof Contact>;

/** Who it is: the id that is good without a number leads; the contact is found by id, as the list's order says nothing. */
function personOf(ids: { phone: string | undefined; userId: string | undefined }, contacts: Contact[]): TalkPerson | null {
	const contact =
		contacts.find(
			({ user_id, wa_id }) => (ids.userId !== undefined && user_id === ids.userId) || (ids.phone !== undefined && wa_id === ids.phone),
		) ??
		// Without any id in the message, the only contact there is is whose it is.
		(ids.userId === undefined && ids.phone === undefined && contacts.length === 1 ? contacts[0] : undefined);
	const userId = ids.userId ?? contact?.user_id;
	const phone = ids.phone ?? contact?.wa_id;
	const externalId = userId ?? phone;
	if (externalId === undefined) return null;
	const also = [phone, contact?.parent_user_id].filter((id): id is string => id !== undefined && id !== externalId);
	return {
		externalId,
		also: [...new Set(also)],
		name: contact?.profile?.name ?? "",
		phone: phone !== undefined && /^\d{6,15}$/.test(phone) ? `+${phone}` : null,
		handle: contact?.profile?.username ?? "",
	};
}

function messageSaid(raw: unknown, contacts: Contact[], errors: unknown[], sender: TalkMessage["sender"]): TalkSaid {
	const read = Message.safeParse(raw);
	if (!read.success) return unreadable("message");
	const message = read.data;
	const at = instantIn(message.timestamp);
	if (message.type === "edit" && message.edit) return editSaid(message.edit, at);
	if (message.type === "revoke" && message.revoke) return { kind: "deleted", platformMessageId: message.revoke.original_message_id, at };
	if (message.type === "system") return systemSaid(message);
	if (message.type === "request_welcome") return nothing("request_welcome");
	const isOurs = sender === "AGENT";
	const ids = isOurs ? { phone: message.to, userId: message.to_user_id } : { phone: message.from, userId: message.from_user_id };
	const person = personOf(ids, contacts);
	if (!person) return unreadable("nobody");
	if (message.type === "reaction" && message.reaction)
		return {
			kind: "reaction",
			platformMessageId: message.reaction.message_id,
			from: isOurs ? null : person,
			emoji: message.reaction.emoji ?? "",
			at,
		};
	const { context } = message;
	return {
		kind: "message",
		message: {
			platformMessageId: message.id,
			person,
			sender,
			ourRef: null,
			at,
			replyTo: context?.id ?? null,
			isForwarded: context?.forwarded === true || context?.frequently_forwarded === true,
			// What is answered from here goes to them alone, and not to the group it was said in.
			isStandby: message.group_id !== undefined,
			body: bodyOf(message, raw, errors),
		},
	};
}

function editSaid({ original_message_id, message }: { original_message_id: string; message?: unknown }, at: number): TalkSaid {
	const inner = Message.safeParse({ id: original_message_id, ...(message !== null && typeof message === "object" && message) });
	if (!inner.success) return unreadable("edit");
	return { kind: "edited", platformMessageId: original_message_id, body: bodyOf(inner.data, message, []), at };
}

const moves = new Set(["user_changed_number", "customer_changed_number", "user_changed_user_id"]);
/** A number or an id that changed is the same person under another: whichever of the old ones is known here. */
function systemSaid({ from, from_user_id, system }: z.output<typeof Message>): TalkSaid {
	if (!system || !moves.has(system.type)) return nothing(system?.type || "system");
	const newNumber = system.wa_id ?? system.new_wa_id;
	// Where only the id is another, the number is what it was.
	const phone = newNumber ?? (system.type === "user_changed_user_id" ? from : undefined);
	const person = personOf({ phone, userId: system.user_id }, []);
	const old = [system.old_user_id, from_user_id, system.customer, from].filter(
		(id): id is string => id !== undefined && id !== person?.externalId,
	);
	if (!person || old.length === 0) return unreadable(system.type);
	return { kind: "moved", from: [...new Set(old)], person };
}

const Status = z.object({
	id: z.string().min(1),
	status: z.string(),
	timestamp: z.unknown().optional(),
	recipient_id: MaybeId,
	recipient_user_id: MaybeId,
	biz_opaque_callback_data: z.string().optional(),
	errors: Several.optional(),
});
const StatusError = z.object({
	code: z.number().catch(-1),
	title: z.string().catch(""),
	error_data: z
		.object({ details: z.string().catch("") })
		.partial()
		.catch({})
		.optional(),
});
const states = { sent: "sent", delivered: "delivered", read: "read", played: "read", failed: "failed" } as const;

function statusSaid(raw: unknown): TalkSaid {
	const read = Status.safeParse(raw);
	if (!read.success) return unreadable("status");
	const { id, status, timestamp, recipient_id, recipient_user_id, biz_opaque_callback_data, errors = [] } = read.data;
	const at = instantIn(timestamp);
	if (status === "deleted") return { kind: "deleted", platformMessageId: id, at };
	if (!isState(status)) return nothing(`status ${status}`);
	const failed = StatusError.safeParse(errors[0]);
	const error = status === "failed" && failed.success ? failed.data : null;
	return {
		kind: "state",
		platformMessageId: id,
		ourRef: biz_opaque_callback_data || null,
		state: states[status],
		why: status === "failed" ? (error ? failReason({ code: error.code, subcode: 0, said: "" }) : "unknown") : null,
		said: error ? `${error.code} ${error.error_data?.details || error.title}`.slice(0, 200) : "",
		at,
		recipient: recipient_user_id ?? recipient_id ?? null,
	};
}
function isState(status: string): status is keyof typeof states {
	return status in states;
}

const Template = z.object({ event: z.string(), message_template_name: z.string(), message_template_language: z.string().catch("") });
function templateSaid(value: unknown): TalkSaid {
	const read = Template.safeParse(value);
	if (!read.success) return unreadable("template");
	const { event, message_template_name: name, message_template_language: language } = read.data;
	return { kind: "template", name, language, status: templateStatus(event) };
}

/** How a template stands, by what WhatsApp calls it in lists and in news. */
export function templateStatus(said: string): TalkTemplate["status"] {
	// Flagged, it is watched and still sent.
	if (said === "APPROVED" || said === "REINSTATED" || said === "FLAGGED") return "approved";
	if (said === "PAUSED") return "paused";
	return said === "PENDING" || said === "IN_APPEAL" ? "pending" : "rejected";
}

const Account = z.object({
	event: z.string(),
	ban_info: z.object({ waba_ban_state: z.string() }).optional().catch(undefined),
	restriction_info: z
		.array(z.object({ restriction_type: z.string().catch("") }))
		.catch([])
		.optional(),
});
/** What keeps an account from answering its customers; warnings, and the rest of what Meta says of it, change nothing here. */
function isShut({ event, ban_info, restriction_info = [] }: z.output<typeof Account>): boolean {
	if (event === "ACCOUNT_DELETED" || event === "PARTNER_REMOVED") return true;
	if (event === "DISABLED_UPDATE") return ban_info === undefined || ban_info.waba_ban_state === "DISABLE";
	return (
		event === "ACCOUNT_RESTRICTION" &&
		(restriction_info.length === 0 ||
			restriction_info.some(({ restriction_type }) => restriction_type === "RESTRICTED_CUSTOMER_INITIATED_MESSAGING"))
	);
}

function accountSaid(value: unknown, at: number): TalkSaid {
	const read = Account.safeParse(value);
	if (!read.success) return unreadable("account_update");
	const { event, ban_info } = read.data;
	if (isShut(read.data)) return { kind: "account", what: "restricted", said: event, at };
	return nothing([event, ban_info?.waba_ban_state].filter(Boolean).join(" ").toLowerCase());
}
