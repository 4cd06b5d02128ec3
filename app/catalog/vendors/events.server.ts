import { defineEvent } from "#app/platform/events.server.ts";

export const VendorAdded = defineEvent<{ name: string; source: string }>("catalog.vendor_added");
export const VendorEdited = defineEvent<{ before: object; after: object }>("catalog.vendor_edited");
/** There is a run to go on with: begun, approved, or taken up again. `restored`: the older snapshot that shall be the catalog again. */
export const SyncStarted = defineEvent<{ runId: string; name: string; restored?: string | undefined }>("catalog.sync_started", {
	relayed: true,
});
export const SyncApproved = defineEvent<{ runId: string; name: string }>("catalog.sync_approved", { relayed: true });
export const SyncRejected = defineEvent<{ runId: string; name: string }>("catalog.sync_rejected", { relayed: true });
export const CatalogSynced = defineEvent<{
	runId: string;
	name: string;
	created: number;
	updated: number;
	deleted: number;
	missing: number;
}>("catalog.synced", { relayed: true });
/** It came to nothing; of several in a row the first is `sync_broke`, which tells people. */
export const SyncFailed = defineEvent<{ runId: string; name: string; error: string }>("catalog.sync_failed");
export const SyncBroke = defineEvent<{ runId: string; name: string; error: string }>("catalog.sync_broke", { relayed: true });
export const SyncRecovered = defineEvent<{ runId: string; name: string }>("catalog.sync_recovered", { relayed: true });
/** A person is asked whether the catalog has really become so small. */
export const SyncHeld = defineEvent<{ runId: string; name: string; items: number; before: number }>("catalog.sync_held", { relayed: true });
/** Something is to be done for a going-through of a vendor's catalog; any number of these do what one does. */
export const LinkingAsked = defineEvent<{ runId: string }>("catalog.linking_asked", { relayed: true, long: true });
/** The rules linked items to our products, or found some no longer to be so. */
export const ItemsLinked = defineEvent<{
	runId: string;
	name: string;
	linked: number;
	review: number;
	unlinked: number;
	fresh: number;
	ended: number;
}>("catalog.items_linked");
/** What the rules linked in one going-through was taken back. */
export const LinksTakenBack = defineEvent<{ runId: string; name: string; restored: number }>("catalog.links_taken_back");
/** A person said what an item is. `before` and `after` are the link's rows. */
export const LinkDecided = defineEvent<{ catalogId: string; title: string; before: object | null; after: object }>("catalog.link_decided");
export const LinkTakenBack = defineEvent<{ catalogId: string; title: string; before: object; after: object | null }>(
	"catalog.link_taken_back",
);
/** Prices of ours that were made from the vendor's new ones; `changeId` is the change that can be taken back. Minor units. */
export const VendorPricesTaken = defineEvent<{ name: string; changeId: string; prices: { id: string; price: number; theirs: number }[] }>(
	"catalog.vendor_prices_taken",
);
