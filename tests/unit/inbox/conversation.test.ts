import { describe, expect, it, vi } from "vitest";
import type { Shown } from "#app/inbox/rules.ts";
import { answeredSince, createConversation, type Unsent, withMessages } from "#app/routes/inbox/conversation.ts";
import { inTurn } from "#app/routes/inbox/in-turn.ts";
import { meanwhile } from "#app/routes/inbox/meanwhile.ts";
import { unsentIn } from "#app/routes/inbox/kept-unsent.ts";

const said = (id: string, more: Partial<Shown> = {}): Shown => ({
	...{
		id,
		chatId: "chat",
		seq: Number(id),
		version: 1,
		sender: "CUSTOMER",
		senderId: null,
		senderName: null,
		kind: "TEXT",
		as: null,
		text: id,
		details: {},
		isLocked: false,
	},
	...{ media: [], state: null, why: null, said: "", isNote: false, isDeleted: false, isForwarded: false, editedAt: null, reactions: [] },
	...{ replyTo: null, at: Number(id) * 1000, dueAt: null, clientId: null },
	...more,
});
const ids = (messages: readonly Shown[]) => messages.map(({ id }) => id);
const frame = (after: number, seq: number, ...messages: Shown[]) => ({
	after,
	seq,
	news: messages.map((message) => ({ kind: "message" as const, message })),
});
const unsent = (clientId: string): Unsent => ({ clientId, text: "Hi", isNote: false, at: 0, files: [], body: {}, refused: null });

describe("messages", () => {
	it("stand in the order they were said, however they come", () => {
		expect(ids(withMessages([said("3")], [said("1"), said("4"), said("2")]))).toEqual(["1", "2", "3", "4"]);
		expect(ids(withMessages([], [said("7", { at: 500 }), said("2", { at: 500 })]))).toEqual(["2", "7"]);
	});

	it("are one each: of two words about the same the later counts, whichever comes last", () => {
		const [sent, read] = [said("1", { version: 2, state: "sent" }), said("1", { version: 4, state: "read" })];
		expect(withMessages([sent], [read])).toEqual([read]);
		expect(withMessages([read], [sent])).toEqual([read]);
	});
});

describe("what was answered since a draft was begun", () => {
	const by = (id: string, senderId: string | null, more: Partial<Shown> = {}) =>
		said(id, { sender: "AGENT", senderId, senderName: "Anna Holm", ...more });

	it("is a colleague's, also of one with the same name, and what was written in the platform's own app", () => {
		expect(answeredSince([said("1"), by("2", "other")], "1", "me")?.id).toBe("2");
		expect(answeredSince([said("1"), by("2", null)], "1", "me")?.id).toBe("2");
	});

	it("is none of one's own, no note, nothing of before it was begun, and nothing where that is not known", () => {
		const messages = [by("1", "other"), said("2"), by("3", "me"), by("4", "other", { isNote: true }), said("5")];
		expect(answeredSince(messages, "2", "me")).toBeUndefined();
		expect(answeredSince(messages, null, "me")).toBeUndefined();
		expect(answeredSince(messages, "9", "me")).toBeUndefined();
	});
});

