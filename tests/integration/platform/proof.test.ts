import { expect, it } from "vitest";
import { openShop } from "../../support/world.ts";

/** How the proof of who asks travels. */

const asked = (businessId: string, column: string) => [
	{ sql: `SELECT ${column} FROM businesses WHERE businessId = ?`, params: [businessId] },
];

it("rides with what is asked in the same breath, whoever wanted to know first who it is", async () => {
	const tenant = await (await openShop()).tenant();
	const [principal, [rows]] = await Promise.all([
		tenant.principal(),
		Promise.resolve().then(() => tenant.read("catalog:read", asked(tenant.businessId, "name"))),
		tenant.principal(),
	]);
	expect(rows).toEqual([{ name: principal.business.name }]);
	expect(tenant.scope.meter.trips).toBe(1);
});

it("goes alone where nothing else is asked, and once", async () => {
	const tenant = await (await openShop()).tenant();
	const [one, other] = await Promise.all([tenant.principal(), tenant.principal()]);
	expect(one).toBe(other);
	expect(await tenant.principal()).toBe(one);
	expect(tenant.scope.meter.trips).toBe(1);
});

it("is asked for again where what it rode with was at fault, so that nobody is a stranger for it", async () => {
	const tenant = await (await openShop()).tenant();
	const broken = tenant.read("catalog:read", asked(tenant.businessId, "noSuchColumn"));
	const [failed, known, again] = await Promise.allSettled([broken, tenant.principal(), tenant.principal()]);
	expect([failed.status, known.status, again.status]).toEqual(["rejected", "fulfilled", "fulfilled"]);
	expect(await tenant.read("catalog:read", asked(tenant.businessId, "businessId"))).toEqual([[{ businessId: tenant.businessId }]]);
	expect(tenant.scope.meter.trips).toBe(3);
});
