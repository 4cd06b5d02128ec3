import { data } from "react-router";
import type { Desk } from "./offline/desk.ts";

/** A server that takes longer than this to say that somebody is out has not said it. */
const patience = 12_000;

/**
 * Locks a till, as the server says. Who sells is forgotten only when it has answered that they are out: a till that forgot them when nobody answers could
 * sell nothing until somebody does. Without an answer the till is covered instead; where nothing could cover it, it says that it is not locked.
 * @param ask rejects with the Response of the server, or with anything else when none came
 * @throws what the server answered; without an answer and a desk, what `ask` rejected with
 */
export async function locking(ask: () => Promise<unknown>, desk: Pick<Desk, "forget" | "unheard" | "cover"> | null, signal: AbortSignal) {
	try {
		return await Promise.race([ask(), new Promise<never>((_, reject) => setTimeout(() => reject(new Error("nobody answers")), patience))]);
	} catch (error) {
		if (error instanceof Response) {
			await desk?.forget();
			throw error;
		}
		if (!signal.aborted) {
			if (!desk) throw error;
			desk.unheard();
			desk.cover();
		}
		// As an error: the page must not be asked for again, where nobody answers it would be lost.
		return data(null, { status: 503 });
	}
}
