import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { askReset } from "#app/identity/ask-reset.server.ts";
import { inviteUser } from "#app/identity/invite-user.server.ts";
import { machineTenant, tenantOf } from "#app/identity/viewer.server.ts";
import { configOf } from "#app/platform/config.server.ts";
import { composed } from "#app/platform/mail/letter.server.ts";
import { type Mail, sendMail } from "#app/platform/mail/mail.server.ts";
import { forgetMails } from "#app/platform/mail/outbox.server.ts";
import { day } from "#app/platform/time.ts";
import { draftPurchaseOrder } from "#app/purchasing/draft-purchase-order.server.ts";
import { sendPurchaseOrder } from "#app/purchasing/send-purchase-order.server.ts";
import { handleRequest } from "../../../workers/http.ts";
import { openShop, origin, rowsOf, type Shop, testScope } from "../../support/world.ts";
import { stock } from "../sales/goods.ts";
import { createExecutionContext } from "cloudflare:test";

const production = {
	...env,
	ENVIRONMENT: "production",
	MOCK_MODE: undefined,
	VENDOR_MOCK_URL: undefined,
	WOOCOMMERCE_MOCK_URL: undefined,
	SHOPIFY_MOCK_URL: undefined,
	META_MOCK_URL: undefined,
	PROKIP_MOCK_URL: undefined,
	CATALOG_DELAY_MS: undefined,
	PUBLIC_URL: "https://storekeep.example",
	RESEND_API_KEY: "re_test_0123456789",
	RESEND_FROM: "Storekeep <mail@storekeep.example>",
};
const mail: Mail = { to: "karen@shop.example", subject: "Hello", text: "Hello", html: "<p>Hello</p>" };

/** A machine of ours in a shop, on a deployment configured otherwise. */
const machineOf = (shop: Shop, settings: object) => machineTenant({ ...testScope().scope, cfg: configOf(settings) }, shop, "test");
const mailsOf = (shop: Shop) =>
	rowsOf<{ state: string; outcome: string; text: string | null; recipient: string }>(
		shop,
		"SELECT * FROM mails WHERE businessId = ?",
		shop.businessId,
	);

type Answer = { status: number; body: unknown };
let asked: { headers: Headers; body: Record<string, unknown> }[];

/** Resend, answering so, one after the other; the last answer stays. */
function resend(...answers: (Answer | "silence")[]) {
	asked = [];
	vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
		const request = new Request(input, init);
		expect(`${request.method} ${request.url}`).toBe("POST https://api.resend.com/emails");
		asked.push({ headers: request.headers, body: await request.json() });
		const answer = answers[Math.min(asked.length, answers.length) - 1];
		if (!answer || answer === "silence") throw new TypeError("network");
		return Response.json(answer.body, { status: answer.status });
	});
}
beforeEach(() => () => vi.restoreAllMocks());

const taken: Answer = { status: 200, body: { id: "mail-1" } };
const refused = (status: number, name: string): Answer => ({
	status,
	body: { statusCode: status, name, message: "karen@shop.example is not right" },
});

describe("by Resend", () => {
	it("sends once for a key, and keeps that it was sent but not what it said", async () => {
		const shop = await openShop();
		resend(taken);
		for (let n = 0; n < 3; n++) await sendMail(machineOf(shop, production), mail, { key: "event:reaction", purpose: "test" });
		expect(asked).toHaveLength(1);
		expect(asked[0]?.body).toEqual({ from: production.RESEND_FROM, ...mail });
		expect(asked[0]?.headers.get("Idempotency-Key")).toBe("event:reaction");
		expect(asked[0]?.headers.get("Authorization")).toBe("Bearer re_test_0123456789");
		expect(asked[0]?.headers.get("User-Agent")).toBe("storekeep");
		expect((await mailsOf(shop)).find(({ recipient }) => recipient === mail.to)).toMatchObject({
			state: "sent",
			outcome: "mail-1",
			text: null,
		});
	});

	it.each([
		["rate", refused(429, "rate_limit_exceeded")],
		["quota", refused(429, "daily_quota_exceeded")],
		["their fault", refused(500, "internal_server_error")],
		["the same key under way", refused(409, "concurrent_idempotent_requests")],
		["a wrong key of ours, which can be mended", refused(401, "invalid_api_key")],
		["silence", "silence" as const],
		["an answer nobody can read", { status: 502, body: "<html>" }],
	])("comes again after %s, under the same key, and names nobody in its reason", async (_, answer) => {
		const shop = await openShop();
		resend(answer, taken);
		const send = () => sendMail(machineOf(shop, production), mail, { key: "k", purpose: "test" });
		const error = await send().catch((thrown: Error) => thrown);
		expect(error).toMatchObject({ name: "MailNotTaken" });
		expect(String(error)).not.toContain("karen");
		await send();
		expect(asked.map(({ headers }) => headers.get("Idempotency-Key"))).toEqual(["k", "k"]);
		expect((await mailsOf(shop)).filter(({ state }) => state === "sent")).toHaveLength(1);
	});

	it.each(["validation_error", "invalid_idempotent_request"])("is given up after %s, and said so in the audit", async (name) => {
		const shop = await openShop();
		resend(refused(name === "validation_error" ? 422 : 409, name));
		for (let n = 0; n < 2; n++) await sendMail(machineOf(shop, production), mail, { key: "k", purpose: "test" });
		expect(asked).toHaveLength(1);
		expect((await mailsOf(shop)).filter(({ state }) => state === "failed")).toMatchObject([{ outcome: name }]);
		expect(await rowsOf(shop, "SELECT data FROM events WHERE businessId = ? AND type = 'mail.failed'", shop.businessId)).toHaveLength(1);
	});

	it("goes to RESEND_TEST_TO instead where that is set", async () => {
		const shop = await openShop();
		resend(taken);
		await sendMail(machineOf(shop, { ...production, RESEND_TEST_TO: "tests@storekeep.example" }), mail, { key: "k", purpose: "test" });
		expect(asked[0]?.body.to).toBe("tests@storekeep.example");
	});
});

