import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { changePassword } from "#app/identity/change-password.server.ts";
import { logIn } from "#app/identity/log-in.server.ts";
import { viewerOf } from "#app/identity/viewer.server.ts";
import { call, openShop, password, testScope } from "../../support/world.ts";

/** A shard that lets somebody in between two of its batches. */
function interrupted(database: D1Database, after: (results: D1Result[]) => Promise<void>): D1Database {
	return {
		prepare: (text: string) => database.prepare(text),
		batch: async (list: D1PreparedStatement[]) => {
			const results = await database.batch(list);
			await after(results);
			return results;
		},
	} as unknown as D1Database;
}

it("whoever kept the request of a registration does not get in by it once the password was changed", async () => {
	const body = { email: `r-${crypto.randomUUID()}@shop.example`, password: "first password here", businessName: "R", currency: "DKK" };
	const register = () => call("POST", "/api/auth/register", { body, key: "register-once" });
	const first = await register();
	const Cookie = (first.headers.get("Set-Cookie") ?? "").split(";")[0] ?? "";
	expect((await register()).status).toBe(201);
	const changed = await call("POST", "/api/auth/password", {
		body: { currentPassword: body.password, newPassword: "second password here" },
		headers: { Cookie, "Sec-Fetch-Site": "same-origin" },
	});
	expect(changed.status).toBe(200);
	expect(await register()).toMatchObject({ status: 409, body: { code: "email_taken" } });
});

it("a password that is changed while it is being judged begins no session", async () => {
	const shop = await openShop();
	const { scope } = testScope();
	let changed = false;
	const meanwhile = async (results: D1Result[]) => {
		if (changed || !(results[0]?.results[0] as Record<string, unknown> | undefined)?.passwordHash) return;
		changed = true;
		await changePassword(await shop.tenant(), { currentPassword: password, newPassword: "another one entirely" });
	};
	const between = { ...scope.env, SHARD_0: interrupted(env.SHARD_0, meanwhile), SHARD_1: interrupted(env.SHARD_1, meanwhile) };
	await expect(logIn({ ...scope, env: between }, { email: shop.email, password }, { userAgent: "tests" })).rejects.toMatchObject({
		code: "stale_write",
	});
	expect(changed).toBe(true);
});

it("a database that does not answer is not somebody who has signed out", async () => {
	const shop = await openShop();
	const { scope } = testScope();
	const busy = interrupted(env.SHARD_0, async () => {
		throw new Error("D1_ERROR: D1 DB is overloaded. Requests queued for too long.");
	});
	const asking = viewerOf({ ...scope, env: { ...scope.env, SHARD_0: busy, SHARD_1: busy }, token: { via: "cookie", value: shop.token } });
	await expect(asking).rejects.toThrow("overloaded");
});
