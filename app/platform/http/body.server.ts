import { Refusal, refuse } from "../errors.ts";

const mebibyte = 1024 * 1024;

/** No form or JSON body of ours is larger. */
const bodyLimit = mebibyte;

/** Doors that take a file: what it is streamed into bounds the memory, not this. */
const files: [RegExp, number][] = [
	[/^\/api\/(v1\/)?catalog\/[^/]+\/sync$/, 96 * mebibyte],
	// A little more than imports take, so that their page can say what is too much.
	[/^\/(products\/import|api\/(v1\/)?imports)(\.data)?$/, 24 * mebibyte],
	// Likewise a little more than a picture may have, or several of them sent at once.
	[/^\/api\/(v1\/)?products\/[^/]+\/images$/, 16 * mebibyte],
	[/^\/products\/[^/]+\/pictures(\.data)?$/, 36 * mebibyte],
	[/^\/(inbox\/[^/]+|api\/(v1\/)?chats\/[^/]+)\/media(\.data)?$/, 17 * mebibyte],
	[/^\/(settings\/inbox|api\/(v1\/)?inbox\/canned\/[^/]+\/file)(\.data)?$/, 17 * mebibyte],
	[/^\/(api\/(v1\/)?)?connections\/webhook\//, 5 * mebibyte],
	[/^\/vendors\/[^/]+\/source(\.data)?$/, 32 * mebibyte],
];

/** How many bytes may be sent to a path. */
export function bodyLimitOf(pathname: string): number {
	return files.find(([pattern]) => pattern.test(pathname))?.[1] ?? bodyLimit;
}

function refuseBody(limit: number): never {
	refuse("too_large", "body_too_large", { limitMiB: limit / mebibyte });
}

/** @throws Refusal `too_large / body_too_large` when the length the request announces is over the limit */
export function refuseLargeBody(request: Request, limit: number): void {
	if (Number(request.headers.get("Content-Length") ?? 0) > limit) refuseBody(limit);
}

/** The request with a body that breaks off once it is over the limit, for senders that announce nothing. */
export function limitedBody(request: Request, limit: number): { request: Request; refuseBroken(): void } {
	if (!request.body || request.headers.has("Content-Length")) return { request, refuseBroken: () => {} };
	let received = 0;
	let broken = false;
	const counted = request.body.pipeThrough(
		new TransformStream<Uint8Array, Uint8Array>({
			transform(chunk, controller) {
				received += chunk.byteLength;
				if (received > limit) {
					broken = true;
					controller.error(new Refusal("too_large", "body_too_large", { limitMiB: limit / mebibyte }));
				} else controller.enqueue(chunk);
			},
		}),
	);
	return {
		request: new Request(request, { body: counted }),
		refuseBroken() {
			if (broken) refuseBody(limit);
		},
	};
}

/** Reads what nobody read. workerd closes a kept-alive connection whose request body was left unread, which the next request then pays for. */
export async function drain(request: Request): Promise<void> {
	if (!request.body || request.bodyUsed) return;
	try {
		await request.body.pipeTo(new WritableStream());
	} catch {
		// the sender hung up; there is nothing left to read
	}
}
