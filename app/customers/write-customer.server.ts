import { sql } from "drizzle-orm";
import { newId } from "#app/platform/ids.ts";
import { sortKeyOf } from "#app/platform/sort-key.ts";
import type { Work } from "#app/platform/work.server.ts";
import { CustomerAdded } from "./events.server.ts";
import { calledOf, changedParticulars, nobody, type Particulars } from "./rules.ts";
import { newSecret, sealSaid } from "./secrets.server.ts";

/** Adds a person to the batch, and `customers.added`. @returns their id, made before it */
export async function addCustomerIn(work: Work, said: Partial<Particulars>, id = newId<"customer">(work.now)): Promise<string> {
	const { businessId, now } = work;
	const whole: Particulars = { ...nobody, ...said };
	const secret = newSecret();
	const { name, email, phone, street, postcode, city, country, language, note, mailConsentAt } = whole;
	work.add(sql`INSERT INTO customers (businessId, id, personId, state, name, sortKey, email, phone, street, postcode, city, country, language, note, mailConsentAt, secret,
			createdAt, updatedAt, lastSeenAt)
		VALUES (${businessId}, ${id}, ${id}, 'active', ${name}, ${sortKeyOf(calledOf(whole))}, ${email}, ${phone}, ${street}, ${postcode}, ${city}, ${country}, ${language},
			${note}, ${mailConsentAt}, ${secret}, ${now}, ${now}, ${now})`);
	const sealed = await sealSaid(secret, businessId, id, { before: null, after: whole });
	work.record(CustomerAdded, { subject: { type: "customer", id }, data: { changed: changedParticulars(nobody, whole), sealed } });
	return id;
}

/** Writes a person as they are now. Whoever calls it has guarded their version. */
export function rewriteCustomerIn(work: Work, id: string, after: Particulars): void {
	const { businessId, now } = work;
	work.add(sql`UPDATE customers SET name = ${after.name}, sortKey = ${sortKeyOf(calledOf(after))}, email = ${after.email}, phone = ${after.phone}, street = ${after.street},
			postcode = ${after.postcode}, city = ${after.city}, country = ${after.country}, language = ${after.language}, note = ${after.note},
			mailConsentAt = ${after.mailConsentAt}, version = version + 1, updatedAt = ${now}
		WHERE businessId = ${businessId} AND id = ${id}`);
}
