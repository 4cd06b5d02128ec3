import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { reactRouter } from "@react-router/dev/vite";
import type { Plugin } from "vite";
import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";

// Known to everybody, good for nothing but tests. Long enough for the rules of the configuration.
const testSettings = {
	ENVIRONMENT: "local",
	PUBLIC_URL: "http://storekeep.test",
	SESSION_SECRET: "session-secret-for-tests-only-0123456789",
	SERVICE_JWT_SECRET: "service-secret-for-tests-only-0123456789",
	// No test calls a real shop: tests/integration/catalog answers for this address, nobody elsewhere.
	MOCK_MODE: "1",
	VENDOR_MOCK_URL: "http://shops.test",
	WOOCOMMERCE_MOCK_URL: "http://woo.test",
	META_MOCK_URL: "http://meta.test",
	PROKIP_MOCK_URL: "http://prokip.test",
	CATALOG_DELAY_MS: "0",
	SHOPIFY_CLIENT_ID: "storekeep-tests",
	SHOPIFY_CLIENT_SECRET: "shopify-secret-for-tests-only",
	SHOPIFY_MOCK_URL: "http://shopify.test",
	ENCRYPTION_KEYS: `k1:${btoa("storekeep-tests-storekeep-tests-")}`,
};

/**
 * Bundled once for the pages in the integration project: they are thousands of small files, and each costs the runtime a question.
 * All of them that import React, or there would be two Reacts.
 */
const bundled = [
	"lucide",
	"react",
	"react-dom",
	"react-dom/server.edge",
	"react-router",
	"react/jsx-dev-runtime",
	"react/jsx-runtime",
	"use-intl",
];

/**
 * Files that run a job over a shard, look at all there is on one, or have objects that wake by themselves: each has a runtime and storage of its own. The
 * others share one a core, which spares each of them some seconds of starting.
 */
const alone = [
	"audit/chain",
	"catalog/images",
	"catalog/vendor-crawl",
	"channels/*",
	"customers/merge",
	"demo/*",
	"doors/health",
	"doors/isolation*",
	"doors/safety",
	"identity/change-email",
	"identity/employee-login",
	"identity/invites",
	"identity/register",
	"identity/verify-email",
	"inbox/*",
	"insights/forecast",
	"insights/one-advice",
	"insights/outlooks",
	"insights/rank-sellers",
	"insights/suggestions",
	"orders/order-core",
	"platform/mail",
	"platform/outbox",
	"realtime/*",
	"sales/leases",
	"sales/receipts",
	"stock/check-drift",
	"stock/every-effect",
	"stock/reservations",
].map((file) => `tests/integration/${file}.test.ts`);

/**
 * A fresh runtime is sent every module in one message, and its socket takes 32 MiB. Half of that were source maps of libraries, which no failing test
 * points into.
 */
const withoutForeignMaps: Plugin = {
	name: "without-foreign-maps",
	enforce: "post",
	transform: {
		filter: { id: /node_modules/ },
		handler: (code) => ({ code, map: { mappings: "" } }),
	},
};

/** Tests that run in workerd, with the bindings of wrangler.toml. */
function inWorkerd(name: string, files: { include: string[]; exclude: string[]; isolate: boolean }): TestProjectInlineConfiguration {
	return {
		plugins: [
			// Before the pool, and without the Cloudflare plugin of the build: so pages render in here too.
			reactRouter(),
			withoutForeignMaps,
			cloudflareTest(async () => ({
				main: "./workers/app.ts",
				wrangler: { configPath: "./wrangler.toml" },
				miniflare: {
					bindings: {
						...testSettings,
						// `npm run chaos` sets other ones.
						CHAOS_ROUNDS: process.env.CHAOS_ROUNDS ?? "1",
						CHAOS_SEED: process.env.CHAOS_SEED ?? "1",
						TEST_DIRECTORY_MIGRATIONS: await readD1Migrations("./migrations/directory"),
						TEST_SHARD_MIGRATIONS: await readD1Migrations("./migrations/shard"),
					},
					ratelimits: Object.fromEntries(
						["API_CALLS", "ADDRESS_CALLS", "PAGE_CALLS", "WEBHOOK_CALLS", "WEBHOOK_SENDER_CALLS"].map((limit, n) => [
							limit,
							{ namespace_id: `${1001 + n}`, simple: { limit: 1_000_000, period: 60 } },
						]),
					),
				},
			})),
		],
		test: {
			name,
			...files,
			deps: { optimizer: { ssr: { enabled: true, include: bundled } } },
			setupFiles: ["tests/integration/setup.ts", "tests/support/quiet.ts"],
			// The first page of a file is transformed while the test waits for it.
			testTimeout: 60_000,
			hookTimeout: 60_000,
		},
	};
}

export default defineConfig({
	test: {
		// With `--project unit` the watchers of the other projects' plugins would hold the process for ten seconds.
		teardownTimeout: 3000,
		projects: [
			{
				test: {
					name: "unit",
					environment: "node",
					include: ["tests/unit/**/*.test.{ts,tsx}", "tests/architecture.test.ts"],
					setupFiles: ["tests/support/quiet.ts"],
				},
			},
			inWorkerd("integration", { include: ["tests/integration/**/*.test.{ts,tsx}"], exclude: alone, isolate: false }),
			inWorkerd("alone", { include: alone, exclude: [], isolate: true }),
			{
				test: {
					name: "built",
					environment: "node",
					include: ["tests/built/**/*.test.ts"],
					testTimeout: 60_000,
					hookTimeout: 120_000,
					// Each file starts its own server; two cores do not carry several.
					fileParallelism: false,
				},
			},
		],
	},
});