describe("a conversation", () => {
	it("takes each frame once, and begins again behind a gap", () => {
		const chat = createConversation(() => {});
		chat.look({ messages: [said("1")], hasOlder: true });
		expect(chat.take(frame(0, 4, said("2")), true)).toBe(true);
		expect(chat.take(frame(4, 5, said("3")), false)).toBe(true);
		expect(chat.take(frame(4, 5, said("3")), false)).toBe(true);
		expect(chat.take(frame(7, 8, said("9")), false)).toBe(false);
		expect(ids(chat.known().messages)).toEqual(["1", "2", "3"]);
		expect(chat.seq()).toBe(5);
	});

	it("knows its own message when the server tells of it, by answer or by socket, and shows it once", () => {
		const chat = createConversation(() => {});
		chat.wrote(unsent("a"));
		chat.take(frame(0, 1, said("1", { clientId: "a", sender: "AGENT", state: "queued" })), true);
		expect(chat.known().unsent).toEqual([]);
		chat.answered(said("1", { clientId: "a", sender: "AGENT", state: "queued" }));
		expect(ids(chat.known().messages)).toEqual(["1"]);
		// The refusal of a try whose message arrived all the same is none.
		chat.refused("a", { code: "not_reached", details: {} });
		expect(chat.known().unsent).toEqual([]);
	});

	it("keeps what was refused until it is sent again or dropped", () => {
		const chat = createConversation(() => {});
		chat.wrote(unsent("a"));
		chat.refused("a", { code: "not_reached", details: {} });
		expect(chat.known().unsent[0]?.refused?.code).toBe("not_reached");
		chat.wrote(unsent("a"));
		expect(chat.known().unsent).toEqual([unsent("a")]);
		chat.dropped("a");
		expect(chat.known().unsent).toEqual([]);
	});

	it("finds again on the next visit what was not sent, until the server has it or it is dropped", () => {
		const stored = new Map<string, string>();
		const storage = {
			getItem: (key: string) => stored.get(key) ?? null,
			setItem: (key: string, value: string) => void stored.set(key, value),
			removeItem: (key: string) => void stored.delete(key),
		};
		// As in a browser, its keys are those of the object.
		vi.stubGlobal(
			"localStorage",
			new Proxy(storage, { ownKeys: () => [...stored.keys()], getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }) }),
		);
		const visit = () => {
			const chat = createConversation(() => {}, unsentIn("chat"));
			chat.back();
			return chat;
		};
		const first = visit();
		for (const name of ["a", "b", "c"]) first.wrote(unsent(name));
		first.refused("b", { code: "window_closed", details: {} });
		const second = visit();
		expect(second.known().unsent.map(({ clientId, refused }) => [clientId, refused?.code])).toEqual([
			["a", "not_reached"],
			["b", "window_closed"],
			["c", "not_reached"],
		]);
		expect(createConversation(() => {}, unsentIn("another")).known().unsent).toEqual([]);
		// What was on its way arrives after all, for whoever hears of it first.
		first.answered(said("1", { clientId: "a" }));
		second.take(frame(0, 1, said("2", { clientId: "c" })), true);
		second.dropped("b");
		expect(visit().known().unsent).toEqual([]);
		vi.unstubAllGlobals();
	});

	it("sends one after the other, however long each takes, and goes on behind one that breaks", async () => {
		const [next, done] = [inTurn(), [] as string[]];
		const takes = (name: string, ms: number) => next(() => new Promise<void>((end) => setTimeout(() => end(void done.push(name)), ms)));
		const broken = next(() => Promise.reject(new Error("broke")));
		await Promise.all([takes("slow", 20), takes("quick", 0), expect(broken).rejects.toThrow("broke")]);
		expect(done).toEqual(["slow", "quick"]);
	});

	it("keeps earlier messages when the page is answered anew, but not over a hole", () => {
		const chat = createConversation(() => {});
		chat.look({ messages: [said("5"), said("6")], hasOlder: true });
		chat.older({ messages: [said("3"), said("4")], hasOlder: false });
		chat.look({ messages: [said("5"), said("6"), said("7")], hasOlder: true });
		expect(ids(chat.known().messages)).toEqual(["3", "4", "5", "6", "7"]);
		expect(chat.known().hasOlder).toBe(false);
		chat.look({ messages: [said("90"), said("91")], hasOlder: true });
		expect(ids(chat.known().messages)).toEqual(["90", "91"]);
		expect(chat.known().hasOlder).toBe(true);
	});

	it("asks again when too much was missed, and forgets who was here when the line breaks", () => {
		const again = vi.fn();
		const chat = createConversation(again);
		chat.take({ after: 0, seq: 900, news: [{ kind: "refresh", at: 1 }] }, true);
		expect(again).toHaveBeenCalledOnce();
		chat.setLine("live");
		chat.here([{ id: "u", name: "Mette", isTyping: true, isDrafting: true }]);
		chat.setLine("reconnecting");
		expect(chat.known().people).toEqual([]);
	});

	it("knows what became of a message while somebody changes it, and what of that is nothing to them", () => {
		const waits = { sender: "AGENT" as const, state: "scheduled" as const, text: "On Monday", dueAt: 5, version: 1 };
		const opened = said("1", waits);
		const now = (more: object) => meanwhile(opened, said("1", { ...waits, version: 2, ...more }));
		expect([meanwhile(opened, undefined), meanwhile(opened, opened), now({}), now({ state: "queued" })]).toEqual([null, null, null, null]);
		expect([now({ text: "On Tuesday" }), now({ dueAt: 6 })]).toEqual(["changed", "changed"]);
		expect(now({ state: null, isDeleted: true, text: "", dueAt: null })).toBe("gone");
		expect([now({ state: "sending" }), now({ state: "unsure" }), now({ state: "read" })]).toEqual(["left", "left", "left"]);
		expect(now({ state: "failed", why: "window_closed" })).toBe("failed");
		expect(now({ text: "On Tuesday", version: 1 })).toBeNull();
	});

	it("says how it stands by the latest word, not the last one", () => {
		const stand = (version: number, status: "OPEN" | "RESOLVED") => ({
			...{ kind: "chat" as const, chatId: "chat", status, assignee: null, unread: 0, lastInboundAt: null, version },
		});
		const chat = createConversation(() => {});
		chat.take({ after: 0, seq: 1, news: [stand(5, "RESOLVED")] }, true);
		chat.take({ after: 1, seq: 2, news: [stand(4, "OPEN")] }, false);
		expect(chat.known().stand?.status).toBe("RESOLVED");
	});
});
