import { z } from "zod";
import type { Link } from "../contract.ts";
import type { Recipient, SendWish, Sent } from "../talk.ts";
import { PlatformTrouble } from "../trouble.ts";
import { answered, graph, wontGo } from "./meta-call.server.ts";

/** How Instagram and Messenger are written to: alike, but for a few words. */

const Accepted = z.object({ message_id: z.string() });

export type Manner = { path: string; mostCharacters: number; hasMetadata: boolean; says: "messaging_type" | "tag" };

function windowOf({ says }: Manner, { window }: SendWish): Record<string, string> {
	if (window === "human_agent") return { messaging_type: "MESSAGE_TAG", tag: "HUMAN_AGENT" };
	return says === "messaging_type" ? { messaging_type: "RESPONSE" } : {};
}

async function post(link: Link, manner: Manner, wish: SendWish, message: object): Promise<string> {
	const json = {
		recipient: { id: wish.to.externalId },
		...windowOf(manner, wish),
		message: { ...message, ...(manner.hasMetadata && { metadata: wish.ref }) },
		...(wish.replyTo !== null && { reply_to: { mid: wish.replyTo } }),
	};
	const reply = Accepted.safeParse(await graph(link, manner.path, { method: "POST", json, aboutMessage: true }));
	if (!reply.success) throw new PlatformTrouble("temporary", "not_json");
	return reply.data.message_id;
}

/** @throws PlatformTrouble */
export async function sendMessaging(link: Link, manner: Manner, wish: SendWish): Promise<Sent> {
	const { content, to } = wish;
	if (content.kind === "template") return wontGo("unsupported", "template");
	if (content.kind === "reaction") {
		const { platformMessageId: message_id, emoji } = content;
		const act =
			emoji === ""
				? { sender_action: "unreact", payload: { message_id } }
				: { sender_action: "react", payload: { message_id, reaction: "love" } };
		return answered(async () => {
			await graph(link, manner.path, { method: "POST", json: { recipient: { id: to.externalId }, ...act }, aboutMessage: true });
			return message_id;
		});
	}
	if (content.kind === "text") {
		const { text } = content;
		if (text.length > manner.mostCharacters) return wontGo("too_long");
		return answered(() => post(link, manner, wish, { text }));
	}
	const { as, mediaId, url, caption } = content;
	if (mediaId === null && url === null) return wontGo("bad_media");
	const type = ({ IMAGE: "image", VIDEO: "video", AUDIO: "audio", FILE: "file" } as const)[as];
	const payload = mediaId !== null ? { attachment_id: mediaId } : { url };
	// A file has no words there; one message is one call.
	if (caption !== "") return wontGo("unsupported", "caption");
	return answered(() => post(link, manner, wish, { attachment: { type, payload } }));
}

/** Says that it was read, and whether somebody writes. @throws PlatformTrouble */
export async function showMessaging(link: Link, path: string, to: Recipient, isTyping: boolean): Promise<void> {
	for (const sender_action of ["mark_seen", ...(isTyping ? ["typing_on"] : [])])
		await graph(link, path, { method: "POST", json: { recipient: { id: to.externalId }, sender_action } });
}
