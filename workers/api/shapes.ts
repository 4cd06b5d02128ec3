import { z } from "zod";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { type Payment, paymentMethods } from "#app/orders/tender.ts";
import { decimalString } from "#app/platform/money.ts";

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

/** Something with a name, named by others. */
export const NamedBody = z.object({ id: z.string(), name: z.string() });
/** Somebody at a till. */
export const EmployeeAtBody = z
	.object({ id: z.string(), slug: z.string(), name: z.string(), role: z.enum(["owner", "manager", "agent", "employee"]) })
	.meta({ id: "EmployeeAtTill" });

export function userBody(user: Viewer["user"]): z.output<typeof UserBody> {
	return user;
}

/** Tax is kept in basis points; people say percent. */
export function businessBody(business: Viewer["business"]): z.output<typeof BusinessBody> {
	return { ...business, taxRate: business.taxRate / 100 };
}

export const Decimal = z.string().describe("Decimal string");

export const PaymentBody = z
	.object({
		method: z.enum(paymentMethods),
		amount: Decimal.describe("What it settles; negative where money goes back"),
		received: Decimal,
		change: Decimal,
		rounding: Decimal.describe("received − change − amount: what coins cannot say"),
		reference: z.string(),
	})
	.meta({ id: "Payment" });

export function paymentBody({ method, reference, ...payment }: Payment, currency: string): z.output<typeof PaymentBody> {
	const amount = (of: number) => decimalString(of, currency);
	return {
		method,
		amount: amount(payment.amount),
		received: amount(payment.received),
		change: amount(payment.change),
		rounding: amount(payment.rounding),
		reference,
	};
}

/** A keyset page of something. */
export function pageBody<T extends z.ZodType>(item: T) {
	return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

/** A named shape, or null. (`.nullable()` on it would make the shape itself nullable in the document, wherever it stands.) */
export function orNull<T extends z.ZodType>(shape: T) {
	return z.union([shape, z.null()]);
}
