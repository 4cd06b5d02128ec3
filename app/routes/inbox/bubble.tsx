import { Ellipsis, Lock, Reply, StickyNote } from "lucide";
import { Form } from "react-router";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { Icon } from "#app/components/icon.tsx";
import { Menu } from "#app/components/menu.tsx";
import { useProblemWords } from "#app/components/problems.ts";
import { useMay, useShell } from "#app/components/shell.ts";
import { useTimeWords, When } from "#app/components/when.tsx";
import type { Shown, Window } from "#app/inbox/rules.ts";
import { Act } from "./act.tsx";
import { Content, Locked } from "./content.tsx";
import type { Unsent } from "./conversation.ts";
import { Ticks } from "./ticks.tsx";
import { useFailWords } from "./fail-words.ts";

/** What every message of a conversation is shown with. */
export type Around = {
	commandId: string;
	mayWrite: boolean;
	platform: string;
	/** How long they may be answered, as it stood when the page was made, and when they last wrote, as heard since. */
	window: Window;
	lastInboundAt: number | null;
	/** What may be sent to a message, besides an answer. */
	emojis: readonly string[];
	onReply: (message: Shown) => void;
	/** Begins to say what waits differently. */
	onChange: (message: Shown) => void;
};

type Props = {
	message: Shown;
	/** Nothing of the same person follows at once. */
	isLast: boolean;
	around: Around;
};

/** One message: customers on the left, us on the right in petrol, notes across in yellow, what happened in the middle. */
export function Said({ message, isLast, around }: Props) {
	if (message.sender === "SYSTEM") return <SystemLine message={message} />;
	if (message.isNote) return <Note message={message} around={around} />;
	const { sender, state, media, isDeleted, reactions, text } = message;
	const needsPerson = state === "failed" || state === "unsure" || state === "scheduled";
	return (
		<li className="said" data-by={sender} data-state={state ?? undefined} data-last={isLast || undefined}>
			<div className="bubble" data-media={media.length > 0 && !isDeleted ? "" : undefined} data-captioned={text ? "" : undefined}>
				<Content message={message} />
			</div>
			{reactions.length > 0 && <Reactions message={message} />}
			{(isLast || needsPerson || message.editedAt !== null) && <Beneath message={message} around={around} />}
		</li>
	);
}

function Beneath({ message, around }: Omit<Props, "isLast">) {
	const t = useTranslations("inbox");
	const { commandId, mayWrite, emojis, onReply } = around;
	const { sender, senderName, state, editedAt, at, isDeleted } = message;
	return (
		<span className="meta">
			{sender === "AGENT" && senderName && <span>{senderName}</span>}
			<When at={at} show="time" />
			{editedAt !== null && !isDeleted && <span>{t("edited")}</span>}
			{state && <Ticks state={state} />}
			{state && <StateWords message={message} around={around} />}
			{mayWrite && !isDeleted && sender === "CUSTOMER" && (
				<span className="needs-script">
					<Menu trigger={<Icon of={Ellipsis} size={14} />} kind="quiet" size="s" name={t("moreWith")} align="start">
						<button type="button" className="menu-item" onClick={() => onReply(message)}>
							<Icon of={Reply} />
							{t("answerThis")}
						</button>
						{emojis.length > 0 && (
							<Form method="post" navigate={false} className="row">
								<input type="hidden" name="intent" value="react" />
								<input type="hidden" name="messageId" value={message.id} />
								<input type="hidden" name="commandId" value={`${commandId}:${message.id.slice(-8)}`} />
								{emojis.map((emoji) => (
									<Button key={emoji} type="submit" kind="quiet" name="emoji" value={emoji} aria-label={t("reactWith", { emoji })}>
										{emoji}
									</Button>
								))}
							</Form>
						)}
					</Menu>
				</span>
			)}
		</span>
	);
}

