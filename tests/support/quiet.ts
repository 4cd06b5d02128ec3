import { afterAll, afterEach, expect } from "vitest";

/**
 * Console noise fails a test: everything at warn or error, and any other output that is not one of our structured lines.
 * A test that provokes a log line takes it with `logged()`.
 */
const noise: string[] = [];
const levels = ["debug", "log", "info", "warn", "error"] as const;

for (const level of levels) {
	console[level] = (...values: unknown[]) => {
		const line = values
			.map((value) => (value instanceof Error ? (value.stack ?? value.message) : typeof value === "string" ? value : JSON.stringify(value)))
			.join(" ");
		const routine = level !== "warn" && level !== "error" && line.startsWith('{"level":');
		if (!routine) noise.push(line);
	};
}

/** The noise so far, which is thereby expected. */
export const logged = (): string[] => noise.splice(0);

const nothingHeard = () => expect(logged(), "console output; take expected lines with logged() of tests/support/quiet.ts").toEqual([]);
afterEach(nothingHeard);
afterAll(nothingHeard);
