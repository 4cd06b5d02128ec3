import { sql } from "drizzle-orm";
import { type Ask, first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import type { Work } from "#app/platform/work.server.ts";
import { nobodyHas } from "./add-customer.server.ts";
import { addCustomerIn } from "./write-customer.server.ts";

/** Who buys, as far as anybody said: somebody known (`id`), or a name and an e-mail. */
export type BuyerWish = { id?: string | undefined; name?: string | undefined; email?: string | undefined };
export type KnownBuyer = { id: string; name: string; email: string | null; state: string };
/** Who an order is of. Without an id it is only a name on a receipt. */
export type Buyer = { id: string | null; name: string; email: string };

/** Who is meant: by id, else by e-mail; who was merged is who they turned out to be. Rides in the caller's one read. */
export function buyerQuestion(businessId: string, wish: BuyerWish | null | undefined): Ask<KnownBuyer | undefined> {
	const email = wish?.email?.trim().toLowerCase() ?? "";
	const meant = wish?.id
		? sql`customers AS c WHERE c.businessId = ${businessId} AND c.id = ${wish.id}`
		: sql`customers AS c INDEXED BY customers_by_email WHERE c.businessId = ${businessId} AND c.email IS NOT NULL AND c.email = ${email}`;
	return first<KnownBuyer>(sql`SELECT p.id, p.name, p.email, p.state FROM (SELECT c.personId FROM ${meant}) AS m
		CROSS JOIN customers AS p ON p.businessId = ${businessId} AND p.id = m.personId
		${wish?.id ? sql`` : sql`WHERE p.state = 'active'`} ORDER BY p.id LIMIT 1`);
}

/**
 * Adds to the batch who buys: somebody known is named as they are known; an e-mail nobody has makes a new person; a name alone stays a name on
 * the receipt, as nobody could be found by it again.
 * @throws Refusal `not_found / customer_not_found`, `conflict / customer_erased`
 */
export async function buyerIn(work: Work, wish: BuyerWish | null | undefined, known: KnownBuyer | undefined): Promise<Buyer | null> {
	if (!wish) return null;
	const name = wish.name?.trim() ?? "";
	const email = wish.email?.trim().toLowerCase() ?? "";
	if (wish.id && !known) refuse("not_found", "customer_not_found", { field: "customer.id" });
	if (known?.state === "erased") refuse("conflict", "customer_erased", { field: "customer.id" });
	if (known && (wish.id || email)) return { id: known.id, name: known.name || name, email: known.email ?? email };
	if (email === "") return name === "" ? null : { id: null, name, email };
	// Two tills that meet the same new face: the slower one finds them.
	work.guard(nobodyHas(work.businessId, email));
	return { id: await addCustomerIn(work, { name, email }), name, email };
}
