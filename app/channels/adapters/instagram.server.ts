import { z } from "zod";
import { day, hour, minute, second } from "#app/platform/time.ts";
import type { Link } from "../contract.ts";
import type { TalkAdapter } from "../talk.ts";
import { PlatformTrouble } from "../trouble.ts";
import { accountUrl, graph, metaFile } from "./meta-call.server.ts";
import { type Manner, sendMessaging, showMessaging } from "./meta-messaging.server.ts";
import { translateMessaging } from "./meta-messages.ts";
import { greet, tokenOf, verify } from "./meta-webhooks.server.ts";
import { Id } from "./meta-words.ts";

/** Instagram with Instagram's own login: a professional account, a token of 60 days that is renewed. */

const fields = "messages,message_reactions,messaging_postbacks,messaging_seen,messaging_referral";
const manner: Manner = { path: "me/messages", mostCharacters: 1000, hasMetadata: false, says: "tag" };
const megabyte = 1024 * 1024;
const mostBytes = 25 * megabyte;
/** A token that is younger than a day is not renewed yet. */
const youngest = 59 * day;
const earliest = 15 * day;

const Me = z.object({ id: Id, user_id: Id.optional(), username: z.string().default(""), name: z.string().default("") });
const Renewed = z.object({ access_token: z.string(), expires_in: z.number() });

/** A new token in place of the old one; null: this one is not a day old. */
async function renew(link: Link): Promise<{ accessToken: string; expiresAt: number } | null> {
	try {
		const { accessToken = "" } = link.credentials;
		const json = await graph(link, "refresh_access_token", { query: { grant_type: "ig_refresh_token", access_token: accessToken } });
		const renewed = Renewed.safeParse(json);
		return renewed.success ? { accessToken: renewed.data.access_token, expiresAt: link.now + renewed.data.expires_in * second } : null;
	} catch (error) {
		if (error instanceof PlatformTrouble && error.kind === "refused") return null;
		throw error;
	}
}

const Profile = z.object({ name: z.string().default(""), username: z.string().default("") });

export const instagram: TalkAdapter = {
	capabilities: {
		connects: "token",
		hasWebhooks: true,
		webhooksName: "token",
		pace: { perSecond: 50, burst: 80, longestRest: 2 * minute },
		windows: { replyFor: 24 * hour, humanAgentFor: 7 * day },
		hasTemplates: false,
		hasReactions: true,
		hasReadBySomebody: true,
		hasTyping: true,
		mostCharacters: manner.mostCharacters,
		media: {
			IMAGE: { mostBytes: 8 * megabyte },
			VIDEO: { mostBytes },
			AUDIO: { mostBytes },
			FILE: { mostBytes },
			STICKER: null,
		},
		echoesOurs: true,
	},
	host: "graph.instagram.com",
	addressed: tokenOf,
	greet,
	verify,
	translate: (_topic, body, { accountId }) => translateMessaging(body, { accountId, object: "instagram" }),
	async prove(link) {
		const me = Me.safeParse(await graph(link, "me", { query: { fields: "id,user_id,username,name" } }));
		const { accountId = "" } = link.credentials;
		if (!me.success) throw new PlatformTrouble("refused", "not_an_account");
		// It has two ids: webhooks know the professional account's, the token the app's.
		const { id, user_id = id, username, name } = me.data;
		if (accountId !== id && accountId !== user_id) throw new PlatformTrouble("refused", "not_an_account");
		const renewed = await renew(link);
		return {
			storeUrl: accountUrl(new URL(link.storeUrl).hostname, user_id),
			name: name || username || user_id,
			handle: username,
			expiresAt: renewed?.expiresAt ?? link.now + youngest,
			credentials: { ...link.credentials, accountId: user_id, scopedId: id, ...(renewed && { accessToken: renewed.accessToken }) },
		};
	},
	async subscribe(link) {
		await graph(link, "me/subscribed_apps", { method: "POST", query: { subscribed_fields: fields } });
	},
	async unsubscribe(link) {
		await graph(link, "me/subscribed_apps", { method: "DELETE" });
	},
	send: (link, wish) => sendMessaging(link, manner, wish),
	markRead: (link, to, _platformMessageId, isTyping) => showMessaging(link, manner.path, to, isTyping),
	fetchMedia: async (link, { url }) => (url === null ? null : metaFile(link, url, { mostBytes, withToken: false })),
	async refresh(link) {
		const ends = Number(link.credentials.expiresAt ?? 0);
		if (ends - link.now > earliest) return null;
		const renewed = await renew(link);
		if (!renewed) return null;
		const { accessToken, expiresAt } = renewed;
		const credentials = { ...link.credentials, accessToken, expiresAt: String(expiresAt) };
		await link.keep(credentials);
		// What is asked next in this turn is asked with the new one.
		link.credentials = credentials;
		return { expiresAt };
	},
	async profile(link, externalId) {
		const profile = Profile.safeParse(await graph(link, externalId, { query: { fields: "name,username" } }));
		return profile.success ? { name: profile.data.name || profile.data.username, handle: profile.data.username } : null;
	},
};
