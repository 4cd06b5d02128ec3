import type { ChatNews, News } from "#app/platform/news-frames.ts";

/** Whom to call, of what is said in conversations, while they look elsewhere. */

const key = "notify of messages";

/** Whether this browser is to call, and may. */
export function notifies(): boolean {
	return "Notification" in window && Notification.permission === "granted" && localStorage.getItem(key) === "on";
}

export function setNotifies(on: boolean): void {
	localStorage.setItem(key, on ? "on" : "off");
}

type Looker = {
	userId: string;
	/** Nobody sees the page just now. */
	isHidden: boolean;
	/** They allowed it, and so did their browser. */
	mayCall: boolean;
};

/**
 * Hears of conversations, and answers with those that call: a customer wrote, nobody has read it, it is theirs or nobody's, and it was not heard of
 * before. What was heard while they looked calls nobody later.
 */
export function createCalls(): (news: readonly News[], looker: Looker) => string[] {
	const heard = new Map<string, number>();
	return (news, { userId, isHidden, mayCall }) => {
		const isNew = ({ chatId, lastAt }: ChatNews) => {
			const before = heard.get(chatId) ?? 0;
			heard.set(chatId, Math.max(before, lastAt));
			return lastAt > before;
		};
		const mine = ({ assigneeId }: ChatNews) => assigneeId === null || assigneeId === userId;
		// What was a colleague's, and is theirs now, is new to them.
		const chats = news
			.filter((each) => each.kind === "chat")
			.filter(mine)
			.filter(isNew);
		const calling = chats.filter(({ lastSender, unread }) => lastSender === "CUSTOMER" && unread > 0);
		return isHidden && mayCall ? [...new Set(calling.map(({ chatId }) => chatId))] : [];
	};
}

/** Shows a call, one for each conversation; a click leads there. @returns false where the browser has no such thing on a page (Chrome on Android) */
export function showCall(chatId: string, { name, preview }: { name: string; preview: string }, open: (path: string) => unknown): boolean {
	try {
		const shown = new Notification(name, { body: preview, tag: chatId });
		shown.onclick = () => {
			window.focus();
			open(`/inbox/${chatId}`);
			shown.close();
		};
		return true;
	} catch {
		return false;
	}
}
