import { z } from "zod";
import { minute, second } from "#app/platform/time.ts";
import type { ChatStatus, Shown } from "./rules.ts";

/**
 * What whoever has a chat open hears over its socket (`/realtime/chats/:id?after=<seq>`), and may say. Sockets carry news; what is to happen is POSTed.
 * Browser-safe.
 */

/** What of the chat itself changed. */
export type ChatStand = {
	kind: "chat";
	chatId: string;
	status: ChatStatus;
	assignee: { id: string; name: string } | null;
	unread: number;
	lastInboundAt: number | null;
	version: number;
};
/** `message`: as it is now, new or changed; of two with the same id the higher `version` stands. `refresh`: too long away, load the chat again. */
export type RoomNews = { kind: "message"; message: Shown } | ChatStand | { kind: "refresh"; at: number };
/** Somebody who has the chat open. `drafting`: they hold the composer; the others see that they write an answer. */
export type Person = { id: string; name: string; isTyping: boolean; isDrafting: boolean };
/** Whoever has heard everything up to `after` has heard everything up to `seq` now. `people` stands for itself: it is who is here now. */
export type RoomFrame = { after: number; seq: number; news: RoomNews[] } | { people: Person[] };

/** What a browser says of itself: again every few seconds while it is so, as either runs out by itself. */
export const RoomSaid = z.discriminatedUnion("kind", [
	z.strictObject({ kind: z.literal("typing"), is: z.boolean() }),
	z.strictObject({ kind: z.literal("draft"), is: z.boolean() }),
]);
export type RoomSaid = z.output<typeof RoomSaid>;

/** How long each word of theirs stands without being said again. */
export const typingFor = 6 * second;
export const draftingFor = 1 * minute;

/** What a socket's end is known by; small enough to be kept with the socket. Times ms UTC. */
export type Present = { id: string; name: string; until: number; typingUntil: number; draftingSince: number; draftingUntil: number };

/** Somebody who just came. */
export function arrived({ id, name }: { id: string; name: string }, until: number): Present {
	return { id, name, until, typingUntil: 0, draftingSince: 0, draftingUntil: 0 };
}

/** Somebody after they said something; null: it was nothing that is said here. */
export function hear(me: Present, said: unknown, now: number): Present | null {
	if (typeof said !== "string" || said.length > 200) return null;
	const parsed = RoomSaid.safeParse(jsonOf(said));
	if (!parsed.success) return null;
	const { kind, is } = parsed.data;
	if (kind === "typing") return { ...me, typingUntil: is ? now + typingFor : 0 };
	if (!is) return { ...me, draftingSince: 0, draftingUntil: 0, typingUntil: 0 };
	return { ...me, draftingSince: me.draftingUntil > now ? me.draftingSince : now, draftingUntil: now + draftingFor };
}

/** Who is here, each person once, in the order of their ids. The composer is whoever's who began first. */
export function peopleOf(present: readonly Present[], now: number): Person[] {
	const drafting = present
		.filter(({ draftingUntil }) => draftingUntil > now)
		.toSorted((one, other) => one.draftingSince - other.draftingSince);
	const holder = drafting[0]?.id;
	const people = new Map<string, Person>();
	for (const { id, name, typingUntil } of present) {
		const isTyping = typingUntil > now || people.get(id)?.isTyping === true;
		people.set(id, { id, name, isTyping, isDrafting: id === holder });
	}
	return [...people.values()].toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
