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
		api.POST("/api/v1/products", { body: { name: "KNUD Havana 49", sku: "KNU-49", price: "900" }, headers: { "Idempotency-Key": "one" } });
	const [first, second] = [await add(), await add()];
	expect(second.data?.id).toBe(first.data?.id);
	const taken = api.POST("/api/v1/products", { body: { name: "Another", sku: "knu - 49" } });
	await expect(taken).rejects.toThrow(Refused);
	await expect(taken).rejects.toMatchObject({ status: 409, code: "level_exists" });
	// Its sentence has its details in it, also of what is built.
	const storeId = (await api.GET("/api/v1/stores")).data?.items[0]?.id ?? "";
	const lines = [{ productId: first.data?.id ?? "", quantity: 1 }];
	await expect(api.POST("/api/v1/orders", { body: { storeId, lines } })).rejects.toThrow("Only 0 left.");
});

test("a shop whose numbers agree is told so, and nobody gets in with a wrong password", async () => {
	const api = await signedIn();
	await api.POST("/api/v1/products", { body: { name: "Counted", sku: "COUNTED", initialStock: 7 } });
	await server.cron();
	await expect.poll(() => checkShop(owner.password), { timeout: 15_000 }).toMatchObject({ code: 0 });
	expect((await checkShop(owner.password)).said).toContain("Lund & Lys: stores 1, products 2, on the shelves 7");
	expect(await checkShop("not the password")).toMatchObject({ code: 1, said: expect.stringContaining("wrong_credentials") });
});

test("a key is made on the command line: alone on stdout, and good for what it says", async () => {
	const run = async (args: string[], password = owner.password) => {
		const child = spawn(process.execPath, ["scripts/generate-api-key.mjs", ...args, `--url=${server.url}`], {
			env: { ...process.env, SHOP_EMAIL: owner.email, SHOP_PASSWORD: password },
		});
		const said = { out: "", err: "" };
		child.stdout.on("data", (text) => (said.out += text));
		child.stderr.on("data", (text) => (said.err += text));
		const [code] = await once(child, "exit");
		return { code, ...said };
	};
	const made = await run(["--name=Accounting", "--scopes=catalog:read,sales:read", "--days=30"]);
	expect(made).toMatchObject({ code: 0, err: expect.stringContaining("for 30 days") });
	expect(made.out).toMatch(/^sk_test_\d_[0-9a-f]{32}_[\w-]{43}\n$/);
	const api = openApi(server.url, made.out.trim());
	expect((await api.GET("/api/v1/products")).response.status).toBe(200);
	await expect(api.GET("/api/v1/dashboard")).rejects.toMatchObject({ status: 403 });
	expect((await run(["--name=x", "--scopes=everything"])).err).toContain("No such scope: everything");
	expect(await run(["--name=x", "--scopes=catalog:read", "--days=0"])).toMatchObject({
		code: 1,
		out: "",
		err: expect.stringContaining("400"),
	});
	expect(await run(["--name=x", "--scopes=catalog:read"], "not the password")).toMatchObject({ code: 1, out: "" });
	expect(await run(["--name=x"])).toMatchObject({ code: 2, err: expect.stringContaining("catalog:read") });
});
