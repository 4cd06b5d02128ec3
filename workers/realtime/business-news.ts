import { DurableObject } from "cloudflare:workers";
import { ping, pong, type Told } from "#app/platform/news.ts";
import { instant } from "#app/platform/time.ts";
import { NewsLog } from "./news-log.ts";
import { close, each } from "./sockets.ts";

const kept = 1000;
/** After a frame nothing is sent for this long (ms): a burst becomes ten frames a second, and a single change waits for nobody. */
const pause = 100;

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
		context.setWebSocketAutoResponse(new WebSocketRequestResponsePair(ping, pong));
		this.#sent = this.#log.last();
	}

	/** Takes news in, and passes on what is new. */
	tell(news: Told[]): void {
		this.#log.take(news);
		this.#send();
	}

	/** Closes the sockets that carry a tag. */
	hangUp(tag: string): void {
		each(this.ctx.getWebSockets(tag), close);
	}

	/** A browser's socket. Who it is has been proven at the door, which says so in headers of its own: tags, and how long the proof holds. */
	override fetch(request: Request): Response {
		const { searchParams } = new URL(request.url);
		const { 0: browser, 1: socket } = new WebSocketPair();
		this.ctx.acceptWebSocket(socket, (request.headers.get("X-Tags") ?? "").split(" "));
		socket.serializeAttachment(Number(request.headers.get("X-Until")));
		socket.send(this.#log.missed(searchParams.get("after"), searchParams.get("since")));
		return new Response(null, { status: 101, webSocket: browser });
	}

	/** It is there to listen. Pings do not come this far. */
	override webSocketMessage(socket: WebSocket): void {
		socket.close(1003, "only listens");
	}

	#send(): void {
		const frame = this.#resting === undefined ? this.#log.frameSince(this.#sent) : null;
		if (frame === null) return;
		this.#sent = this.#log.last();
		const sockets = this.ctx.getWebSockets();
		const now = instant();
		// Whose proof has run out hears nothing more.
		each(sockets, (socket) => (now < Number(socket.deserializeAttachment()) ? socket.send(frame) : close(socket)));
		if (sockets.length === 0) return;
		this.#resting = setTimeout(() => {
			this.#resting = undefined;
			this.#send();
		}, pause);
	}
}
