import { useEffect, useRef } from "react";
import { second } from "#app/platform/time.ts";
import { sayRead } from "./talk-to-server.ts";
import type { Talk } from "./use-conversation.ts";

/** What is on show for this long has been read. */
const glance = 0.5 * second;

/** Marks as read what somebody has before them: while the page is looked at, and never by a page in the background. */
export function useReading(chatId: string, { messages, stand }: Talk, loadedUnread: number): void {
	const unread = stand?.unread ?? loadedUnread;
	const newest = messages.reduce((last, { seq }) => Math.max(last, seq), 0);
	const said = useRef(0);
	useEffect(() => {
		if (unread === 0 || newest <= said.current) return;
		let timer: ReturnType<typeof setTimeout> | undefined;
		function look(): void {
			clearTimeout(timer);
			if (document.hidden) return;
			timer = setTimeout(() => {
				said.current = newest;
				void sayRead(chatId, newest);
			}, glance);
		}
		look();
		document.addEventListener("visibilitychange", look);
		return () => {
			clearTimeout(timer);
			document.removeEventListener("visibilitychange", look);
		};
	}, [chatId, unread, newest]);
}
