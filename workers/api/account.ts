import { z } from "zod";
import { localeOf } from "#app/i18n.ts";
import { askEmailChange } from "#app/identity/ask-email-change.server.ts";
import { askReset } from "#app/identity/ask-reset.server.ts";
import { askVerification } from "#app/identity/ask-verification.server.ts";
import { changeEmail } from "#app/identity/change-email.server.ts";
import { AskEmailChange, AskReset, AskVerification, ChangeEmail, ResetPassword, VerifyEmail } from "#app/identity/input.ts";
import { resetPassword } from "#app/identity/reset-password.server.ts";
import { sessionLifetime } from "#app/identity/tokens.server.ts";
import { verifyEmail } from "#app/identity/verify-email.server.ts";
import { setSession } from "#app/platform/http/cookies.ts";
import { SignedInBody, signedInBody, userAgent } from "./auth.ts";
import { type Api, endpoint } from "./endpoint.ts";

const AskedBody = z.object({ asked: z.literal(true) });

/** A forgotten password and an e-mail to be verified. The links themselves go by mail, and never into an answer. */
export function mountAccount(api: Api, base: string): void {
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/auth/forgot-password",
			tag: "Auth",
			open: true,
			summary: "Mail a link for a new password",
			description: "The same answer whether or not somebody signs in with this e-mail.",
			body: AskReset,
			answers: { 200: AskedBody },
			refusals: [400, 413, 415],
		},
		async (call) => {
			await askReset(call.scope, call.body, { key: call.key, locale: localeOf(call.c.req.raw) });
			return { body: { asked: true } };
		},
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/auth/reset-password",
			tag: "Auth",
			open: true,
			summary: "Choose a new password by the link that was mailed",
			description: "The link works once, for an hour. Every session of the person ends; the answer sets the cookie of a new one.",
			body: ResetPassword,
			answers: { 200: SignedInBody },
			refusals: [400, 404, 409, 413, 415],
		},
		async (call) => {
			const signedIn = await resetPassword(call.scope, call.body, { key: call.key, userAgent: userAgent(call) });
			return { body: signedInBody(signedIn.viewer), headers: { "Set-Cookie": setSession(signedIn.token, sessionLifetime) } };
		},
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/auth/verify-email",
			tag: "Auth",
			open: true,
			summary: "Verify an e-mail by the link that was mailed to it",
			body: VerifyEmail,
			answers: { 200: z.object({ email: z.string() }) },
			refusals: [400, 404, 409, 413, 415],
		},
		async (call) => ({ body: await verifyEmail(call.scope, call.body, { key: call.key }) }),
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/auth/email",
			tag: "Auth",
			summary: "Ask for another e-mail to sign in with",
			description: "A link goes to the new address, a notice to the one of now. Nothing changes until the link is used.",
			body: AskEmailChange,
			answers: { 200: AskedBody },
			refusals: [400, 409, 413, 415],
		},
		async (call) => ({ body: await askEmailChange(await call.tenant(), call.body, { key: call.key }) }),
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/auth/change-email",
			tag: "Auth",
			open: true,
			summary: "Change the e-mail by the link that was mailed to the new one",
			description: "The link works once, for a day. Sessions stay.",
			body: ChangeEmail,
			answers: { 200: z.object({ email: z.string() }) },
			refusals: [400, 404, 409, 413, 415],
		},
		async (call) => ({ body: await changeEmail(call.scope, call.body, { key: call.key }) }),
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/auth/resend-verification",
			tag: "Auth",
			summary: "Mail one's own verification link again",
			body: AskVerification,
			answers: { 200: AskedBody },
			refusals: [400, 409, 413, 415],
		},
		async (call) => ({ body: await askVerification(await call.tenant(), call.body, { key: call.key }) }),
	);
}
