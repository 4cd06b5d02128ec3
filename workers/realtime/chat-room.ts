import { DurableObject } from "cloudflare:workers";
import { arrived, draftingFor, hear, peopleOf, type Present, typingFor } from "#app/inbox/frames.ts";
import { ping, pong, type Told } from "#app/platform/news.ts";
import { instant } from "#app/platform/time.ts";
import { NewsLog } from "./news-log.ts";
import { type Line, roomLines } from "./sealed-line.ts";
import { close, each } from "./sockets.ts";

const kept = 500;
/** Who comes and goes at once is told of at once (ms). */
const pause = 100;

/**
 * Carries what is said in one chat to whoever has it open, and who that is. What happened is in the database; this only passes it on, in order, and gives
 * whoever comes back what they missed. Sockets hibernate; whoever is here stands in their attachments.
 */
export class ChatRoom extends DurableObject<Env> {
	readonly #log: NewsLog;
	readonly #lines: ReturnType<typeof roomLines>;
	#people = "";
	#resting: ReturnType<typeof setTimeout> | undefined;

	constructor(context: DurableObjectState, env: Env) {
		super(context, env);
		this.#log = new NewsLog(context.storage.sql, kept);
		this.#lines = roomLines(env);
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
		this.#tellOfPeople();
	}

	/** A browser's socket. Who it is has been proven at the door, which says so in headers of its own, and how long the proof holds. */
	override fetch(request: Request): Response {
		const { searchParams } = new URL(request.url);
		const who = JSON.parse(decodeURIComponent(request.headers.get("X-Person") ?? ""));
		const { 0: browser, 1: socket } = new WebSocketPair();
		this.ctx.acceptWebSocket(socket, (request.headers.get("X-Tags") ?? "").split(" "));
		const line = JSON.parse(request.headers.get("X-Line") ?? "");
		socket.serializeAttachment({ ...arrived(who, Number(request.headers.get("X-Until"))), line } satisfies Here);
		this.#lines.send(socket, line, this.#log.missed(searchParams.get("after"), searchParams.get("since")));
		this.#lines.send(socket, line, this.#peopleNow());
		this.#tellOfPeople();
		return new Response(null, { status: 101, webSocket: browser });
	}

	override webSocketMessage(socket: WebSocket, said: string | ArrayBuffer): Promise<void> {
		return this.#lines.hear(socket, presentAt(socket).line, said, (heard) => this.#hear(socket, heard));
	}

	#hear(socket: WebSocket, said: unknown): void {
		const now = instant();
		const me = presentAt(socket);
		if (now >= me.until) {
			close(socket);
			this.#tellOfPeople();
			return;
		}
		const after = hear(me, said, now);
		if (!after) {
			socket.close(1003, "not understood");
			return;
		}
		socket.serializeAttachment({ ...after, line: me.line } satisfies Here);
		this.#tellOfPeople();
		// What nobody says again is over by then.
		const over = Math.max(after.typingUntil > now ? typingFor : 0, after.draftingUntil > now ? draftingFor : 0);
		if (over > 0) this.ctx.waitUntil(this.#lookAt(now + over));
	}

	override webSocketClose(): void {
		this.#tellOfPeople();
	}

	override webSocketError(): void {
		this.#tellOfPeople();
	}

	override alarm(): void {
		this.#tellOfPeople();
	}

	async #lookAt(at: number): Promise<void> {
		const set = await this.ctx.storage.getAlarm();
		if (set === null || set < at) await this.ctx.storage.setAlarm(at);
	}

	#peopleNow(): string {
		const now = instant();
		const open = this.ctx.getWebSockets().filter(({ readyState }) => readyState === WebSocket.OPEN);
		const proven = open.map(presentAt).filter(({ until }) => now < until);
		return JSON.stringify({ people: peopleOf(proven, now) });
	}

	#tellOfPeople(): void {
		if (this.#resting !== undefined) return;
		this.#resting = setTimeout(() => {
			this.#resting = undefined;
			const people = this.#peopleNow();
			if (people === this.#people) return;
			this.#people = people;
			this.#send(people);
		}, pause);
	}

	#send(frame: string): void {
		const now = instant();
		// Whose proof has run out hears nothing more.
		each(this.ctx.getWebSockets(), (socket) => {
			const { until, line } = presentAt(socket);
			if (now < until) this.#lines.send(socket, line, frame);
			else close(socket);
		});
	}
}

type Here = Present & { line: Line };

function presentAt(socket: WebSocket): Here {
	return socket.deserializeAttachment() as Here;
}
