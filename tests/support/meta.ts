import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { driveConnection } from "#app/channels/drive-connection.server.ts";
import { type Gate, newGate } from "#app/channels/gate.ts";
import { talkWork } from "#app/inbox/talk-work.server.ts";
import { configOf } from "#app/platform/config.server.ts";
import { machineScope } from "#app/platform/scope.server.ts";
import { vi } from "vitest";
import { ConnectionDriver } from "../../workers/channels/connection-driver.ts";
import { type MetaAccount, type MetaDelivery, metaAccount, type MetaPlatform } from "./fakes/meta.ts";
import { fakeMeta } from "./fakes/meta-graph.ts";
import { call, rowsOf, type Shop } from "./world.ts";

/** A network on which only Meta's stand-in answers, and a driver nobody wakes but the test. */
const accounts: MetaAccount[] = [];

export function onlyMetaAnswers(): void {
	const fake = fakeMeta(accounts);
	vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
		const request = new Request(input, init);
		if (!request.url.startsWith("http://meta.test/")) throw new Error(`nothing answers at ${request.url}`);
		// Nobody waits for what never answers.
		if (
			accounts.some(
				({ token, faults }) => faults[0] === "hang" && request.headers.get("Authorization") === `Bearer ${token}` && faults.shift(),
			)
		)
			throw new DOMException("late", "TimeoutError");
		return fake.fetch(request);
	});
	vi.spyOn(ConnectionDriver.prototype, "wake").mockResolvedValue();
}

let serial = 0;
export type Line = { account: MetaAccount; connectionId: string; gate: Gate };

/** An account of a platform, connected by its own door. */
export async function withAccount(shop: Shop, platform: MetaPlatform = "whatsapp"): Promise<Line> {
	const id = `10654035${String(++serial).padStart(6, "0")}`;
	const account = metaAccount(platform, { id, token: `token-of-${platform}-${id}` });
	accounts.push(account);
	const body = {
		accessToken: account.token,
		accountId: id,
		appSecret: account.appSecret,
		wabaId: account.wabaId,
		verifyToken: "lund-og-lys",
	};
	const { status, body: answer } = await shop.call("POST", `/connections/${platform}`, { body });
	if (status >= 300) throw new Error(JSON.stringify(answer));
	const [row] = await rowsOf<{ id: string; webhookToken: string }>(
		shop,
		"SELECT id, webhookToken FROM connections WHERE businessId = ? AND storeUrl LIKE ?",
		shop.businessId,
		`%/${id}`,
	);
	const line = { account, connectionId: row?.id ?? "", gate: newGate };
	// What its app's own settings name.
	account.address = `http://storekeep.test/connections/webhook/${platform}?c=${row?.webhookToken}`;
	await turn(shop, line);
	return line;
}

/** One turn of the account's driver, at an instant. */
export function turn(shop: Shop, line: Line, at?: number, inbox = talkWork): Promise<number | null> {
	const execution = createExecutionContext();
	const scope = machineScope(env, configOf(env), (work) => execution.waitUntil(work), at);
	const keeper = {
		gate: line.gate,
		keep(gate: Gate) {
			keeper.gate = gate;
			line.gate = gate;
		},
	};
	const where = { connectionId: line.connectionId, businessId: shop.businessId, shard: shop.shard };
	return driveConnection(scope, where, keeper, inbox, () => at ?? Date.now());
}

/** A delivery as Meta sends it. */
export async function bring({ url, headers, body }: MetaDelivery): Promise<number> {
	const { pathname, search } = new URL(url);
	return (await call("POST", pathname + search, { body, headers })).status;
}

/** Everything that is on its way arrives, and is worked on. */
export async function arrive(shop: Shop, line: Line, at?: number): Promise<void> {
	for (const delivery of line.account.deliveries.splice(0)) await bring(delivery);
	await turn(shop, line, at);
}
