declare namespace Cloudflare {
	/** What vitest.config.ts binds besides wrangler.toml. */
	interface Env {
		CHAOS_ROUNDS: string;
		CHAOS_SEED: string;
		TEST_DIRECTORY_MIGRATIONS: import("cloudflare:test").D1Migration[];
		TEST_SHARD_MIGRATIONS: import("cloudflare:test").D1Migration[];
	}
}
