import { z } from "zod";
import { day, hour, minute, second } from "#app/platform/time.ts";
import type { Link } from "../contract.ts";
import { blanksOf, type SendWish, type TalkAdapter, type TalkTemplate, type TemplateFile } from "../talk.ts";
import { PlatformTrouble } from "../trouble.ts";
import { accountIn, accountUrl, answered, graph, metaFile, wontGo } from "./meta-call.server.ts";
import { greet, tokenOf, verify } from "./meta-webhooks.server.ts";
import { Several } from "./meta-words.ts";
import { templateStatus, translate } from "./whatsapp-words.ts";

/** WhatsApp's Cloud API: one number of a business account, a system user's token, templates outside 24 hours. */

const megabyte = 1024 * 1024;
const mostCharacters = 4096;
/** The platform's own bound for documents. */
const mostBytes = 100 * megabyte;
/** Of a file that was sent to us: it is held in memory whole, twice for a moment. */
const mostFetched = { mostBytes: 32 * megabyte, withToken: true };

const Debugged = z.object({
	data: z.object({
		is_valid: z.boolean().default(true),
		expires_at: z.number().default(0),
		scopes: z.array(z.string()).default([]),
		granular_scopes: z.array(z.object({ scope: z.string(), target_ids: z.array(z.string()).default([]) })).default([]),
	}),
});

/** What a token says of itself; nothing where Meta does not say. */
async function inspected(link: Link) {
	try {
		const json = await graph(link, "debug_token", { query: { input_token: link.credentials.accessToken ?? "" } });
		return Debugged.safeParse(json).data?.data;
	} catch (error) {
		if (error instanceof PlatformTrouble && (error.kind === "refused" || error.reason === "permission_missing")) return undefined;
		throw error;
	}
}

const Number_ = z.object({ id: z.string(), display_phone_number: z.string().default(""), verified_name: z.string().default("") });

const scope = "whatsapp_business_messaging";

async function prove(link: Link) {
	const { accountId = "" } = link.credentials;
	const number = Number_.safeParse(await graph(link, accountId, { query: { fields: "id,display_phone_number,verified_name" } }));
	if (!number.success || number.data.id !== accountId) throw new PlatformTrouble("refused", "not_an_account");
	const token = await inspected(link);
	if (token?.is_valid === false) throw new PlatformTrouble("expired", "token_expired");
	if (token && token.scopes.length > 0 && !token.scopes.includes(scope)) throw new PlatformTrouble("expired", "permission_missing");
	const granted = token?.granular_scopes.find((each) => each.scope === "whatsapp_business_management")?.target_ids ?? [];
	const wabaId = link.credentials.wabaId || (granted.length === 1 ? (granted[0] ?? "") : "");
	if (wabaId === "") throw new PlatformTrouble("refused", "business_account_missing");
	return {
		storeUrl: accountUrl(new URL(link.storeUrl).hostname, accountId),
		name: number.data.verified_name || number.data.display_phone_number || accountId,
		handle: number.data.display_phone_number,
		expiresAt: token && token.expires_at > 0 ? token.expires_at * second : null,
		credentials: { ...link.credentials, wabaId },
	};
}

const Accepted = z.object({ messages: z.array(z.object({ id: z.string() })).min(1) });

const typeOf = { IMAGE: "image", VIDEO: "video", AUDIO: "audio", FILE: "document" } as const;

/** A file above a template's words. */
function above({ as, mediaId, url, name }: TemplateFile) {
	const type = typeOf[as];
	return {
		type,
		[type]: { ...(mediaId !== null ? { id: mediaId } : { link: url }), ...(as === "FILE" && name !== "" && { filename: name }) },
	};
}

function contentOf(wish: SendWish): Record<string, unknown> {
	const { content } = wish;
	if (content.kind === "text") return { type: "text", text: { body: content.text, preview_url: true } };
	if (content.kind === "reaction") return { type: "reaction", reaction: { message_id: content.platformMessageId, emoji: content.emoji } };
	if (content.kind === "template") {
		const { name, language, parameters, names, header } = content;
		const words = parameters.map((text, at) => ({ type: "text", ...(names && { parameter_name: names[at] }), text }));
		const components = [
			...(header ? [{ type: "header", parameters: [above(header)] }] : []),
			...(words.length > 0 ? [{ type: "body", parameters: words }] : []),
		];
		return { type: "template", template: { name, language: { code: language }, ...(components.length > 0 && { components }) } };
	}
	const { as, mediaId, url, name, caption } = content;
	const type = typeOf[as];
	const file = mediaId !== null ? { id: mediaId } : { link: url };
	return {
		type,
		[type]: { ...file, ...(caption !== "" && as !== "AUDIO" && { caption }), ...(as === "FILE" && name !== "" && { filename: name }) },
	};
}

const Component = z.object({ type: z.string(), format: z.string().optional(), text: z.string().default(""), buttons: Several.optional() });
const Template = z.object({
	name: z.string(),
	language: z.string(),
	status: z.string(),
	category: z.string().default(""),
	parameter_format: z.string().optional(),
	components: z.array(Component),
});
const Templates = z.object({
	data: Several,
	paging: z.object({ next: z.string().optional(), cursors: z.object({ after: z.string() }).optional() }).optional(),
});

const headerOf: Record<string, TalkTemplate["header"]> = { TEXT: null, IMAGE: "IMAGE", VIDEO: "VIDEO", DOCUMENT: "FILE" };

