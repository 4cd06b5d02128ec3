import { expect, it } from "vitest";
import { addCustomer } from "#app/customers/add-customer.server.ts";
import { archiveCustomer, restoreCustomer } from "#app/customers/archive-customer.server.ts";
import { addContactPoint } from "#app/customers/contact-points.server.ts";
import { editCustomer } from "#app/customers/edit-customer.server.ts";
import { customerSheet, findCustomer, findCustomers, listCustomers } from "#app/customers/queries.server.ts";
import { openSaid } from "#app/customers/secrets.server.ts";
import { openShop, rowsOf, type Shop, twoShops } from "../../support/world.ts";

const add = async (shop: Shop, said: object, key?: string) => addCustomer(await shop.tenant(), said, key ? { key } : {});
const edit = async (shop: Shop, customerId: string, said: object) => editCustomer(await shop.tenant(), { customerId, ...said });
const names = async (shop: Shop, asked: object) => (await listCustomers(await shop.tenant(), asked)).items.map(({ name }) => name);
const rows = (shop: Shop) => rowsOf(shop, "SELECT * FROM customers WHERE businessId = ? ORDER BY id", shop.businessId);
const events = (shop: Shop) =>
	rowsOf<{ type: string; subjectId: string; data: string }>(
		shop,
		"SELECT type, subjectId, data FROM events WHERE businessId = ? AND type LIKE 'customer.%' ORDER BY id",
		shop.businessId,
	);

it("writes a person down as they said it, in two round trips, and keeps the number as digits", async () => {
	const shop = await openShop();
	const tenant = await shop.tenant();
	const made = await addCustomer(tenant, {
		name: " Mette Holm ",
		email: "Mette@Post.example",
		phone: "20 12 34 56",
		city: "Aarhus",
		mailConsent: true,
	});
	expect(tenant.scope.meter.trips).toBe(2);
	expect(made).toMatchObject({
		name: "Mette Holm",
		email: "mette@post.example",
		phone: "+4520123456",
		city: "Aarhus",
		state: "active",
		version: 1,
		mailConsentAt: tenant.now,
		personId: made.id,
	});
	expect(made).not.toHaveProperty("secret");
});

it("refuses nobody, a number that is none, and a mailbox somebody has", async () => {
	const shop = await openShop();
	await expect(add(shop, {})).rejects.toMatchObject({ code: "validation_failed", details: { issues: [{ field: "name" }] } });
	await expect(add(shop, { name: "x", phone: "soon" })).rejects.toMatchObject({
		details: { issues: [{ field: "phone", rule: "not_a_phone" }] },
	});
	const mette = await add(shop, { name: "Mette", email: "m@post.example" });
	await expect(add(shop, { name: "Bo", email: "M@post.example" })).rejects.toMatchObject({
		kind: "conflict",
		code: "customer_known",
		details: { customerId: mette.id, name: "Mette" },
	});
	expect(await rows(shop)).toHaveLength(1);
	expect(await add(shop, { name: "Bo", email: "m@post.example", evenSo: true })).toMatchObject({ name: "Bo" });
});

it("has one effect for one key, and one person of a mailbox written down eight times at once", async () => {
	const shop = await openShop();
	const [one, two] = [await add(shop, { name: "Mette" }, "k"), await add(shop, { name: "Mette" }, "k")];
	expect(two).toEqual(one);
	expect(await rows(shop)).toHaveLength(1);
	const results = await Promise.allSettled(Array.from({ length: 8 }, (_, n) => add(shop, { name: `N${n}`, email: "one@post.example" })));
	expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
	for (const result of results) if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "customer_known" });
	expect(await rows(shop)).toHaveLength(2);
});

