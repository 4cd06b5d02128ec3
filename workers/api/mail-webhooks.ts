import { z } from "zod";
import { machineTenant } from "#app/identity/viewer.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { isBad, MailNews, noteBounce, whereSent } from "#app/platform/mail/note-bounce.server.ts";
import { signedId } from "#app/platform/mail/signature.server.ts";
import { type Api, endpoint } from "./endpoint.ts";

/** What the mail sender tells us. */
export function mountMailWebhooks(api: Api, base: string): void {
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/webhooks/resend",
			tag: "Operations",
			open: true,
			keyless: true,
			summary: "Resend says what became of a mail",
			description:
				"Signed by Standard Webhooks (`svix-*` or `webhook-*` headers). 503 without `RESEND_WEBHOOK_SECRET`, 404 for a mail we do not know (yet): either way Resend tells it again.",
			file: ["application/json"],
			answers: { 200: z.object({ kept: z.boolean() }) },
			refusals: [400, 401, 404, 413, 415],
		},
		async ({ c, scope }) => {
			const secret =
				scope.cfg.RESEND_WEBHOOK_SECRET ?? refuse("unavailable", "webhook_not_configured", { settings: ["RESEND_WEBHOOK_SECRET"] });
			const body = await c.req.text();
			const key = await signedId(c.req.raw.headers, body, secret, scope.now);
			const { type, data } = newsIn(body);
			if (!isBad(type)) return { body: { kept: false } };
			const where = (await whereSent(scope, data.email_id)) ?? refuse("not_found", "mail_not_found");
			const reason = [data.bounce?.type, data.bounce?.subType, data.bounce?.message].filter(Boolean).join(" · ").slice(0, 500);
			await noteBounce(
				machineTenant(scope, where, "resend"),
				{ senderId: data.email_id, kind: type.slice("email.".length), reason },
				{ key },
			);
			return { body: { kept: true } };
		},
	);
}

function newsIn(body: string): z.output<typeof MailNews> {
	try {
		return MailNews.parse(JSON.parse(body));
	} catch {
		return refuse("invalid", "validation_failed");
	}
}
