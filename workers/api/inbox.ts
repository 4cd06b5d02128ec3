import { z } from "zod";
import { changeChat, markChatRead } from "#app/inbox/change-chat.server.ts";
import { deleteMessage, editMessage, reactToMessage, retryMessage } from "#app/inbox/change-message.server.ts";
import { ChangeChat, EditMessage, ListChats, ListMessages, MarkRead, OpenChat, React, SendMessage, ShowChat } from "#app/inbox/input.ts";
import { inboxCounts, listChats } from "#app/inbox/list-chats.server.ts";
import { listMessages } from "#app/inbox/list-messages.server.ts";
import { putUpCanned } from "#app/inbox/canned-files.server.ts";
import { putUpMedia } from "#app/inbox/media.server.ts";
import { openChat } from "#app/inbox/open-chat.server.ts";
import { sendMessage } from "#app/inbox/send-message.server.ts";
import { showChat, showMessage } from "#app/inbox/show-chat.server.ts";
import { showRoom } from "#app/inbox/show-room.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { type Api, type Call, endpoint } from "./endpoint.ts";
import { ChatBody, chatBody, MessageBody, messageBody, OpenChatBody, openChatBody } from "./inbox-bodies.ts";
import { pageBody } from "./shapes.ts";

const tag = "Inbox";
const chatId = (call: Call) => call.params.id ?? "";
const shapeOf = (spec: z.ZodObject, without: string) =>
	z.object(Object.fromEntries(Object.entries(spec.shape).filter(([name]) => name !== without)));
/** What was said in one chat. */
async function inChat(call: Pick<Call, "tenant">, asked: z.input<typeof ShowChat>) {
	const { messages, hasMore } = await showChat(await call.tenant(), asked);
	return { items: messages.map(messageBody), hasMore };
}

