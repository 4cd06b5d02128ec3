import { z } from "zod";
import {
	assignments,
	chatStatuses,
	contentKinds,
	deliveryStates,
	mediaStates,
	type Sealing,
	sealingStates,
	type ChatListed,
	type Shown,
	senders,
} from "#app/inbox/rules.ts";
import type { OpenChat } from "#app/inbox/show-chat.server.ts";
import { isoInstant } from "#app/platform/time.ts";
import { orNull } from "./shapes.ts";

/** Chats and messages as the API tells of them. */

const When = z.iso.datetime();
const instantOr = (at: number | null) => (at === null ? null : isoInstant(at));

export const LabelBody = z.object({ id: z.string(), name: z.string(), colour: z.string() }).meta({ id: "ChatLabel" });
const Named = z.object({ id: z.string(), name: z.string() });

export const MessageBody = z
	.object({
		id: z.string(),
		chatId: z.string(),
		seq: z.int().describe("Its number in the chat, as it was written down; read by `at`, then `seq`"),
		version: z.int(),
		sender: z.enum(senders),
		senderId: z
			.string()
			.nullable()
			.describe(
				"Whoever of the business wrote it here, by their user id; null for anybody else, and for what was written in the platform's own app",
			),
		senderName: z.string().nullable(),
		kind: z.enum(contentKinds),
		as: z.string().nullable().describe("What it truly is, where it is none of the kinds"),
		text: z.string(),
		details: z.record(z.string(), z.unknown()),
		isLocked: z.boolean().describe("Its words are sealed with a key the server does not have"),
		media: z.array(
			z.object({
				id: z.string(),
				url: z.string().describe("On this origin, for who may read chats"),
				mime: z.string(),
				name: z.string(),
				bytes: z.int().nullable(),
				state: z.enum(mediaStates),
				why: z.string().nullable(),
			}),
		),
		state: orNull(z.enum(deliveryStates)).describe("Of ours: how far it got; it never goes back"),
		why: z.string().nullable().describe("Of one that failed: window_closed, undeliverable …"),
		said: z.string().describe("What the platform said of it"),
		isNote: z.boolean(),
		isDeleted: z.boolean(),
		isForwarded: z.boolean(),
		editedAt: When.nullable(),
		reactions: z.array(z.object({ emoji: z.string(), by: z.enum(["CUSTOMER", "AGENT"]) })),
		replyTo: orNull(z.object({ id: z.string(), text: z.string() })),
		at: When,
		dueAt: When.nullable(),
		clientId: z.string().nullable(),
	})
	.meta({ id: "Message" });

export const ChatBody = z
	.object({
		id: z.string(),
		customer: Named,
		platform: z.string(),
		connectionId: z.string(),
		connectionName: z.string(),
		status: z.enum(chatStatuses),
		assignee: orNull(Named),
		labels: z.array(LabelBody),
		unread: z.int(),
		preview: z.string(),
		lastKind: orNull(z.enum(contentKinds)),
		lastSender: orNull(z.enum(senders)),
		lastState: orNull(z.enum(deliveryStates)),
		lastAt: When,
		waitingSince: When.nullable().describe("Since when they wait for an answer"),
		windowUntil: When.nullable().describe("Until when an answer may be sent; null: only a template, where the platform has them"),
		version: z.int(),
	})
	.meta({ id: "Chat" });

export const OpenChatBody = ChatBody.extend({
	handle: z.string(),
	window: z.object({ kind: z.enum(["open", "human_agent", "closed"]), until: When.nullable() }),
	connectionState: z.string(),
	canReply: z.boolean(),
	cannotSend: z.string().nullable(),
	lastSeq: z.int(),
}).meta({ id: "OpenChat" });

const CannedFileBody = z.object({ mime: z.string(), name: z.string(), bytes: z.int() }).nullable();
export const CannedBody = z
	.object({ id: z.string(), shortcut: z.string(), title: z.string(), text: z.string(), version: z.int(), file: CannedFileBody })
	.meta({ id: "CannedReply" });
export const CannedFileAnswer = z.object({ file: CannedFileBody });
export const InboxBody = z.object({ assignment: z.enum(assignments), capacity: z.int(), version: z.int() }).meta({ id: "InboxSettings" });
export const SealingBody = z
	.object({
		isSealed: z.boolean().describe("Whether what is said is sealed, at rest and on the line"),
		state: z.enum(sealingStates).describe("Of what was said before: whether a round through it goes on"),
		looked: z.int().describe("Messages that round has been through"),
		total: z.int(),
		locked: z.int().describe("Messages whose key is not there; they stay as they are"),
		startedAt: When.nullable(),
		updatedAt: When.nullable(),
	})
	.meta({ id: "InboxSealing" });
export const DeskBody = z.object({
	sealing: SealingBody,
	settings: InboxBody,
	canned: z.array(CannedBody),
	labels: z.array(LabelBody),
	agents: z.array(Named.extend({ isAvailable: z.boolean() })),
});

export function sealingBody({ startedAt, updatedAt, ...rest }: Sealing): z.output<typeof SealingBody> {
	return { ...rest, startedAt: instantOr(startedAt || null), updatedAt: instantOr(updatedAt || null) };
}

export function messageBody({ media, editedAt, at, dueAt, ...rest }: Shown): z.output<typeof MessageBody> {
	return {
		...rest,
		media: media.map((each) => ({ ...each, url: `/media/${each.id}` })),
		editedAt: instantOr(editedAt),
		at: isoInstant(at),
		dueAt: instantOr(dueAt),
	};
}

export function chatBody({ lastAt, waitingSince, windowUntil, ...rest }: ChatListed): z.output<typeof ChatBody> {
	return { ...rest, lastAt: isoInstant(lastAt), waitingSince: instantOr(waitingSince), windowUntil: instantOr(windowUntil) };
}

export function openChatBody({ customer: { id, name }, window, connectionTrouble: _, ...chat }: OpenChat): z.output<typeof OpenChatBody> {
	const { handle, connectionState, canReply, cannotSend, lastSeq, ...listed } = chat;
	return {
		...chatBody({ ...listed, customer: { id, name } }),
		...{ handle, connectionState, canReply, cannotSend, lastSeq },
		window: { ...window, until: instantOr(window.until) },
	};
}
