import { defineEvent } from "#app/platform/events.server.ts";

/** A shop was connected, or its access renewed. Keys stand in no log. */
export const Connected = defineEvent<{ platform: string; name: string; storeUrl: string; again: boolean }>("channel.connected");
export const ConnectionEdited = defineEvent<{ name: string; changed: string[]; before: object; after: object }>("channel.edited");
export const ConnectionPaused = defineEvent<{ name: string }>("channel.paused");
export const ConnectionResumed = defineEvent<{ name: string }>("channel.resumed");
export const Disconnected = defineEvent<{ name: string; storeUrl: string }>("channel.disconnected");
/** It no longer works without a person: what is wrong, in a word. */
export const ConnectionBroke = defineEvent<{ name: string; reason: string }>("channel.broke", { relayed: true });
/** It has not answered for long, in whatever way; nobody has to do anything, and it is tried on. */
export const ConnectionUnreachable = defineEvent<{ name: string; reason: string; since: number }>("channel.unreachable", {
	relayed: true,
});
/** Its access ends within so many days, of 14, 3 and 0 (it is over), where nobody renews it. `expiresAt`: ms UTC. */
export const ConnectionEnding = defineEvent<{ name: string; expiresAt: number; days: number }>("channel.ending", { relayed: true });
/** What somebody asked of a shop by law was done: how many people and orders it concerned, and how many kept webhooks were thrown away. */
export const PrivacyHonoured = defineEvent<{ name: string; request: string; people: number; orders: number; bodies: number }>(
	"channel.privacy_honoured",
);
/** Somebody asked by law what is held of them: who they are here, and how many orders of theirs there are. The next one: they were told. */
export const DataRequested = defineEvent<{ name: string; requestId: string; people: number; orders: number }>("channel.data_requested", {
	relayed: true,
});
export const DataAnswered = defineEvent<{ name: string; requestId: string }>("channel.data_answered");
export const WebhooksReplayed = defineEvent<{ name: string; receipts: number }>("channel.webhooks_replayed");
/** Somebody said which product a variant elsewhere is, or that it is none. */
export const ListingLinked = defineEvent<{ name: string; variantId: string; productId: string | null; before: string | null }>(
	"channel.listing_linked",
	{ relayed: true },
);
/** Somebody wants products of ours made at a shop. */
export const ListingsWanted = defineEvent<{ name: string; products: number }>("channel.listings_wanted");
/** A product of ours was made at a shop, or found there. */
export const ListingMade = defineEvent<{ name: string; variantId: string; productId: string; found: boolean }>("channel.listing_made", {
	relayed: true,
});
/** Sales that waited for a person are told to the ERP again. */
export const SalesRetried = defineEvent<{ name: string; sales: number }>("channel.sales_retried");
/** Another number stood there than we knew, and somebody said which is right. */
export const ConflictSettled = defineEvent<{
	name: string;
	variantId: string;
	right: "ours" | "theirs";
	ours: number;
	theirs: number | null;
}>("channel.conflict_settled");
/** Somebody saw to an order that could not be brought in line by itself. */
export const OrderSeenTo = defineEvent<{ number: string; platformOrderId: string; reason: string }>("channel.order_seen_to");
