import { Hono } from "hono";

/**
 * Google's sign-in as far as we meet it: the page that asks who one is, and the token endpoint. Runs in workerd for the integration tests and in
 * Node for the browser and the demo. What it hands out is good for nothing anywhere else.
 */

export type FakePerson = { sub: string; email: string; name: string; verified?: boolean; hd?: string };

/** Ways in which a real answer could be wrong. */
export const faults = ["wrong_aud", "wrong_nonce", "wrong_iss", "expired", "unverified", "no_token", "broken"] as const;
export type Fault = (typeof faults)[number];

export const people: FakePerson[] = [
	{ sub: "100000000000000000001", email: "karen.lund@gmail.com", name: "Karen Lund" },
	{ sub: "100000000000000000002", email: "bo@workspace.example", name: "Bo Bech", hd: "workspace.example" },
	{ sub: "100000000000000000003", email: "ida@elsewhere.example", name: "Ida Holm" },
];

type Asked = { clientId: string; redirectUri: string; state: string; challenge: string; nonce: string };
type Given = Asked & { person: FakePerson; fault: Fault | undefined };

const base64url = (bytes: Uint8Array) =>
	btoa(String.fromCharCode(...bytes))
		.replaceAll("+", "-")
		.replaceAll("/", "_")
		.replaceAll("=", "");
const part = (value: object) => base64url(new TextEncoder().encode(JSON.stringify(value)));
const escaped = (text: string) => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);

export function fakeGoogle({ clientId, clientSecret }: { clientId: string; clientSecret: string }) {
	const app = new Hono();
	const codes = new Map<string, Given>();

	app.get("/favicon.ico", (c) => c.body(null, 204));

	app.get("/o/oauth2/v2/auth", (c) => {
		const asked = askedIn(new URL(c.req.url).searchParams);
		if (!asked || asked.clientId !== clientId) return c.text("Error 400: invalid_request", 400);
		const links = (fault?: Fault) =>
			people.map((person) => {
				const query = new URLSearchParams({ ...queryOf(asked), sub: person.sub, ...(fault && { fault }) });
				return `<p><a href="/continue?${escaped(String(query))}">${fault ?? "Continue as"} ${escaped(person.email)}</a></p>`;
			});
		const other = Object.entries(queryOf(asked)).map(([name, value]) => `<input type="hidden" name="${name}" value="${escaped(value)}">`);
		return c.html(`<!doctype html><html lang="en"><title>Not really Google</title><main><h1>Not really Google</h1>
			<p>Stands in for Google's sign-in, on this machine only.</p>${links().join("")}
			<form action="/continue">${other.join("")}<label>E-mail <input name="email" type="email"></label> <label>Name <input name="name"></label>
			<button>Continue</button></form>
			<p><a href="${escaped(back(asked, { error: "access_denied" }))}">Cancel</a></p>
			<details><summary>Wrong answers</summary>${faults.flatMap((fault) => links(fault)[0]).join("")}</details></main></html>`);
	});

	app.get("/continue", (c) => {
		const query = new URL(c.req.url).searchParams;
		const asked = askedIn(query);
		if (!asked) return c.text("Error 400: invalid_request", 400);
		const email = query.get("email") ?? "";
		const person = people.find(({ sub }) => sub === query.get("sub")) ?? { sub: `2${hashed(email)}`, email, name: query.get("name") ?? "" };
		const code = crypto.randomUUID();
		codes.set(code, { ...asked, person, fault: faults.find((fault) => fault === query.get("fault")) });
		return c.redirect(back(asked, { code }));
	});

	app.post("/token", async (c) => {
		const body = await c.req.parseBody();
		if (c.req.header("Authorization") !== `Basic ${btoa(`${clientId}:${clientSecret}`)}`) return c.json({ error: "invalid_client" }, 401);
		const code = String(body.code);
		const given = codes.get(code);
		codes.delete(code);
		const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(String(body.code_verifier)));
		const isRight = given && given.redirectUri === body.redirect_uri && given.challenge === base64url(new Uint8Array(digest));
		if (!isRight || body.grant_type !== "authorization_code") return c.json({ error: "invalid_grant" }, 400);
		if (given.fault === "broken") return c.html("<h1>502</h1>", 502);
		const tokens = { access_token: "fake", token_type: "Bearer", expires_in: 3599, scope: "openid email profile" };
		return c.json(given.fault === "no_token" ? tokens : { ...tokens, id_token: idToken(given) });
	});

	function idToken({ person, nonce, fault }: Given): string {
		const now = Math.floor(Date.now() / 1000);
		const claims = {
			iss: fault === "wrong_iss" ? "https://accounts.evil.example" : "https://accounts.google.com",
			aud: fault === "wrong_aud" ? "somebody-else.apps.example" : clientId,
			sub: person.sub,
			email: person.email,
			email_verified: fault === "unverified" ? false : (person.verified ?? true),
			name: person.name,
			...(person.hd && { hd: person.hd }),
			nonce: fault === "wrong_nonce" ? "another" : nonce,
			iat: now - (fault === "expired" ? 7200 : 0),
			exp: now + (fault === "expired" ? -3600 : 3600),
		};
		return `${part({ alg: "RS256", typ: "JWT" })}.${part(claims)}.${base64url(new Uint8Array(256))}`;
	}

	return app;
}

function askedIn(query: URLSearchParams): Asked | null {
	const asked = {
		clientId: query.get("client_id") ?? "",
		redirectUri: query.get("redirect_uri") ?? "",
		state: query.get("state") ?? "",
		challenge: query.get("code_challenge") ?? "",
		nonce: query.get("nonce") ?? "",
	};
	const isWhole =
		Object.values(asked).every(Boolean) && query.get("response_type") === "code" && query.get("code_challenge_method") === "S256";
	return isWhole && /(^| )openid( |$)/.test(query.get("scope") ?? "") ? asked : null;
}

function queryOf({ clientId, redirectUri, state, challenge, nonce }: Asked): Record<string, string> {
	return {
		client_id: clientId,
		redirect_uri: redirectUri,
		state,
		code_challenge: challenge,
		code_challenge_method: "S256",
		nonce,
		response_type: "code",
		scope: "openid email profile",
	};
}

function back({ redirectUri, state }: Asked, answer: Record<string, string>): string {
	const url = new URL(redirectUri);
	for (const [name, value] of Object.entries({ ...answer, state })) url.searchParams.set(name, value);
	return url.href;
}

/** The same account for the same address. */
function hashed(email: string): string {
	return String([...email].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 1e15, 7)).padStart(20, "0");
}
