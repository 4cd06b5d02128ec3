import { z } from "zod";
import type { MediaRef, TalkBody } from "../talk.ts";
import { Id, keptOf, present } from "./meta-words.ts";

/** What stands in a message of Instagram or Messenger, in our words. Pure. */

const Text = z.string().catch("");
const Attachment = z.looseObject({
	type: z.string().catch("unknown"),
	title: Text.optional(),
	url: z.string().optional(),
	payload: z
		.looseObject({
			url: z.string().optional(),
			title: Text.optional(),
			sticker_id: Id.optional(),
			coordinates: z.object({ lat: z.number(), long: z.number() }).optional().catch(undefined),
		})
		.nullish()
		.catch(undefined),
});

export const MetaMessage = z.object({
	mid: z.string().optional(),
	text: Text.optional(),
	attachments: z.array(z.unknown()).optional().catch(undefined),
	reply_to: z
		.object({ mid: z.string().optional(), story: z.record(z.string(), z.unknown()).optional() })
		.optional()
		.catch(undefined),
	quick_reply: z.object({ payload: z.unknown().optional() }).optional().catch(undefined),
	is_deleted: z.boolean().optional().catch(undefined),
	is_unsupported: z.boolean().optional().catch(undefined),
	metadata: z.string().optional().catch(undefined),
	referral: z.unknown().optional(),
});

const kinds: Record<string, "IMAGE" | "VIDEO" | "AUDIO" | "FILE"> = { image: "IMAGE", video: "VIDEO", audio: "AUDIO", file: "FILE" };

export function attachedBody(message: z.output<typeof MetaMessage>): TalkBody {
	const { text = "", attachments = [], reply_to, quick_reply, referral } = message;
	const details = present({ story: reply_to?.story, payload: quick_reply?.payload, referral });
	if (message.is_unsupported === true) return { kind: "TEXT", as: "unsupported", text, media: [], details };
	const read = attachments.flatMap((raw) => {
		const attachment = Attachment.safeParse(raw);
		return attachment.success ? [attachment.data] : [];
	});
	const [first] = read;
	if (!first) {
		if (attachments.length > 0) return { kind: "TEXT", as: "attachment", text, media: [], details: { ...details, ...keptOf(attachments) } };
		return { kind: "TEXT", as: asOf(message), text, media: [], details };
	}
	const { type, payload } = first;
	if (type === "location" && payload?.coordinates) {
		const { lat: latitude, long: longitude } = payload.coordinates;
		return { kind: "LOCATION", as: null, text, media: [], details: { ...details, latitude, longitude } };
	}
	if (type === "like_heart") return { kind: "TEXT", as: null, text: text || "❤", media: [], details };
	const title = payload?.title || first.title || "";
	if (type === "fallback" || type === "template")
		return { kind: "TEXT", as: type, text: text || title, media: [], details: { ...details, ...keptOf(attachments) } };
	const media = read.flatMap(refOf);
	const kind = kinds[type];
	if (kind !== undefined)
		return { kind: payload?.sticker_id ? "STICKER" : kind, as: asOf(message), text, media, details: { ...details, ...present({ title }) } };
	// A story, a reel, a shared post, or what comes after them: a file there may be, and what was said of it.
	return { kind: "FILE", as: type, text: text || title, media, details: { ...details, ...keptOf(attachments) } };
}

function asOf({ reply_to, quick_reply, referral }: z.output<typeof MetaMessage>): string | null {
	if (reply_to?.story) return "story_reply";
	if (quick_reply) return "button";
	return referral === undefined ? null : "referral";
}

function refOf({ url, payload }: z.output<typeof Attachment>): MediaRef[] {
	const address = payload?.url ?? url;
	return address ? [{ id: null, url: address, mime: "", name: "", sha256: null }] : [];
}
