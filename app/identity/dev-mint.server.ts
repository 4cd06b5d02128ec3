import { sql } from "drizzle-orm";
import { z } from "zod";
import { issuesOf } from "#app/platform/command.server.ts";
import { directoryOf, first } from "#app/platform/database.server.ts";
import { refuse, refuseInput } from "#app/platform/errors.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { VendorScope } from "./key-input.ts";
import { issueServiceToken, type ServiceToken } from "./service-tokens.server.ts";
import { machineTenant, tenantOf } from "./viewer.server.ts";

export const DevMint = z.object({
	business: z.string().max(80).optional().describe("Its slug or id; whoever is signed in gets their own, anybody else the first there is"),
	vendor: VendorScope.default("moscot").describe("Whose catalog may be read, where no scopes are named"),
	scopes: z.array(z.string()).optional(),
	minutes: z.number().optional(),
});

/**
 * A service's token without a password, for trying things out on a local run.
 * @throws Refusal `not_found` in a production, as if there were no such door; `not_found / business_not_found`, `validation_failed`
 */
export async function devMint(scope: Scope, raw: unknown): Promise<ServiceToken> {
	if (scope.cfg.ENVIRONMENT === "production") refuse("not_found", "not_found");
	const parsed = DevMint.safeParse(raw);
	if (!parsed.success) refuseInput(issuesOf(parsed.error));
	const { business, vendor, scopes = ["catalog:sync", `catalog:sync:${vendor}`], minutes } = parsed.data;
	const own = business === undefined ? await tenantOf(scope) : null;
	// A session that is over is told so, not handed somebody else's business.
	if (own) await own.principal();
	const where = own ?? (await businessCalled(scope, business));
	const tenant = machineTenant(scope, { businessId: where.businessId, shard: where.shard }, "dev-mint");
	return issueServiceToken(tenant, { name: "dev-mint", scopes, ...(minutes !== undefined && { minutes }) });
}

async function businessCalled(scope: Scope, name: string | undefined): Promise<{ businessId: string; shard: number }> {
	const called = name === undefined ? sql`1` : sql`(slug = ${name} OR id = ${name})`;
	const { found } = await directoryOf(scope).read({
		found: first<{ businessId: string; shard: number }>(
			sql`SELECT id AS businessId, shard FROM businesses WHERE ${called} AND state = 'active' ORDER BY createdAt, id LIMIT 1`,
		),
	});
	return found ?? refuse("not_found", "business_not_found");
}
