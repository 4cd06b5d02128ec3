import { expect, it } from "vitest";
import { takeStates } from "#app/inbox/take-states.server.ts";
import { type Shop, twoShops } from "../../support/world.ts";
import { hearMessage, machine, said, withLine } from "./inbox.ts";

/** What is done in the inbox over the API: what the answer says then, and that another business's is not there. */

it("has a chat read, answered with a sign, what failed sent again, and a label named anew and taken away", async () => {
	const [shop, other] = await twoShops();
	const line = await withLine(shop);
	const { chatId = "", messageId: asked = "" } = await hearMessage(shop, line, said("Is it ready?"));
	const read = `/api/v1/chats/${chatId}/read`;
	expect((await other.call("POST", read, { body: {} })).status).toBe(404);
	expect(await shop.call("POST", read, { body: {} })).toMatchObject({ status: 200, body: { chatId, unread: 0 } });

	const react = (of: Shop) => of.call("PUT", `/api/v1/messages/${asked}/reaction`, { body: { emoji: "👍" } });
	expect((await react(other)).status).toBe(404);
	expect(await react(shop)).toMatchObject({ status: 200, body: { id: asked, reactions: [{ emoji: "👍", by: "AGENT" }] } });

	const ours = said("Yes, come by", { sender: "AGENT" });
	const { messageId = "" } = await hearMessage(shop, line, ours);
	const retry = `/api/v1/messages/${messageId}/retry`;
	expect((await shop.call("POST", retry)).status).toBe(409);
	const failed = { platformMessageId: ours.platformMessageId, ourRef: null, why: "unavailable" as const, said: "", at: Date.now() };
	await takeStates(machine(shop), { connectionId: line, states: [{ ...failed, state: "failed" }] });
	expect((await other.call("POST", retry)).status).toBe(404);
	expect(await shop.call("POST", retry)).toMatchObject({ status: 200, body: { id: messageId, state: "queued" } });

	const { body: label } = await shop.call("POST", "/api/v1/inbox/labels", { body: { name: "Repairs" } });
	const anew = (of: Shop) => of.call("PUT", `/api/v1/inbox/labels/${label.id}`, { body: { name: "Mending" } });
	expect((await anew(other)).status).toBe(404);
	expect(await anew(shop)).toMatchObject({ status: 200, body: { id: label.id, name: "Mending" } });
	expect((await other.call("DELETE", `/api/v1/inbox/labels/${label.id}`)).status).toBe(404);
	expect(await shop.call("DELETE", `/api/v1/inbox/labels/${label.id}`)).toMatchObject({ status: 200, body: { removed: label.id } });
	expect((await shop.call("GET", "/api/v1/inbox")).body.labels).toEqual([]);
});

it("says who gets new chats and whether somebody takes them, and keeps a file with a ready answer", async () => {
	const [shop, other] = await twoShops();
	const { body: before } = await shop.call("GET", "/api/v1/inbox");
	const wish = { assignment: "round_robin", capacity: 3, version: before.settings.version };
	expect(await shop.call("PUT", "/api/v1/inbox", { body: wish })).toMatchObject({ status: 200, body: { assignment: "round_robin" } });
	expect((await shop.call("PUT", "/api/v1/inbox", { body: wish })).status).toBe(409);
	expect(await shop.call("PUT", "/api/v1/inbox/availability", { body: { isAvailable: true } })).toMatchObject({
		status: 200,
		body: { isAvailable: true, given: 0 },
	});

	const { body: canned } = await shop.call("POST", "/api/v1/inbox/canned", { body: { shortcut: "map", text: "Here we are" } });
	// Bytes as text: what the test's call sends is text, and a document is known by its first ones.
	const file =
		'--edge\r\nContent-Disposition: form-data; name="file"; filename="map.pdf"\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.7\n\r\n--edge--\r\n';
	const keep = (of: Shop) =>
		of.call("PUT", `/api/v1/inbox/canned/${canned.id}/file`, {
			headers: { "Content-Type": "multipart/form-data; boundary=edge" },
			body: file,
		});
	expect((await keep(other)).status).toBe(404);
	expect(await keep(shop)).toMatchObject({ status: 200, body: { file: { name: "map.pdf", mime: "application/pdf" } } });
});
