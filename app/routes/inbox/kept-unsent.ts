import { draftPrefix } from "#app/components/recent.ts";
import type { Unsent } from "./conversation.ts";

/** What was written and is not known to be with the server: each message in this browser until it is, or is dropped; as drafts are, and forgotten with them. */
export type UnsentKeeper = { all(): Unsent[]; put(message: Unsent): void; drop(clientId: string): void };

/** Where nobody keeps anything. */
export const keepsNothing: UnsentKeeper = { all: () => [], put() {}, drop() {} };

const lost: Unsent["refused"] = { code: "not_reached", details: {} };

export function unsentIn(chatId: string): UnsentKeeper {
	const prefix = `${draftPrefix}${chatId}:`;
	return {
		/** Oldest first. What was on its way when the page was left may have arrived or not: it is sent again under the same name, or dropped. */
		all() {
			try {
				return Object.keys(localStorage)
					.filter((key) => key.startsWith(prefix))
					.flatMap((key) => unsentOf(localStorage.getItem(key)))
					.sort((one, other) => one.at - other.at);
			} catch {
				return [];
			}
		},
		put(message) {
			try {
				localStorage.setItem(prefix + message.clientId, JSON.stringify(message));
			} catch {
				// A browser that keeps nothing for pages: it lives as long as the page.
			}
		},
		drop(clientId) {
			try {
				localStorage.removeItem(prefix + clientId);
			} catch {
				// nothing was kept
			}
		},
	};
}

function unsentOf(text: string | null): Unsent[] {
	const { clientId, text: words, isNote, at, files, body, refused } = { ...JSON.parse(text ?? "{}") };
	if (typeof clientId !== "string" || typeof words !== "string" || typeof at !== "number" || typeof body !== "object") return [];
	return [{ clientId, text: words, isNote: isNote === true, at, files: Array.isArray(files) ? files : [], body, refused: refused ?? lost }];
}
