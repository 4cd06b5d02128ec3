import { defineEvent } from "#app/platform/events.server.ts";

export const DrawerOpened = defineEvent<{ till: string; openingFloat: number; currency: string }>("drawer.opened");
export const CashMoved = defineEvent<{ drawerId: string; till: string; amount: number; currency: string; reason: string }>(
	"drawer.cash_moved",
);
export const DrawerClosed = defineEvent<{
	number: number;
	till: string;
	expected: number;
	counted: number;
	difference: number;
	currency: string;
}>("drawer.closed");

/** A basket is called after whoever it waits for, and the log, which is never changed, is not to know them by name. */
export const BasketParked = defineEvent<{ units: number; total: number; currency: string }>("basket.parked");
export const BasketResumed = defineEvent<{ parkedBy: string }>("basket.resumed");

export const ReceiptPrinted = defineEvent<{ number: number; refundId: string | null; prints: number }>("receipt.printed");
/** `mailId`: the row that says where to, until it is sent; the log does not. `locale`: the language it is written in. */
export const ReceiptMailAsked = defineEvent<{ number: number; refundId: string | null; mailId: string; locale: "en" | "da" }>(
	"receipt.mail_asked",
	{
		relayed: true,
	},
);

export const TillSettingsEdited = defineEvent<{ before: object; after: object }>("till.settings_edited");

/** Somebody who was erased stands in no basket put aside any more. */
export const BasketsForgot = defineEvent<{ baskets: number }>("basket.customer_forgotten");
