import { useRef, useState } from "react";
import { useShell } from "#app/components/shell.ts";
import type { Person } from "#app/inbox/frames.ts";
import type { Shown } from "#app/inbox/rules.ts";
import { answeredSince, type Unsent } from "./conversation.ts";
import { putUp } from "./talk-to-server.ts";
import type { Talk } from "./use-conversation.ts";
import { useDraft } from "./use-draft.ts";

/** A file on its way up, or there (`id`). */
type Attached = { key: string; name: string; id: string | null; refused: Unsent["refused"] };
/** Somebody else is at it too: they write, or have answered since this was begun. */
type Crossing = { why: "writing" | "answered"; name: string; dueAt: number | undefined };
type Leaving = { others: readonly Person[]; at: number; dueAt: number | undefined };
/** `file`: put up already, to stand above its words. */
export type Template = { name: string; language: string; parameters: string[]; text: string; file: { id: string; name: string } | null };

/** What is being written in a conversation, until it leaves. */
export function useWriting(chatId: string, talk: Talk) {
	const { user } = useShell();
	const [{ text, isNote }, setDraft] = useDraft(chatId);
	const [files, setFiles] = useState<readonly Attached[]>([]);
	const [replyTo, setReplyTo] = useState<Shown | null>(null);
	const [crossing, setCrossing] = useState<Crossing | null>(null);
	/** The last message there was when the draft was begun. */
	const begun = useRef<string | null>(null);
	const busy = files.some(({ id, refused }) => id === null && refused === null);

	function type(next: string): void {
		if (text === "" && next !== "") begun.current = talk.messages.at(-1)?.id ?? null;
		setDraft({ text: next });
		setCrossing(null);
		if (!isNote) talk.writing(next.trim() !== "");
	}
	function leave(
		clientId: string,
		at: number,
		said: { text: string; isNote: boolean; files: string[]; body: Record<string, unknown> },
	): void {
		talk.send({ clientId, at, ...said, refused: null });
	}
	async function putFile(name: string, what: File | { cannedId: string }): Promise<void> {
		const key = crypto.randomUUID();
		setFiles((all) => [...all, { key, name, id: null, refused: null }]);
		const said = await putUp(chatId, what);
		const change = "answer" in said ? { id: said.answer.mediaId } : { refused: said.refused };
		setFiles((all) => all.map((each) => (each.key === key ? { ...each, ...change } : each)));
	}

	return {
		text,
		isNote,
		files,
		replyTo,
		crossing,
		busy,
		type,
		note: (isNote: boolean) => setDraft({ isNote }),
		reply: setReplyTo,
		wait: () => setCrossing(null),
		detach: (key: string) => setFiles(files.filter((file) => file.key !== key)),
		/** Puts what was chosen up at once, so that sending waits for nothing. */
		async attach(input: HTMLInputElement): Promise<void> {
			const chosen = [...(input.files ?? [])];
			input.value = "";
			for (const file of chosen) await putFile(file.name, file);
		},
		/** Takes a ready answer's file along. */
		attachCanned: (cannedId: string, name: string): Promise<void> => putFile(name, { cannedId }),
		/** Adds to what stands there: a product, a link. */
		drop(more: string): void {
			type(text.trim() === "" ? more : `${text.trimEnd()}\n${more}`);
		},
		/** Sends it: one message for each file, the words with the first. Asks first where somebody else is at it. */
		send({ others, at, dueAt }: Leaving): void {
			const said = text.trim();
			const ready = files.flatMap(({ id, name }) => (id === null ? [] : [{ id, name }]));
			if (busy || (said === "" && ready.length === 0)) return;
			const [first] = others;
			const answered = crossing ? undefined : answeredSince(talk.messages, begun.current, user.id);
			const other = first ?? answered;
			if (!isNote && other) {
				setCrossing({ why: first ? "writing" : "answered", name: first?.name ?? answered?.senderName ?? "", dueAt });
				return;
			}
			const more = { ...(replyTo && { replyTo: replyTo.id }), ...(dueAt !== undefined && { dueAt }), ...(isNote && { isNote }) };
			const parts = ready.length > 0 && !isNote ? ready : [null];
			for (const [i, file] of parts.entries()) {
				const clientId = crypto.randomUUID();
				const words = i === 0 ? said : "";
				const body = { clientId, text: words, ...more, ...(file && { mediaId: file.id }) };
				leave(clientId, at, { text: words, isNote, files: file ? [file.name] : [], body });
			}
			setDraft({ text: "", isNote: false });
			setFiles([]);
			setReplyTo(null);
			setCrossing(null);
			begun.current = null;
		},
		/** Outside the window: what the platform has approved. */
		sendTemplate({ name, language, parameters, text: words, file }: Template, at: number): void {
			const clientId = crypto.randomUUID();
			leave(clientId, at, {
				text: words,
				isNote: false,
				files: file ? [file.name] : [],
				body: { clientId, template: { name, language, parameters }, ...(file && { mediaId: file.id }) },
			});
		},
	};
}

export type Writing = ReturnType<typeof useWriting>;
