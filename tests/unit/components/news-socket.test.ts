import { afterEach, expect, it, vi } from "vitest";
import { createSocket } from "#app/components/news-socket.ts";
import { frameSeal } from "#app/platform/sealed-frames.ts";

afterEach(() => {
	vi.unstubAllGlobals();
	vi.useRealTimers();
});

const key = "A".repeat(43);

type Line = { readyState: number; closed: number; onmessage?(event: { data: string }): void; onopen?(): void };

/** A browser whose sockets are these lines. */
function browser(): Line[] {
	const lines: Line[] = [];
	class Socket implements Line {
		static readonly CONNECTING = 0;
		readyState = 0;
		closed = 0;
		constructor() {
			lines.push(this);
		}
		close() {
			this.closed += 1;
		}
	}
	vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
	vi.stubGlobal("WebSocket", Socket);
	vi.stubGlobal("window", Object.assign(new EventTarget(), { location: { href: "http://shop.test/inbox" } }));
	vi.stubGlobal("document", Object.assign(new EventTarget(), { visibilityState: "visible" }));
	vi.stubGlobal("navigator", { onLine: true });
	return lines;
}

it("a line that is let go before it stands is closed as soon as it does", () => {
	const lines = browser();
	const { start } = createSocket<{ seq: number }>({ seq: () => 0, setLine() {}, forget() {}, take: () => true });
	const letGo = start("chat", "/chat", 0, { onProveAgain() {} });
	vi.advanceTimersByTime(0);
	letGo();
	start("chat", "/chat", 0, { onProveAgain() {} });
	vi.advanceTimersByTime(0);
	expect(lines.map(({ closed }) => closed)).toEqual([0, 0]);
	for (const line of lines) {
		line.readyState = 1;
		line.onopen?.();
	}
	expect(lines.map(({ closed }) => closed)).toEqual([1, 0]);
});

it("a page nobody looks at lets its line go after a while, unless it is to call somebody", () => {
	for (const stays of [false, true]) {
		const lines = browser();
		const { start } = createSocket<{ seq: number }>({ seq: () => 0, setLine() {}, forget() {}, take: () => true });
		const stop = start("shop", "/realtime", 0, { onProveAgain() {}, stays: () => stays });
		vi.advanceTimersByTime(0);
		const [line] = lines;
		line!.readyState = 1;
		line!.onmessage?.({ data: "pong" });
		Object.assign(line!, { send: () => setTimeout(() => line!.onmessage?.({ data: "pong" }), 1) });
		Object.assign(document, { visibilityState: "hidden" });
		document.dispatchEvent(new Event("visibilitychange"));
		vi.advanceTimersByTime(10 * 60_000);
		expect([lines.length, line!.closed]).toEqual([1, stays ? 0 : 1]);
		stop();
		vi.useRealTimers();
	}
});

it("a line that is let go in the task it was asked for in is never opened", () => {
	const lines = browser();
	const { start } = createSocket<{ seq: number }>({ seq: () => 0, setLine() {}, forget() {}, take: () => true });
	start("chat", "/chat", 0, { onProveAgain() {} })();
	vi.advanceTimersByTime(20_000);
	expect(lines).toEqual([]);
});

it("a line that never opens is closed after a while: the next one would wait behind it", () => {
	const lines = browser();
	const { start } = createSocket<{ seq: number }>({ seq: () => 0, setLine() {}, forget() {}, take: () => true });
	const letGo = start("chat", "/chat", 0, { onProveAgain() {} });
	vi.advanceTimersByTime(0);
	letGo();
	start("chat", "/chat", 0, { onProveAgain() {} });
	vi.advanceTimersByTime(0);
	vi.advanceTimersByTime(9_999);
	expect(lines.map(({ closed }) => closed)).toEqual([0, 0]);
	vi.advanceTimersByTime(1);
	expect(lines.map(({ closed }) => closed > 0)).toEqual([true, true]);
});

it("hears the next sealed frame, whatever one before it broke", async () => {
	const lines = browser();
	const broke: unknown[] = [];
	vi.stubGlobal("reportError", (error: unknown) => broke.push(error));

	const taken: number[] = [];
	const { start } = createSocket<{ seq: number }>({
		seq: () => 0,
		setLine() {},
		forget() {},
		take({ seq }) {
			if (seq === 1) throw new Error("a frame nobody thought of");
			taken.push(seq);
			return true;
		},
	});
	const stop = start("chat", "/chat", 0, { onProveAgain() {} }, key);
	vi.advanceTimersByTime(0);
	const room = frameSeal(key, "chat", "room");
	for (const seq of [1, 2, 3]) lines[0]?.onmessage?.({ data: await room.seal(JSON.stringify({ seq })) });
	await vi.waitFor(() => expect(taken).toEqual([2, 3]));
	expect(broke).toEqual([new Error("a frame nobody thought of")]);
	stop();
});
