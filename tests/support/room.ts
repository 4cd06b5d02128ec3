import { exports } from "cloudflare:workers";
import { expect, vi } from "vitest";
import type { RoomFrame } from "#app/inbox/frames.ts";
import { call, origin, type Shop } from "./world.ts";

/** An upgrade as a browser with a chat open sends it. */
export const knock = (token: string | null, chatId: string, after?: number, headers = {}, since = 0) =>
	exports.default.fetch(
		new Request(`${origin}/realtime/chats/${chatId}${after === undefined ? `?since=${since}` : `?after=${after}`}`, {
			headers: { Upgrade: "websocket", Origin: origin, ...(token && { Cookie: `__Host-session=${token}` }), ...headers },
		}),
	);

/** Somebody with a chat open, as far as their socket goes. */
export async function enter(shop: Pick<Shop, "token">, chatId: string, after?: number, since = 0) {
	const response = await knock(shop.token, chatId, after, {}, since);
	expect(response.status).toBe(101);
	const socket = response.webSocket!;
	const frames: RoomFrame[] = [];
	let closed: number | null = null;
	socket.addEventListener("message", ({ data }) => {
		if (data !== "pong") frames.push(JSON.parse(String(data)));
	});
	socket.addEventListener("close", ({ code }) => {
		closed = code;
	});
	socket.accept();
	const news = () => frames.flatMap((frame) => ("news" in frame ? frame.news : []));
	return {
		socket,
		frames,
		news,
		closed: () => closed,
		seq: () => Math.max(0, ...frames.flatMap((frame) => ("seq" in frame ? [frame.seq] : []))),
		messages: () => news().flatMap((each) => (each.kind === "message" ? [each.message] : [])),
		texts: () => news().flatMap((each) => (each.kind === "message" ? [each.message.text] : [])),
		people: () => frames.flatMap((frame) => ("people" in frame ? [frame.people] : [])).at(-1),
	};
}
export const soon = (look: () => void) => vi.waitFor(look, { timeout: 5000, interval: 20 });

/** Somebody else who works there, signed in. */
export async function colleagueOf(shop: Shop, name: string): Promise<Shop> {
	const login = { email: `${name.toLowerCase()}-${shop.userId}@shop.example`, password: "frames on the shelf" };
	const { body: added } = await shop.call("POST", "/api/users", { body: { ...login, name, role: "agent" } });
	const { headers } = await call("POST", "/api/auth/login", { body: login });
	return { ...shop, userId: added.id, token: /__Host-session=([^;]+)/.exec(headers.get("Set-Cookie") ?? "")?.[1] ?? "" };
}
