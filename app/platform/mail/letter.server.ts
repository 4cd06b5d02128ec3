import type { Mail } from "./mail.server.ts";

/** A mail in pieces: what it says, in order, and the one thing to do. */
export type Letter = { to: string; subject: string; lines: string[]; act?: { label: string; address: string }; after?: string[] };

/** Both forms of a letter. Everything in it is text: a name that looks like markup stays a name. */
export function composed({ to, subject, lines, act, after = [] }: Letter): Mail {
	const text = [...lines, ...(act ? [`${act.label}:\n${act.address}`] : []), ...after].join("\n\n");
	const paragraphs = (all: string[]) => all.map((line) => `<p style="margin:0 0 16px">${escaped(line)}</p>`).join("\n");
	const html = [
		'<div style="font:16px/24px system-ui,sans-serif;color:#1c2224;max-width:520px;margin:0 auto;padding:24px">',
		paragraphs(lines),
		act &&
			`<p style="margin:24px 0"><a href="${escaped(act.address)}" style="background:#0e5e6c;color:#fff;padding:12px 20px;border-radius:8px;text-decoration:none;display:inline-block">${escaped(act.label)}</a></p>`,
		paragraphs(after),
		"</div>",
	];
	return { to, subject: subject.replace(/\s+/g, " ").slice(0, 200), text, html: html.filter(Boolean).join("\n") };
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escaped(text: string): string {
	return text.replace(/[&<>"']/g, (char) => entities[char] ?? char);
}
