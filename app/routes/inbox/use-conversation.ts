import { useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import { useRevalidator } from "react-router";
import { createSocket } from "#app/components/news-socket.ts";
import { useRootData } from "#app/components/shell.ts";
import type { RoomSaid } from "#app/inbox/frames.ts";
import type { Shown } from "#app/inbox/rules.ts";
import { second } from "#app/platform/time.ts";
import { createConversation, type Known, nothingKnown, type NumberedFrame, type PeopleFrame, type Unsent } from "./conversation.ts";
import { inTurn } from "./in-turn.ts";
import { unsentIn } from "./kept-unsent.ts";
import { askOlder, sendToServer } from "./talk-to-server.ts";

/** Somebody who stopped this long ago is not writing any more. */
const restsAfter = 5 * second;
/** How often it is said that somebody types, and that they hold the composer. */
const typingEvery = 3 * second;
const draftEvery = 20 * second;
const longAgo = Number.NEGATIVE_INFINITY;

export type Talk = Known & {
	/** Sends, and shows it at once; the same `clientId` again is the same message. */
	send(message: Unsent): void;
	drop(clientId: string): void;
	answered(message: Shown): void;
	/** Tells the others that an answer is being written here, or no longer is. */
	writing(is: boolean): void;
	older(): Promise<void>;
};

/** One conversation, live: what the page was answered, what the socket says since (sealed with `key`, where there is one), and what is being sent. */
export function useConversation(chatId: string, loaded: { messages: readonly Shown[]; hasOlder: boolean }, key: string | null): Talk {
	const made = useRootData()?.now ?? 0;
	const { revalidate } = useRevalidator();
	const again = useRef(revalidate);
	again.current = revalidate;

	const { store, socket, next } = useMemo(() => {
		const store = createConversation(() => void again.current(), unsentIn(chatId));
		const socket = createSocket<NumberedFrame, PeopleFrame>(store, ({ people }) => store.here(people));
		return { store, socket, next: inTurn() };
	}, [chatId]);
	useEffect(() => store.look(loaded), [store, loaded]);
	useEffect(() => store.back(), [store]);
	const first = useMemo((): Known => ({ ...nothingKnown, ...loaded }), [loaded]);
	const kept = useSyncExternalStore(store.subscribe, store.known, () => nothingKnown);
	const known = kept.messages.length === 0 && kept.unsent.length === 0 ? { ...first, people: kept.people, line: kept.line } : kept;

	// The instant counts where it begins, as for the shop's own news.
	useEffect(
		() => socket.start(chatId, `/realtime/chats/${chatId}`, made, { onProveAgain: () => void again.current() }, key),
		[chatId, socket, key],
	);

	const told = useRef({ typing: longAgo, draft: longAgo, timer: undefined as ReturnType<typeof setTimeout> | undefined });
	useEffect(() => () => clearTimeout(told.current.timer), []);
	const say = (said: RoomSaid) => socket.say(JSON.stringify(said));
	function writing(is: boolean): void {
		const now = performance.now();
		const last = told.current;
		clearTimeout(last.timer);
		if (!is) {
			if (last.draft !== longAgo) say({ kind: "draft", is: false });
			told.current = { typing: longAgo, draft: longAgo, timer: undefined };
			return;
		}
		if (now - last.draft > draftEvery) {
			last.draft = now;
			say({ kind: "draft", is: true });
		}
		if (now - last.typing > typingEvery) {
			last.typing = now;
			say({ kind: "typing", is: true });
		}
		last.timer = setTimeout(() => {
			last.typing = longAgo;
			say({ kind: "typing", is: false });
		}, restsAfter);
	}
	const asking = useRef(false);

	return {
		...known,
		answered: store.answered,
		drop: store.dropped,
		send(message) {
			store.wrote({ ...message, refused: null });
			// They arrive in the order they were written.
			void next(() => sendToServer(chatId, message)).then((answer) => {
				if ("message" in answer) store.answered(answer.message);
				else store.refused(message.clientId, answer.refused);
			});
			if (!message.isNote) writing(false);
		},
		writing,
		async older() {
			const oldest = known.messages[0];
			if (!oldest || !known.hasOlder || asking.current) return;
			asking.current = true;
			const answer = await askOlder(chatId, oldest);
			asking.current = false;
			if (answer) store.older(answer);
		},
	};
}
