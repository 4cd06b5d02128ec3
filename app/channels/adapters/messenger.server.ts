import { z } from "zod";
import { day, hour, minute, second } from "#app/platform/time.ts";
import type { TalkAdapter } from "../talk.ts";
import { PlatformTrouble } from "../trouble.ts";
import { accountIn, accountUrl, graph, metaFile } from "./meta-call.server.ts";
import { type Manner, sendMessaging, showMessaging } from "./meta-messaging.server.ts";
import { translateMessaging } from "./meta-messages.ts";
import { greet, tokenOf, verify } from "./meta-webhooks.server.ts";
import { Id } from "./meta-words.ts";

/** Messenger: a page at Facebook, and its page token. */

const fields = "messages,message_echoes,messaging_postbacks,message_deliveries,message_reads,message_reactions";
const mostBytes = 25 * 1024 * 1024;
const most = { mostBytes };
const mannerOf = (storeUrl: string): Manner => ({
	path: `${accountIn(storeUrl)}/messages`,
	mostCharacters: 2000,
	hasMetadata: true,
	says: "messaging_type",
});

const Page = z.object({ id: Id, name: z.string().default(""), username: z.string().default("") });
const Debugged = z.object({ data: z.object({ is_valid: z.boolean().default(true), expires_at: z.number().default(0) }) });
const Uploaded = z.object({ attachment_id: Id });
const Profile = z.object({ name: z.string().optional(), first_name: z.string().default(""), last_name: z.string().default("") });

export const messenger: TalkAdapter = {
	capabilities: {
		connects: "token",
		hasWebhooks: true,
		webhooksName: "token",
		pace: { perSecond: 40, burst: 80, longestRest: 2 * minute },
		windows: { replyFor: 24 * hour, humanAgentFor: 7 * day },
		hasTemplates: false,
		hasReactions: false,
		hasReadBySomebody: true,
		hasTyping: true,
		mostCharacters: 2000,
		media: { IMAGE: most, VIDEO: most, AUDIO: most, FILE: most, STICKER: null },
		echoesOurs: true,
	},
	host: "graph.facebook.com",
	addressed: tokenOf,
	greet,
	verify,
	translate: (_topic, body, { accountId }) => translateMessaging(body, { accountId, object: "page" }),
	async prove(link) {
		const { accountId = "", accessToken = "" } = link.credentials;
		// Asked for by "me": with the token of somebody who only looks after the page, it is another id.
		const page = Page.safeParse(await graph(link, "me", { query: { fields: "id,name,username" } }));
		if (!page.success || page.data.id !== accountId) throw new PlatformTrouble("refused", "not_an_account");
		const { name, username } = page.data;
		const token = Debugged.safeParse(await graph(link, "debug_token", { query: { input_token: accessToken } }).catch(quiet));
		if (token.data?.data.is_valid === false) throw new PlatformTrouble("expired", "token_expired");
		const ends = token.data?.data.expires_at ?? 0;
		return {
			storeUrl: accountUrl(new URL(link.storeUrl).hostname, accountId),
			name: name || accountId,
			handle: username,
			expiresAt: ends > 0 ? ends * second : null,
		};
	},
	async subscribe(link) {
		await graph(link, `${accountIn(link.storeUrl)}/subscribed_apps`, { method: "POST", query: { subscribed_fields: fields } });
	},
	async unsubscribe(link) {
		await graph(link, `${accountIn(link.storeUrl)}/subscribed_apps`, { method: "DELETE" });
	},
	async send(link, wish) {
		return sendMessaging(link, mannerOf(link.storeUrl), wish);
	},
	markRead: (link, to, _platformMessageId, isTyping) => showMessaging(link, mannerOf(link.storeUrl).path, to, isTyping),
	fetchMedia: async (link, { url }) => (url === null ? null : metaFile(link, url, { mostBytes, withToken: false })),
	async uploadMedia(link, { bytes, mime, name }) {
		const [kind] = mime.split("/");
		const type = kind === "image" || kind === "video" || kind === "audio" ? kind : "file";
		const body = new FormData();
		body.set("message", JSON.stringify({ attachment: { type, payload: { is_reusable: true } } }));
		body.set("filedata", new Blob([bytes], { type: mime }), name);
		const uploaded = Uploaded.safeParse(await graph(link, `${accountIn(link.storeUrl)}/message_attachments`, { method: "POST", body }));
		if (!uploaded.success) throw new PlatformTrouble("refused", "refused", { said: "media" });
		return uploaded.data.attachment_id;
	},
	async profile(link, externalId) {
		const profile = Profile.safeParse(await graph(link, externalId, { query: { fields: "name,first_name,last_name" } }));
		if (!profile.success) return null;
		const { name, first_name, last_name } = profile.data;
		return { name: name || `${first_name} ${last_name}`.trim(), handle: "" };
	},
};

/** What a token says of itself is not always told; whether it is good was asked before. */
function quiet(error: unknown): null {
	if (error instanceof PlatformTrouble && (error.kind === "refused" || error.reason === "permission_missing")) return null;
	throw error;
}
