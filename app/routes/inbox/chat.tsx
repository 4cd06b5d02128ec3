import { useEffect, useRef, useState } from "react";
import { data, useFetcher, useLocation, useNavigate, type ShouldRevalidateFunctionArgs } from "react-router";
import { useTranslations } from "use-intl/react";
import { useMoneyWords } from "#app/components/money.tsx";
import { PageTitle } from "#app/components/page-header.tsx";
import { useProblemWords } from "#app/components/problems.ts";
import { showToast } from "#app/components/toasts.ts";
import { chatAside } from "#app/inbox/chat-aside.server.ts";
import { roomKeyOf } from "#app/inbox/room-keys.server.ts";
import { showChat } from "#app/inbox/show-chat.server.ts";
import type { Shown } from "#app/inbox/rules.ts";
import { endOfId, newId } from "#app/platform/ids.ts";
import { form, page } from "../door.server.ts";
import type { Route } from "./+types/chat.ts";
import { Beside } from "./beside.tsx";
import { actOnChat, type ChatDone } from "./chat-acts.server.ts";
import { ChangeWaiting } from "./change-waiting.tsx";
import { ChatHead } from "./chat-head.tsx";
import { Composer } from "./composer.tsx";
import { Log } from "./log.tsx";
import { useConversation } from "./use-conversation.ts";
import { useReading } from "./use-reading.ts";
import { useWriting } from "./use-writing.ts";

export const handle = "inbox";

export async function loader({ params, request, context, url }: Route.LoaderArgs) {
	return page({ request, context }, async (tenant) => {
		const { permissions } = await tenant.principal();
		const { chatId } = params;
		const before = Number(url.searchParams.get("before")) || undefined;
		const [shown, aside] = await Promise.all([showChat(tenant, { chatId, before }), chatAside(tenant, { chatId })]);
		const roomKey = shown.isSealed ? await roomKeyOf(tenant, chatId) : null;
		return { shown, aside, roomKey, mayWrite: permissions.has("inbox:write"), commandId: newId() };
	});
}

export async function action({ params, request, context }: Route.ActionArgs) {
	return form({ request, context }, async (tenant, fields) => data<ChatDone>(await actOnChat(tenant, params.chatId, fields)));
}

/** Other filters of the list are no other conversation. */
export function shouldRevalidate({ currentUrl, nextUrl, formMethod, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
	const before = (url: URL) => url.searchParams.get("before");
	if (!formMethod && currentUrl.pathname === nextUrl.pathname && currentUrl.search !== nextUrl.search)
		return before(currentUrl) !== before(nextUrl);
	return defaultShouldRevalidate;
}

export default function ChatPage({ loaderData, actionData }: Route.ComponentProps) {
	// Another conversation is another page: nothing of what was written or heard goes along.
	return <OpenChat key={loaderData.shown.chat.id} loaderData={loaderData} actionData={actionData} />;
}

const emojis = ["👍", "❤️", "😂", "🙏"];

/** One conversation, and what is known beside it. */
function OpenChat({ loaderData, actionData }: Pick<Route.ComponentProps, "loaderData" | "actionData">) {
	const t = useTranslations("inbox");
	const { shown, aside, mayWrite, commandId } = loaderData;
	const { chat } = shown;
	const name = chat.customer.name || t("somebody");
	const loaded = useRef({ of: shown, messages: shown.messages, hasOlder: shown.hasMore });
	if (loaded.current.of !== shown) loaded.current = { of: shown, messages: shown.messages, hasOlder: shown.hasMore };
	const talk = useConversation(chat.id, loaded.current, loaderData.roomKey);
	const writing = useWriting(chat.id, talk);
	const field = useRef<HTMLTextAreaElement>(null);
	const [isBeside, setBeside] = useState(false);
	const [changing, setChanging] = useState<Shown | null>(null);
	useReading(chat.id, talk, chat.unread);
	useSaid(chat.id, commandId);
	useOrderSummary(aside.purchases, drop);
	function drop(text: string): void {
		writing.drop(text);
		setBeside(false);
		field.current?.focus();
	}
	function use(text: string): void {
		setChanging(null);
		drop(text);
	}
	function reply(message: Shown): void {
		writing.reply(message);
		field.current?.focus();
	}
	const refused = actionData && !actionData.ok ? actionData : undefined;
	const around = {
		...{ commandId, mayWrite, platform: chat.platform, window: chat.window, lastInboundAt: talk.stand?.lastInboundAt ?? null },
		emojis: chat.platform === "messenger" ? [] : emojis,
		onReply: reply,
		onChange: setChanging,
	};
	return (
		<>
			<section className="thread" aria-label={t("conversationWith", { name })}>
				<PageTitle title={name} />
				<ChatHead shown={shown} talk={talk} commandId={commandId} mayWrite={mayWrite} onBeside={() => setBeside(true)} />
				<Log talk={talk} name={name} around={around}>
					{mayWrite && <Composer shown={shown} talk={talk} writing={writing} field={field} commandId={commandId} refused={refused} />}
				</Log>
				<ChangeWaiting opened={changing} messages={talk.messages} around={around} onUse={use} onClose={() => setChanging(null)} />
			</section>
			<Beside
				shown={shown}
				aside={aside}
				commandId={commandId}
				mayWrite={mayWrite}
				isOpen={isBeside}
				onClose={() => setBeside(false)}
				onDrop={drop}
			/>
		</>
	);
}

/** After an order was taken for them: what it is and what it comes to, ready to be sent. Once: the address forgets it. */
function useOrderSummary(purchases: Route.ComponentProps["loaderData"]["aside"]["purchases"], drop: (text: string) => void): void {
	const t = useTranslations("inbox");
	const money = useMoneyWords();
	const { pathname, search, key } = useLocation();
	const navigate = useNavigate();
	const doneAt = useRef("");
	useEffect(() => {
		const query = new URLSearchParams(search);
		const order = purchases.find(({ id }) => id === query.get("order"));
		if (!order || doneAt.current === key) return;
		doneAt.current = key;
		const { id, title, lines, total, currency } = order;
		const goods = lines > 1 ? t("andMore", { title, count: lines - 1 }) : title;
		drop(t("orderSummary", { number: endOfId(id), goods, total: money({ amount: total, currency }) }));
		query.delete("order");
		navigate({ pathname, search: query.toString() }, { replace: true, preventScrollReset: true });
	}, [search, key]);
}

/** Says what an act did, with the way back; and what was refused. */
function useSaid(chatId: string, commandId: string): void {
	const t = useTranslations("inbox.did");
	const words = useProblemWords();
	const { data } = useFetcher<typeof action>({ key: `change of ${chatId}` });
	const told = useRef(data);
	useEffect(() => {
		if (!data || told.current === data) return;
		told.current = data;
		if (!data.ok) return showToast({ text: words.refusal(data.code, data.details), tone: "bad" });
		if (data.did === null) return;
		const fields = { intent: "change", commandId: `${commandId}:undo`, ...data.before };
		showToast({ text: t(data.did), undo: { action: `/inbox/${chatId}`, fields } });
	}, [data, chatId, commandId]);
}
