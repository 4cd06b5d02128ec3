import { afterEach, expect, it, vi } from "vitest";
import { createSocket } from "#app/components/news-socket.ts";
import { frameSeal } from "#app/platform/sealed-frames.ts";

afterEach(() => {
	vi.unstubAllGlobals();
	vi.useRealTimers();
});

const key = "A".repeat(43);

it("hears the next sealed frame, whatever one before it broke", async () => {
	vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
	const lines: { onmessage?: (event: { data: string }) => void; close(): void }[] = [];
	class Line {
		constructor() {
			lines.push(this);
		}
		close() {}
	}
	const broke: unknown[] = [];
	vi.stubGlobal("WebSocket", Line);
	vi.stubGlobal("window", Object.assign(new EventTarget(), { location: { href: "http://shop.test/inbox" } }));
	vi.stubGlobal("document", Object.assign(new EventTarget(), { visibilityState: "visible" }));
	vi.stubGlobal("navigator", { onLine: true });
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
	const room = frameSeal(key, "chat", "room");
	for (const seq of [1, 2, 3]) lines[0]?.onmessage?.({ data: await room.seal(JSON.stringify({ seq })) });
	await vi.waitFor(() => expect(taken).toEqual([2, 3]));
	expect(broke).toEqual([new Error("a frame nobody thought of")]);
	stop();
});
