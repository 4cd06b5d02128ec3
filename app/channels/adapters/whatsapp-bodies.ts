import { z } from "zod";
import type { MediaRef, TalkBody } from "../talk.ts";
import { Id, jsonIn, keptOf, MaybeId, present, Several } from "./meta-words.ts";

/** What stands in a message of WhatsApp, in our words. What has no kind with us is text that says what it is (`as`). Pure. */

const Text = z.string().catch("");
const Media = z.object({
	id: Id.optional(),
	url: z.string().optional(),
	mime_type: Text,
	sha256: z.string().nullish(),
	caption: Text.optional(),
	filename: Text.optional(),
	voice: z.boolean().optional(),
	animated: z.boolean().optional(),
});
const Titled = z.object({ id: Text, title: Text, description: Text.optional() });

/** Every part of every type may be missing: one that is makes it a message we show as what it is, not one we lose. */
export const Message = z.object({
	id: z.string().min(1),
	type: z.string().catch("unknown"),
	timestamp: z.unknown().optional(),
	from: MaybeId,
	from_user_id: MaybeId,
	to: MaybeId,
	to_user_id: MaybeId,
	group_id: MaybeId,
	context: z
		.object({
			id: z.string().optional(),
			forwarded: z.boolean().optional(),
			frequently_forwarded: z.boolean().optional(),
			referred_product: z.record(z.string(), z.unknown()).optional(),
		})
		.nullish()
		.catch(undefined),
	text: z.object({ body: Text }).optional().catch(undefined),
	image: Media.optional().catch(undefined),
	video: Media.optional().catch(undefined),
	audio: Media.optional().catch(undefined),
	document: Media.optional().catch(undefined),
	sticker: Media.optional().catch(undefined),
	location: z
		.object({
			latitude: z.coerce.number(),
			longitude: z.coerce.number(),
			name: Text.optional(),
			address: Text.optional(),
			url: Text.optional(),
		})
		.optional()
		.catch(undefined),
	contacts: Several.optional(),
	interactive: z
		.object({
			type: Text,
			button_reply: Titled.optional(),
			list_reply: Titled.optional(),
			nfm_reply: z.object({ name: Text.optional(), body: Text.optional(), response_json: Text.optional() }).optional(),
		})
		.optional()
		.catch(undefined),
	button: z.object({ payload: Text, text: Text }).optional().catch(undefined),
	reaction: z.object({ message_id: z.string(), emoji: z.string().nullish() }).optional().catch(undefined),
	order: z.object({ catalog_id: Id.optional(), text: Text.optional(), product_items: Several }).optional().catch(undefined),
	system: z
		.object({
			type: Text,
			body: Text.optional(),
			wa_id: MaybeId,
			new_wa_id: MaybeId,
			customer: MaybeId,
			user_id: MaybeId,
			old_user_id: MaybeId,
		})
		.optional()
		.catch(undefined),
	edit: z.object({ original_message_id: z.string(), message: z.unknown().optional() }).optional().catch(undefined),
	revoke: z.object({ original_message_id: z.string() }).optional().catch(undefined),
	referral: z.record(z.string(), z.unknown()).optional().catch(undefined),
	unsupported: z.object({ type: Text }).optional().catch(undefined),
	errors: Several.optional(),
});

const none = { as: null, text: "", media: [], details: {} };
const kinds = { image: "IMAGE", video: "VIDEO", audio: "AUDIO", document: "FILE", sticker: "STICKER" } as const;

/** `raw`: the message as it came, of which what nobody knows is kept; `errors`: what was said of all of them together. */
export function bodyOf(message: z.output<typeof Message>, raw: unknown, errors: unknown[]): TalkBody {
	const body = contentOf(message, raw, errors);
	const { referral, group_id: group, context } = message;
	const product = context?.referred_product;
	// What led here rides on what was written: an advertisement, goods of their catalog that are asked about, a group.
	return {
		...body,
		as: body.as ?? (group ? "group" : referral ? "referral" : null),
		details: { ...body.details, ...present({ referral, product, group }) },
	};
}

