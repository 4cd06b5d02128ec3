import { Refusal, refuse } from "../errors.ts";

/** No form or JSON body of ours is larger; files will have a door of their own. */
export const bodyLimit = 1024 * 1024;

const mebibytes = bodyLimit / 1024 / 1024;

/** @throws Refusal `too_large / body_too_large` when the length the request announces is over the limit */
export function refuseLargeBody(request: Request): void {
	if (Number(request.headers.get("Content-Length") ?? 0) > bodyLimit) refuse("too_large", "body_too_large", { limitMiB: mebibytes });
}

/** The request with a body that breaks off once it is over the limit, for senders that announce nothing. */
export function limitedBody(request: Request): { request: Request; broke(): boolean } {
	if (!request.body || request.headers.has("Content-Length")) return { request, broke: () => false };
	let received = 0;
	let broken = false;
	const counted = request.body.pipeThrough(
		new TransformStream<Uint8Array, Uint8Array>({
			transform(chunk, controller) {
				received += chunk.byteLength;
				if (received > bodyLimit) {
					broken = true;
					controller.error(new Refusal("too_large", "body_too_large", { limitMiB: mebibytes }));
				} else controller.enqueue(chunk);
			},
		}),
	);
	return { request: new Request(request, { body: counted }), broke: () => broken };
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
