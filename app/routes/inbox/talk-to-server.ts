import type { Shown } from "#app/inbox/rules.ts";
import { second } from "#app/platform/time.ts";
import type { Unsent } from "./conversation.ts";

type Refusal = { code: string; details: Record<string, unknown> };
const unheard: Refusal = { code: "not_reached", details: {} };

async function ask<Answer>(path: string, init: RequestInit): Promise<{ answer: Answer } | { refused: Refusal }> {
	try {
		const response = await fetch(path, init);
		const body: Answer & Partial<Refusal> = await response.json();
		if (response.ok) return { answer: body };
		return { refused: { code: body.code ?? "unexpected", details: body.details ?? {} } };
	} catch {
		return { refused: unheard };
	}
}

const json = { "Content-Type": "application/json", Accept: "application/json" };

/** So long an answer is waited for: the next one waits behind it. */
const patience = 20 * second;

/** Sends a message; its `clientId` makes it one, however often it is tried. */
export async function sendToServer(chatId: string, { body }: Unsent): Promise<{ message: Shown } | { refused: Refusal }> {
	const signal = AbortSignal.timeout(patience);
	const said = await ask<Shown>(`/inbox/${chatId}/messages`, { method: "POST", headers: json, body: JSON.stringify(body), signal });
	return "answer" in said ? { message: said.answer } : said;
}

/** What stood before a message; null where no answer came. */
export async function askOlder(chatId: string, { seq }: Shown): Promise<{ messages: Shown[]; hasOlder: boolean } | null> {
	const said = await ask<{ messages: Shown[]; hasOlder: boolean }>(`/inbox/${chatId}/messages?before=${seq}`, { headers: json });
	return "answer" in said ? said.answer : null;
}

/** Says that everything up to a message has been seen. Lost where there is no network: it is said again with the next one. */
export async function sayRead(chatId: string, upTo: number): Promise<void> {
	await ask(`/inbox/${chatId}/messages`, { method: "PUT", headers: json, body: JSON.stringify({ upTo }) });
}

/** Puts a file up, or a copy of a ready answer's, to be sent with the next message. */
export async function putUp(
	chatId: string,
	what: File | { cannedId: string },
): Promise<{ answer: { mediaId: string } } | { refused: Refusal }> {
	const form = new FormData();
	if (what instanceof File) form.set("file", what);
	else form.set("cannedId", what.cannedId);
	return ask<{ mediaId: string }>(`/api/chats/${chatId}/media`, { method: "POST", body: form });
}
