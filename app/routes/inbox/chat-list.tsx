import { useTranslations } from "use-intl/react";
import { Link, useLocation, useParams } from "react-router";
import { useClock } from "#app/components/clock.ts";
import { When } from "#app/components/when.tsx";
import type { ChatListed } from "#app/inbox/rules.ts";
import { minute } from "#app/platform/time.ts";
import { Who } from "./platform-mark.tsx";
import { Ticks } from "./ticks.tsx";

/** Somebody who waits longer than this is looked at, and then is the first to be. */
const long = 15 * minute;
const tooLong = 30 * minute;

/** Conversations, in the order they are given; with `byWait` each says since when it waits. The filters stay in the address while one goes from one to the next. */
export function ChatList({ chats, label, byWait }: { chats: readonly ChatListed[]; label: string; byWait: boolean }) {
	const { search } = useLocation();
	const { chatId } = useParams();
	const query = new URLSearchParams(search);
	for (const name of ["before", "cursor", "said"]) query.delete(name);
	const kept = query.size > 0 ? `?${query}` : "";
	return (
		<ul data-rows="" aria-label={label}>
			{chats.map((chat) => (
				<ChatRow key={chat.id} chat={chat} to={`/inbox/${chat.id}${kept}`} isOpen={chat.id === chatId} byWait={byWait} />
			))}
		</ul>
	);
}

function ChatRow({ chat, to, isOpen, byWait }: { chat: ChatListed; to: string; isOpen: boolean; byWait: boolean }) {
	const t = useTranslations("inbox");
	const now = useClock();
	const { customer, platform, connectionName, assignee, labels, unread, status, lastAt, waitingSince, lastSender, lastState } = chat;
	const waits = waitingSince === null ? 0 : now - waitingSince;
	return (
		<li>
			<Link
				to={to}
				className="chat-row row-link"
				aria-current={isOpen ? "page" : undefined}
				data-unread={unread > 0 ? "" : undefined}
				prefetch="intent"
				preventScrollReset
			>
				<Who name={customer.name || "?"} platform={platform} />
				<b className="clip">
					<bdi>{customer.name || t("somebody")}</bdi>
					<span className="visually-hidden">{t("on", { connection: connectionName })}</span>
				</b>
				<span className="wait" data-tone={waits > tooLong ? "bad" : waits > long ? "warn" : undefined}>
					{byWait && waitingSince !== null && <span className="visually-hidden">{t("waitsSince")}</span>}
					<When at={byWait ? (waitingSince ?? lastAt) : lastAt} />
				</span>
				<span className="preview clip">
					<Preview chat={chat} />
				</span>
				<span className="mark">
					{lastSender === "AGENT" && lastState && <Ticks state={lastState} />}
					{unread > 0 && (
						<span className="unread">
							<span aria-hidden="true">{unread > 99 ? t("ninetyNine") : unread}</span>
							<span className="visually-hidden">{t("unread", { count: unread })}</span>
						</span>
					)}
				</span>
				{(labels.length > 0 || status !== "OPEN" || assignee) && (
					<span className="labels">
						{status !== "OPEN" && <small className="meta">{t(`statuses.${status}`)}</small>}
						{labels.map(({ id, name, colour }) => (
							<span key={id} className="label-dot" data-colour={colour}>
								{name}
							</span>
						))}
						{assignee && <small className="meta clip">{assignee.name}</small>}
					</span>
				)}
			</Link>
		</li>
	);
}

/** The last thing that was said, in a line; what has no words is named. */
function Preview({ chat: { preview, lastKind, lastSender } }: { chat: ChatListed }) {
	const t = useTranslations("inbox");
	const text = preview || (lastKind && lastKind !== "TEXT" ? t(`kinds.${lastKind}`) : t("nothingSaid"));
	return lastSender === "AGENT" ? t("youSaid", { text }) : text;
}
