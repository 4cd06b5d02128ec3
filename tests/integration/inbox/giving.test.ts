import { expect, it } from "vitest";
import { changeChat } from "#app/inbox/change-chat.server.ts";
import { setInbox } from "#app/inbox/keep-settings.server.ts";
import { listChats } from "#app/inbox/list-chats.server.ts";
import { setAvailable } from "#app/inbox/set-available.server.ts";
import { takeMessage } from "#app/inbox/take-message.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { openShop, type Shop } from "../../support/world.ts";
import { personOf as hired } from "../sales/counter.ts";
import { hearMessage, machine, personOf, said, withLine } from "./inbox.ts";

/** What one sees who acts at the same moment as somebody else: nobody waits while somebody has room. */

/** Somebody whose act something comes in between of: after they looked, before they write. */
function slow<T extends Tenant>(tenant: T, meanwhile: () => Promise<unknown>): T {
	let isFirst = true;
	return {
		...tenant,
		async write(statements: Parameters<T["write"]>[0]) {
			if (isFirst) {
				isFirst = false;
				await meanwhile();
			}
			return tenant.write(statements);
		},
	};
}

async function desk(capacity: number, chats: string[]) {
	const shop = await openShop();
	const line = await withLine(shop);
	await setInbox(await shop.tenant(), { assignment: "least_busy", capacity });
	await setAvailable(await shop.tenant(), { isAvailable: true });
	const ids = new Map<string, string>();
	for (const name of chats) {
		const { chatId = "" } = await hearMessage(shop, line, said(name, { person: personOf(`BSUID-${name}`, name) }));
		ids.set(name, chatId);
	}
	const idOf = (name: string) => ids.get(name) ?? "";
	const resolve = (tenant: Tenant, name: string) => changeChat(tenant, { chatId: idOf(name), status: "RESOLVED" });
	return { shop, line, idOf, resolve };
}
const open = async (shop: Shop, assignee: string) =>
	(await listChats(await shop.tenant(), { assignee, status: "OPEN" })).items.map(({ customer }) => customer.name).sort();

it("gives what waits to somebody over their measure who ends two at once", async () => {
	const { shop, idOf, resolve } = await desk(2, ["A", "B", "C", "D"]);
	await changeChat(await shop.tenant(), { chatId: idOf("C"), assigneeId: shop.userId });
	expect([await open(shop, "me"), await open(shop, "none")]).toEqual([["A", "B", "C"], ["D"]]);
	await resolve(
		slow(await shop.tenant(), async () => resolve(await shop.tenant(), "B")),
		"A",
	);
	expect([await open(shop, "me"), await open(shop, "none")]).toEqual([["C", "D"], []]);
});

it("gives two that wait to two who end one each at the same moment", async () => {
	const { shop, idOf, resolve } = await desk(1, ["A", "B", "C", "D"]);
	const ida = await hired(shop, "agent", "Ida");
	const { user } = await (await ida()).principal();
	await changeChat(await shop.tenant(), { chatId: idOf("B"), assigneeId: user.id });
	await setAvailable(await ida(), { isAvailable: true });
	expect([await open(shop, "me"), await open(shop, user.id), await open(shop, "none")]).toEqual([["A"], ["B"], ["C", "D"]]);
	await resolve(
		slow(await shop.tenant(), async () => resolve(await ida(), "B")),
		"A",
	);
	expect([await open(shop, "me"), await open(shop, user.id), await open(shop, "none")]).toEqual([["D"], ["C"], []]);
});

it("gives a conversation that begins while somebody ends theirs, whichever is written first", async () => {
	const { shop, line, resolve } = await desk(1, ["A"]);
	const first = { connectionId: line, platform: "whatsapp", message: said("B", { person: personOf("BSUID-B", "B") }) };
	await takeMessage(
		slow(machine(shop), async () => resolve(await shop.tenant(), "A")),
		first,
	);
	expect([await open(shop, "me"), await open(shop, "none")]).toEqual([["B"], []]);
	const [b] = (await listChats(await shop.tenant(), { status: "OPEN" })).items;
	const hears = () => hearMessage(shop, line, said("C", { person: personOf("BSUID-C", "C") }));
	await changeChat(slow(await shop.tenant(), hears), { chatId: b?.id, status: "RESOLVED" });
	expect([await open(shop, "me"), await open(shop, "none")]).toEqual([["C"], []]);
});

it("gives two who come at once what waits, each their own, and what is written while somebody comes", async () => {
	const { shop, line } = await desk(1, ["A"]);
	await setAvailable(await shop.tenant(), { isAvailable: false, handBack: true });
	await hearMessage(shop, line, said("B", { person: personOf("BSUID-B", "B") }));
	const ida = await hired(shop, "agent", "Ida");
	const { user } = await (await ida()).principal();
	await setAvailable(
		slow(await shop.tenant(), async () => setAvailable(await ida(), { isAvailable: true })),
		{ isAvailable: true },
	);
	expect([await open(shop, "me"), await open(shop, user.id), await open(shop, "none")]).toEqual([["B"], ["A"], []]);
	await setAvailable(await shop.tenant(), { isAvailable: false });
	await setInbox(await shop.tenant(), { assignment: "least_busy", capacity: 2 });
	await setAvailable(await ida(), { isAvailable: false });
	const hears = () => hearMessage(shop, line, said("C", { person: personOf("BSUID-C", "C") }));
	await setAvailable(slow(await ida(), hears), { isAvailable: true });
	expect([await open(shop, user.id), await open(shop, "none")]).toEqual([["A", "C"], []]);
});
