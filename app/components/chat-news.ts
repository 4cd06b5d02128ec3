import { useEffect, useRef } from "react";
import { useFetcher, useNavigate } from "react-router";
import { second } from "#app/platform/time.ts";
import { news } from "./news-socket.ts";
import { useMay, useShell } from "./shell.ts";

/** What every page of the back office hears of conversations: how many wait, and a call to whoever looks elsewhere. */

const key = "notify of messages";

/** Whether this browser is to call, and may. */
export function notifies(): boolean {
	return Notification.permission === "granted" && localStorage.getItem(key) === "on";
}

export function setNotifies(on: boolean): void {
	localStorage.setItem(key, on ? "on" : "off");
}

/** How long news are gathered before they are counted again, and how long counting then rests. */
const gather = 0.3 * second;
const rest = 2 * second;

/** How many conversations wait to be read; counted when the first page stands, as no page waits for it, and again with the news. */
export function useWaitingChats(): number {
	const may = useMay()("inbox:read");
	const { data, load } = useFetcher<{ waiting: number }>({ key: "waiting chats" });
	const again = useRef(load);
	again.current = load;
	useEffect(() => {
		if (!may) return;
		void again.current("/inbox/waiting");
		let timer: ReturnType<typeof setTimeout> | undefined;
		let last = Number.NEGATIVE_INFINITY;
		const stop = news.listen((all) => {
			if (!all.some(({ kind }) => kind === "chat")) return;
			timer ??= setTimeout(
				() => {
					timer = undefined;
					last = performance.now();
					void again.current("/inbox/waiting");
				},
				Math.max(gather, last + rest - performance.now()),
			);
		});
		return () => {
			clearTimeout(timer);
			stop();
		};
	}, [may]);
	return data?.waiting ?? 0;
}

/** Calls whoever allowed it, of what is theirs or nobody's, while they look elsewhere. One call for each conversation. */
export function useChatCalls(): void {
	const { user } = useShell();
	const navigate = useNavigate();
	const now = useRef({ userId: user.id, navigate });
	now.current = { userId: user.id, navigate };
	useEffect(
		() =>
			news.listen((all) => {
				if (!document.hidden || !("Notification" in window) || !notifies()) return;
				for (const each of all) {
					if (each.kind !== "chat" || each.lastSender !== "CUSTOMER" || each.unread === 0) continue;
					if (each.assigneeId === null || each.assigneeId === now.current.userId) void callFor(each.chatId, now.current.navigate);
				}
			}),
		[],
	);
}

type Call = { waiting: number; call: { name: string; preview: string } | null };

/** News hold no words of a conversation: they are asked for, by somebody who may read them. */
async function callFor(chatId: string, navigate: (to: string) => unknown): Promise<void> {
	const response = await fetch(`/inbox/waiting?${new URLSearchParams({ chat: chatId })}`, {
		headers: { Accept: "application/json" },
	}).catch(() => null);
	if (!response?.ok || !response.headers.get("Content-Type")?.includes("json")) return;
	const { call }: Call = await response.json();
	if (!call) return;
	const shown = new Notification(call.name, { body: call.preview, tag: chatId });
	shown.onclick = () => {
		window.focus();
		navigate(`/inbox/${chatId}`);
		shown.close();
	};
}
