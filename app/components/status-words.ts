/** Which tone each status word carries (design language, §4). The word itself stands in the catalogs under `status.<kind>.<word>`. */

export type Tone = "hollow" | "info" | "move" | "ok" | "warn" | "bad" | "mute" | "accent";

export const statusTones = {
	product: { draft: "hollow", published: "ok", archived: "mute" },
	stock: { in: "ok", low: "warn", out: "bad" },
	order: {
		PENDING: "warn",
		PROCESSING: "info",
		SHIPPED: "move",
		DELIVERED: "ok",
		COMPLETED: "ok",
		REFUNDED: "mute",
		CANCELLED: "mute",
	},
	payment: { unpaid: "warn", part_paid: "warn", paid: "ok", part_refunded: "warn", refunded: "mute" },
	transfer: { draft: "hollow", in_transit: "move", part_received: "move", received: "ok", short: "bad", cancelled: "mute" },
	count: { counting: "info", applied: "ok", cancelled: "mute" },
	import: {
		uploaded: "hollow",
		previewing: "move",
		ready: "warn",
		running: "move",
		done: "ok",
		failed: "bad",
		cancelled: "mute",
		undoing: "move",
		undone: "mute",
	},
	job: { queued: "hollow", running: "move", done: "ok", late: "warn", failed: "bad", dead: "bad" },
	health: { ready: "ok", slow: "warn", down: "bad" },
	sync: { queued: "hollow", running: "move", waiting: "warn", done: "ok", unchanged: "mute", failed: "bad", rejected: "mute" },
	purchase: { draft: "hollow", sent: "move", part_received: "warn", received: "ok", cancelled: "mute" },
	catalog: { never: "hollow", ok: "ok", failing: "bad", waiting: "warn" },
	connection: { active: "ok", paused: "hollow", broken: "bad", disconnected: "mute" },
	booked: { waiting: "hollow", sent: "ok", parked: "bad", passed: "mute" },
	receipt: { waiting: "hollow", done: "ok", passed: "mute", poisoned: "bad" },
	run: { nothing: "mute", changed: "ok", partly: "warn", failed: "bad" },
	session: { this: "accent", active: "ok", expired: "mute" },
} as const satisfies Record<string, Record<string, Tone>>;

export type StatusKind = keyof typeof statusTones;
type StatusWord<Kind extends StatusKind> = Extract<keyof (typeof statusTones)[Kind], string>;

/** Whether a status that came from data is one this kind knows. */
export function isStatusWord<Kind extends StatusKind>(kind: Kind, word: string): word is StatusWord<Kind> {
	return Object.hasOwn(statusTones[kind], word);
}
