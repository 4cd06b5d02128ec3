import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openApi, Refused } from "../../scripts/api/client.ts";
import { typesFile, typesOf } from "../../scripts/api-types.mjs";
import { migrate } from "../../scripts/migrate.mjs";
import { serve } from "../../scripts/serve.mjs";
import { openState } from "../../scripts/state.mjs";

const dir = mkdtempSync(join(tmpdir(), "storekeep-test-"));
const owner = { email: "karen@lundlys.example", password: "frames on the shelf" };
let server: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => {
	const stateDir = openState({ dir: join(dir, "state") });
	await migrate(stateDir);
	server = await serve({ stateDir, quiet: true });
	await openApi(server.url).POST("/api/v1/auth/register", {
		body: { ...owner, name: "Karen", businessName: "Lund & Lys", currency: "DKK" },
	});
});
afterAll(async () => {
	await server.stop();
	rmSync(dir, { recursive: true, force: true });
});

const signedIn = async () => {
	const { data } = await openApi(server.url).POST("/api/v1/auth/login", { body: owner });
	return openApi(server.url, data?.token);
};

/** The script as somebody runs it. */
async function checkShop(password: string) {
	const child = spawn(process.execPath, ["scripts/check-shop.ts", server.url], {
		env: { ...process.env, SHOP_EMAIL: owner.email, SHOP_PASSWORD: password },
	});
	let said = "";
	child.stdout.on("data", (text) => (said += text));
	child.stderr.on("data", (text) => (said += text));
	const [code] = await once(child, "exit");
	return { code, said };
}

test("the client's types are those of the document (`npm run api-types` writes them)", async () => {
	const document = await (await fetch(`${server.url}/api/openapi.json`)).json();
	expect(readFileSync(typesFile, "utf8") === (await typesOf(document)), "scripts/api/types.d.ts is up to date").toBe(true);
});

test("the client repeats a call under its key with one effect, and throws a refusal by name", async () => {
	const api = await signedIn();
	const add = () =>
		api.POST("/api/v1/products", { body: { name: "KNUD Havana 49", sku: "KNU-49" }, headers: { "Idempotency-Key": "one" } });
	const [first, second] = [await add(), await add()];
	expect(second.data?.id).toBe(first.data?.id);
	const taken = api.POST("/api/v1/products", { body: { name: "Another", sku: "knu - 49" } });
	await expect(taken).rejects.toThrow(Refused);
	await expect(taken).rejects.toMatchObject({ status: 409, code: "level_exists" });
});

test("a shop whose numbers agree is told so, and nobody gets in with a wrong password", async () => {
	const api = await signedIn();
	await api.POST("/api/v1/products", { body: { name: "Counted", sku: "COUNTED", initialStock: 7 } });
	await server.cron();
	await expect.poll(() => checkShop(owner.password), { timeout: 15_000 }).toMatchObject({ code: 0 });
	expect((await checkShop(owner.password)).said).toContain("Lund & Lys: stores 1, products 2, on the shelves 7");
	expect(await checkShop("not the password")).toMatchObject({ code: 1, said: expect.stringContaining("wrong_credentials") });
});
