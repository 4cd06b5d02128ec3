import { expect, it } from "vitest";
import { chooseView, editView, removeView } from "#app/catalog/edit-view.server.ts";
import { saveView } from "#app/catalog/save-view.server.ts";
import { listViews, mostViews } from "#app/catalog/saved-views.server.ts";
import { addUser } from "#app/identity/add-user.server.ts";
import { logIn } from "#app/identity/log-in.server.ts";
import { tenantOf, type Viewer } from "#app/identity/viewer.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { openShop, password, rowsOf, type Shop, testScope, twoShops } from "../../support/world.ts";
import { refuses } from "../stock/shelves.ts";

/** A colleague of a role, signed in. */
async function colleague(shop: Shop, role: "manager" | "employee"): Promise<() => Promise<Tenant<Viewer>>> {
	const email = `${crypto.randomUUID()}@shop.example`;
	await addUser(await shop.tenant(), { email, password, name: role, role });
	const { token } = await logIn(testScope().scope, { email, password }, { userAgent: "tests" });
	return async () => {
		const tenant = await tenantOf({ ...testScope().scope, token: { via: "cookie", value: token } });
		if (!tenant) throw new Error("no tenant");
		return tenant;
	};
}
const names = async (tenant: Tenant<Viewer>) => (await listViews(tenant, {})).views.map(({ name }) => name);
const rows = (shop: Shop) => rowsOf(shop, "SELECT * FROM savedViews WHERE businessId = ?", shop.businessId);

