import { useEffect, useRef, useSyncExternalStore } from "react";
import { useNavigate } from "react-router";
import { second } from "#app/platform/time.ts";
import { createCalls, notifies, setNotifies, showCall } from "./chat-call.ts";
import { news } from "./news-socket.ts";
import { useMay, useShell } from "./shell.ts";

/** What every page of the back office hears of conversations: how many wait, and a call to whoever looks elsewhere. */

/** How long news are gathered before they are counted again, and how long counting then rests. */
const gather = 0.3 * second;
const rest = 2 * second;

type Waiting = { waiting: number; call: { name: string; preview: string } | null };

/** Asked for beside the router: what it fetches goes through every page on show, and this concerns the frame alone. Null without an answer. */
async function askWaiting(chatId?: string): Promise<Waiting | null> {
	const query = chatId ? `?${new URLSearchParams({ chat: chatId })}` : "";
	const response = await fetch(`/inbox/waiting${query}`, { headers: { Accept: "application/json" } }).catch(() => null);
	if (!response?.ok || !response.headers.get("Content-Type")?.includes("json")) return null;
	return response.json<Waiting>().catch(() => null);
}

let waiting = 0;
const listeners = new Set<() => void>();

function setWaiting(count: number): void {
	if (count === waiting) return;
	waiting = count;
	for (const listener of [...listeners]) listener();
}

function subscribe(listener: () => void): () => void {
	listeners.add(listener);
	return () => listeners.delete(listener);
}

/** How many conversations wait to be read, as they were counted last. */
export function useWaitingChats(): number {
	return useSyncExternalStore(
		subscribe,
		() => waiting,
		() => 0,
	);
}

/** Counts them when the first page stands, as no page waits for it, and again with the news. Once in a frame: only what shows the number is rendered again. */
export function useCountOfChats(): void {
	const may = useMay()("inbox:read");
	const { business } = useShell();
	useEffect(() => {
		if (!may) return;
		let asked = 0;
		async function count(): Promise<void> {
			asked += 1;
			const mine = asked;
			const answer = await askWaiting();
			if (answer && mine === asked) setWaiting(answer.waiting);
		}
		let timer: ReturnType<typeof setTimeout> | undefined;
		let last = Number.NEGATIVE_INFINITY;
		function countIn(ms: number): void {
			timer ??= setTimeout(() => {
				timer = undefined;
				last = performance.now();
				void count();
			}, ms);
		}
		// Not in the same task in which the page comes alive.
		countIn(0);
		const stop = news.listen((all) => {
			// After a gap nobody says of which conversations there are news.
			if (all.some(({ kind }) => kind === "chat" || kind === "refresh")) countIn(Math.max(gather, last + rest - performance.now()));
		});
		return () => {
			asked += 1;
			clearTimeout(timer);
			stop();
			setWaiting(0);
		};
	}, [may, business.id]);
}

/** Calls whoever allowed it, of what is theirs or nobody's, while they look elsewhere. */
export function useChatCalls(): void {
	const { user } = useShell();
	const navigate = useNavigate();
	const now = useRef({ userId: user.id, navigate });
	now.current = { userId: user.id, navigate };
	useEffect(() => {
		const calls = createCalls();
		return news.listen((all) => {
			const mayCall = notifies();
			const { userId, navigate } = now.current;
			for (const chatId of calls(all, { userId, isHidden: document.hidden, mayCall })) void callFor(chatId, navigate);
		});
	}, []);
}

/** News hold no words of a conversation: they are asked for, by somebody who may read them. */
async function callFor(chatId: string, navigate: (to: string) => unknown): Promise<void> {
	const call = (await askWaiting(chatId))?.call;
	// Whoever looks by now sees it.
	if (!call || !document.hidden) return;
	if (!showCall(chatId, call, navigate)) setNotifies(false);
}
