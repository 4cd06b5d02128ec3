import { z } from "zod";
import { AnyId } from "#app/platform/input.ts";
import { Name } from "./input.ts";
import { keyScopes, servicePermissions } from "./permissions.ts";

/** What is typed about keys of programs. Browser-safe. */

export const MakeKey = z.object({
	name: Name,
	scopes: z.array(z.enum(keyScopes)).min(1, "at least one scope").max(100),
	days: z.int().min(1).max(3650).optional().describe("Without them it works until it is revoked"),
});
export const RotateKey = z.object({
	keyId: AnyId,
	graceHours: z
		.int()
		.min(0)
		.max(24 * 30)
		.default(24)
		.describe("How long the old one goes on"),
});
/** A vendor's slug, as it ends a scope. */
export const VendorScope = z.string().regex(/^[a-z0-9-]{1,80}$/, "a vendor's slug");
const ServiceScope = z.union([z.enum(servicePermissions), z.templateLiteral(["catalog:sync:", VendorScope])]);
export const IssueServiceToken = z.object({
	name: Name.default("service").describe("Named in the audit"),
	scopes: z.array(ServiceScope).min(1, "at least one scope").max(50),
	minutes: z
		.int()
		.min(1)
		.max(24 * 60)
		.default(60),
});
export const OneKey = z.object({ keyId: AnyId });
