import { z } from "zod";
import { connectTalk, talkWebhook } from "#app/channels/connect-talk.server.ts";
import { ConnectTalk } from "#app/channels/input.ts";
import { greetPlatform } from "#app/channels/receive-webhook.server.ts";
import { isPlatform, talkPlatforms } from "#app/channels/rules.ts";
import { refuse } from "#app/platform/errors.ts";
import { type Api, endpoint } from "./endpoint.ts";
import { orNull } from "./shapes.ts";

const tag = "Channels";
const names = { whatsapp: "WhatsApp", instagram: "Instagram", messenger: "Messenger" };
const Connected = z.object({
	success: z.literal(true),
	connectionId: z.string(),
	webhookUrl: orNull(z.string()).describe("To be typed into the platform's own settings, so that it tells us"),
	verifyToken: orNull(z.string()).describe(
		"What the platform is to say there, where you said none and none was there: told in this answer alone",
	),
});

/** Accounts people write to: connected, and found by their platforms. */
export function mountTalkConnections(api: Api, base: string): void {
	for (const platform of talkPlatforms)
		endpoint(
			api,
			base,
			{
				method: "post",
				path: `/connections/${platform}`,
				tag,
				summary: `Connect an account at ${names[platform]} by its token; one that is connected already gets the new one`,
				body: ConnectTalk.omit({ platform: true }),
				answers: { 200: Connected },
				refusals: [400, 409, 413, 415],
			},
			async (call) => {
				const tenant = await call.tenant();
				const { connectionId, verifyToken } = await connectTalk(tenant, { ...call.body, platform }, { key: call.key });
				const webhookUrl = await talkWebhook(tenant, connectionId, call.c.req.url);
				return { body: { success: true as const, connectionId, webhookUrl, verifyToken } };
			},
		);
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/connections/webhook/{platform}",
			tag,
			open: true,
			plain: true,
			summary: "A platform asks whether the address is ours, before it sends anything there",
			description: "`hub.challenge` comes back as text where `hub.verify_token` is the connection's own; 403 otherwise.",
			answers: { 200: z.string() },
			refusals: [403],
		},
		async ({ c, scope, params }) => {
			const platform = params.platform ?? "";
			const answer = isPlatform(platform) ? await greetPlatform(scope, platform, new URL(c.req.url)) : null;
			return { body: answer ?? refuse("forbidden", "verify_token_wrong") };
		},
	);
}
