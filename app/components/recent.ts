import { useEffect } from "react";
import { useShell } from "./shell.ts";

/** What somebody opened last, for the palette to offer: kept in this browser for them in this business, and forgotten when they sign out. */

export type Recent = { kind: "product" | "style" | "order"; id: string; label: string; to: string };

const prefix = "recent:";
/** Answers begun and not sent (routes/inbox/use-draft.ts). */
export const draftPrefix = "draft:";
const kept = 8;
const keyOf = (businessId: string, userId: string) => `${prefix}${businessId}:${userId}`;

/** The last records somebody opened, newest first. */
export function recentOf(businessId: string, userId: string): Recent[] {
	try {
		const read: unknown = JSON.parse(localStorage.getItem(keyOf(businessId, userId)) ?? "[]");
		return Array.isArray(read) ? read.filter(isRecent) : [];
	} catch {
		return []; // storage that is forbidden remembers nothing
	}
}

function isRecent(value: unknown): value is Recent {
	if (typeof value !== "object" || value === null) return false;
	const { kind, id, label, to } = { kind: "", id: "", label: "", to: "", ...value };
	return (
		(kind === "product" || kind === "style" || kind === "order") &&
		typeof id === "string" &&
		typeof label === "string" &&
		typeof to === "string" &&
		to.startsWith("/")
	);
}

/** Remembers the record a page shows. */
export function useRemember({ kind, id, label, to }: Recent): void {
	const { business, user } = useShell();
	useEffect(() => {
		const others = recentOf(business.id, user.id).filter((each) => each.id !== id);
		try {
			localStorage.setItem(keyOf(business.id, user.id), JSON.stringify([{ kind, id, label, to }, ...others].slice(0, kept)));
		} catch {
			// storage that is full or forbidden costs only this
		}
	}, [business.id, user.id, kind, id, label, to]);
}

/** Whoever uses this browser next is not told what was looked at, what was begun to write, nor what lay in a basket. */
export function forgetRecent(): void {
	try {
		for (const key of Object.keys(localStorage)) if (key.startsWith(prefix) || key.startsWith(draftPrefix)) localStorage.removeItem(key);
		for (const key of Object.keys(sessionStorage)) if (key.startsWith("counter")) sessionStorage.removeItem(key);
	} catch {
		// nothing was remembered
	}
}
