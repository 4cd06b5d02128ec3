import { DurableObject } from "cloudflare:workers";
import { ping, pong, proveAgain, type Told } from "#app/platform/news.ts";
import { instant } from "#app/platform/time.ts";

/** How many subjects are remembered for browsers that come back. */
const kept = 1000;
/** After a frame nothing is sent for this long (ms): a burst becomes ten frames a second, and a single change waits for nobody. */
const pause = 100;

type Row = { seq: number; body: string };

/**
 * Carries a business's news to its open pages; what the news is about it does not know. It keeps the last word on each subject under a
 * sequence number, so that a browser that was away hears all that it missed and still holds, or that it must look again.
 * Sockets hibernate: between two frames nothing of this need be in memory.
 */
export class BusinessNews extends DurableObject<Env> {
	/** The sequence number every socket has heard of. */
	#sent: number;
	#resting: ReturnType<typeof setTimeout> | undefined;

	constructor(context: DurableObjectState, env: Env) {
		super(context, env);
		context.storage.sql.exec(
			"CREATE TABLE IF NOT EXISTS news (about TEXT PRIMARY KEY, seq INTEGER NOT NULL UNIQUE, rank INTEGER NOT NULL, at INTEGER NOT NULL, body TEXT NOT NULL) STRICT, WITHOUT ROWID",
		);
		context.setWebSocketAutoResponse(new WebSocketRequestResponsePair(ping, pong));
		this.#sent = this.#last();
	}

	/** Takes news in, and passes on what is new: neither what was said already nor what something later was said about. */
	tell(news: Told[]): void {
		const at = instant();
		for (const { about, rank, body } of news) {
			this.ctx.storage.sql.exec(
				`INSERT INTO news (about, seq, rank, at, body) VALUES (?, (SELECT COALESCE(MAX(seq), 0) + 1 FROM news), ?, ?, ?)
				ON CONFLICT (about) DO UPDATE SET seq = excluded.seq, rank = excluded.rank, at = excluded.at, body = excluded.body
				WHERE news.body <> excluded.body AND news.rank <= excluded.rank`,
				about,
				rank,
				at,
				body,
			);
		}
		this.ctx.storage.sql.exec("DELETE FROM news WHERE seq <= ?", this.#last() - kept);
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
		const after = searchParams.get("after");
		socket.send(this.#missed(after === null ? this.#last(Number(searchParams.get("since"))) : Number(after)));
		return new Response(null, { status: 101, webSocket: browser });
	}

	/** It is there to listen. Pings do not come this far. */
	override webSocketMessage(socket: WebSocket): void {
		socket.close(1003, "only listens");
	}

	/** What whoever heard everything up to `after` should hear now. */
	#missed(after: number): string {
		const last = this.#last();
		// Somebody from the future has heard another object than this one.
		if (after > last || after < last - kept) return frameOf(after, [{ seq: last, body: `{"kind":"refresh","at":${instant()}}` }]);
		return frameOf(after, this.#since(after));
	}

	#send(): void {
		const rows = this.#resting === undefined ? this.#since(this.#sent) : [];
		if (rows.length === 0) return;
		const frame = frameOf(this.#sent, rows);
		this.#sent = this.#last();
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

	#since(seq: number): Row[] {
		return this.ctx.storage.sql.exec<Row>("SELECT seq, body FROM news WHERE seq > ? ORDER BY seq", seq).toArray();
	}

	/** The last sequence number there is, or was before an instant. */
	#last(before: number = Number.MAX_SAFE_INTEGER): number {
		return this.ctx.storage.sql.exec<{ seq: number }>("SELECT COALESCE(MAX(seq), 0) AS seq FROM news WHERE at < ?", before).one().seq;
	}
}

function frameOf(after: number, rows: Row[]): string {
	return `{"after":${after},"seq":${rows.at(-1)?.seq ?? after},"news":[${rows.map(({ body }) => body).join(",")}]}`;
}

/** One that has gone away must not keep the others from theirs. */
function each(sockets: WebSocket[], act: (socket: WebSocket) => void): void {
	for (const socket of sockets) {
		try {
			act(socket);
		} catch {
			// nobody is there
		}
	}
}

const close = (socket: WebSocket) => socket.close(proveAgain, "prove again");