it("changes what is named, from the version it was seen at, and writes nothing where nothing is new", async () => {
	const shop = await openShop();
	const { id } = await add(shop, { name: "Mette", email: "m@post.example", note: "Left eye" });
	expect(await edit(shop, id, { phone: "20123456", version: 1 })).toMatchObject({
		email: "m@post.example",
		phone: "+4520123456",
		note: "Left eye",
		version: 2,
	});
	const before = [await rows(shop), await events(shop)];
	expect(await edit(shop, id, { name: "Mette" })).toMatchObject({ version: 2 });
	await expect(edit(shop, id, { name: "Other", version: 1 })).rejects.toMatchObject({ code: "version_changed", details: { current: 2 } });
	await expect(edit(shop, id, { name: "", email: "", phone: "" })).rejects.toMatchObject({ code: "validation_failed" });
	await expect(edit(shop, "nobody", { name: "x" })).rejects.toMatchObject({ kind: "not_found", code: "customer_not_found" });
	expect([await rows(shop), await events(shop)]).toEqual(before);
	const both = await Promise.allSettled([edit(shop, id, { name: "A", version: 2 }), edit(shop, id, { name: "B", version: 2 })]);
	expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

it("is found as one types: by name, mailbox, town, and by a number however it is written", async () => {
	const shop = await openShop();
	await add(shop, { name: "Mette Højgaard", email: "mette.h@post.example", phone: "20 12 34 56", city: "Aarhus" });
	await add(shop, { name: "Bo Friis", phone: "+44 7911 987654" });
	for (const q of ["met", "højg", "Højgaard mette", "mette.h@po", "aarh", "2012", "20 12 34 56", "+45 2012", "004520", "3456"])
		expect(await names(shop, { q }), q).toEqual(["Mette Højgaard"]);
	for (const q of ["7911", "07911 98", "447911"]) expect(await names(shop, { q }), q).toEqual(["Bo Friis"]);
	for (const q of ["zzz", "-", '"', "OR *"]) expect(await names(shop, { q }), q).toEqual([]);
	expect((await findCustomers(await shop.tenant(), { q: "met" }))[0]).toMatchObject({ name: "Mette Højgaard", phone: "+4520123456" });
	expect(await findCustomers(await shop.tenant(), { q: "" })).toEqual([]);
	await edit(shop, (await findCustomers(await shop.tenant(), { q: "bo" }))[0]?.id ?? "", { name: "Bodil Friis", phone: "" });
	expect(await names(shop, { q: "7911" })).toEqual([]);
	expect(await names(shop, { q: "bodil" })).toEqual(["Bodil Friis"]);
});

it("lists by name as Danes order them, page by page, each once", async () => {
	const shop = await openShop();
	const all = ["Åse", "Anna", "Zoe", "Ærø", "Bo", "Østen", "Bo"];
	for (const name of all) await add(shop, { name });
	const seen: string[] = [];
	let cursor: string | undefined;
	do {
		const page = await listCustomers(await shop.tenant(), { limit: 2, cursor });
		seen.push(...page.items.map(({ name }) => name));
		cursor = page.nextCursor ?? undefined;
	} while (cursor);
	expect(seen).toEqual(["Anna", "Bo", "Bo", "Zoe", "Ærø", "Østen", "Åse"]);
	await expect(listCustomers(await shop.tenant(), { cursor: "x" })).rejects.toMatchObject({ code: "cursor_invalid" });
});

it("reads no more rows among two thousand people than among twenty", async () => {
	const shop = await openShop();
	const fill = async (from: number, to: number) => {
		await rowsOf(
			shop,
			`WITH RECURSIVE n(i) AS (SELECT ? UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?)
			INSERT INTO customers (businessId, id, personId, state, name, sortKey, email, phone, secret, createdAt, updatedAt, lastSeenAt)
			SELECT ?, 'c' || i, 'c' || i, 'active', 'Person ' || i, 'person ' || i, 'p' || i || '@post.example', '+45' || (10000000 + i), 's', 1, 1, i FROM n`,
			from,
			to,
			shop.businessId,
		);
	};
	const cost = async (ask: object) => {
		const tenant = await shop.tenant();
		await listCustomers(tenant, { limit: 10, ...ask });
		return tenant.scope.meter.rowsRead;
	};
	const asks = [{}, { sort: "seen" }, { email: "p3@post.example" }, { phone: "10000003" }, { q: "p3@post" }, { q: "10000003" }];
	await fill(0, 20);
	const few = await Promise.all(asks.map(cost));
	await fill(20, 2000);
	const many = await Promise.all(asks.map(cost));
	for (const [index, ask] of asks.entries()) expect(many[index], JSON.stringify(ask)).toBeLessThanOrEqual((few[index] ?? 0) + 12);
});

it("is put away and brought back, and neither twice", async () => {
	const shop = await openShop();
	const { id } = await add(shop, { name: "Mette" });
	const away = async () => archiveCustomer(await shop.tenant(), { customerId: id });
	expect(await away()).toMatchObject({ state: "archived", version: 2 });
	expect(await away()).toMatchObject({ version: 2 });
	expect([await names(shop, {}), await names(shop, { q: "mette" }), await names(shop, { state: "archived" })]).toEqual([[], [], ["Mette"]]);
	await expect(restoreCustomer(await shop.tenant(), { customerId: id, version: 1 })).rejects.toMatchObject({ code: "version_changed" });
	expect(await restoreCustomer(await shop.tenant(), { customerId: id })).toMatchObject({ state: "active", version: 3 });
	expect(await names(shop, {})).toEqual(["Mette"]);
	expect((await events(shop)).map(({ type }) => type)).toEqual(["customer.added", "customer.archived", "customer.restored"]);
});

it("is one person per identity of a connection, whoever asks first", async () => {
	const shop = await openShop();
	const [mette, bo] = [await add(shop, { name: "Mette", email: "m@post.example" }), await add(shop, { name: "Bo" })];
	const contact = { channel: "whatsapp", connectionId: "c1", externalId: "4520123456" };
	const point = async (customerId: string, more = {}) => addContactPoint(await shop.tenant(), { customerId, ...contact, ...more });
	const first = await point(mette.id);
	expect(await point(mette.id)).toEqual(first);
	await expect(point(bo.id)).rejects.toMatchObject({ code: "contact_taken", details: { customerId: mette.id } });
	expect(await point(bo.id, { connectionId: "c2" })).toMatchObject({ customerId: bo.id });
	const find = async (by: object) => (await findCustomer(await shop.tenant(), by))?.name ?? null;
	expect(await find({ contact })).toBe("Mette");
	expect(await find({ email: "M@post.example" })).toBe("Mette");
	expect(await find({ customerId: bo.id })).toBe("Bo");
	expect(await find({ contact: { ...contact, externalId: "0" }, email: "nobody@post.example" })).toBe(null);
	expect(await find({})).toBe(null);
	const race = await Promise.allSettled([mette, bo].map(({ id }) => point(id, { externalId: "new" })));
	expect(race.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

it("is told in the log under a key of their own, and in no event in plain words", async () => {
	const shop = await openShop();
	const { id } = await add(shop, { name: "Mette Holm", email: "mette@post.example" });
	await edit(shop, id, { name: "Mette Lund" });
	const told = await events(shop);
	expect(JSON.stringify(told)).not.toMatch(/Mette|post\.example/);
	const [{ secret }] = (await rowsOf<{ secret: string }>(
		shop,
		"SELECT secret FROM customers WHERE businessId = ? AND id = ?",
		shop.businessId,
		id,
	)) as [{ secret: string }];
	const { sealed } = JSON.parse(told[1]?.data ?? "{}");
	expect(await openSaid(secret, shop.businessId, id, sealed)).toEqual({ before: { name: "Mette Holm" }, after: { name: "Mette Lund" } });
	expect(await openSaid(secret, shop.businessId, "another", sealed)).toBeNull();
});

it("is nobody's of another business", async () => {
	const [shop, other] = await twoShops();
	const { id } = await add(shop, { name: "Mette", email: "m@post.example" });
	for (const act of [editCustomer, archiveCustomer, restoreCustomer])
		await expect(act(await other.tenant(), { customerId: id })).rejects.toMatchObject({ kind: "not_found", code: "customer_not_found" });
	await expect(customerSheet(await other.tenant(), { customerId: id })).rejects.toMatchObject({ kind: "not_found" });
	expect(await findCustomer(await other.tenant(), { customerId: id, email: "m@post.example" })).toBeNull();
	expect(await names(other, { q: "mette" })).toEqual([]);
	expect(await add(other, { name: "Mette", email: "m@post.example" })).toMatchObject({ version: 1 });
});
