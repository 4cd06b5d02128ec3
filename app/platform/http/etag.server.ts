import { sha256 } from "../digest.server.ts";

/**
 * The entity tag of a JSON answer: `"<version>-<digest>"`, or `"<digest>"` where the row has no version. The digest covers the whole body (a
 * product's shelf changes without its version), the version is what a later `If-Match` is held against.
 */
export async function entityTag(body: string, version?: number): Promise<string> {
	const digest = (await sha256(body)).slice(0, 22);
	return version === undefined ? `"${digest}"` : `"${version}-${digest}"`;
}

/** The tag of an answer that says the same as another with this `meaning`, though not to the byte. */
export async function weakTag(meaning: string): Promise<string> {
	return `W/${await entityTag(meaning)}`;
}

/** Whether the caller has this very answer already (RFC 9110 §13.1.2: compared weakly, `*` is any). */
export function hasAlready(ifNoneMatch: string | undefined, tag: string): boolean {
	if (ifNoneMatch === undefined) return false;
	const opaque = (named: string) => named.trim().replace(/^W\//, "");
	return ifNoneMatch.split(",").some((candidate) => candidate.trim() === "*" || opaque(candidate) === opaque(tag));
}

/** The version an `If-Match` names; what is no version of ours, or weak (RFC 9110 §13.1.1), matches none (0 is no version), `*` and no header any. */
export function versionIn(ifMatch: string | undefined): number | null {
	const tag = ifMatch?.trim();
	if (tag === undefined || tag === "*") return null;
	const version = /^"(\d{1,9})(?:-[\w-]{22})?"$/.exec(tag)?.[1];
	return version && version !== "0" ? Number(version) : Number.MAX_SAFE_INTEGER;
}