describe("without a sender in production", () => {
	const { RESEND_API_KEY: _, PUBLIC_URL: __, ...bare } = production;

	it("acts that need mail are refused before anything is written, naming what is missing", async () => {
		const shop = await openShop();
		const cfg = configOf(bare);
		const scope = { ...testScope().scope, cfg };
		const said = { kind: "unavailable", code: "mail_not_configured", details: { settings: ["RESEND_API_KEY", "PUBLIC_URL"] } };
		await expect(askReset(scope, { email: shop.email }, { locale: "en" })).rejects.toMatchObject(said);
		const tenant = await tenantOf({ ...scope, token: { via: "cookie", value: shop.token } });
		await expect(inviteUser(tenant!, { email: "guest@shop.example", role: "agent" })).rejects.toMatchObject(said);
		expect(await rowsOf(shop, "SELECT id FROM invites WHERE businessId = ?", shop.businessId)).toEqual([]);
		const response = await handleRequest(
			new Request(`${origin}/api/auth/forgot-password`, {
				method: "POST",
				body: JSON.stringify({ email: shop.email }),
				headers: { "Content-Type": "application/json" },
			}),
			bare as never,
			createExecutionContext() as never,
		);
		expect([response.status, (await response.json<{ code: string }>()).code]).toEqual([503, "mail_not_configured"]);
	});

	it("a purchase request is refused too, and its order stays a draft of which nothing is on its way", async () => {
		const shop = await openShop();
		const { id: productId } = await stock(shop);
		const lines = [{ productId, quantity: 5 }];
		const { id } = await draftPurchaseOrder(await shop.tenant(), { vendor: "Marlow & Finch", storeId: shop.storeId, lines });
		for (const [path, body] of [
			["/api/email/pr", { purchaseOrderId: id, to: "orders@marlow.example" }],
			[`/api/purchase-orders/${id}/send`, { to: "orders@marlow.example" }],
		] as const) {
			const request = new Request(origin + path, {
				method: "POST",
				body: JSON.stringify(body),
				headers: { "Content-Type": "application/json", Authorization: `Bearer ${shop.bearer}`, "Idempotency-Key": "pr" },
			});
			const response = await handleRequest(request, bare as never, createExecutionContext() as never);
			expect([response.status, await response.json()], path).toMatchObject([503, { code: "mail_not_configured" }]);
		}
		expect(await rowsOf(shop, "SELECT status, sentTo FROM purchaseOrders WHERE businessId = ?", shop.businessId)).toEqual([
			{ status: "draft", sentTo: null },
		]);
		expect(await rowsOf(shop, "SELECT 1 FROM stockLevels WHERE businessId = ? AND incoming <> 0", shop.businessId)).toEqual([]);
		// With the key there, the same call sends it.
		const tenant = await shop.tenant();
		expect(await sendPurchaseOrder(tenant, { purchaseOrderId: id, to: "orders@marlow.example" }, { key: "pr" })).toMatchObject({
			status: "sent",
		});
	});

	it("the outbox is there for nobody who is not signed in", async () => {
		for (const [path, status] of [
			["/outbox", 302],
			["/outbox?to=karen@shop.example", 404],
		] as const) {
			const response = await handleRequest(new Request(origin + path), bare as never, createExecutionContext() as never);
			expect(response.status, path).toBe(status);
			await response.text();
		}
	});
});

it("a mail says the same in both forms, and a name is never markup", () => {
	const made = composed({
		to: "a@b.example",
		subject: "Two\r\nBcc: evil@evil.example",
		lines: [`Hello <script>alert("1")</script> & 'co'`],
		act: { label: "Go", address: 'https://x.example/?a=1&b="2"' },
	});
	expect(made.subject).toBe("Two Bcc: evil@evil.example");
	expect(made.html).not.toMatch(/<script|"2"/);
	expect(made.html).toContain("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;co&#39;");
	expect(made.text).toContain(`Hello <script>alert("1")</script> & 'co'`);
	expect(made.text).toContain("https://x.example/?a=1&b=");
});

it("is forgotten after thirty days", async () => {
	const shop = await openShop();
	await sendMail(machineTenant(testScope().scope, shop, "test"), mail, { key: "k", purpose: "test" });
	const kept = async () => (await mailsOf(shop)).filter(({ recipient }) => recipient === mail.to).length;
	await forgetMails(testScope(Date.now() + 29 * day).scope, shop.shard);
	expect(await kept()).toBe(1);
	await forgetMails(testScope(Date.now() + 31 * day).scope, shop.shard);
	expect(await kept()).toBe(0);
});