it("are kept by name, once, and are one's own unless shared", async () => {
	const shop = await openShop();
	const manager = await colleague(shop, "manager");
	const mine = await saveView(await shop.tenant(), { name: "Low frames", query: "stock=low&category=x" }, { key: "k" });
	expect(mine).toMatchObject({ name: "Low frames", query: "stock=low&category=x", isShared: false, isMine: true, version: 1 });
	expect(await saveView(await shop.tenant(), { name: "Low frames", query: "stock=low&category=x" }, { key: "k" })).toEqual(mine);
	await saveView(await shop.tenant(), { name: "Drafts", query: "status=draft", isShared: true });
	expect(await names(await shop.tenant())).toEqual(["Drafts", "Low frames"]);
	expect(await names(await manager())).toEqual(["Drafts"]);
	await refuses(shop, async () => saveView(await shop.tenant(), { name: "LOW FRAMES", query: "" }), {
		kind: "conflict",
		code: "view_taken",
	});
	await refuses(shop, async () => saveView(await manager(), { name: "drafts", query: "", isShared: true }), { code: "view_taken" });
	await saveView(await manager(), { name: "Low frames", query: "stock=low" });
	for (const query of ["a b", "<script>", "x".repeat(2001), "#x"])
		await refuses(shop, async () => saveView(await shop.tenant(), { name: "Bad", query }), { kind: "invalid", code: "validation_failed" });
	const results = await Promise.allSettled(
		Array.from({ length: 5 }, async () => saveView(await shop.tenant(), { name: "Same", query: "" })),
	);
	expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

it("are changed and shared by whoever may, and by nobody else", async () => {
	const shop = await openShop();
	const [manager, employee] = [await colleague(shop, "manager"), await colleague(shop, "employee")];
	const { id: viewId } = await saveView(await employee(), { name: "Mine", query: "q=a" });
	await refuses(shop, async () => saveView(await employee(), { name: "Ours", query: "", isShared: true }), {
		kind: "forbidden",
		code: "missing_permission",
	});
	await refuses(shop, async () => editView(await employee(), { viewId, isShared: true }), { code: "missing_permission" });
	for (const tenant of [manager, shop.tenant]) {
		await refuses(shop, async () => editView(await tenant(), { viewId, name: "x" }), { kind: "not_found", code: "view_not_found" });
		await refuses(shop, async () => removeView(await tenant(), { viewId }), { code: "view_not_found" });
		await refuses(shop, async () => chooseView(await tenant(), { viewId }), { code: "view_not_found" });
	}
	expect(await editView(await employee(), { viewId, name: "Still mine", query: "q=b", version: 1 })).toMatchObject({
		name: "Still mine",
		query: "q=b",
		version: 2,
	});
	await refuses(shop, async () => editView(await employee(), { viewId, name: "x", version: 1 }), { code: "version_changed" });

	const shared = await saveView(await manager(), { name: "Ours", query: "", isShared: true });
	await refuses(shop, async () => editView(await employee(), { viewId: shared.id, name: "x" }), { code: "missing_permission" });
	await refuses(shop, async () => removeView(await employee(), { viewId: shared.id }), { code: "missing_permission" });
	expect(await editView(await shop.tenant(), { viewId: shared.id, name: "Everybody's" })).toMatchObject({
		name: "Everybody's",
		isMine: false,
	});
});

it("open the list when they are chosen, until they are gone or no longer shared", async () => {
	const shop = await openShop();
	const employee = await colleague(shop, "employee");
	const shared = await saveView(await shop.tenant(), { name: "Ours", query: "status=draft", isShared: true });
	const other = await saveView(await shop.tenant(), { name: "Mine", query: "" });
	const chosen = async (tenant: Tenant<Viewer>) => (await listViews(tenant, {})).chosen;
	expect(await chosen(await employee())).toBeNull();
	for (const tenant of [employee, shop.tenant])
		expect(await chooseView(await tenant(), { viewId: shared.id })).toEqual({ viewId: shared.id });
	expect(await chosen(await employee())).toBe(shared.id);
	await chooseView(await shop.tenant(), { viewId: other.id });
	expect([await chosen(await shop.tenant()), await chosen(await employee())]).toEqual([other.id, shared.id]);
	await chooseView(await shop.tenant(), { viewId: shared.id });
	await editView(await shop.tenant(), { viewId: shared.id, isShared: false });
	expect([await chosen(await shop.tenant()), await chosen(await employee())]).toEqual([shared.id, null]);
	const gone = await removeView(await shop.tenant(), { viewId: shared.id }, { key: "r" });
	expect(gone).toEqual({ name: "Ours", query: "status=draft", isShared: false });
	expect(await removeView(await shop.tenant(), { viewId: shared.id }, { key: "r" })).toEqual(gone);
	expect(await chosen(await shop.tenant())).toBeNull();
	await chooseView(await shop.tenant(), { viewId: other.id });
	await chooseView(await shop.tenant(), { viewId: null });
	expect(await chosen(await shop.tenant())).toBeNull();
});

it("are not endless, and another business's are not there", async () => {
	const [shop, neighbour] = await twoShops();
	for (let n = 0; n < mostViews; n++) await saveView(await shop.tenant(), { name: `View ${n}`, query: "" });
	await refuses(shop, async () => saveView(await shop.tenant(), { name: "One more", query: "" }), { code: "too_many_views" });
	for (let n = 0; n < mostViews; n++) await saveView(await shop.tenant(), { name: `Ours ${n}`, query: "", isShared: true });
	const [own] = (await listViews(await shop.tenant(), {})).views.filter(({ isShared }) => !isShared);
	await refuses(shop, async () => editView(await shop.tenant(), { viewId: own?.id, isShared: true }), { code: "too_many_views" });
	expect((await listViews(await shop.tenant(), {})).views).toHaveLength(2 * mostViews);
	const theirs = await saveView(await neighbour.tenant(), { name: "Theirs", query: "", isShared: true });
	const before = await rows(neighbour);
	expect(await names(await shop.tenant())).not.toContain("Theirs");
	for (const act of [editView, removeView, chooseView])
		await refuses(shop, async () => act(await shop.tenant(), { viewId: theirs.id, name: "x" }), { code: "view_not_found" });
	expect(await rows(neighbour)).toEqual(before);
});
