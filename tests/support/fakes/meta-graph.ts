import { type Context, Hono } from "hono";
import { addressOf, echo, lastWritten, type MetaAccount, type MetaLine, type MetaPerson, state, storeFile, threadOf } from "./meta.ts";
import { phonePages } from "./meta-phone.ts";

/** Meta's Graph as far as we ask it: `/<host>/<version>/…`, by the account a bearer token is for. */

export type MetaMachine = {
	/** Asks whether an address is somebody's; answers what came back. */
	greet?: (url: string) => Promise<string>;
	/** Sends what is on its way, when something was told. */
	send?: (account: MetaAccount) => void;
	sleep?: () => Promise<void>;
};

const day = 24 * 3600_000;
class GraphRefusal extends Error {
	readonly code: number;
	readonly subcode: number;
	constructor(code: number, subcode = 0) {
		super(`(#${code}) refused`);
		this.code = code;
		this.subcode = subcode;
	}
}

export function fakeMeta(accounts: MetaAccount[], machine: MetaMachine = {}) {
	const app = new Hono();
	const { sleep = () => new Promise<void>((done) => setTimeout(done, 30_000)), send = () => {} } = machine;
	app.route("/", phonePages(accounts, send));

	/** The account a call is for; what is wrong with its token or was asked to go wrong is said first. */
	const served = (handle: (c: Context, account: MetaAccount) => Promise<object>) => async (c: Context) => {
		const token = (c.req.header("Authorization") ?? "").replace("Bearer ", "");
		const account = accounts.find((each) => each.token === token);
		const failure = (status: 400 | 401 | 429 | 503, code: number, subcode = 0) =>
			c.json(
				{ error: { message: `(#${code}) It was refused.`, type: "OAuthException", code, error_subcode: subcode, fbtrace_id: "A1" } },
				status,
			);
		if (!account) return failure(401, 190);
		account.asked.push({
			method: c.req.method,
			path: new URL(c.req.url).pathname.replace(/^\/[^/]+/, ""),
			body: await c.req.raw
				.clone()
				.json()
				.catch(() => null),
		});
		if (account.tokenEndsAt !== null && account.tokenEndsAt <= account.clock()) return failure(401, 190, 463);
		const fault = account.faults.shift();
		if (fault === "hang") await sleep();
		if (fault === "html") return c.html("<h1>Sorry, something went wrong</h1>", 500);
		if (fault === "cut") return c.body('{"messages":[{"id', 200, { "Content-Type": "application/json" });
		if (fault === "503") return failure(503, 2);
		if (fault === "429") return failure(429, 130429);
		if (typeof fault === "number") return failure(400, fault);
		try {
			const answer = await handle(c, account);
			send(account);
			return c.json(answer);
		} catch (error) {
			if (error instanceof GraphRefusal) return failure(400, error.code, error.subcode);
			throw error;
		}
	};
	const root = "/:host/:version";

	app.get(
		`${root}/me`,
		served(async (_c, { id, name, handle, platform }) => ({
			id: platform === "messenger" ? id : `1${id}`.slice(0, id.length),
			user_id: id,
			username: handle,
			name,
		})),
	);
	app.get(
		`${root}/debug_token`,
		served(async (_c, { tokenEndsAt, wabaId, platform }) => ({
			data: {
				is_valid: true,
				expires_at: tokenEndsAt === null ? 0 : Math.floor(tokenEndsAt / 1000),
				scopes: platform === "whatsapp" ? ["whatsapp_business_messaging", "whatsapp_business_management"] : ["pages_messaging"],
				granular_scopes: platform === "whatsapp" ? [{ scope: "whatsapp_business_management", target_ids: [wabaId] }] : [],
			},
		})),
	);
	app.get(
		`${root}/refresh_access_token`,
		served(async (_c, account) => {
			account.token = `${account.token.split(".")[0]}.${++account.serial}`;
			account.tokenEndsAt = account.clock() + 60 * day;
			return { access_token: account.token, token_type: "bearer", expires_in: (60 * day) / 1000 };
		}),
	);
	for (const method of ["POST", "DELETE"])
		app.on(
			method,
			`${root}/:id/subscribed_apps`,
			served(async (_c, account) => {
				account.subscribed = method === "POST";
				return { success: true };
			}),
		);
	app.post(
		`${root}/:id/messages`,
		served(async (c, account) => {
			const body = await c.req.json();
			return account.platform === "whatsapp" ? sendWhatsapp(account, body) : sendMessaging(account, body);
		}),
	);
	const upload = async (c: Context, account: MetaAccount, field: string) => {
		const file = (await c.req.formData()).get(field);
		if (!(file instanceof File)) throw new GraphRefusal(100);
		return storeFile(account, { mime: file.type, bytes: new Uint8Array(await file.arrayBuffer()) }).id;
	};
	app.post(
		`${root}/:id/media`,
		served(async (c, account) => ({ id: await upload(c, account, "file") })),
	);
	app.post(
		`${root}/:id/message_attachments`,
		served(async (c, account) => ({ attachment_id: await upload(c, account, "filedata") })),
	);
	app.get(
		`${root}/:id/message_templates`,
		served(async (c, { templates }) => {
			const from = Number(c.req.query("after") ?? 0);
			const data = templates.slice(from, from + 2).map(({ body, header, ...template }) => ({
				...template,
				parameter_format: /\{\{[a-z]/.test(body) ? "NAMED" : "POSITIONAL",
				components: [...(header ? [{ type: "HEADER", format: header }] : []), { type: "BODY", text: body }],
			}));
			return { data, paging: { cursors: { after: String(from + 2) }, ...(from + 2 < templates.length && { next: "more" }) } };
		}),
	);
	app.get(
		`${root}/:id`,
		served(async (c, account) => {
			const id = c.req.param("id") ?? "";
			if (id === account.id) return { id, display_phone_number: account.handle, verified_name: account.name };
			const file = account.files.get(id);
			if (file) {
				// The address is good for five minutes from when it was asked for.
				file.expiresAt = account.clock() + 5 * 60_000;
				return { id, url: addressOf(account, file, hostOf(c)), mime_type: file.mime, sha256: "a4Zc0b8=", file_size: file.bytes.length };
			}
			const person = account.people.get(id);
			if (!person) throw new GraphRefusal(100, 33);
			return { name: person.name, username: person.handle };
		}),
	);
	app.post(
		`${root}/:id`,
		served(async (c, account) => {
			const { webhook_configuration: wanted } = await c.req.json();
			const { override_callback_uri: address = "", verify_token = "" } = wanted ?? {};
			if (address === "") account.address = null;
			else await pointTo(account, address, verify_token, machine);
			return { success: true };
		}),
	);
	app.get("/:host/media/:account/:id", (c) => {
		const account = accounts.find(({ id }) => id === c.req.param("account"));
		const file = account?.files.get(c.req.param("id"));
		const isOpen = account?.platform !== "whatsapp" || c.req.header("Authorization") === `Bearer ${account.token}`;
		if (!account || !file || !isOpen || Number(c.req.query("ext")) < account.clock()) return c.notFound();
		return c.body(new Uint8Array(file.bytes).buffer, 200, { "Content-Type": file.mime });
	});
	return app;
}

/** Files lie beside the host that was asked. */
function hostOf(c: Context): string {
	return (c.req.param("host") ?? "").endsWith(".example") ? "lookaside.example" : "lookaside.fbsbx.com";
}

/** Has an account's news sent to an address, after it has shown that it knows the word. */
export async function pointTo(account: MetaAccount, address: string, verifyToken: string, { greet }: MetaMachine): Promise<void> {
	const asked = new URL(address);
	asked.searchParams.set("hub.mode", "subscribe");
	asked.searchParams.set("hub.verify_token", verifyToken);
	asked.searchParams.set("hub.challenge", "1158201444");
	if (greet && (await greet(asked.href)) !== "1158201444") throw new GraphRefusal(2200);
	account.address = address;
}

type Body = Record<string, unknown> & {
	text?: { body: string };
	template?: {
		name: string;
		language: { code: string };
		components?: { type: string; parameters: { type: string; text?: string; parameter_name?: string }[] }[];
	};
};

async function sendWhatsapp(account: MetaAccount, body: Body): Promise<object> {
	if (body.status === "read") return { success: true };
	const to = String(body.to ?? "").replace(/\D/g, "");
	const person = [...account.people.values()].find(({ id, phone }) => (to !== "" ? phone === to : id === body.recipient));
	if (!person) throw new GraphRefusal(131026);
	const { type } = body;
	if (type === "reaction") return { messages: [{ id: `wamid.r${++account.serial}` }] };
	if (body.template) {
		const { name, language, components } = body.template;
		const template = account.templates.find((each) => each.name === name && each.language === language.code);
		if (!template) throw new GraphRefusal(132001);
		if (template.status === "PAUSED") throw new GraphRefusal(132015);
		const wanted = [...new Set(template.body.match(/\{\{\w+\}\}/g))];
		const given = components?.find(({ type }) => type === "body")?.parameters ?? [];
		if (given.length !== wanted.length) throw new GraphRefusal(132000);
		if (wanted.some((name) => /[a-z]/.test(name) && !given.some((each) => `{{${each.parameter_name}}}` === name)))
			throw new GraphRefusal(132000);
		const above = components?.find(({ type }) => type === "header")?.parameters[0];
		if ((template.header?.toLowerCase() ?? undefined) !== above?.type) throw new GraphRefusal(132012);
	} else if (account.clock() - lastWritten(account, person.id) > day) throw new GraphRefusal(131047);
	// Too many of the business's messages were reported.
	if (person.reported) throw new GraphRefusal(131048);
	const text = body.text?.body ?? filledIn(account, body) ?? captionIn(body, String(type));
	if (text.length > 4096) throw new GraphRefusal(100);
	const line = sent(account, person, {
		text,
		type: String(type),
		media: mediaIn(body, String(type)),
		ref: typeof body.biz_opaque_callback_data === "string" ? body.biz_opaque_callback_data : null,
	});
	if (person.blocked) await state(account, person, line, "failed", 131026);
	else for (const now of ["sent", "delivered"] as const) await state(account, person, line, now);
	return {
		messaging_product: "whatsapp",
		contacts: [{ input: to, wa_id: person.phone }],
		messages: [{ id: line.id, message_status: "accepted" }],
	};
}

/** A template as its reader sees it. */
function filledIn({ templates }: MetaAccount, { template }: Body): string | undefined {
	const known = templates.find(({ name, language }) => name === template?.name && language === template.language.code);
	const given = template?.components?.find(({ type }) => type === "body")?.parameters ?? [];
	return known?.body.replace(/\{\{(\w+)\}\}/g, (blank, name: string) => {
		const parameter = /^\d+$/.test(name) ? given[Number(name) - 1] : given.find(({ parameter_name }) => parameter_name === name);
		return parameter?.text ?? blank;
	});
}

function captionIn(body: Body, type: string): string {
	const file = body[type];
	return file && typeof file === "object" && "caption" in file ? String(file.caption) : "";
}
function mediaIn(body: Body, type: string): string | null {
	const file = body[type];
	return file && typeof file === "object" && "id" in file ? String(file.id) : null;
}

type Messaging = {
	recipient: { id: string };
	sender_action?: string;
	messaging_type?: string;
	tag?: string;
	message?: { text?: string; metadata?: string; attachment?: { type: string; payload: { attachment_id?: string } } };
};

async function sendMessaging(account: MetaAccount, { recipient, sender_action, message, tag }: Messaging): Promise<object> {
	const person = account.people.get(recipient.id);
	if (!person) throw new GraphRefusal(100, 2018001);
	if (sender_action !== undefined || !message) return { recipient_id: person.id };
	if (person.blocked) throw new GraphRefusal(551);
	const quiet = account.clock() - lastWritten(account, person.id);
	if (quiet > (tag === "HUMAN_AGENT" ? 7 * day : day)) throw new GraphRefusal(10, account.platform === "instagram" ? 2534022 : 2018278);
	const { text = "", attachment, metadata = null } = message;
	const line = sent(account, person, {
		text,
		type: attachment?.type ?? "text",
		media: attachment?.payload.attachment_id ?? null,
		ref: metadata,
	});
	await echo(account, person, line);
	await state(account, person, line, "delivered");
	return { recipient_id: person.id, message_id: line.id };
}

function sent(account: MetaAccount, person: MetaPerson, more: Pick<MetaLine, "text" | "type" | "media" | "ref">): MetaLine {
	const at = account.clock();
	// Too many to one person within six seconds.
	const recent = threadOf(account, person.id).filter(({ from, at: then }) => from === "business" && at - then < 6000);
	if (recent.length >= 10) throw new GraphRefusal(131056);
	const id = `${account.platform === "whatsapp" ? "wamid." : "m_"}${account.id.slice(-4)}${++account.serial}`;
	const line: MetaLine = { id, from: "business", at, state: "sent", reaction: "", ...more };
	threadOf(account, person.id).push(line);
	return line;
}
