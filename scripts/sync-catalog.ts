// Sends a vendor's catalog to a shop and tells what came of it.
import { openAsBlob } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { openApi, type Schemas, type ShopApi } from "./api/client.ts";
import { calledWith } from "./options.ts";

const usage =
	"Usage: scripts/sync-catalog [FILE] [--vendor=moscot] (SHOP_URL; SHOP_TOKEN, or SHOP_EMAIL and SHOP_PASSWORD, say who sends it)";
const { values, positionals } = calledWith({ allowPositionals: true, options: { vendor: { type: "string" } } });
const { vendor = "moscot" } = values;
const [file = `${vendor}.json`] = positionals;
const { SHOP_URL = "http://127.0.0.1:5173", SHOP_TOKEN, SHOP_EMAIL: email, SHOP_PASSWORD: password } = process.env;
const url = SHOP_URL.replace(/\/$/, "");

try {
	await send();
} catch (error) {
	console.error(error instanceof Error ? error.message : String(error));
	process.exitCode = 1;
}

async function send(): Promise<void> {
	const bytes = await opened();
	const token = SHOP_TOKEN ?? (await signIn());
	const api = openApi(url, token);
	try {
		let run = await push(bytes, api);
		while (run.status === "queued" || run.status === "running") {
			await pause(1500);
			const { data } = await api.GET("/api/v1/catalog/{vendor}/runs/{run}", { params: { path: { vendor, run: run.id } } });
			if (!data) throw new Error("The shop does not say how far it is.");
			run = data;
		}
		tell(run);
	} finally {
		if (!SHOP_TOKEN) await api.POST("/api/v1/auth/logout");
	}
}

async function opened(): Promise<Blob> {
	try {
		return await openAsBlob(file, { type: file.toLowerCase().endsWith(".csv") ? "text/csv" : "application/json" });
	} catch {
		return fail(`${file} cannot be read.`);
	}
}

function fail(message: string): never {
	throw new Error(message);
}

async function signIn(): Promise<string> {
	if (!email || !password) throw new Error(usage);
	const { data } = await openApi(url).POST("/api/v1/auth/login", { body: { email, password } });
	return data?.token ?? fail("The shop gave no token.");
}

/** The file as it is: it may be larger than this program likes to hold. */
async function push(bytes: Blob, api: ShopApi): Promise<Schemas["SyncRun"]> {
	const { data } = await api.POST("/api/v1/catalog/{vendor}/sync", {
		params: { path: { vendor } },
		headers: { "Content-Type": bytes.type },
		body: bytes,
		bodySerializer: () => bytes,
	});
	if (!data) throw new Error("The shop does not say what came of it.");
	return data;
}

function tell(run: Schemas["SyncRun"]): void {
	const { status, items, created, updated, missing, deleted, unchanged } = run;
	const counts = `${created} new, ${updated} changed, ${missing} missing, ${deleted} gone, ${unchanged} as before`;
	const isDone = status === "done" || status === "unchanged";
	process.exitCode = isDone ? 0 : 1;
	if (isDone) console.log(`${vendor}: ${items} items: ${counts}`);
	else if (status === "waiting")
		console.error(`${vendor}: ${items} items, where ${run.itemsBefore} were. Somebody is asked: ${url}/vendors/${vendor}`);
	else console.error(`${vendor}: ${status}${run.error ? `, ${run.error} ${JSON.stringify(run.errorDetails)}` : ""}. Nothing was changed.`);
}
