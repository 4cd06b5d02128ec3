/** Which addresses somebody may have us call: a public host by name, over TLS, and nothing else. Pure; whoever calls also follows no redirect unjudged. */

export type UrlProblem = "not_an_address" | "not_https" | "not_public";

/** Names that lead to machines of ours, of the reader's own network, or nowhere; and those that lead wherever whoever asks for them says. */
const closed =
	/(^|\.)(localhost|local|localdomain|internal|intranet|private|corp|home|lan|svc|arpa|onion|invalid|workers\.dev|pages\.dev|cloudflare-gateway\.com|nip\.io|sslip\.io|xip\.io|localtest\.me|lvh\.me|vcap\.me|fuf\.me|traefik\.me|lacolhost\.com|local\.gd|rbndr\.us|1u\.ms)$/;

/**
 * What somebody typed as an address (`https://` may be left out), judged. A host by number is refused in every spelling: URL has made it a dotted or
 * bracketed one by then. `own` are hosts of ours.
 */
export function publicUrl(typed: string, own: string[] = []): { url: URL } | { problem: UrlProblem } {
	const text = typed.trim();
	let url: URL;
	try {
		url = new URL(/^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[^/:]+:\d+/.test(text) ? text : `https://${text}`);
	} catch {
		return { problem: "not_an_address" };
	}
	if (url.protocol !== "https:") return { problem: "not_https" };
	const host = url.hostname.replace(/\.$/, "");
	const isNumber = /^[\d.]+$/.test(host) || host.startsWith("[");
	// Of more dots than one at its end, a name is none, though some would look up what stands before them.
	const isName = host.includes(".") && !host.split(".").includes("");
	const isPublic = !isNumber && isName && !closed.test(host) && !own.some((ours) => host === ours || host.endsWith(`.${ours}`));
	if (!isPublic || url.port !== "" || url.username !== "" || url.password !== "") return { problem: "not_public" };
	return { url };
}

/** Whether two hosts are one shop's: equal but for `www.`, or one a name under the other. */
export function isSameSite(one: string, other: string): boolean {
	const [a, b] = [one, other].map((host) =>
		host
			.toLowerCase()
			.replace(/\.$/, "")
			.replace(/^www\./, ""),
	);
	return a === b || Boolean(a?.endsWith(`.${b}`) || b?.endsWith(`.${a}`));
}