function contentOf(message: z.output<typeof Message>, raw: unknown, errors: unknown[]): TalkBody {
	const { type, text, location, contacts, interactive, button, order } = message;
	if (type === "text" && text) return { ...none, kind: "TEXT", text: text.body };
	if (isMedia(type)) {
		const media = message[type];
		if (media) {
			const { voice, animated } = media;
			return { ...none, kind: kinds[type], text: media.caption ?? "", media: [refOf(media)], details: present({ voice, animated }) };
		}
	}
	if (type === "location" && location) return { ...none, kind: "LOCATION", text: location.name ?? "", details: present(location) };
	if (type === "contacts" && contacts) return contactsBody(contacts);
	if (type === "interactive" && interactive) {
		const { button_reply, list_reply, nfm_reply } = interactive;
		const chosen = button_reply ?? list_reply;
		if (chosen) {
			const { id, title, description } = chosen;
			return { ...none, kind: "TEXT", as: button_reply ? "button" : "interactive", text: title, details: present({ id, description }) };
		}
		if (nfm_reply) {
			const response = jsonIn(nfm_reply.response_json ?? "");
			return { ...none, kind: "TEXT", as: "interactive", text: nfm_reply.body ?? "", details: present({ name: nfm_reply.name, response }) };
		}
	}
	if (type === "button" && button)
		return { ...none, kind: "TEXT", as: "button", text: button.text, details: present({ payload: button.payload }) };
	if (type === "order" && order) return orderBody(order);
	const what = message.unsupported?.type;
	const why = [...(message.errors ?? []), ...errors].flatMap(errorIn);
	if (type === "unsupported") return { ...none, kind: "TEXT", as: "unsupported", details: present({ type: what, errors: why }) };
	return { ...none, kind: "TEXT", as: type === "interactive" ? interactive?.type || "unsupported" : type, details: keptOf(raw) };
}

function isMedia(type: string): type is keyof typeof kinds {
	return type in kinds;
}
function refOf({ id, url, mime_type, filename, sha256 }: z.output<typeof Media>): MediaRef {
	return { id: id ?? null, url: url ?? null, mime: mime_type, name: filename ?? "", sha256: sha256 ?? null };
}

const Card = z.object({
	name: z.object({ formatted_name: Text.optional(), first_name: Text.optional(), last_name: Text.optional() }).optional().catch(undefined),
	phones: z.array(z.object({ phone: Text.optional(), wa_id: Id.optional() })).catch([]),
	emails: z.array(z.object({ email: Text.optional() })).catch([]),
	origin: z.string().optional(),
});
function contactsBody(cards: unknown[]): TalkBody {
	const contacts = cards.flatMap((raw) => {
		const card = Card.safeParse(raw);
		if (!card.success) return [];
		const { name, phones, emails, origin } = card.data;
		return [
			{
				name: name?.formatted_name || [name?.first_name, name?.last_name].filter(Boolean).join(" "),
				phones: phones.flatMap(({ phone, wa_id }) => phone || wa_id || []),
				emails: emails.flatMap(({ email }) => email || []),
				...(origin !== undefined && { origin }),
			},
		];
	});
	const text = contacts.map(({ name, phones }) => name || phones[0] || "").join(", ");
	return { ...none, kind: "TEXT", as: "contacts", text, details: { contacts } };
}

const Item = z.object({ product_retailer_id: Id, quantity: z.coerce.number(), item_price: z.coerce.number().catch(0), currency: Text });
function orderBody({
	catalog_id,
	text,
	product_items,
}: {
	catalog_id?: string | undefined;
	text?: string | undefined;
	product_items: unknown[];
}): TalkBody {
	const items = product_items.flatMap((raw) => {
		const item = Item.safeParse(raw);
		if (!item.success) return [];
		const { product_retailer_id: sku, quantity, item_price: price, currency } = item.data;
		return [{ sku, quantity, price, currency }];
	});
	return { ...none, kind: "TEXT", as: "order", text: text ?? "", details: present({ catalogId: catalog_id, items }) };
}

const Problem = z.object({
	code: z.number().catch(0),
	title: Text,
	error_data: z.object({ details: Text }).partial().catch({}).optional(),
});
function errorIn(raw: unknown) {
	const problem = Problem.safeParse(raw);
	return problem.success ? [{ code: problem.data.code, title: problem.data.title, details: problem.data.error_data?.details ?? "" }] : [];
}