/** Conversations with customers. */
export function mountInbox(api: Api, base: string): void {
	endpoint(
		api,
		base,
		{
			...{ method: "get", path: "/chats", tag, summary: "Chats, whoever wrote last first" },
			query: ListChats,
			answers: { 200: pageBody(ChatBody) },
			refusals: [400],
		},
		async (call) => {
			const { items, nextCursor } = await listChats(await call.tenant(), call.query);
			return { body: { items: items.map(chatBody), nextCursor } };
		},
	);
	const Counts = z.object({ open: z.int(), mine: z.int(), unassigned: z.int(), pending: z.int(), unread: z.int(), mineUnread: z.int() });
	endpoint(
		api,
		base,
		{
			...{ method: "get", path: "/chats/counts", tag, summary: "How many chats wait; each number stops at 999" },
			answers: { 200: Counts },
		},
		async (call) => ({ body: await inboxCounts(await call.tenant(), {}) }),
	);
	const Opened = z.object({ id: z.string(), chatId: z.string().describe("The same as `id`"), isNew: z.boolean() });
	endpoint(
		api,
		base,
		{
			...{ method: "post", path: "/chats", tag, summary: "Open a chat with somebody who has not written yet" },
			description: "By their number, on WhatsApp. One that is there already is answered with 200. The first word must be a template.",
			body: OpenChat,
			answers: { 200: Opened, 201: Opened },
			refusals: [400, 404, 409, 415],
		},
		async (call) => {
			const opened = await openChat(await call.tenant(), call.body, { key: call.key });
			return { status: opened.isNew ? 201 : 200, body: { id: opened.chatId, ...opened } };
		},
	);
	endpoint(
		api,
		base,
		{ ...{ method: "get", path: "/chats/{id}", tag, summary: "One chat" }, answers: { 200: OpenChatBody }, refusals: [404] },
		async (call) => ({ body: openChatBody((await showChat(await call.tenant(), { chatId: chatId(call), limit: 1 })).chat) }),
	);
	const Changed = z.object({
		chatId: z.string(),
		status: z.string(),
		assigneeId: z.string().nullable(),
		labels: z.array(z.string()),
		version: z.int(),
	});
	endpoint(
		api,
		base,
		{
			...{ method: "put", path: "/chats/{id}", tag, summary: "Say how a chat stands, whose it is, and its labels" },
			description: "What is not named stays; a chat as it was got may be put back whole.",
			body: ChangeChat.omit({ chatId: true }),
			answers: { 200: Changed },
			refusals: [400, 404, 415],
		},
		async (call) => ({ body: await changeChat(await call.tenant(), { ...call.body, chatId: chatId(call) }, { key: call.key }) }),
	);
	endpoint(
		api,
		base,
		{
			...{ method: "delete", path: "/chats/{id}", tag, summary: "Close a chat" },
			description: "It opens again when the customer writes. What was said goes only with its customer: POST /customers/{id}/erase.",
			answers: { 200: Changed },
			refusals: [404],
		},
		async (call) => ({ body: await changeChat(await call.tenant(), { chatId: chatId(call), status: "CLOSED" }, { key: call.key }) }),
	);
	endpoint(
		api,
		base,
		{
			...{ method: "post", path: "/chats/{id}/read", tag, summary: "Say that what the customer wrote has been seen" },
			body: MarkRead.omit({ chatId: true }),
			answers: { 200: z.object({ chatId: z.string(), unread: z.int() }) },
			refusals: [400, 404, 415],
		},
		async (call) => ({ body: await markChatRead(await call.tenant(), { ...call.body, chatId: chatId(call) }, { key: call.key }) }),
	);
	endpoint(
		api,
		base,
		{
			...{
				method: "post",
				path: "/chats/{id}/media",
				tag,
				summary: "Put a file up, to be sent by POST …/messages with its id",
				keyless: true,
			},
			description:
				"A form with the file in `file`, at most 16 MiB. What it is, its bytes say. Or with a canned answer's id in `cannedId`: a copy of its file.",
			file: ["multipart/form-data"],
			answers: { 201: z.object({ mediaId: z.string(), mime: z.string(), bytes: z.int() }) },
			refusals: [400, 404, 413, 415],
		},
		async (call) => {
			const tenant = await call.tenant();
			await showRoom(tenant, { chatId: chatId(call) });
			const form = await call.c.req.formData().catch(() => null);
			const [file, cannedId] = [form?.get("file"), form?.get("cannedId")];
			if (typeof cannedId === "string") return { status: 201, body: await putUpCanned(tenant, { chatId: chatId(call), cannedId }) };
			if (!(file instanceof File) || file.size === 0) return refuse("invalid", "file_missing", { field: "file" });
			const bytes = new Uint8Array(await file.arrayBuffer());
			return { status: 201, body: await putUpMedia(tenant, bytes, { chatId: chatId(call), name: file.name, mime: file.type }) };
		},
	);
	endpoint(
		api,
		base,
		{
			...{ method: "get", path: "/chats/{id}/messages", tag, summary: "What was said in a chat, in the order it was said" },
			description: "Its end, or with `before` what stands ahead of a message, or with `after` what was written down since one.",
			query: shapeOf(ShowChat, "chatId"),
			answers: { 200: z.object({ items: z.array(MessageBody), hasMore: z.boolean() }) },
			refusals: [400, 404],
		},
		async (call) => ({ body: await inChat(call, { ...call.query, chatId: chatId(call) }) }),
	);
	endpoint(
		api,
		base,
		{
			...{ method: "get", path: "/messages", tag, summary: "What was said in all chats, newest first; or, with `chatId`, in one" },
			description:
				"`direction`, `state`, `since` and `cursor` are of all chats. With `chatId` it is GET /chats/{id}/messages, with its `before` and `after`.",
			query: ShowChat.extend({ ...ListMessages.shape, chatId: ShowChat.shape.chatId.optional() }),
			answers: { 200: pageBody(MessageBody).extend({ hasMore: z.boolean() }) },
			refusals: [400, 404],
		},
		async (call) => {
			const { chatId: only } = call.query;
			if (only !== undefined) return { body: { ...(await inChat(call, { ...call.query, chatId: only })), nextCursor: null } };
			const { items, nextCursor } = await listMessages(await call.tenant(), call.query);
			return { body: { items: items.map(messageBody), nextCursor, hasMore: nextCursor !== null } };
		},
	);
	for (const [path, input] of [
		["/chats/{id}/messages", shapeOf(SendMessage, "chatId")],
		["/messages", SendMessage],
	] as const)
		endpoint(
			api,
			base,
			{
				...{ method: "post", path, tag, summary: "Say something in a chat: to the customer, now or later, or to colleagues" },
				description:
					"It waits as `queued` and leaves within seconds; its `state` says how far it got. 409 `window_closed` leaves templates, and so does `due_after_window` for a `dueAt` past the window there is now.",
				body: input,
				answers: { 201: MessageBody },
				refusals: [400, 404, 409, 415],
			},
			async (call) => {
				const wish = call.params.id === undefined ? call.body : { ...call.body, chatId: call.params.id };
				return { status: 201, body: messageBody(await sendMessage(await call.tenant(), wish, { key: call.key })) };
			},
		);
	const messageId = (call: Call) => call.params.id ?? "";
	endpoint(
		api,
		base,
		{ ...{ method: "get", path: "/messages/{id}", tag, summary: "One message" }, answers: { 200: MessageBody }, refusals: [404] },
		async (call) => ({ body: messageBody(await showMessage(await call.tenant(), { messageId: messageId(call) })) }),
	);
	endpoint(
		api,
		base,
		{
			...{
				method: "put",
				path: "/messages/{id}",
				tag,
				summary: "Say a note, or what still waits, differently; or send it at another time",
			},
			body: EditMessage.omit({ messageId: true }),
			answers: { 200: MessageBody },
			refusals: [400, 404, 409, 415],
		},
		async (call) => ({
			body: messageBody(await editMessage(await call.tenant(), { ...call.body, messageId: messageId(call) }, { key: call.key })),
		}),
	);
	endpoint(
		api,
		base,
		{
			...{
				method: "delete",
				path: "/messages/{id}",
				tag,
				summary: "Take a note back, or what still waits to be sent; a colleague's too, with inbox:settings",
			},
			answers: { 200: MessageBody },
			refusals: [404, 409],
		},
		async (call) => ({ body: messageBody(await deleteMessage(await call.tenant(), { messageId: messageId(call) }, { key: call.key })) }),
	);
	endpoint(
		api,
		base,
		{
			...{ method: "post", path: "/messages/{id}/retry", tag, summary: "Send again what failed, or what nobody knows of whether it left" },
			answers: { 200: MessageBody },
			refusals: [404, 409],
		},
		async (call) => ({ body: messageBody(await retryMessage(await call.tenant(), { messageId: messageId(call) }, { key: call.key })) }),
	);
	endpoint(
		api,
		base,
		{
			...{ method: "put", path: "/messages/{id}/reaction", tag, summary: "Put a reaction on a message, or take it off" },
			body: React.omit({ messageId: true }),
			answers: { 200: MessageBody },
			refusals: [400, 404, 409, 415],
		},
		async (call) => ({
			body: messageBody(await reactToMessage(await call.tenant(), { ...call.body, messageId: messageId(call) }, { key: call.key })),
		}),
	);
}
