import { expect, it } from "vitest";
import { setInbox } from "#app/inbox/keep-settings.server.ts";
import { call, openShop, rowsOf } from "../../support/world.ts";

/** What people do on the inbox's pages before scripts: forms, as a browser sends them. */

const asForm = { "Content-Type": "application/x-www-form-urlencoded" };

it("lets somebody who keeps no settings begin and end their own shift, where conversations are given out", async () => {
	const shop = await openShop();
	const ida = { email: `ida-${shop.userId}@shop.example`, password: "frames on the shelf" };
	const { body: added } = await shop.call("POST", "/api/users", { body: { ...ida, name: "Ida", role: "agent" } });
	const { headers } = await call("POST", "/api/auth/login", { body: ida });
	const Cookie = `__Host-session=${/__Host-session=([^;]+)/.exec(headers.get("Set-Cookie") ?? "")?.[1] ?? ""}`;
	const page = async () => String((await call("GET", "/inbox", { headers: { Cookie } })).body);
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
	expect(await isAvailable()).toEqual([{ userId: added.id, isAvailable: 1 }]);
	expect(await page()).toContain("Pause: take none");
	expect((await shift("handBack", "two")).status).toBe(200);
	expect(await isAvailable()).toEqual([{ userId: added.id, isAvailable: 0 }]);
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
