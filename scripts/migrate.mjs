// Brings the local databases to the newest migration: the same files, statements and d1_migrations table as
// `wrangler d1 migrations apply --local`, in one start of the runtime instead of one per database and file.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { persistencePath } from "./state.mjs";

const table = `CREATE TABLE IF NOT EXISTS "d1_migrations"(
		id         INTEGER PRIMARY KEY AUTOINCREMENT,
		name       TEXT UNIQUE,
		applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
);`;

/** Applies what is missing; returns the names applied, as `BINDING/file.sql`. */
export async function migrate(stateDir) {
	const { unstable_readConfig: readConfig, unstable_splitSqlQuery: split } = await import("wrangler");
	const databases = readConfig({ config: "wrangler.toml" }).d1_databases.map((database) => ({
		binding: database.binding,
		id: database.preview_database_id ?? database.database_id ?? database.binding,
		files: migrationFiles(database.migrations_dir),
	}));

	const stamp = join(stateDir, "migrated.sha256");
	const hash = createHash("sha256").update(JSON.stringify(databases)).digest("hex");
	if (existsSync(join(persistencePath(stateDir), "d1")) && existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return [];

	const { Miniflare, convertV4MiniflareOptions } = await import("miniflare");
	const runtime = new Miniflare(
		convertV4MiniflareOptions({
			modules: true,
			script: "",
			cf: false,
			resourcePersistencePath: persistencePath(stateDir),
			d1Databases: Object.fromEntries(databases.map(({ binding, id }) => [binding, id])),
		}),
	);
	const applied = [];
	try {
		for (const { binding, files } of databases) {
			const database = await runtime.getD1Database(binding);
			await database.prepare(table).run();
			const { results } = await database.prepare("SELECT name FROM d1_migrations").all();
			const done = new Set(results.map((row) => row.name));
			for (const { name, sql } of files.filter((file) => !done.has(file.name))) {
				const record = `INSERT INTO "d1_migrations" (name) values ('${name.replaceAll("'", "''")}');`;
				try {
					await database.batch(split(`${sql}\n${record}`).map((statement) => database.prepare(statement)));
				} catch (error) {
					throw new Error(`Migration ${binding}/${name} failed: ${error.cause?.message ?? error.message}`, { cause: error });
				}
				applied.push(`${binding}/${name}`);
			}
		}
	} finally {
		await runtime.dispose();
	}
	writeFileSync(stamp, hash);
	return applied;
}

function migrationFiles(dir) {
	return readdirSync(dir)
		.filter((name) => name.endsWith(".sql"))
		.sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10) || (a < b ? -1 : 1))
		.map((name) => ({ name, sql: readFileSync(join(dir, name), "utf8") }));
}
