import { DurableObject } from "cloudflare:workers";
import { ping, pong, type Told } from "#app/platform/news.ts";
import { instant } from "#app/platform/time.ts";
import { NewsLog } from "./news-log.ts";
import { close, each } from "./sockets.ts";

const kept = 1000;
/** After a frame nothing is sent for this long (ms): a burst becomes ten frames a second, and a single change waits for nobody. */
const pause = 100;

/** What a socket is known by: until when (ms UTC) its proof holds, and the kinds of news it may hear. */
type Hearer = { until: number; hears: string[] };

/**
 * Carries a business's news to its open pages; what the news is about it does not know.
 * Sockets hibernate: between two frames nothing of this need be in memory.
 */
export class BusinessNews extends DurableObject<Env> {
	readonly #log: NewsLog;
	/** The sequence number every socket has heard of. */
	#sent: number;
	#resting: ReturnType<typeof setTimeout> | undefined;

	constructor(context: DurableObjectState, env: Env) {
		super(context, env);
		this.#log = new NewsLog(context.storage.sql, kept);
		context.storage.sql.exec(
			"CREATE TABLE IF NOT EXISTS rooms (tag TEXT NOT NULL, room TEXT NOT NULL, until INTEGER NOT NULL, PRIMARY KEY (tag, room)) STRICT, WITHOUT ROWID",
		);
		context.setWebSocketAutoResponse(new WebSocketRequestResponsePair(ping, pong));
		this.#sent = this.#log.last();
	}

	/** Takes news in, and passes on what is new. */
	tell(news: Told[]): void {
		this.#log.take(news);
		this.#send();
	}

	/** Notes that somebody enters a room of the business, where their proof holds until then (ms UTC). */
	enters(tags: string[], room: string, until: number): void {
		const { sql } = this.ctx.storage;
		sql.exec("DELETE FROM rooms WHERE until <= ?", instant());
		for (const tag of tags)
			sql.exec(
				"INSERT INTO rooms (tag, room, until) VALUES (?, ?, ?) ON CONFLICT (tag, room) DO UPDATE SET until = excluded.until",
				tag,
				room,
				until,
			);
	}

	/** Closes the sockets that carry a tag. @returns the rooms where there may be more of them */
	hangUp(tag: string): string[] {
		each(this.ctx.getWebSockets(tag), close);
		const rooms = this.ctx.storage.sql.exec<{ room: string }>("DELETE FROM rooms WHERE tag = ? RETURNING room", tag).toArray();
		return rooms.map(({ room }) => room);
	}

	/** A browser's socket. Who it is has been proven at the door, which says so in headers of its own: tags, how long the proof holds, what it may hear of. */
	override fetch(request: Request): Response {
		const { searchParams } = new URL(request.url);
		const { 0: browser, 1: socket } = new WebSocketPair();
		this.ctx.acceptWebSocket(socket, (request.headers.get("X-Tags") ?? "").split(" "));
		const hears = (request.headers.get("X-Hears") ?? "").split(" ");
		socket.serializeAttachment({ until: Number(request.headers.get("X-Until")), hears } satisfies Hearer);
		socket.send(this.#log.missed(searchParams.get("after"), searchParams.get("since"), hears));
		return new Response(null, { status: 101, webSocket: browser });
	}

	/** It is there to listen. Pings do not come this far. */
	override webSocketMessage(socket: WebSocket): void {
		socket.close(1003, "only listens");
	}

	#send(): void {
		const from = this.#sent;
		if (this.#resting !== undefined || this.#log.last() === from) return;
		this.#sent = this.#log.last();
		// Most may hear the same.
		const frames = new Map<string, string>();
		const frameFor = (hears: string[]): string => {
			const key = hears.join(" ");
			const frame = frames.get(key) ?? this.#log.frameSince(from, hears) ?? "";
			frames.set(key, frame);
			return frame;
		};
		const sockets = this.ctx.getWebSockets();
		const now = instant();
		// Whose proof has run out hears nothing more.
		each(sockets, (socket) => {
			const { until, hears } = socket.deserializeAttachment() as Hearer;
			if (now < until) socket.send(frameFor(hears));
			else close(socket);
		});
		if (sockets.length === 0) return;
		this.#resting = setTimeout(() => {
			this.#resting = undefined;
			this.#send();
		}, pause);
	}
}
