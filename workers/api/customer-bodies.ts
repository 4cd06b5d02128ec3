import { z } from "zod";
import type { Customer } from "#app/customers/customer.server.ts";
import type { Bought, CustomerSheet, ListedCustomer } from "#app/customers/queries.server.ts";
import { customerStates, languages } from "#app/customers/rules.ts";
import { decimalString } from "#app/platform/money.ts";
import { isoInstant } from "#app/platform/time.ts";
import { Decimal, orNull } from "./shapes.ts";

/** A customer as the API tells of them. */

export const CustomerBody = z
	.object({
		id: z.string(),
		personId: z.string().describe("Who they turned out to be: the id itself, unless they were merged into somebody"),
		state: z.enum(customerStates),
		name: z.string(),
		email: z.string().nullable(),
		phone: z.string().nullable(),
		street: z.string(),
		postcode: z.string(),
		city: z.string(),
		country: z.string(),
		language: orNull(z.enum(languages)),
		note: z.string(),
		mailConsentAt: z.iso.datetime().nullable().describe("When they agreed to be written to; null: they have not"),
		version: z.int(),
		createdAt: z.iso.datetime(),
		updatedAt: z.iso.datetime(),
		lastSeenAt: z.iso.datetime().describe("The last purchase, else when they were written down"),
	})
	.meta({ id: "Customer", description: "A person who buys." });

const BoughtBody = z
	.object({
		currency: z.string(),
		orders: z.int(),
		units: z.int(),
		total: Decimal,
		refundedUnits: z.int(),
		refundedTotal: Decimal,
		firstAt: z.iso.datetime(),
		lastAt: z.iso.datetime(),
	})
	.meta({ id: "CustomerPurchases" });
export const ListedBody = CustomerBody.extend({ bought: z.array(BoughtBody) }).meta({ id: "ListedCustomer" });
export const SheetBody = ListedBody.extend({
	contactPoints: z.array(
		z.object({
			id: z.string(),
			channel: z.string(),
			connectionId: z.string(),
			externalId: z.string(),
			handle: z.string(),
			createdAt: z.iso.datetime(),
		}),
	),
	merges: z.array(z.object({ id: z.string(), goneId: z.string(), name: z.string(), actorName: z.string(), at: z.iso.datetime() })),
	lookalikes: z
		.array(z.object({ id: z.string(), name: z.string(), email: z.string().nullable(), phone: z.string().nullable(), city: z.string() }))
		.describe("Who shares a mailbox or a number, and may be the same person"),
}).meta({ id: "CustomerSheet" });
export const RecordBody = z
	.object({ exportedAt: z.iso.datetime(), customer: SheetBody, purchases: z.array(z.record(z.string(), z.unknown())) })
	.meta({ id: "CustomerRecord", description: "Everything that is known of one person, to hand to them." });

export function customerBody(customer: Customer): z.output<typeof CustomerBody> {
	const { mailConsentAt, createdAt, updatedAt, lastSeenAt } = customer;
	return {
		...customer,
		mailConsentAt: mailConsentAt === null ? null : isoInstant(mailConsentAt),
		createdAt: isoInstant(createdAt),
		updatedAt: isoInstant(updatedAt),
		lastSeenAt: isoInstant(lastSeenAt),
	};
}

function boughtBody({ currency, total, refundedTotal, firstAt, lastAt, ...counts }: Bought): z.output<typeof BoughtBody> {
	return {
		currency,
		...counts,
		total: decimalString(total, currency),
		refundedTotal: decimalString(refundedTotal, currency),
		firstAt: isoInstant(firstAt),
		lastAt: isoInstant(lastAt),
	};
}

export function listedBody({ bought, ...customer }: ListedCustomer): z.output<typeof ListedBody> {
	return { ...customerBody(customer), bought: bought.map(boughtBody) };
}

export function sheetBody({ contactPoints, merges, lookalikes, ...rest }: CustomerSheet): z.output<typeof SheetBody> {
	return {
		...listedBody(rest),
		contactPoints: contactPoints.map(({ customerId: _, createdAt, ...point }) => ({ ...point, createdAt: isoInstant(createdAt) })),
		merges: merges.map(({ id, goneId, name, actorName, at }) => ({ id, goneId, name, actorName, at: isoInstant(at) })),
		lookalikes,
	};
}
