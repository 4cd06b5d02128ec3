import { DatabaseSync } from "node:sqlite";
import type { RoomFrame } from "#app/inbox/frames.ts";
import { addPerson, type MetaAccount, metaAccount, write } from "../support/fakes/meta.ts";
import { fakeMeta } from "../support/fakes/meta-graph.ts";
import { cpuMsOf, once, type Target } from "./traffic.ts";

/** How long it takes until what a customer writes stands on somebody's screen, and what somebody answers on everybody's. */

type Talk = { account: MetaAccount; file: string; cookie: string; token: string; messages: number; sockets: number; answers: number };

/** An account on a stand-in for the platform; `app` answers for it. */
export function talkAccount() {
	const account = metaAccount("whatsapp");
	return { account, app: fakeMeta([account], { greet: (url) => fetch(url).then((response) => response.text()) }) };
}

/**
 * A webhook as the platform sends it, to the frame of a second browser, one after the other; then answers heard by every page that has the chat open.
 * @throws Error when a page does not hear
 */
export async function measureInbox(to: Target, { account, file, cookie, token, messages, sockets, answers }: Talk) {
	const bearer = { Authorization: `Bearer ${token}` };
	const ask = async (method: string, path: string, body?: object) => {
		const { text } = await once(to, { method, path: `/api/v1${path}`, headers: bearer, ...(body && { body: JSON.stringify(body) }) });
		return JSON.parse(text);
	};
	await once(to, {
		method: "POST",
		path: "/connections/whatsapp",
		headers: { Cookie: cookie, "Sec-Fetch-Site": "same-origin" },
		body: JSON.stringify({
			...{ accessToken: account.token, accountId: account.id, wabaId: account.wabaId, appSecret: account.appSecret },
			verifyToken: "a-bench-is-to-sit-on",
		}),
	});
	// The account's object asks for its news when it wakes.
	await until(async () => account.subscribed || undefined);
	account.address = `${to.url}/connections/webhook/whatsapp?c=${webhookTokenIn(file)}`;
	const person = addPerson(account, "Mette Holm");
	const say = async (text: string) => {
		await write(account, person, { text });
		for (const { url, headers, body } of account.deliveries.splice(0)) {
			const { pathname, search } = new URL(url);
			await once(to, { method: "POST", path: pathname + search, headers, body });
		}
	};
	await say("Hello");
	const chatId = await until(async () => (await ask("GET", "/chats?q=Mette%20Holm")).items[0]?.id);

	const second = await openRoom(to, cookie, chatId);
	const took: number[] = [];
	const cpuBefore = cpuMsOf(to.pids);
	for (let n = 0; n < messages; n++) {
		const heard = second.hears(`Message ${n}`);
		const from = performance.now();
		await say(`Message ${n}`);
		took.push((await heard) - from);
	}
	const cpuMs = (cpuMsOf(to.pids) - cpuBefore) / messages;
	second.close();

	const rooms = await Promise.all(Array.from({ length: sockets }, () => openRoom(to, cookie, chatId)));
	const lasts: number[] = [];
	const cpuBeforeAnswers = cpuMsOf(to.pids);
	for (let n = 0; n < answers; n++) {
		const all = Promise.all(rooms.map((room) => room.hears(`Answer ${n}`)));
		await ask("POST", `/chats/${chatId}/messages`, { text: `Answer ${n}`, clientId: `answer-${n}` });
		const answered = performance.now();
		lasts.push(Math.max(0, Math.max(...(await all)) - answered));
	}
	const cpuOfAnswer = (cpuMsOf(to.pids) - cpuBeforeAnswers) / answers;
	for (const room of rooms) room.close();
	return {
		inbound: { messages, ...percentiles(took), cpuMs: rounded(cpuMs) },
		broadcast: { sockets, answers, ...percentiles(lasts), cpuMs: rounded(cpuOfAnswer) },
	};
}

/** The end of the address the platform tells its news at: shown to nobody. */
function webhookTokenIn(file: string): string {
	const database = new DatabaseSync(file, { readOnly: true });
	try {
		return String(
			database.prepare("SELECT webhookToken FROM connections WHERE platform = 'whatsapp' AND state = 'active'").get()?.webhookToken,
		);
	} finally {
		database.close();
	}
}

/** One page that has the chat open. `hears` resolves with the instant it was told of a text. */
async function openRoom(to: Target, cookie: string, chatId: string) {
	const address = `${to.url.replace("http", "ws")}/realtime/chats/${chatId}?since=${Date.now()}`;
	// Node's own takes headers, which the types, a browser's, do not know.
	const socket: WebSocket = Reflect.construct(WebSocket, [address, { headers: { Cookie: cookie, Origin: to.url } }]);
	await new Promise((resolve, reject) => {
		socket.onopen = resolve;
		socket.onerror = () => reject(new Error("a page could not enter the chat"));
	});
	const heard = new Map<string, number>();
	let waiting = { text: "", done: (_at: number) => {} };
	socket.onmessage = ({ data }) => {
		const frame: RoomFrame = JSON.parse(String(data));
		for (const news of "news" in frame ? frame.news : []) {
			if (news.kind !== "message" || heard.has(news.message.text)) continue;
			heard.set(news.message.text, performance.now());
			if (news.message.text === waiting.text) waiting.done(performance.now());
		}
	};
	return {
		close: () => socket.close(),
		hears: (text: string) =>
			new Promise<number>((resolve, reject) => {
				const late = setTimeout(() => reject(new Error(`a page never heard of "${text}"`)), 60_000);
				waiting = {
					text,
					done(at) {
						clearTimeout(late);
						resolve(at);
					},
				};
			}),
	};
}

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
	for (let tries = 0; tries < 300; tries++) {
		const found = await look();
		if (found !== undefined) return found;
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	throw new Error("the account was never connected, or its first message never became a chat");
}

function percentiles(values: number[]) {
	const sorted = values.toSorted((a, b) => a - b);
	const at = (part: number) => rounded(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0);
	return { p50: at(0.5), p99: at(0.99) };
}

function rounded(value: number): number {
	return Number(value.toPrecision(3));
}
