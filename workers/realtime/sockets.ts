import { proveAgain } from "#app/platform/news.ts";

/** One that has gone away must not keep the others from theirs. */
export function each(sockets: WebSocket[], act: (socket: WebSocket) => void): void {
	for (const socket of sockets) {
		try {
			act(socket);
		} catch {
			// nobody is there
		}
	}
}

export const close = (socket: WebSocket) => socket.close(proveAgain, "prove again");
