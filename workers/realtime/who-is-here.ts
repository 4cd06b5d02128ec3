import { arrived, type Person, type Present, peopleOf } from "#app/inbox/frames.ts";
import { instant } from "#app/platform/time.ts";
import type { Line } from "./sealed-line.ts";

/** Who comes and goes at once is told of at once (ms). */
const pause = 100;

/** Whoever has a chat open, and how their socket is spoken over. Stands in the socket's attachment, so that it outlives the object's sleep. */
export type Here = Present & { line: Line };
/** Somebody as the door of a chat's socket has proven them. `until`: how long that holds, ms UTC. `tags`: what their sockets are hung up by. */
export type Guest = { person: Pick<Person, "id" | "name">; tags: string[]; until: number; line: Line };

const guestHeader = "X-Guest";

/** How the door tells the room who knocks. Only the door reaches a room. */
export function guestHeaders(guest: Guest): Record<string, string> {
	return { [guestHeader]: encodeURIComponent(JSON.stringify(guest)) };
}

export function guestOf({ headers }: Request): Guest {
	return JSON.parse(decodeURIComponent(headers.get(guestHeader) ?? ""));
}

export function enter(socket: WebSocket, { person, until, line }: Guest): void {
	note(socket, { ...arrived(person, until), line });
}

export function note(socket: WebSocket, here: Here): void {
	socket.serializeAttachment(here);
}

export function hereAt(socket: WebSocket): Here {
	return socket.deserializeAttachment() as Here;
}

/** Tells everybody in a room who is in it, when that changes. What nobody says again is over by itself: the object's alarm asks again then. */
export function roll(room: DurableObjectState, tell: (frame: string) => void) {
	let told = "";
	let resting: ReturnType<typeof setTimeout> | undefined;

	/** Those whose proof holds, as a frame. */
	function frame(): string {
		const now = instant();
		const open = room.getWebSockets().filter(({ readyState }) => readyState === WebSocket.OPEN);
		return JSON.stringify({
			people: peopleOf(
				open.map(hereAt).filter(({ until }) => now < until),
				now,
			),
		});
	}

	return {
		frame,

		/** Somebody came, went, or said something of themselves. */
		changed(): void {
			if (resting !== undefined) return;
			resting = setTimeout(() => {
				resting = undefined;
				const people = frame();
				if (people === told) return;
				told = people;
				tell(people);
			}, pause);
		},

		/** Looks again when the first thing that somebody said of themselves is over. */
		async whenOver(now: number): Promise<void> {
			const ends = room.getWebSockets().flatMap((socket) => [hereAt(socket).typingUntil, hereAt(socket).draftingUntil]);
			const first = Math.min(...ends.filter((end) => end > now));
			if (first === Number.POSITIVE_INFINITY) return;
			const set = await room.storage.getAlarm();
			if (set === null || set > first) await room.storage.setAlarm(first);
		},
	};
}
