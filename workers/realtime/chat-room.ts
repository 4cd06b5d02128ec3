import { DurableObject } from "cloudflare:workers";
import { hear } from "#app/inbox/frames.ts";
import { ping, pong, type Told } from "#app/platform/news.ts";
import { instant } from "#app/platform/time.ts";
import { NewsLog } from "./news-log.ts";
import { roomLines } from "./sealed-line.ts";
import { close, each } from "./sockets.ts";
import { enter, guestOf, hereAt, note, roll } from "./who-is-here.ts";

const kept = 500;

/**
 * Carries what is said in one chat to whoever has it open, and who that is. What happened is in the database; this only passes it on, in order, and gives
 * whoever comes back what they missed. Sockets hibernate; whoever is here stands in their attachments.
 */
export class ChatRoom extends DurableObject<Env> {
	readonly #log: NewsLog;
	readonly #lines: ReturnType<typeof roomLines>;
	readonly #people: ReturnType<typeof roll>;

	constructor(context: DurableObjectState, env: Env) {
		super(context, env);
		this.#log = new NewsLog(context.storage.sql, kept);
		this.#lines = roomLines(env);
		this.#people = roll(context, (frame) => this.#send(frame));
		context.setWebSocketAutoResponse(new WebSocketRequestResponsePair(ping, pong));
	}

	/** Takes news in, and passes on what is new. */
	tell(news: Told[]): void {
		const before = this.#log.last();
		this.#log.take(news);
		const frame = this.#log.frameSince(before);
		if (frame !== null) this.#send(frame);
	}

	/** Forgets what was said; whoever has the chat open looks again. */
	forget(): void {
		this.#log.forget();
		each(this.ctx.getWebSockets(), close);
	}

	/** Closes the sockets that carry a tag; the others see that they have gone. */
	hangUp(tag: string): void {
		each(this.ctx.getWebSockets(tag), close);
		this.#people.changed();
	}

	/** A browser's socket. Who it is has been proven at the door. */
	override fetch(request: Request): Response {
		const { searchParams } = new URL(request.url);
		const guest = guestOf(request);
		const { 0: browser, 1: socket } = new WebSocketPair();
		this.ctx.acceptWebSocket(socket, guest.tags);
		enter(socket, guest);
		this.#lines.send(socket, guest.line, this.#log.missed(searchParams.get("after"), searchParams.get("since")));
		this.#lines.send(socket, guest.line, this.#people.frame());
		this.#people.changed();
		return new Response(null, { status: 101, webSocket: browser });
	}

	override webSocketMessage(socket: WebSocket, said: string | ArrayBuffer): Promise<void> {
		return this.#lines.hear(socket, hereAt(socket).line, said, (heard) => this.#hear(socket, heard));
	}

	#hear(socket: WebSocket, said: unknown): void {
		const now = instant();
		const me = hereAt(socket);
		if (now >= me.until) {
			close(socket);
			this.#people.changed();
			return;
		}
		const after = hear(me, said, now);
		if (!after) {
			socket.close(1003, "not understood");
			return;
		}
		note(socket, { ...after, line: me.line });
		this.#people.changed();
		this.ctx.waitUntil(this.#people.whenOver(now));
	}

	override webSocketClose(): void {
		this.#people.changed();
	}

	override webSocketError(): void {
		this.#people.changed();
	}

	override async alarm(): Promise<void> {
		this.#people.changed();
		await this.#people.whenOver(instant());
	}

	#send(frame: string): void {
		const now = instant();
		// Whose proof has run out hears nothing more.
		each(this.ctx.getWebSockets(), (socket) => {
			const { until, line } = hereAt(socket);
			if (now < until) this.#lines.send(socket, line, frame);
			else close(socket);
		});
	}
}
