import { exports } from "cloudflare:workers";
import { expect, vi } from "vitest";
import { Frame, type News, type StockNews } from "#app/platform/news-frames.ts";
import { origin, type Shop } from "./world.ts";

type Asked = { after?: number; since?: number; cookie?: string; headers?: Record<string, string> };

/** An upgrade as a browser on a page of ours sends it. */
export function upgrade(token: string | null, { after, since, headers }: Asked = {}): Promise<Response> {
	const query = new URLSearchParams();
	if (after !== undefined) query.set("after", String(after));
	if (since !== undefined) query.set("since", String(since));
	return exports.default.fetch(
		new Request(`${origin}/realtime?${query}`, {
			headers: { Upgrade: "websocket", Origin: origin, ...(token && { Cookie: `__Host-session=${token}` }), ...headers },
		}),
	);
}

/** An open page of a shop, as far as its socket goes. Every frame it hears is held against the shape that was promised. */
export async function listenTo(shop: Shop, asked: Asked = {}) {
	const response = await upgrade(asked.cookie ?? shop.token, asked);
	expect(response.status).toBe(101);
	const socket = response.webSocket;
	if (!socket) throw new Error("no socket");
	const frames: Frame[] = [];
	const raw: string[] = [];
	let closed: number | null = null;
	socket.addEventListener("message", ({ data }) => {
		raw.push(String(data));
		if (data !== "pong") frames.push(Frame.parse(JSON.parse(String(data))));
	});
	socket.addEventListener("close", ({ code }) => {
		closed = code;
	});
	socket.accept();
	const soon = (look: () => void) => vi.waitFor(look, { timeout: 5000, interval: 20 });
	await soon(() => expect(frames).not.toHaveLength(0));
	return {
		socket,
		frames,
		raw,
		soon,
		/** Everything heard, in order. */
		news: (): News[] => frames.flatMap(({ news }) => news),
		seq: () => frames.at(-1)?.seq ?? 0,
		closed: () => closed,
		hangUp: () => socket.close(1000),
		/** What stands in one store by the last that was heard of a product. */
		onHand(productId: string, storeId = shop.storeId): number | undefined {
			const last = frames
				.flatMap(({ news }) => news)
				.filter((each): each is StockNews => each.kind === "stock" && each.productId === productId)
				.at(-1);
			return last?.levels.find((level) => level.storeId === storeId)?.onHand;
		},
	};
}
