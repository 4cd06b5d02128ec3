import { expect, it } from "vitest";
import { type Shop, twoShops } from "../../support/world.ts";

/** What is done to a customer over the API: what the answer says of them then, and that another business's is not there. */

const add = async (shop: Shop, body: object): Promise<string> => (await shop.call("POST", "/api/v1/customers", { body })).body.id;

it("is changed where named, replaced whole, and found under a channel", async () => {
	const [shop, other] = await twoShops();
	const id = await add(shop, { name: "Mette Holm", email: "mette@post.example", city: "Aarhus" });
	const path = `/api/v1/customers/${id}`;
	for (const method of ["PATCH", "PUT"]) expect((await other.call(method, path, { body: { name: "Theirs" } })).status).toBe(404);
	expect(await shop.call("PATCH", path, { body: { city: "Odense" } })).toMatchObject({
		status: 200,
		body: { id, name: "Mette Holm", email: "mette@post.example", city: "Odense", version: 2 },
	});
	expect((await shop.call("PATCH", path, { body: { city: "Ribe", version: 1 } })).status).toBe(409);
	const { status, body } = await shop.call("PUT", path, { body: { name: "Mette Lund" } });
	expect([status, body.name, body.city || "", body.email || ""]).toEqual([200, "Mette Lund", "", ""]);
	const point = { channel: "whatsapp", connectionId: "con", externalId: "4520123456", handle: "Mette" };
	expect((await other.call("POST", `${path}/contact-points`, { body: point })).status).toBe(404);
	expect((await shop.call("POST", `${path}/contact-points`, { body: point })).status).toBeLessThan(300);
	expect(JSON.stringify((await shop.call("GET", path)).body)).toContain("4520123456");
});

it("becomes one with another and is parted from them again", async () => {
	const [shop, other] = await twoShops();
	const [id, otherId] = [await add(shop, { name: "Mette Holm" }), await add(shop, { name: "Mette Holm", phone: "20123456" })];
	const path = `/api/v1/customers/${id}`;
	expect((await other.call("POST", `${path}/merge`, { body: { otherId } })).status).toBe(404);
	const merged = await shop.call("POST", `${path}/merge`, { body: { otherId, evenSo: true } });
	expect(merged).toMatchObject({ status: 200, body: { customer: { id, name: "Mette Holm", phone: "+4520123456" } } });
	const { mergeId } = merged.body;
	expect((await other.call("POST", `${path}/part`, { body: { mergeId } })).status).toBe(404);
	const parted = await shop.call("POST", `${path}/part`, { body: { mergeId } });
	expect(parted).toMatchObject({ status: 200, body: { id: otherId, phone: "+4520123456" } });
	expect((await shop.call("GET", `/api/v1/customers/${otherId}`)).body).toMatchObject({ id: otherId, state: "active" });
});
