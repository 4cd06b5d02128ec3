import { z } from "zod";
import type { Viewer } from "#app/identity/viewer.server.ts";

/** Shapes of answers several endpoints share. */

export const UserBody = z
	.object({
		id: z.string(),
		name: z.string(),
		email: z.string().nullable(),
		username: z.string().nullable(),
		role: z.enum(["owner", "manager", "agent", "employee"]),
	})
	.meta({ id: "User" });
export const BusinessBody = z
	.object({
		id: z.string(),
		name: z.string(),
		slug: z.string(),
		currency: z.string(),
		timeZone: z.string(),
		locale: z.enum(["en", "da"]),
		taxIncluded: z.boolean(),
		taxRate: z.number().describe("Percent"),
	})
	.meta({ id: "Business" });
export const StoreBody = z
	.object({
		id: z.string(),
		name: z.string(),
		slug: z.string(),
		kind: z.enum(["shop", "web"]),
		currency: z.string(),
		timeZone: z.string(),
		version: z.int(),
	})
	.meta({ id: "Store" });

export function userBody(user: Viewer["user"]): z.output<typeof UserBody> {
	return user;
}

/** Tax is kept in basis points; people say percent. */
export function businessBody(business: Viewer["business"]): z.output<typeof BusinessBody> {
	return { ...business, taxRate: business.taxRate / 100 };
}

/** A keyset page of something. */
export function pageBody<T extends z.ZodType>(item: T) {
	return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

/** A named shape, or null. (`.nullable()` on it would make the shape itself nullable in the document, wherever it stands.) */
export function orNull<T extends z.ZodType>(shape: T) {
	return z.union([shape, z.null()]);
}
