import { z } from "zod";

/** Whoever passes a shop's news on may say the topic in the body instead of a header: `{topic, resource}`, signed as one. Both are understood everywhere. Pure. */

const Wrapped = z.object({ topic: z.string().min(1), resource: z.record(z.string(), z.unknown()) });

/** What a body tells: what it wraps, or itself; `topic`: the one it names by wrapping, null where it does not. */
export function unwrapped(body: unknown): { topic: string | null; resource: unknown } {
	const wrapped = Wrapped.safeParse(body);
	return wrapped.success ? wrapped.data : { topic: null, resource: body };
}

/** A topic as it is kept: by header before body, at most 100 characters; "" where neither names one. */
export function topicOf(header: string | null, body: unknown): string {
	return (header || unwrapped(body).topic || "").slice(0, 100);
}
