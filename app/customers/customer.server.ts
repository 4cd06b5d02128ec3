import { type SQL, sql } from "drizzle-orm";
import { type Ask, first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { type CustomerState, type Particulars, particulars } from "./rules.ts";

/** A person as rooms and doors see them. `personId`: who they turned out to be. Times ms UTC. */
export type Customer = Particulars & {
	id: string;
	personId: string;
	state: CustomerState;
	version: number;
	createdAt: number;
	updatedAt: number;
	lastSeenAt: number;
};
/** As the room itself holds them. */
export type CustomerRow = Customer & { secret: string | null };

const fields = [
	"id",
	"personId",
	"state",
	...particulars,
	"version",
	"createdAt",
	"updatedAt",
	"lastSeenAt",
] as const satisfies readonly (keyof Customer)[];

/** The columns of a person, of the alias `c`. */
export const customerColumns: SQL = sql.join(
	fields.map((field) => sql`c.${sql.identifier(field)}`),
	sql`, `,
);

/** A person as JSON, as they stand when the batch has been written. */
export function customerJson(businessId: string, customerId: string): SQL {
	const pairs = sql.join(
		fields.map((field) => sql`${sql.raw(`'${field}'`)}, c.${sql.identifier(field)}`),
		sql`, `,
	);
	return sql`(SELECT json_object(${pairs}) FROM customers AS c WHERE c.businessId = ${businessId} AND c.id = ${customerId})`;
}

export function customerRow(businessId: string, customerId: string | SQL): Ask<CustomerRow | undefined> {
	return first<CustomerRow>(
		sql`SELECT ${customerColumns}, c.secret FROM customers AS c WHERE c.businessId = ${businessId} AND c.id = ${customerId}`,
	);
}

/** Somebody who can be written to: there, and still themselves. @throws Refusal `customer_not_found`, `customer_merged` naming into whom, `customer_erased`, `version_changed` */
export function present(row: CustomerRow | undefined, version?: number): CustomerRow & { secret: string } {
	if (!row) refuse("not_found", "customer_not_found");
	if (row.state === "merged") refuse("conflict", "customer_merged", { customerId: row.personId });
	if (row.state === "erased" || row.secret === null) refuse("conflict", "customer_erased");
	if (version !== undefined && version !== row.version) refuse("conflict", "version_changed", { current: row.version });
	return { ...row, secret: row.secret };
}

/** As `present`, said again where the batch is written. */
export function stillAt(businessId: string, { id, version }: { id: string; version: number }): SQL {
	return sql`SELECT 1 FROM customers WHERE businessId = ${businessId} AND id = ${id} AND version = CAST(${version} AS INTEGER)`;
}
