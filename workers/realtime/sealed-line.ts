import { holdsSealed, openFrame } from "#app/inbox/sealed-words.server.ts";
import { configOf } from "#app/platform/config.server.ts";
import { errorFields, log } from "#app/platform/log.server.ts";
import { type FrameSeal, frameSeal } from "#app/platform/sealed-frames.ts";
import { close } from "./sockets.ts";

/** Whose chat a socket listens to, and the key its frames are sealed with (null: with none). Kept with the socket. */
export type Line = { businessId: string; chatId: string; key: string | null };

/**
 * How a room speaks over its sockets. Sealing takes its time, so frames wait for each other: they leave, and are heard, in their order. What is sealed at
 * rest is opened here, to be told to whoever has a key of their own; whoever has none proves again who they are, and is given one.
 */
export function roomLines(env: Env) {
	const seals = new WeakMap<WebSocket, FrameSeal>();
	let sending: Promise<void> = Promise.resolve();
	let hearing: Promise<void> = Promise.resolve();

	function sealOf(socket: WebSocket, chatId: string, key: string): FrameSeal {
		const seal = seals.get(socket) ?? frameSeal(key, chatId, "room");
		seals.set(socket, seal);
		return seal;
	}

	return {
		send(socket: WebSocket, { businessId, chatId, key }: Line, frame: string): void {
			if (key === null) {
				if (holdsSealed(frame)) close(socket);
				else socket.send(frame);
				return;
			}
			const { seal } = sealOf(socket, chatId, key);
			sending = sending
				.then(async () => socket.send(await seal(await openFrame(configOf(env).ENCRYPTION_KEYS, businessId, frame))))
				.catch((error) => gone(socket, error));
		},

		/** Hands on what a socket said: null where it was not sealed as it should be. */
		async hear(socket: WebSocket, { chatId, key }: Line, said: string | ArrayBuffer, heard: (said: unknown) => void): Promise<void> {
			if (key === null) return heard(said);
			const { open } = sealOf(socket, chatId, key);
			hearing = hearing.then(async () => heard(typeof said === "string" ? await open(said) : null)).catch((error) => gone(socket, error));
			return hearing;
		},
	};
}

/** One that has gone away must not keep the others from theirs; anything else is said. */
function gone(socket: WebSocket, error: unknown): void {
	if (socket.readyState !== WebSocket.OPEN) return;
	log("error", "chat.frame_not_sealed", errorFields(error));
	close(socket);
}
