import { z } from "zod";
import { AnyId, line, Page, QueryFlag, text } from "#app/platform/input.ts";
import { assignments, chatSorts, chatStatuses, deliveryStates, labelColours } from "./rules.ts";

/** What people and programs may say in the inbox. The same objects serve forms, API and the OpenAPI document. */

export const OneChat = z.object({ chatId: AnyId });
export const OneMessage = z.object({ messageId: AnyId });

export const ListChats = z.object({
	status: z.enum(chatStatuses).optional().describe("All of them without it"),
	assignee: AnyId.optional().describe("me, none, or somebody's id"),
	connectionId: AnyId.optional(),
	label: AnyId.optional(),
	unread: QueryFlag.optional().describe("true: only with something nobody has read"),
	sort: z.enum(chatSorts).default("latest").describe("waiting: those who wait for an answer, whoever waits longest first (without `q`)"),
	q: z
		.string()
		.max(200)
		.optional()
		.describe("Words of what was said, or of the customer's name or number: the best answers, one page of them"),
	...Page,
});

export const ShowChat = z.object({
	chatId: AnyId,
	limit: z.coerce.number().int().min(1).max(200).default(50),
	before: z.coerce.number().int().min(1).optional().describe("The `seq` of the oldest message you have: what was said before it"),
	after: z.coerce.number().int().min(0).optional().describe("The highest `seq` you have: what was written down since"),
});

export const ListMessages = z.object({
	direction: z.enum(["in", "out", "note"]).optional().describe("in: from customers; out: to them; note: for colleagues"),
	state: z.enum(deliveryStates).optional().describe("Of ours: how far they got"),
	since: z.coerce.number().int().min(0).optional().describe("Written down since then, ms UTC"),
	...Page,
});

/** How long it may be, the platform says (`measured`): this only bounds what is read. */
const Said = text(20_000);
const ClientId = z
	.string()
	.regex(/^[\w-]{1,64}$/, "letters, digits, - and _")
	.describe("Yours: the same one in the same chat is the same message, however often it is sent");

/** ms UTC, or as a message shows it; null, as one that waits for nothing shows it, says nothing. */
const DueAt = z
	.union([z.int(), z.iso.datetime({ offset: true }), z.null()])
	.optional()
	.transform((at) => (typeof at === "string" ? Date.parse(at) : (at ?? undefined)));

export const SendMessage = z
	.object({
		chatId: AnyId,
		clientId: ClientId.optional(),
		text: Said.default(""),
		mediaId: AnyId.optional().describe("Of a file put up for this chat; beside a template, what stands above its words"),
		template: z
			.object({
				name: z.string().min(1).max(512),
				language: z.string().min(2).max(20),
				parameters: z.array(line(1024)).max(20).default([]),
			})
			.optional(),
		isNote: z.boolean().default(false).describe("For colleagues only"),
		replyTo: AnyId.optional().describe("The message it answers"),
		dueAt: DueAt.describe("When to send it; now without it"),
	})
	.refine(({ text, mediaId, template }) => text !== "" || mediaId !== undefined || template !== undefined, {
		path: ["text"],
		message: "something to say",
	});

export const EditMessage = z.object({
	messageId: AnyId,
	text: Said.optional().describe("As it was without it; beside a file it may be empty"),
	dueAt: DueAt.describe("Of one that waits: when to send it instead"),
	version: z.int().optional().describe("As you saw it: refused where it was changed since"),
});

export const React = z.object({ messageId: AnyId, emoji: z.string().max(32).describe("Empty takes it back") });

/** A label or somebody, by their id or as a chat shows them. */
const Shown = z.union([AnyId, z.object({ id: AnyId })]).transform((shown) => (typeof shown === "string" ? shown : shown.id));

export const ChangeChat = z.object({
	chatId: AnyId,
	status: z.enum(chatStatuses).optional(),
	assigneeId: AnyId.nullable().optional().describe("null: nobody"),
	assignee: Shown.nullable().optional().describe("The same, also as a chat shows it; where both are named, `assigneeId` counts"),
	wasAssigneeId: AnyId.nullable().optional().describe("Whose it was when you looked: refused where it is somebody else's by now"),
	labels: z.array(Shown).max(20).optional().describe("All it is to have: their ids, or the labels as a chat shows them"),
});

export const MarkRead = z.object({
	chatId: AnyId,
	upTo: z.int().optional().describe("The `seq` of the last message that was seen; all without it"),
});

export const KeepLabel = z.object({
	labelId: AnyId.optional(),
	name: line(40).pipe(z.string().min(1, "a name")),
	colour: z.enum(labelColours).default("grey"),
});
export const OneLabel = z.object({ labelId: AnyId });

export const KeepCanned = z.object({
	cannedId: AnyId.optional(),
	shortcut: z
		.string()
		.trim()
		.toLowerCase()
		.regex(/^[\p{L}\p{N}_-]{1,30}$/u, "letters, digits, - and _"),
	title: line(80).default(""),
	text: text(4096).pipe(z.string().min(1, "something to say")).describe("May hold {customer}, {first_name}, {agent}, {business}"),
	version: z.int().optional(),
});
export const OneCanned = z.object({ cannedId: AnyId });

export const InboxSettings = z.object({
	assignment: z.enum(assignments).describe("Who gets a new chat: nobody by itself, by turns, or whoever has the fewest open"),
	capacity: z.coerce.number().int().min(1).max(1000).describe("So many open chats each, at most"),
	version: z.int().optional(),
});

export const SetAvailable = z.object({
	isAvailable: z.boolean(),
	handBack: z.boolean().default(false).describe("Gives back what is open: to whoever is there, else to nobody"),
	userId: AnyId.optional().describe("Somebody else, for who keeps the inbox's settings"),
});

export const OpenChat = z.object({
	connectionId: AnyId,
	customerId: AnyId.optional().describe("Who it is; without it, whoever the connection knows, or somebody new"),
	phone: z
		.string()
		.trim()
		.regex(/^\+?[\d\s().-]{6,25}$/, "a number with its country")
		.describe("Their number there, with its country"),
	name: line(120).default(""),
});

export const SetSealing = z.object({ isSealed: z.boolean().describe("Whether what is said is sealed, at rest and on the line") });
/** The round there is. */
export const AnyRound = z.object({});
export const OneRound = z.object({ round: z.int(), afterChatId: z.string(), afterSeq: z.int() });
export const Sealed = z.object({
	round: z.int(),
	from: z.object({ chatId: z.string(), seq: z.int() }),
	page: z.object({ chatId: z.string(), seq: z.int(), looked: z.int(), locked: z.int(), ended: z.array(z.string()), isOver: z.boolean() }),
});
export const FilesSealed = z.object({ round: z.int(), from: z.string(), to: z.string(), locked: z.int(), isOver: z.boolean() });