/** Only those we can fill: words in the text, a file above it, and nothing to fill anywhere else. */
function templateIn(raw: unknown): TalkTemplate[] {
	const read = Template.safeParse(raw);
	if (!read.success) return [];
	const { name, language, category, components } = read.data;
	const body = components.find(({ type }) => type.toUpperCase() === "BODY")?.text ?? "";
	const others = components.filter(({ type }) => type.toUpperCase() !== "BODY");
	const header = headerOf[others.find(({ type }) => type.toUpperCase() === "HEADER")?.format ?? "TEXT"];
	if (body === "" || header === undefined || others.some(({ text, buttons = [] }) => /\{\{/.test(text + JSON.stringify(buttons))))
		return [];
	const variables = blanksOf(body).length;
	return [{ name, language, status: templateStatus(read.data.status), category: category.toLowerCase(), body, variables, header }];
}

const Uploaded = z.object({ id: z.string() });
const Stored = z.object({ url: z.string(), mime_type: z.string().default("") });

export const whatsapp: TalkAdapter = {
	capabilities: {
		connects: "token",
		hasWebhooks: true,
		webhooksName: "token",
		pace: { perSecond: 60, burst: 80, longestRest: 2 * minute },
		windows: { replyFor: 24 * hour, humanAgentFor: null },
		hasTemplates: true,
		hasReactions: true,
		hasReadBySomebody: true,
		hasTyping: true,
		mostCharacters,
		media: {
			IMAGE: { mostBytes: 5 * megabyte },
			VIDEO: { mostBytes: 16 * megabyte },
			AUDIO: { mostBytes: 16 * megabyte },
			FILE: { mostBytes },
			STICKER: null,
		},
		echoesOurs: false,
	},
	host: "graph.facebook.com",
	addressed: tokenOf,
	greet,
	verify,
	translate,
	prove,
	async subscribe(link, address) {
		const { wabaId = "", verifyToken = "" } = link.credentials;
		await graph(link, `${wabaId}/subscribed_apps`, { method: "POST" });
		try {
			// A number may have its news at an address of its own; where the app may not say so, its own settings name the address.
			const webhook_configuration = { override_callback_uri: address, verify_token: verifyToken };
			await graph(link, accountIn(link.storeUrl), { method: "POST", json: { webhook_configuration } });
		} catch (error) {
			if (!(error instanceof PlatformTrouble) || error.kind !== "refused") throw error;
		}
	},
	async unsubscribe(link) {
		// The business account stays: its other numbers are heard by it.
		await graph(link, accountIn(link.storeUrl), { method: "POST", json: { webhook_configuration: { override_callback_uri: "" } } });
	},
	async send(link, wish) {
		const { to, content, replyTo, ref } = wish;
		if (content.kind === "text" && content.text.length > mostCharacters) return wontGo("too_long");
		if (content.kind === "media" && content.mediaId === null && content.url === null) return wontGo("bad_media");
		const address = to.phone === null ? { recipient: to.externalId } : { to: to.phone.replace(/\D/g, "") };
		const json = {
			messaging_product: "whatsapp",
			recipient_type: "individual",
			...address,
			...contentOf(wish),
			...(replyTo !== null && content.kind !== "reaction" && { context: { message_id: replyTo } }),
			biz_opaque_callback_data: ref,
		};
		return answered(async () => {
			const reply = Accepted.safeParse(
				await graph(link, `${accountIn(link.storeUrl)}/messages`, { method: "POST", json, aboutMessage: true }),
			);
			// It was taken, and does not say as what: its states carry our own name for it.
			if (!reply.success) throw new PlatformTrouble("temporary", "not_json");
			return reply.data.messages[0]?.id ?? "";
		});
	},
	async markRead(link, _to, platformMessageId, isTyping) {
		const typing = isTyping ? { typing_indicator: { type: "text" } } : {};
		const json = { messaging_product: "whatsapp", status: "read", message_id: platformMessageId, ...typing };
		await graph(link, `${accountIn(link.storeUrl)}/messages`, { method: "POST", json });
	},
	async fetchMedia(link, media) {
		if (media.id === null) return media.url === null ? null : metaFile(link, media.url, mostFetched);
		try {
			// The address is good for minutes, so it is always asked for anew.
			const stored = Stored.safeParse(await graph(link, media.id));
			return stored.success ? await metaFile(link, stored.data.url, mostFetched) : null;
		} catch (error) {
			if (error instanceof PlatformTrouble && error.kind === "refused") return null;
			throw error;
		}
	},
	async uploadMedia(link, { bytes, mime, name }) {
		const body = new FormData();
		body.set("messaging_product", "whatsapp");
		body.set("type", mime);
		body.set("file", new Blob([bytes], { type: mime }), name);
		const uploaded = Uploaded.safeParse(await graph(link, `${accountIn(link.storeUrl)}/media`, { method: "POST", body }));
		if (!uploaded.success) throw new PlatformTrouble("refused", "refused", { said: "media" });
		return uploaded.data.id;
	},
	async pullTemplates(link, cursor) {
		const query = { limit: "100", ...(cursor !== null && { after: cursor }) };
		const page = Templates.safeParse(await graph(link, `${link.credentials.wabaId ?? ""}/message_templates`, { query }));
		if (!page.success) throw new PlatformTrouble("refused", "refused", { said: "templates" });
		const { data, paging } = page.data;
		return { templates: data.flatMap(templateIn), next: paging?.next === undefined ? null : (paging.cursors?.after ?? null) };
	},
	async refresh(link) {
		// A system user's token is not renewed; what it says of its end may have changed.
		const token = await inspected(link);
		return token && token.expires_at > 0 ? { expiresAt: Math.min(token.expires_at * second, link.now + 3650 * day) } : null;
	},
};
