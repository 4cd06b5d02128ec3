import { randomToken } from "#app/platform/ids.ts";
import { open, seal } from "#app/platform/keyring.server.ts";
import type { Particulars } from "./rules.ts";

/**
 * What the log says of a person is sealed under a key of their own. Events are never changed, and their chain holds what was written; when the
 * person is erased the key goes, and what was written of them can be read by nobody any more.
 */
export type Said = { before: Partial<Particulars> | null; after: Partial<Particulars> };

/** A new key for one person. */
export function newSecret(): string {
	return randomToken(32);
}

const place = (businessId: string, customerId: string) => ({ businessId, table: "events", rowId: customerId, column: "data" });

export function sealSaid(secret: string, businessId: string, customerId: string, said: Said): Promise<string> {
	return seal([["own", secret]], place(businessId, customerId), JSON.stringify(said));
}

/** @returns null when the key is another one or the text was changed */
export async function openSaid(secret: string, businessId: string, customerId: string, sealed: string): Promise<Said | null> {
	try {
		return JSON.parse(await open([["own", secret]], place(businessId, customerId), sealed));
	} catch {
		return null;
	}
}
