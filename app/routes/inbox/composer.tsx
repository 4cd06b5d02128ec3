import { Clock, Lock, X } from "lucide";
import { type KeyboardEvent, lazy, type RefObject, Suspense, useState } from "react";
import { Form, Link } from "react-router";
import { useTranslations } from "use-intl/react";
import { useActiveOption } from "#app/components/active-option.ts";
import { useScripts } from "#app/components/before-scripts.tsx";
import { Button } from "#app/components/button.tsx";
import { Icon } from "#app/components/icon.tsx";
import { Kbd } from "#app/components/kbd.tsx";
import { Notice } from "#app/components/notice.tsx";
import { useProblemWords } from "#app/components/problems.ts";
import { useShell } from "#app/components/shell.ts";
import { fillCanned } from "#app/inbox/rules.ts";
import type { Canned, ChatShown } from "#app/inbox/show-chat.server.ts";
import { instant } from "#app/platform/time.ts";
import { CannedOptions } from "./canned-options.tsx";
import { Crossing, isTooLong, Room, Tools } from "./composer-parts.tsx";
import { Answering } from "./content.tsx";
import type { Refused } from "../door.server.ts";
import { Typing } from "./presence.tsx";
import type { Talk } from "./use-conversation.ts";
import type { Writing } from "./use-writing.ts";
import { useWindow, useWindowTone, WindowStrip } from "./window-strip.tsx";

const TemplateDialog = lazy(() => import("./template-dialog.tsx"));
const ScheduleDialog = lazy(() => import("./schedule-dialog.tsx"));

type Props = {
	shown: ChatShown;
	talk: Talk;
	writing: Writing;
	field: RefObject<HTMLTextAreaElement | null>;
	commandId: string;
	refused: Refused | undefined;
};

