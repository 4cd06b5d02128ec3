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

export const BasketParked = defineEvent<{ name: string; units: number; total: number; currency: string }>("basket.parked");
export const BasketResumed = defineEvent<{ name: string; parkedBy: string }>("basket.resumed");

export const ReceiptPrinted = defineEvent<{ number: number; refundId: string | null; prints: number }>("receipt.printed");
/** `locale`: the language it is written in. */
export const ReceiptMailAsked = defineEvent<{ number: number; refundId: string | null; email: string; locale: "en" | "da" }>(
	"receipt.mail_asked",
	{
		relayed: true,
	},
);

export const TillSettingsEdited = defineEvent<{ before: object; after: object }>("till.settings_edited");

/** Somebody who was erased stands in no basket put aside any more. */
export const BasketsForgot = defineEvent<{ baskets: number }>("basket.customer_forgotten");
