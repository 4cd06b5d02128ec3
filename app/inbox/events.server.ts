import { defineEvent } from "#app/platform/events.server.ts";
import type { Assignment, ChatStatus } from "./rules.ts";

/** No event holds what was said: that stands in the messages, and goes with them when somebody is forgotten. */
export const ChatOpened = defineEvent<{ platform: string; customerId: string }>("chat.opened", { news: true });
export const MessageReceived = defineEvent<{ messageId: string; kind: string; sender: string }>("chat.message_received", { news: true });
export const MessageQueued = defineEvent<{ messageId: string; kind: string; dueAt: number }>("chat.message_queued", { news: true });
export const MessageTried = defineEvent<{ messageId: string; state: string; why: string | null }>("chat.message_tried", { news: true });
export const NoteWritten = defineEvent<{ messageId: string }>("chat.note_written", { news: true });
export const MessageEdited = defineEvent<{ messageId: string; isNote: boolean }>("chat.message_edited", { news: true });
export const MessageDeleted = defineEvent<{ messageId: string; by: "customer" | "agent" }>("chat.message_deleted", { news: true });
export const ChatChanged = defineEvent<{ before: ChatStand; after: ChatStand }>("chat.changed", { news: true });
export const ChatsHandedBack = defineEvent<{ chats: number }>("chat.handed_back");
export const ChatMoved = defineEvent<{ customerId: string }>("chat.moved", { news: true });
export const ChatsForgotten = defineEvent<{ chats: number }>("chat.forgotten");
export const InboxSet = defineEvent<{ assignment: Assignment; capacity: number }>("inbox.set");
export const InboxSealed = defineEvent<{ isSealed: boolean }>("inbox.sealed");
/** A round through what was said before goes on. */
export const SealingAsked = defineEvent<{ round: number }>("inbox.sealing_asked", { relayed: true, long: true });
export const LabelKept = defineEvent<{ name: string }>("inbox.label_kept");
export const LabelRemoved = defineEvent<{ name: string }>("inbox.label_removed");
export const CannedKept = defineEvent<{ shortcut: string }>("inbox.canned_kept");
export const CannedRemoved = defineEvent<{ shortcut: string }>("inbox.canned_removed");
export const AvailabilitySet = defineEvent<{ isAvailable: boolean }>("inbox.availability_set");

export type ChatStand = { status: ChatStatus; assigneeId: string | null; labels: string[] };