/** Where an answer is written. What cannot be sent says why; what two people write at once is noticed before it leaves. */
export function Composer({ shown, talk, writing, field, commandId, refused }: Props) {
	const t = useTranslations("inbox");
	const words = useProblemWords();
	const { user, business } = useShell();
	const scripts = useScripts();
	const { chat, canned, templates } = shown;
	const [dialog, setDialog] = useState<"template" | "schedule" | null>(null);
	const window = useWindow(chat.platform, chat.window, talk.stand?.lastInboundAt ?? null);
	const tone = useWindowTone(window);
	const isLocked = chat.cannotSend !== null && chat.cannotSend !== "window_closed";
	// While a channel rests, the time for free replies runs on.
	const isResting = chat.cannotSend?.startsWith("connection") ?? false;
	const isClosed = !isLocked && window.kind === "closed";
	const { text, isNote } = writing;
	const mayType = isNote || !(isLocked || isClosed);
	const others = talk.people.filter(({ id, isTyping, isDrafting }) => id !== user.id && (isTyping || isDrafting));

	const asked = /^\/(\S*)$/.exec(text)?.[1]?.toLowerCase();
	const found =
		asked === undefined ? [] : canned.filter(({ shortcut, title }) => shortcut.startsWith(asked) || title.toLowerCase().includes(asked));
	const options = useActiveOption(
		found.map(({ id }) => id),
		{ first: true },
	);

	function fill({ id, text, file }: Canned): void {
		const names = {
			customer: chat.customer.name,
			first_name: chat.customer.name.split(" ")[0] ?? "",
			agent: user.name,
			business: business.name,
		};
		writing.type(fillCanned(text, names));
		if (file && !isNote) void writing.attachCanned(id, file.name);
		field.current?.focus();
	}
	function send(dueAt?: number, evenSo = false): void {
		if (isTooLong({ platform: chat.platform, text, isNote })) return;
		writing.send({ others: evenSo ? [] : others, at: instant(), dueAt });
	}
	function onKeyDown(event: KeyboardEvent) {
		if (event.nativeEvent.isComposing) return undefined;
		if (found.length > 0) {
			if (event.key === "ArrowDown" || event.key === "ArrowUp") {
				event.preventDefault();
				return options.move(event.key === "ArrowDown" ? 1 : -1);
			}
			const chosen = found.find(({ id }) => id === options.active);
			if ((event.key === "Enter" || event.key === "Tab") && chosen) {
				event.preventDefault();
				return fill(chosen);
			}
		}
		if (event.key === "Escape") {
			event.stopPropagation();
			if (found.length > 0) writing.type("");
			else field.current?.blur();
		}
		if (event.key !== "Enter" || event.shiftKey || event.altKey) return undefined;
		// On a screen without keys, Enter is the only way to a new line.
		if (!(event.metaKey || event.ctrlKey) && matchMedia("(pointer: coarse)").matches) return undefined;
		event.preventDefault();
		return mayType ? send() : undefined;
	}
	return (
		<div className="composer">
			{isLocked && (
				<div className="strip" data-tone="bad" role="alert">
					<Icon of={Lock} />
					<span className="grow">{t(`cannot.${chat.cannotSend ?? "standby"}`, { name: chat.connectionName })}</span>
					{isResting && (
						<Link className="link" to={`/settings/channels/${chat.connectionId}`}>
							{t("openConnection")}
						</Link>
					)}
				</div>
			)}
			{refused && <Notice tone="bad">{words.refusal(refused.code, refused.details)}</Notice>}
			{writing.crossing && (
				<Crossing crossing={writing.crossing} onSend={() => send(writing.crossing?.dueAt, true)} onWait={writing.wait} />
			)}
			<div className="window" data-tone={isLocked ? undefined : tone}>
				{(!isLocked || isResting) && <WindowStrip window={window} platform={chat.platform} />}
				{others.length > 0 && <Typing people={others} />}
			</div>
			<Form
				method="post"
				className="box"
				data-note={isNote || undefined}
				onSubmit={(event) => {
					event.preventDefault();
					if (mayType) send();
				}}
			>
				<input type="hidden" name="intent" value="send" />
				<input type="hidden" name="commandId" value={commandId} />
				{writing.replyTo && (
					<div className="attached">
						<Answering text={writing.replyTo.text} />
						<Button kind="quiet" size="s" icon={X} iconOnly onClick={() => writing.reply(null)}>
							{t("dontAnswer")}
						</Button>
					</div>
				)}
				<textarea
					ref={field}
					name="text"
					rows={2}
					data-key="r"
					aria-label={t(isNote ? "writeNote" : "write", { name: chat.customer.name })}
					placeholder={isNote ? t("notePlaceholder") : mayType ? t("placeholder") : t("placeholderClosed")}
					{...(scripts ? { value: text, readOnly: !mayType } : {})}
					onChange={(event) => writing.type(event.target.value)}
					onKeyDown={onKeyDown}
					aria-autocomplete="list"
					aria-controls={found.length > 0 ? options.listId : undefined}
					aria-activedescendant={found.length > 0 ? options.activeDescendant : undefined}
				/>
				<Room platform={chat.platform} text={text} isNote={isNote} />
				{writing.files.length > 0 && (
					<ul className="attached">
						{writing.files.map(({ key, name, refused }) => (
							<li key={key} className="chip" data-on={refused ? undefined : ""}>
								<span className="clip">{refused ? `${name}: ${words.refusal(refused.code, refused.details)}` : name}</span>
								<button type="button" onClick={() => writing.detach(key)}>
									<Icon of={X} size={13} />
									<span className="visually-hidden">{t("detach", { name })}</span>
								</button>
							</li>
						))}
					</ul>
				)}
				<div className="tools">
					<Tools
						writing={writing}
						mayType={mayType}
						onCanned={
							canned.length > 0
								? () => {
										writing.type("/");
										field.current?.focus();
									}
								: undefined
						}
						onTemplate={templates.length > 0 && !isLocked ? () => setDialog("template") : undefined}
						onNote={() => {
							writing.note(!isNote);
							field.current?.focus();
						}}
					/>
					<span className="grow" />
					{!scripts && (
						<Button type="submit" name="as" value="note" kind="quiet">
							{t("asNote")}
						</Button>
					)}
					{mayType && !isNote && (
						<span className="needs-script">
							<Button
								kind="quiet"
								icon={Clock}
								iconOnly
								disabled={text.trim() === "" && writing.files.length === 0}
								onClick={() => setDialog("schedule")}
							>
								{t("schedule")}
							</Button>
						</span>
					)}
					{isClosed && !isNote && templates.length > 0 && scripts ? (
						<Button kind="primary" onClick={() => setDialog("template")}>
							{t("chooseTemplate")}
						</Button>
					) : (
						<Button type="submit" kind="primary" disabled={scripts && !mayType} busy={writing.busy}>
							{t(isNote ? "saveNote" : "send")}
							<Kbd>↵</Kbd>
						</Button>
					)}
				</div>
			</Form>
			{found.length > 0 && <CannedOptions found={found} options={options} onPick={fill} />}
			<Suspense>
				{dialog === "template" && (
					<TemplateDialog
						chatId={chat.id}
						templates={templates}
						name={chat.customer.name}
						onClose={() => setDialog(null)}
						onSend={writing.sendTemplate}
					/>
				)}
				{dialog === "schedule" && (
					<ScheduleDialog
						until={window.until}
						onClose={() => setDialog(null)}
						onSchedule={(dueAt) => {
							send(dueAt);
							setDialog(null);
						}}
					/>
				)}
			</Suspense>
		</div>
	);
}
