import { cpSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { persistencePath } from "../../scripts/state.mjs";

/** The shard's file that holds the bench's business, found by what is in it. */
export function shardFile(stateDir: string): string {
	const folder = join(persistencePath(stateDir), "d1", "miniflare-D1DatabaseObject");
	const file = readdirSync(folder)
		.filter((name) => name.endsWith(".sqlite") && name !== "metadata.sqlite")
		.map((name) => join(folder, name))
		.find(holdsBusiness);
	if (!file) throw new Error(`no business in ${folder}`);
	return file;
}

function holdsBusiness(file: string): boolean {
	const database = new DatabaseSync(file, { readOnly: true });
	try {
		const isShard = database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'stockLevels'").get() !== undefined;
		return isShard && database.prepare("SELECT 1 FROM businesses").get() !== undefined;
	} finally {
		database.close();
	}
}

/** Whether the bench's business has had its night: what runs out and what sold best is known. */
export function hadItsNight(file: string): boolean {
	const database = new DatabaseSync(file, { readOnly: true });
	try {
		return database.prepare("SELECT 1 FROM outlookRuns WHERE cursor IS NULL").get() !== undefined;
	} finally {
		database.close();
	}
}

/** A copy of a state nobody serves: the same data, the same secrets, the same sessions. */
export function copyState(from: string, to: string): string {
	cpSync(from, to, { recursive: true });
	return to;
}
