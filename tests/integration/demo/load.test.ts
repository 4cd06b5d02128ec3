import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { buildCatalog } from "../../../demo/catalog.ts";
import { demoHistory } from "../../../demo/history.ts";
import { loadDemo } from "../../../demo/load.ts";
import { LUND_OG_LYS } from "../../../demo/people.ts";
import { replay } from "../../../demo/replay.ts";
import { call, testScope } from "../../support/world.ts";

it("the demo lands on the shelves as its history says, every shelf agreeing with its ledger, and is loaded once", {
	timeout: 90_000,
}, async () => {
	const now = Date.now();
	const said: string[] = [];
	expect(await loadDemo(testScope(now).scope, (line) => void said.push(line))).toBe(true);
	expect(said).toHaveLength(4);

	const history = demoHistory({ catalog: buildCatalog(), now });
	// What is on its way to another store has left the shelf since.
	const { results } = await env.SHARD_0.prepare(`SELECT s.name AS store, p.sku, l.onHand, l.reorderPoint, l.version,
			(SELECT COALESCE(SUM(x.quantity), 0) FROM transfers t JOIN transferLines x ON x.businessId = t.businessId AND x.transferId = t.id
				WHERE t.businessId = l.businessId AND t.fromStoreId = l.storeId AND x.productId = l.productId) AS sent,
			(SELECT SUM(delta) FROM stockMovements m WHERE m.businessId = l.businessId AND m.productId = l.productId AND m.storeId = l.storeId) AS moved
		FROM stockLevels l JOIN products p ON p.businessId = l.businessId AND p.id = l.productId JOIN stores s ON s.businessId = l.businessId AND s.id = l.storeId`).all<{
		store: string;
		sku: string;
		onHand: number;
		reorderPoint: number;
		moved: number | null;
		sent: number;
	}>();
	const names = new Map(LUND_OG_LYS.stores.map(({ key, name }) => [key, name]));
	const expected = new Map(replay(history).map(({ storeKey, sku, onHand }) => [`${names.get(storeKey)} ${sku}`, onHand]));
	expect(results).toHaveLength(expected.size);
	expect(results.some(({ sent }) => sent > 0)).toBe(true);
	for (const { store, sku, onHand, moved, sent } of results) {
		expect(onHand + sent, `${store} ${sku}`).toBe(expected.get(`${store} ${sku}`));
		expect(moved ?? 0, `${store} ${sku}`).toBe(onHand);
	}

	const [karen] = LUND_OG_LYS.logins;
	const { body } = await call("POST", "/api/auth/login", { body: { email: karen?.email, password: karen?.password } });
	const headers = { Authorization: `Bearer ${body.token}` };
	const { body: me } = await call("GET", "/api/auth/me", { headers });
	expect(me.stores.map((store: { name: string }) => store.name)).toEqual(["Nørrebro", "Aarhus", "Web"]);
	const { body: numbers } = await call("GET", "/api/dashboard", { headers });
	expect(numbers.last30.orders).toBeGreaterThan(500);
	expect(await loadDemo(testScope(now).scope, () => {})).toBe(false);
});