/** Why it did not arrive, or when it will go, and what a person can do about it. */
function StateWords({ message, around }: Omit<Props, "isLast">) {
	const t = useTranslations("inbox");
	const time = useTimeWords();
	const may = useMay();
	const { commandId, mayWrite, platform } = around;
	const why = useFailWords(platform);
	const { user } = useShell();
	const { id, state, dueAt, senderId, as } = message;
	if (state === "failed") {
		return (
			<>
				<span className="bad">{why(message)}</span>
				{mayWrite && <Act intent="retry" messageId={id} commandId={commandId} label={t("sendAgain")} />}
			</>
		);
	}
	if (state === "unsure") {
		return (
			<>
				<span>{t("unsure")}</span>
				{mayWrite && <Act intent="retry" messageId={id} commandId={commandId} label={t("sendAgain")} />}
			</>
		);
	}
	if (state === "scheduled" && dueAt !== null) {
		return (
			<>
				<span>{t("goesAt", { day: time.day(dueAt), time: time.time(dueAt) })}</span>
				{mayWrite && senderId === user.id && as === null && (
					<button type="button" className="link needs-script" onClick={() => around.onChange(message)}>
						{t("changeWaiting")}
					</button>
				)}
				{mayWrite && (senderId === user.id || may("inbox:settings")) && (
					<Act intent="delete" messageId={id} commandId={commandId} label={t("dontSend")} />
				)}
			</>
		);
	}
	return null;
}

function Reactions({ message }: { message: Shown }) {
	const t = useTranslations("inbox");
	return (
		<span className="reactions">
			{message.reactions.map(({ emoji, by }) => (
				<span key={by} title={t(by === "CUSTOMER" ? "reactedThey" : "reactedWe")}>
					{emoji}
					<span className="visually-hidden">{t(by === "CUSTOMER" ? "reactedThey" : "reactedWe")}</span>
				</span>
			))}
		</span>
	);
}

/** Only colleagues see it. */
function Note({ message, around: { commandId, mayWrite } }: Omit<Props, "isLast">) {
	const t = useTranslations("inbox");
	const { time } = useTimeWords();
	const { user } = useShell();
	return (
		<li className="note">
			<Icon of={StickyNote} size={15} />
			<div className="grow">
				{message.isDeleted ? (
					<p className="quiet-text">{t("noteGone")}</p>
				) : message.isLocked ? (
					<Locked />
				) : (
					<p dir="auto">{message.text}</p>
				)}
				<small className="row wrap">
					<Icon of={Lock} size={11} />
					{t("noteBy", { name: message.senderName ?? "–", time: time(message.at) })}
					{mayWrite && !message.isDeleted && message.senderId === user.id && (
						<Act intent="delete" messageId={message.id} commandId={commandId} label={t("deleteNote")} />
					)}
				</small>
			</div>
		</li>
	);
}

/** What happened to the conversation. */
function SystemLine({ message }: { message: Shown }) {
	const t = useTranslations("inbox");
	if (message.isLocked) return <li className="system">{t("locked")}</li>;
	return <li className="system">{message.as === "moved" && message.text ? t("writesFrom", { from: message.text }) : message.text}</li>;
}

/** Written here, and on its way. */
export function UnsentBubble({ message, onAgain, onDrop }: { message: Unsent; onAgain: () => void; onDrop: () => void }) {
	const t = useTranslations("inbox");
	const words = useProblemWords();
	const { text, files, isNote, refused } = message;
	const inside = (
		<>
			{files.length > 0 && <p className="quiet-text">{files.join(", ")}</p>}
			{text && <p dir="auto">{text}</p>}
		</>
	);
	const after = refused ? (
		<>
			<span className="bad">{refused.code === "not_reached" ? t("notReached") : words.refusal(refused.code, refused.details)}</span>
			<button type="button" className="link" onClick={onAgain}>
				{t("sendAgain")}
			</button>
			<button type="button" className="link" onClick={onDrop}>
				{t("discard")}
			</button>
		</>
	) : (
		<Ticks state="sending" />
	);
	if (isNote) {
		return (
			<li className="note" data-pending="">
				<Icon of={StickyNote} size={15} />
				<div className="grow">
					{inside}
					<small className="row wrap">{after}</small>
				</div>
			</li>
		);
	}
	return (
		<li className="said" data-by="AGENT" data-pending="" data-last="" data-state={refused ? "failed" : undefined}>
			<div className="bubble">{inside}</div>
			<span className="meta">{after}</span>
		</li>
	);
}
