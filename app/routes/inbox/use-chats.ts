import { useEffect, useRef, useState } from "react";
import { useFetcher, useLocation } from "react-router";
import { news } from "#app/components/news-socket.ts";
import { names, subjectsIn } from "#app/components/shows.ts";
import type { ChatListed } from "#app/inbox/rules.ts";
import type { ChatNews } from "#app/platform/news-frames.ts";
import { second } from "#app/platform/time.ts";
import type { loader } from "./inbox.tsx";

type Listed = Awaited<ReturnType<typeof loader>>;

/** How long news are gathered before the list is asked for again, and how long it then rests. */
const gather = 0.15 * second;
const rest = second;

/** The list as it stands: what the page was answered, each conversation as it was last heard of, and further pages as they are asked for. */
export function useChats(loaded: Listed): Listed & { more: (() => void) | undefined; isLoading: boolean } {
	const { search } = useLocation();
	const again = useFetcher<typeof loader>({ key: "chats again" });
	const further = useFetcher<typeof loader>({ key: "chats further" });
	const [pages, setPages] = useState<{ of: Listed; items: ChatListed[]; nextCursor: string | null } | null>(null);
	const [heard, setHeard] = useState<ReadonlyMap<string, ChatNews>>(new Map());

	// An answer to other filters than these is none.
	const fresh = again.data && again.data.asked === loaded.asked ? again.data : loaded;
	const base = useRef(loaded);
	base.current = loaded;
	const address = listAddress(search);
	// For what the page was answered with it is asked for again as a whole; the rest came into the list later.
	const concerns = (ids: ReadonlySet<string>) => names(fresh.items, ids) && !names(loaded, ids);
	const now = useRef({ load: again.load, address, concerns });
	now.current = { load: again.load, address, concerns };

	useEffect(() => {
		let timer: ReturnType<typeof setTimeout> | undefined;
		let last = Number.NEGATIVE_INFINITY;
		const stop = news.listen((all) => {
			const chats = all.filter((each) => each.kind === "chat");
			if (chats.length === 0 && !now.current.concerns(new Set(subjectsIn(all)))) return;
			if (chats.length > 0) setHeard((before) => new Map([...before, ...chats.map((chat) => [chat.chatId, chat] as const)]));
			timer ??= setTimeout(
				() => {
					timer = undefined;
					last = performance.now();
					void now.current.load(now.current.address);
				},
				Math.max(gather, last + rest - performance.now()),
			);
		});
		return () => {
			clearTimeout(timer);
			stop();
		};
	}, []);

	useEffect(() => {
		const { data } = further;
		if (!data || data.asked !== loaded.asked) return;
		setPages((before) => ({
			of: loaded,
			items: [...(before?.of.asked === loaded.asked ? before.items : []), ...data.items],
			nextCursor: data.nextCursor,
		}));
	}, [further.data]);

	const mine = pages && pages.of.asked === loaded.asked ? pages : null;
	const byId = new Map<string, ChatListed>();
	for (const chat of [...fresh.items, ...(mine?.items ?? [])]) {
		if (!byId.has(chat.id)) byId.set(chat.id, asHeard(chat, heard.get(chat.id)));
	}
	// Of those who wait the order is as it was answered: whom an answer went to is gone with the next look.
	const byWait = loaded.asked.includes('"sort":"waiting"');
	const items = byWait ? [...byId.values()] : [...byId.values()].sort((a, b) => b.lastAt - a.lastAt || (a.id < b.id ? 1 : -1));
	const nextCursor = mine ? mine.nextCursor : fresh.nextCursor;
	return {
		...fresh,
		items,
		nextCursor,
		isLoading: further.state !== "idle",
		more: nextCursor
			? () => void further.load(`${address}${address.includes("?") ? "&" : "?"}cursor=${encodeURIComponent(nextCursor)}`)
			: undefined,
	};
}

/** What news tell of a conversation; its words come with the next look. */
function asHeard(chat: ChatListed, heard: ChatNews | undefined): ChatListed {
	if (!heard || heard.version <= chat.version) return chat;
	const { unread, lastAt } = heard;
	return { ...chat, unread, lastAt };
}

/** Where the list alone is answered, whichever conversation is open. */
function listAddress(search: string): string {
	const query = new URLSearchParams(search);
	for (const name of ["before", "cursor", "said"]) query.delete(name);
	return query.size > 0 ? `/inbox?${query}` : "/inbox";
}
