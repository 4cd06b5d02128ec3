import { z } from "zod";
import { AnyId } from "#app/platform/input.ts";
import { Name } from "./input.ts";
import { keyScopes } from "./permissions.ts";

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
export const OneKey = z.object({ keyId: AnyId });
