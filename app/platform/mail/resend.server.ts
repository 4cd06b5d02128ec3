import { z } from "zod";
import type { Config } from "../config.server.ts";
import { second } from "../time.ts";
import type { Mail, MailOutcome } from "./mail.server.ts";

const Taken = z.object({ id: z.string() });
const Refused = z.object({ name: z.string() });

/**
 * What is wrong with the mail itself, and stays so however often it is sent. Everything else (rate, quota, theirs, a wrong key of ours) may be
 * mended while the event waits, in the queue or as a dead letter.
 */
const forGood = new Set([
	"validation_error",
	"invalid_parameter",
	"missing_required_field",
	"invalid_attachment",
	"invalid_idempotency_key",
	"invalid_idempotent_request",
]);

/** The sender did not take it now; the same mail may be sent again under the same key. Its message names the reason and nothing of the mail. */
export class MailNotTaken extends Error {
	constructor(reason: string) {
		super(`mail not taken: ${reason}`);
		this.name = "MailNotTaken";
	}
}

/** Sends by Resend, which keeps `key` for a day: within it the same mail is sent once. @throws MailNotTaken for what may succeed later */
export async function sendByResend(cfg: Config, mail: Mail, key: string): Promise<MailOutcome> {
	let response: Response;
	try {
		response = await fetch("https://api.resend.com/emails", {
			method: "POST",
			headers: {
				Authorization: `Bearer ${cfg.RESEND_API_KEY}`,
				"Content-Type": "application/json",
				"Idempotency-Key": key,
				"User-Agent": "storekeep",
			},
			body: JSON.stringify({
				from: cfg.RESEND_FROM,
				to: mail.to,
				subject: mail.subject,
				text: mail.text,
				html: mail.html,
				...(mail.attachments && {
					attachments: mail.attachments.map(({ filename, type, content }) => ({ filename, content_type: type, content: base64(content) })),
				}),
			}),
			signal: AbortSignal.timeout(10 * second),
		});
	} catch {
		throw new MailNotTaken("no answer");
	}
	const body: unknown = await response.json().catch(() => null);
	const taken = Taken.safeParse(body);
	if (response.ok && taken.success) return { state: "sent", outcome: taken.data.id };
	const reason = Refused.safeParse(body).data?.name ?? "unreadable answer";
	if (response.status < 500 && forGood.has(reason)) return { state: "failed", outcome: reason };
	throw new MailNotTaken(`${response.status} ${reason}`);
}

/** UTF-8 as base64, piece by piece: a call takes only so many arguments. */
function base64(text: string): string {
	const bytes = new TextEncoder().encode(text);
	let binary = "";
	for (let from = 0; from < bytes.length; from += 8192) binary += String.fromCharCode(...bytes.subarray(from, from + 8192));
	return btoa(binary);
}
