import { applyD1Migrations } from "cloudflare:test";
import { env } from "cloudflare:workers";

// Runs before each test file, which has a storage of its own; what is applied already is left alone.
await applyD1Migrations(env.DIRECTORY, env.TEST_DIRECTORY_MIGRATIONS);
await applyD1Migrations(env.SHARD_0, env.TEST_SHARD_MIGRATIONS);
await applyD1Migrations(env.SHARD_1, env.TEST_SHARD_MIGRATIONS);
