import { expect, it } from "vitest";
import { setInbox } from "#app/inbox/keep-settings.server.ts";
import { sendMessage } from "#app/inbox/send-message.server.ts";
import { hour } from "#app/platform/time.ts";
import { call, openShop, rowsOf, type Shop } from "../../support/world.ts";
import { hearMessage, said, withLine } from "../inbox/inbox.ts";

/** What people see and do on the inbox's pages before scripts: forms, as a browser sends them. */

/** Somebody else of the shop, and a page as they see it. */
async function employ({ shop, ...person }: { shop: Shop; name: string; role: string }) {
	const login = { email: `${person.role}-${shop.userId}@shop.example`, password: "frames on the shelf" };
	const { body: added } = await shop.call("POST", "/api/users", { body: { ...login, ...person } });
	const { headers } = await call("POST", "/api/auth/login", { body: login });
	const Cookie = `__Host-session=${/__Host-session=([^;]+)/.exec(headers.get("Set-Cookie") ?? "")?.[1] ?? ""}`;
	return { id: added.id, Cookie, page: async (path: string) => String((await call("GET", path, { headers: { Cookie } })).body) };
}

const asForm = { "Content-Type": "application/x-www-form-urlencoded" };

it("lets somebody who keeps no settings begin and end their own shift, where conversations are given out", async () => {
	const shop = await openShop();
	const { id, Cookie, page: see } = await employ({ shop, name: "Ida", role: "agent" });
	const page = () => see("/inbox");
	expect(await page()).not.toContain("Take new conversations");
	await setInbox(await shop.tenant(), { assignment: "round_robin", capacity: 5 });
	expect(await page()).toContain("Take new conversations");
	const shift = (to: string, commandId: string) =>
		call("POST", "/inbox", {
			headers: { ...asForm, Cookie, Origin: "http://storekeep.test" },
			body: new URLSearchParams({ to, commandId }).toString(),
		});
	const isAvailable = async () =>
		(await rowsOf(shop, "SELECT userId, isAvailable FROM inboxAgents WHERE businessId = ?", shop.businessId)).map((row) => ({ ...row }));
	expect((await shift("take", "one")).status).toBe(200);
	expect(await isAvailable()).toEqual([{ userId: id, isAvailable: 1 }]);
	expect(await page()).toContain("Pause: take none");
	expect((await shift("handBack", "two")).status).toBe(200);
	expect(await isAvailable()).toEqual([{ userId: id, isAvailable: 0 }]);
	expect((await call("POST", "/inbox", { headers: { ...asForm, Origin: "http://storekeep.test" }, body: "to=take" })).status).toBe(302);
});

it("keeps a ready answer with its file, words it anew, and takes the file away, all by forms", async () => {
	const shop = await openShop();
	const send = async (fields: Record<string, string | File>) => {
		const form = new FormData();
		for (const [name, value] of Object.entries({ intent: "canned", shortcut: "map", text: "Here we are", ...fields }))
			form.set(name, value);
		const request = new Request("http://storekeep.test", { method: "POST", body: form });
		const headers = { "Content-Type": request.headers.get("Content-Type") ?? "" };
		return (await shop.call("POST", "/settings/inbox", { headers, body: await request.text() })).status;
	};
	const kept = async () =>
		(await rowsOf(shop, "SELECT id, text, version, fileName, mime FROM cannedReplies WHERE businessId = ?", shop.businessId)).map(
			(row) => ({ ...row }),
		);
	const hours = new File(["Monday,10-18"], "hours.csv", { type: "text/csv" });
	expect(await send({ commandId: "one", file: hours })).toBe(303);
	const [first] = await kept();
	expect(first).toMatchObject({ fileName: "hours.csv", mime: "text/csv" });
	const cannedId = String(first?.id);
	expect(String((await shop.call("GET", "/settings/inbox")).body)).toContain("hours.csv");
	expect(await send({ commandId: "two", cannedId, text: "Come in", file: new File([], "") })).toBe(303);
	expect(await kept()).toMatchObject([{ text: "Come in", fileName: "hours.csv" }]);
	expect(await send({ commandId: "three", cannedId, noFile: "yes" })).toBe(303);
	expect(await kept()).toMatchObject([{ fileName: null, mime: null }]);
});

it("seals conversations by a form of the owner's, says plainly what that is not, and what the search finds then", async () => {
	const shop = await openShop();
	const send = (to: string, commandId: string) =>
		shop.call("POST", "/settings/inbox", { headers: asForm, body: new URLSearchParams({ intent: "sealing", to, commandId }).toString() });
	const page = async (path = "/settings/inbox") => String((await shop.call("GET", path)).body);
	expect(await page()).toContain("What is said is not sealed.");
	expect(await page()).toContain("What Meta delivered before deliveries were sealed stays readable");
	expect(await page("/inbox?q=frame")).not.toContain("only names and numbers are searched");
	const { status, headers } = await send("yes", "one");
	expect([status, headers.get("Location")]).toEqual([303, "/settings/inbox?said=sealed"]);
	expect(await page()).toMatch(/What is said is sealed\.[\s\S]*WhatsApp, Instagram and Messenger are the other end/);
	expect(await page("/inbox?q=frame")).toContain("only names and numbers are searched");
	expect((await shop.call("GET", "/api/v1/inbox")).body.sealing).toMatchObject({ isSealed: true, locked: 0 });
	expect((await shop.call("PUT", "/api/v1/inbox/sealing", { body: { isSealed: false } })).body).toMatchObject({ isSealed: false });
	expect(await page()).toContain("What is said is not sealed.");
});

it("lets whoever left something to be sent or noted it change their mind, and not a colleague of the same name", async () => {
	const shop = await openShop();
	const { chatId = "" } = await hearMessage(shop, await withLine(shop), said("Is it ready?"));
	const waiting = await sendMessage(await shop.tenant(), { chatId, text: "It is ready", dueAt: Date.now() + hour });
	await sendMessage(await shop.tenant(), { chatId, text: "Called them", isNote: true });
	const { page } = await employ({ shop, name: waiting.senderName ?? "", role: "agent" });
	const theirs = await page(`/inbox/${chatId}`);
	const mine = String((await shop.call("GET", `/inbox/${chatId}`)).body);
	for (const shown of [mine, theirs]) expect(shown).toMatch(/class="said"[^>]*data-state="scheduled"/);
	expect(mine).toMatch(/<button[^>]*>Change<\/button>/);
	expect(theirs).not.toMatch(/<button[^>]*>Change<\/button>/);
	expect(mine).toMatch(/<button[^>]*>Delete<\/button>[\s\S]*<button[^>]*>Do not send<\/button>/);
	expect(theirs).not.toMatch(/<button[^>]*>(Do not send|Delete)<\/button>/);
	expect(theirs).toContain("Called them");
	expect((await shop.call("GET", `/api/v1/messages/${waiting.id}`)).body).toMatchObject({ senderId: shop.userId });
});
