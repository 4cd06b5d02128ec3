import type { Config } from "./config.server.ts";
import { newId, randomToken } from "./ids.ts";
import { instant } from "./time.ts";

/** What a request, message or tick has cost so far: round trips, statements in them, rows; shown as Server-Timing outside production and read by the bench. */
export type Meter = { trips: number; questions: number; rowsRead: number; rowsWritten: number };

/** Where and when something is being done, before anybody knows by whom. One per request, queue message or tick. */
export type Scope = {
	env: Env;
	cfg: Config;
	requestId: string;
	/** CSP nonce of this response. */
	nonce: string;
	now: number;
	/** Address of the caller as Cloudflare saw it, for the audit and the limits; null for machines of our own. */
	ip: string | null;
	/** The origin this request came in on, for redirects and links. */
	origin: string;
	/** What the caller showed to say who they are; not believed until identity has looked it up. */
	token: { via: "cookie" | "employee" | "bearer"; value: string } | null;
	/** The cookie of an enrolled device, and of one on its way in; never beside a bearer token. */
	device: { enrolled: string | null; pending: string | null };
	meter: Meter;
	waitUntil(work: Promise<unknown>): void;
};

/** A scope for work of our own (queue, cron, scripts). */
export function machineScope(env: Env, cfg: Config, waitUntil: Scope["waitUntil"], now: number = instant()): Scope {
	return {
		env,
		cfg,
		now,
		waitUntil,
		requestId: newId(),
		nonce: randomToken(16),
		ip: null,
		origin: cfg.PUBLIC_URL ?? "",
		token: null,
		device: { enrolled: null, pending: null },
		meter: { trips: 0, questions: 0, rowsRead: 0, rowsWritten: 0 },
	};
}
