import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { createCalls, showCall } from "#app/components/chat-call.ts";
import type { ChatNews } from "#app/platform/news-frames.ts";

const wrote = (more: Partial<ChatNews> = {}): ChatNews => ({
	...{ kind: "chat", chatId: "c1", status: "OPEN", assigneeId: null, unread: 1, lastAt: 10 },
	...{ lastSender: "CUSTOMER", lastState: null, version: 2, ...more },
});
const away = { userId: "karen", isHidden: true, mayCall: true };

afterEach(() => {
	vi.unstubAllGlobals();
});

it.each([
	["a customer wrote", {}, {}, true],
	["it is theirs", { assigneeId: "karen" }, {}, true],
	["it is a colleague's", { assigneeId: "jonas" }, {}, false],
	["somebody answered", { lastSender: "AGENT" }, {}, false],
	["it was read", { unread: 0 }, {}, false],
	["they look at the page", {}, { isHidden: false }, false],
	["they never allowed it", {}, { mayCall: false }, false],
] as const)("where %s, calls or does not", (_, news, looker, isCalled) => {
	expect(createCalls()([wrote(news)], { ...away, ...looker })).toEqual(isCalled ? ["c1"] : []);
});

it("calls once for each thing that was said, and for nothing that was heard while they looked", () => {
	const calls = createCalls();
	expect(calls([wrote(), wrote({ version: 3 })], away)).toEqual(["c1"]);
	// Somebody gave it a label.
	expect(calls([wrote({ version: 4 })], away)).toEqual([]);
	expect(calls([wrote({ lastAt: 20, unread: 2 }), wrote({ chatId: "c2" })], away)).toEqual(["c1", "c2"]);
	expect(calls([wrote({ chatId: "c3", assigneeId: "jonas" })], away)).toEqual([]);
	expect(calls([wrote({ chatId: "c3", assigneeId: "karen" })], away)).toEqual(["c3"]);
	expect(calls([wrote({ lastAt: 30 })], { ...away, isHidden: false })).toEqual([]);
	expect(calls([wrote({ lastAt: 30, version: 9 })], away)).toEqual([]);
});

it("asks the browser where somebody presses for it, and nowhere else", () => {
	const app = join(import.meta.dirname, "../../../app");
	const asking = readdirSync(app, { recursive: true, encoding: "utf8" }).filter(
		(file) => /\.tsx?$/.test(file) && readFileSync(join(app, file), "utf8").includes("requestPermission"),
	);
	expect(asking).toEqual(["routes/inbox/notify-switch.tsx"]);
});

it("leads to the conversation with a click, and says where a page cannot call at all", () => {
	const shown: { title: string; options: object; onclick?: () => void; isClosed?: boolean }[] = [];
	const focus = vi.fn();
	vi.stubGlobal("window", { focus });
	vi.stubGlobal(
		"Notification",
		class {
			onclick?: () => void;
			isClosed = false;
			constructor(
				readonly title: string,
				readonly options: object,
			) {
				shown.push(this);
			}
			close() {
				this.isClosed = true;
			}
		},
	);
	const open = vi.fn();
	expect(showCall("c1", { name: "Mette", preview: "Is it ready?" }, open)).toBe(true);
	expect(shown).toMatchObject([{ title: "Mette", options: { body: "Is it ready?", tag: "c1" } }]);
	expect(open).not.toHaveBeenCalled();
	shown[0]?.onclick?.();
	expect([focus.mock.calls.length, open.mock.calls, shown[0]?.isClosed]).toEqual([1, [["/inbox/c1"]], true]);
	vi.stubGlobal(
		"Notification",
		class {
			constructor() {
				throw new TypeError("Illegal constructor");
			}
		},
	);
	expect(showCall("c1", { name: "Mette", preview: "" }, open)).toBe(false);
});
