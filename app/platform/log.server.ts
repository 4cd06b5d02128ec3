/** Structured logs: one JSON line per fact. Values are chosen by the caller; errors are reduced so that no bound parameter gets in. */

type Field = string | number | boolean | null | undefined;
type Level = "debug" | "info" | "warn" | "error";

const order: Record<Level, number> = { debug: 0, info: 1, warn: 2, error: 3 };

/** Writes one line; `debug` is for a debugger, and goes nowhere. */
export function log(level: Level, event: string, fields: Record<string, Field> = {}): void {
	if (order[level] < order.info) return;
	const line = JSON.stringify({ level, event, ...fields });
	if (level === "error") console.error(line);
	else if (level === "warn") console.warn(line);
	else console.log(line);
}

/**
 * What may be logged of an unknown error: its class and a message without values. Database messages name a constraint and stop there;
 * drizzle's own message carries the bound parameters, so only the cause underneath is used, and everything quoted is cut.
 */
export function errorFields(error: unknown): { error: string; message: string; stack: string | undefined } {
	if (!(error instanceof Error)) return { error: typeof error, message: "non-error thrown", stack: undefined };
	const innermost = error.cause instanceof Error ? error.cause : error;
	return {
		error: error.name,
		message: withoutValues(innermost.message),
		// Frames only: a message of several lines stands at the head of its stack, values and all.
		stack: innermost.stack
			?.split("\n")
			.map((line) => line.trim())
			.filter((line) => line.startsWith("at "))
			.slice(0, 5)
			.join(" < "),
	};
}

function withoutValues(message: string): string {
	return message
		.replace(/\bparams: .*/s, "params: (left out)")
		.replace(/(["'`])(?:(?!\1).){3,}\1/gs, "$1…$1")
		.slice(0, 300);
}
