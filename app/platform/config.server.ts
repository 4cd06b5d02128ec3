import { z } from "zod";
import { refuse } from "./errors.ts";

/** A key ring: `k2:<base64 of 32 bytes>,k1:<…>`; the first key seals, all of them open. */
const KeyRing = z
	.string()
	.transform((text) => text.split(",").map((entry) => entry.trim().split(":")))
	.pipe(
		z
			.array(z.tuple([z.string().regex(/^[a-z0-9]{1,16}$/), z.base64().refine((key) => atob(key).length === 32, "32 bytes of base64")]))
			.min(1),
	);

const Secret = z.string().min(32, "at least 32 characters");
const Flag = z.union([z.literal(["1", "true", "on"]).transform(() => true), z.literal(["0", "false", "off", ""]).transform(() => false)]);

/** Everything that can be set, once. README's table is this table in words. */
const Configuration = z
	.object({
		/** "production" unless `npm start`, `dev` or `test` says otherwise at run time. */
		ENVIRONMENT: z.enum(["production", "local"]).default("production"),
		SESSION_SECRET: Secret,
		SERVICE_JWT_SECRET: Secret,
		ENCRYPTION_KEYS: KeyRing,
		PUBLIC_URL: z.url().optional(),
		/** Where platforms lead people back to, and where they send their news: another address than PUBLIC_URL, for instance a tunnel's. */
		REDIRECT_URI: z.url().optional(),
		WEBHOOK_URL: z.url().optional(),
		/** Origins that may call the API from a browser with a bearer token, comma-separated. */
		API_ORIGINS: z
			.string()
			.default("")
			.transform((text) =>
				text
					.split(",")
					.map((origin) => origin.trim())
					.filter(Boolean),
			),
		/** Read so that it may be said: nothing is sent to anybody, with or without it. */
		TELEMETRY_DISABLED: Flag.default(false),
		/** Without it mail stays in the local outbox; in production, acts that need mail are refused. */
		RESEND_API_KEY: z.string().min(1).optional(),
		/** `Name <address>` of a domain that Resend has verified. */
		RESEND_FROM: z.string().min(3).optional(),
		/** What Resend signs its webhooks with (`whsec_…`); without it bounces are not heard of. */
		RESEND_WEBHOOK_SECRET: z
			.string()
			.regex(/^whsec_[A-Za-z0-9+/]{16,}={0,2}$/)
			.optional(),
		/** Every mail goes here instead of to whom it is for. */
		RESEND_TEST_TO: z.email().optional(),
		GOOGLE_CLIENT_ID: z.string().min(1).optional(),
		GOOGLE_CLIENT_SECRET: z.string().min(1).optional(),
		/** Where a stand-in for Google answers; only a local run may have one. */
		GOOGLE_MOCK_URL: z.url().optional(),
		/** Our app at Shopify; without both, nobody can connect a shop there. */
		SHOPIFY_CLIENT_ID: z.string().min(1).optional(),
		SHOPIFY_CLIENT_SECRET: z.string().min(1).optional(),
		SHOPIFY_API_VERSION: z
			.string()
			.regex(/^20\d\d-(01|04|07|10)$/)
			.default("2026-10"),
		/** Where a stand-in for Shopify's shops answers; only a local run may have one. */
		SHOPIFY_MOCK_URL: z.url().optional(),
		/** Where Prokip answers; nothing is sent where no public host is. */
		PROKIP_API: z.url().default("https://api.prokip.africa"),
		/** Where a stand-in for Prokip answers; only a local run may have one. */
		PROKIP_MOCK_URL: z.url().optional(),
		/** Of Meta's Graph: WhatsApp, Instagram and Messenger. */
		META_GRAPH_VERSION: z
			.string()
			.regex(/^v\d+\.\d+$/)
			.default("v25.0"),
		/** Where a stand-in for Meta's Graph answers; only a local run may have one. */
		META_MOCK_URL: z.url().optional(),
		/** No real platform or shop is called: each host's stand-in answers, or nobody. */
		MOCK_MODE: Flag.default(false),
		/** Where a stand-in for vendors' shops answers; only a local run may have one. */
		VENDOR_MOCK_URL: z.url().optional(),
		/** Where a stand-in for WooCommerce shops answers; only a local run may have one. */
		WOOCOMMERCE_MOCK_URL: z.url().optional(),
		/** Between two requests to a vendor's shop. */
		CATALOG_DELAY_MS: z.coerce.number().int().min(0).max(60_000).default(2000),
		/** The object in FILES that is shown of MOSCOT's catalog while nothing of it was ever read. */
		CATALOG_MOSCOT_PATH: z.string().min(1).optional(),
	})
	.refine((settings) => settings.ENVIRONMENT === "local" || settings.GOOGLE_MOCK_URL === undefined, {
		path: ["GOOGLE_MOCK_URL"],
		message: "not in production",
	})
	.refine(
		(settings) =>
			settings.ENVIRONMENT === "local" ||
			[
				settings.MOCK_MODE || undefined,
				settings.VENDOR_MOCK_URL,
				settings.SHOPIFY_MOCK_URL,
				settings.PROKIP_MOCK_URL,
				settings.WOOCOMMERCE_MOCK_URL,
				settings.META_MOCK_URL,
			].every((mock) => mock === undefined),
		{
			path: ["MOCK_MODE"],
			message: "not in production",
		},
	)
	.refine((settings) => settings.ENVIRONMENT === "local" || settings.CATALOG_DELAY_MS >= 2000, {
		path: ["CATALOG_DELAY_MS"],
		message: "at least 2000 in production",
	})
	.transform((settings) => ({
		...settings,
		REDIRECT_URI: settings.REDIRECT_URI ?? settings.PUBLIC_URL,
		WEBHOOK_URL: settings.WEBHOOK_URL ?? settings.PUBLIC_URL,
	}));

export type Config = z.output<typeof Configuration>;

/** Names of the settings that hold secrets; a test keeps them out of wrangler.toml and of every response. */
export const secretNames = [
	"SESSION_SECRET",
	"SERVICE_JWT_SECRET",
	"ENCRYPTION_KEYS",
	"RESEND_API_KEY",
	"RESEND_WEBHOOK_SECRET",
	"GOOGLE_CLIENT_SECRET",
	"SHOPIFY_CLIENT_SECRET",
] as const;

/** Names of everything that can be set. */
export const settingNames = Object.keys(Configuration.in.shape);

const read = new WeakMap<object, Config>();

/**
 * The configuration of this deployment, parsed once per isolate.
 * `JWT_SECRET` and `AUTH_JWT_SECRET` are read where `SESSION_SECRET` is not set.
 * @throws Refusal `unavailable / configuration` naming each missing or malformed setting, never its value
 */
export function configOf(env: object): Config {
	const known = read.get(env);
	if (known) return known;
	const given: Record<string, unknown> = { ...env };
	given.SESSION_SECRET ??= given.JWT_SECRET ?? given.AUTH_JWT_SECRET;
	const parsed = Configuration.safeParse(given);
	if (!parsed.success) {
		const settings = parsed.error.issues.map(
			(issue) => `${issue.path[0]?.toString()}: ${given[String(issue.path[0])] === undefined ? "missing" : issue.message}`,
		);
		refuse("unavailable", "configuration", { settings });
	}
	read.set(env, parsed.data);
	return parsed.data;
}
