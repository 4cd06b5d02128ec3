// Deploys to Cloudflare: the build, then remote migrations (they only add), then the worker.
import { ensureNode, fail, must, wrangler } from "./bootstrap.mjs";

await ensureNode();
const { build } = await import("./build.mjs");
const { unstable_readConfig: readConfig } = await import("wrangler");

const { d1_databases: databases, queues, r2_buckets: buckets } = readConfig({ config: "wrangler.toml" });
const placeholders = databases.filter(({ database_id: id }) => !id || id.startsWith("00000000-0000-0000-0000-"));
if (placeholders.length > 0)
	fail(
		[
			"Not deployed: these databases of wrangler.toml still have a placeholder for a database_id:",
			...placeholders.map(
				({ binding, database_name: name }) => `  ${binding}: create it with \`npx wrangler d1 create ${name}\` and write its id there`,
			),
			"Before the first time these are created too (a deployment that misses one stops half way):",
			...queues.consumers.map(({ queue }) => `  npx wrangler queues create ${queue}`),
			...buckets.map(({ bucket_name: name }) => `  npx wrangler r2 bucket create ${name}`),
		].join("\n"),
	);

// Built before anything remote is touched: a build that fails must not leave new tables under the old worker for long.
must(build());
for (const { binding } of databases) must(wrangler("d1", "migrations", "apply", binding, "--remote"));
must(wrangler("deploy"));
