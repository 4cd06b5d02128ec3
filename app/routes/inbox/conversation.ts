import type { Line } from "#app/components/news-store.ts";
import type { ChatStand, Person, RoomFrame } from "#app/inbox/frames.ts";
import type { Shown } from "#app/inbox/rules.ts";
import { keepsNothing, type UnsentKeeper } from "./kept-unsent.ts";

/** What this tab knows of one conversation. Pure but for its listeners: the page, the socket and the composer feed it. */

/** Written here, and not known to be with the server. */
export type Unsent = {
	clientId: string;
	text: string;
	isNote: boolean;
	at: number;
	/** Names of what goes with it. */
	files: readonly string[];
	/** As it is sent, word for word, however often. */
	body: Record<string, unknown>;
	/** Why the server would not have it, or that nothing was heard of it; null while it is on its way. */
	refused: { code: string; details: Record<string, unknown> } | null;
};

export type Known = {
	/** Oldest first, each once. */
	messages: readonly Shown[];
	unsent: readonly Unsent[];
	hasOlder: boolean;
	/** As it stands now, where that was heard since the page was made. */
	stand: ChatStand | null;
	/** Who has it open, whoever looks here among them. */
	people: readonly Person[];
	line: Line;
};

export type NumberedFrame = Extract<RoomFrame, { seq: number }>;
export type PeopleFrame = Exclude<RoomFrame, { seq: number }>;

export const nothingKnown: Known = { messages: [], unsent: [], hasOlder: false, stand: null, people: [], line: "connecting" };

/** Messages in the order they are read, each once: of two words about the same the later one counts. */
export function withMessages(known: readonly Shown[], more: readonly Shown[]): readonly Shown[] {
	const byId = new Map(known.map((message) => [message.id, message]));
	for (const message of more) if ((byId.get(message.id)?.version ?? -1) <= message.version) byId.set(message.id, message);
	return [...byId.values()].sort((a, b) => a.at - b.at || a.seq - b.seq);
}

/** Without those that the server has by now. */
export function stillUnsent(unsent: readonly Unsent[], messages: readonly Shown[]): readonly Unsent[] {
	const there = new Set(messages.map(({ clientId }) => clientId));
	return unsent.some(({ clientId }) => there.has(clientId)) ? unsent.filter(({ clientId }) => !there.has(clientId)) : unsent;
}

/** The last answer of somebody else after the message a draft was begun at (null: none was); what was written before it has been read. */
export function answeredSince(messages: readonly Shown[], begunAt: string | null, userId: string): Shown | undefined {
	const from = messages.findIndex(({ id }) => id === begunAt);
	if (from < 0) return undefined;
	return messages.slice(from + 1).findLast(({ sender, isNote, senderId }) => sender === "AGENT" && !isNote && senderId !== userId);
}

type Answer = { messages: readonly Shown[]; hasOlder: boolean };

/** `onRefresh`: too much was missed to tell it; the page asks again. `keeper`: keeps what is unsent for the next visit. */
export function createConversation(onRefresh: () => void, keeper: UnsentKeeper = keepsNothing) {
	let known = nothingKnown;
	let seq: number | null = null;
	const watchers = new Set<() => void>();

	function set(change: Partial<Known>): void {
		const next = { ...known, ...change };
		const before = known.unsent;
		known = { ...next, unsent: stillUnsent(next.unsent, next.messages) };
		if (known.unsent !== before) keep(before, known.unsent);
		for (const watcher of watchers) watcher();
	}

	function keep(before: readonly Unsent[], now: readonly Unsent[]): void {
		for (const each of now) if (!before.includes(each)) keeper.put(each);
		for (const { clientId } of before) if (!now.some((each) => each.clientId === clientId)) keeper.drop(clientId);
	}

	return {
		known: () => known,
		subscribe(watcher: () => void): () => void {
			watchers.add(watcher);
			return () => watchers.delete(watcher);
		},
		/** What the page was answered: the newest messages there are. Where they do not reach those known, what lies between is asked for again. */
		look({ messages, hasOlder }: Answer): void {
			const joins = known.messages.some(({ id }) => id === messages[0]?.id);
			set({ messages: withMessages(joins ? known.messages : [], messages), hasOlder: joins ? known.hasOlder : hasOlder });
		},
		/** What stood before the oldest. */
		older({ messages, hasOlder }: Answer): void {
			set({ messages: withMessages(known.messages, messages), hasOlder });
		},
		/** What an act of ours was answered. */
		answered(message: Shown): void {
			set({ messages: withMessages(known.messages, [message]) });
		},
		/** Written, or sent once more. */
		wrote(message: Unsent): void {
			set({ unsent: [...known.unsent.filter(({ clientId }) => clientId !== message.clientId), message] });
		},
		/** What an earlier visit left. */
		back(): void {
			const there = new Set(known.unsent.map(({ clientId }) => clientId));
			const left = keeper.all().filter(({ clientId }) => !there.has(clientId));
			if (left.length > 0) set({ unsent: [...left, ...known.unsent] });
		},
		refused(clientId: string, refused: Unsent["refused"]): void {
			set({ unsent: known.unsent.map((each) => (each.clientId === clientId ? { ...each, refused } : each)) });
		},
		dropped(clientId: string): void {
			set({ unsent: known.unsent.filter((each) => each.clientId !== clientId) });
		},
		here(people: readonly Person[]): void {
			set({ people });
		},
		seq: () => seq,
		setLine(line: Line): void {
			if (line !== known.line) set({ line, ...(line !== "live" && { people: [] }) });
		},
		/** @returns false when something between this frame and the last is missing; then it is not taken */
		take(frame: NumberedFrame, first: boolean): boolean {
			if (!first && (seq === null || frame.after > seq)) return false;
			seq = first ? frame.seq : Math.max(seq ?? 0, frame.seq);
			const messages = frame.news.flatMap((news) => (news.kind === "message" ? [news.message] : []));
			const stands = [known.stand, ...frame.news].filter((news) => news?.kind === "chat");
			const stand = stands.reduce((late, each) => (late && late.version > each.version ? late : each), known.stand);
			set({ messages: withMessages(known.messages, messages), stand });
			if (frame.news.some(({ kind }) => kind === "refresh")) onRefresh();
			return true;
		},
		forget(): void {
			seq = null;
			known = nothingKnown;
		},
	};
}

export type Conversation = ReturnType<typeof createConversation>;
