import { createExecutionContext, env } from "cloudflare:test";
import { beforeEach, expect, it } from "vitest";
import { signedId } from "#app/platform/mail/signature.server.ts";
import { handleRequest } from "../../../workers/http.ts";
import { keepsItsPromise } from "../../support/contract.ts";
import { openShop, origin, rowsOf, type Shop } from "../../support/world.ts";

const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
let shop: Shop;
let serial = 0;

beforeEach(async () => {
	shop ??= await openShop();
});

async function sentMail(): Promise<string> {
	const outcome = `resend-${crypto.randomUUID()}`;
	const database = shop.shard === 0 ? env.SHARD_0 : env.SHARD_1;
	await database
		.prepare(
			"INSERT INTO mails (businessId, id, key, purpose, recipient, subject, state, outcome, at) VALUES (?, ?, ?, 'purchase_request', 'orders@paper.example', 'Order 7', 'sent', ?, 1)",
		)
		.bind(shop.businessId, crypto.randomUUID(), crypto.randomUUID(), outcome)
		.run();
	return outcome;
}

async function signed(id: string, timestamp: number, body: string): Promise<string> {
	const raw = Uint8Array.from(atob(secret.slice(6)), (char) => char.charCodeAt(0));
	const key = await crypto.subtle.importKey("raw", raw, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
	const mac = new Uint8Array(await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(`${id}.${timestamp}.${body}`)));
	return `v1,${btoa(String.fromCharCode(...mac))}`;
}

type Told = { id?: string; at?: number; signature?: string; prefix?: string; settings?: object };

async function tell(
	news: object,
	{ id = `msg_${++serial}`, at = Date.now(), signature, prefix = "svix", settings = { RESEND_WEBHOOK_SECRET: secret } }: Told = {},
) {
	const body = JSON.stringify(news);
	const timestamp = Math.floor(at / 1000);
	const headers = {
		"Content-Type": "application/json",
		[`${prefix}-id`]: id,
		[`${prefix}-timestamp`]: String(timestamp),
		[`${prefix}-signature`]: signature ?? `v1,AAAA ${await signed(id, timestamp, body)}`,
	};
	const request = new Request(`${origin}/api/webhooks/resend`, { method: "POST", headers, body });
	const response = await handleRequest(request, { ...env, ...settings }, createExecutionContext());
	const answered = await response.json<Record<string, unknown>>();
	await keepsItsPromise({ method: "POST", path: "/api/webhooks/resend", sent: news, status: response.status, body: answered });
	return { status: response.status, body: answered };
}
const bounced = (email_id: string) => ({
	type: "email.bounced",
	created_at: "2026-11-20T10:00:00Z",
	data: { email_id, bounce: { type: "Permanent", subType: "General", message: "550 <ole@kestrel.example>: no such box" } },
});
const rows = (outcome: string) =>
	rowsOf<{ bouncedAt: number | null; bounce: string | null }>(
		shop,
		"SELECT bouncedAt, bounce FROM mails WHERE businessId = ? AND outcome = ?",
		shop.businessId,
		outcome,
	);
const events = () => rowsOf(shop, "SELECT id FROM events WHERE businessId = ? AND type = 'mail.bounced'", shop.businessId);

it("knows the signature of the standard's own example", async () => {
	const headers = new Headers({
		"webhook-id": "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W",
		"webhook-timestamp": "1793000000",
		"webhook-signature": "v1,I+1LCPuRvyC/BR8l3FuBRiN3rCi5jpp5tu5u50rLWu0=",
	});
	const body = '{"type":"order.imported","timestamp":"2026-10-26T06:13:20Z","data":{"orderId":"ord_01"}}';
	expect(await signedId(headers, body, secret, 1_793_000_000_000)).toBe("msg_2KWPBgLlAfxdpx2AI54pPJ85f4W");
	await expect(signedId(headers, `${body} `, secret, 1_793_000_000_000)).rejects.toMatchObject({ code: "signature_invalid" });
	await expect(signedId(headers, body, secret, 1_793_000_301_000)).rejects.toMatchObject({ code: "signature_invalid" });
});

it("keeps on the mail that it came back, once, however often it is told", async () => {
	const outcome = await sentMail();
	const before = (await events()).length;
	expect(await tell(bounced(outcome), { id: "msg_again" })).toEqual({ status: 200, body: { kept: true } });
	expect(await tell(bounced(outcome), { id: "msg_again" })).toEqual({ status: 200, body: { kept: true } });
	expect((await tell(bounced(outcome), { prefix: "webhook" })).status).toBe(200);
	const [mail] = await rows(outcome);
	expect(JSON.parse(mail!.bounce!)).toEqual({ kind: "bounced", reason: "Permanent · General · 550 <…>: no such box" });
	expect(await events()).toHaveLength(before + 1);
	expect((await tell({ type: "email.delivered", data: { email_id: outcome } })).body).toEqual({ kept: false });
});

it("believes nobody without the signature, and loses nothing", async () => {
	const outcome = await sentMail();
	expect((await tell(bounced(outcome), { signature: "v1,AAAA" })).status).toBe(401);
	expect(
		(await tell(bounced(outcome), { signature: await signed("other", Math.floor(Date.now() / 1000), JSON.stringify(bounced(outcome))) }))
			.status,
	).toBe(401);
	expect((await tell(bounced(outcome), { at: Date.now() - 10 * 60_000 })).status).toBe(401);
	// What we cannot judge, or do not know yet, is told again.
	expect(await tell(bounced(outcome), { settings: {} })).toMatchObject({ status: 503, body: { code: "webhook_not_configured" } });
	expect((await tell(bounced("never-sent"))).status).toBe(404);
	expect(await rows(outcome)).toEqual([{ bouncedAt: null, bounce: null }]);
});
