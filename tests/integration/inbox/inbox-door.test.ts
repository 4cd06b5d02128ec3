import { expect, it } from "vitest";
import { takeStates } from "#app/inbox/take-states.server.ts";
import { twoShops } from "../../support/world.ts";
import { hearMessage, machine, said, withLine } from "./inbox.ts";

/** What is done in the inbox over the API: what the answer says then, and that another business's is not there. */

it("has a chat read, what failed sent again, and a label taken away", async () => {
	const [shop, other] = await twoShops();
	const line = await withLine(shop);
	const { chatId = "" } = await hearMessage(shop, line, said("Is it ready?"));
	const read = `/api/v1/chats/${chatId}/read`;
	expect((await other.call("POST", read, { body: {} })).status).toBe(404);
	expect(await shop.call("POST", read, { body: {} })).toMatchObject({ status: 200, body: { chatId, unread: 0 } });

	const ours = said("Yes, come by", { sender: "AGENT" });
	const { messageId = "" } = await hearMessage(shop, line, ours);
	const retry = `/api/v1/messages/${messageId}/retry`;
	expect((await shop.call("POST", retry)).status).toBe(409);
	const failed = { platformMessageId: ours.platformMessageId, ourRef: null, why: "unavailable" as const, said: "", at: Date.now() };
	await takeStates(machine(shop), { connectionId: line, states: [{ ...failed, state: "failed" }] });
	expect((await other.call("POST", retry)).status).toBe(404);
	expect(await shop.call("POST", retry)).toMatchObject({ status: 200, body: { id: messageId, state: "queued" } });

	const { body: label } = await shop.call("POST", "/api/v1/inbox/labels", { body: { name: "Repairs" } });
	expect((await other.call("DELETE", `/api/v1/inbox/labels/${label.id}`)).status).toBe(404);
	expect(await shop.call("DELETE", `/api/v1/inbox/labels/${label.id}`)).toMatchObject({ status: 200, body: { removed: label.id } });
	expect((await shop.call("GET", "/api/v1/inbox")).body.labels).toEqual([]);
});
