import { z } from "zod";

/**
 * What open pages hear over their socket. The object that carries it knows none of this: each piece of news is text to it, made by the batch
 * that caused it. The browser takes the types only.
 */

/** A product's shelves as they are now, all of them, so that a list over every store can add them up. */
export const StockNews = z.strictObject({
	kind: z.literal("stock"),
	productId: z.string(),
	levels: z
		.array(
			z.strictObject({
				storeId: z.string(),
				onHand: z.int(),
				reserved: z.int(),
				incoming: z.int(),
				reorderPoint: z.int(),
				/** How many movements there were: what is shown already is replaced by a higher one only. */
				version: z.int(),
			}),
		)
		.min(1),
});

/** An order came in from elsewhere. `amount` is what is to be paid, in minor units; `short` how many of its pieces are not there. */
export const OrderNews = z.strictObject({
	kind: z.literal("order"),
	orderId: z.string(),
	number: z.string(),
	storeId: z.string(),
	by: z.string(),
	amount: z.int(),
	currency: z.string(),
	short: z.int(),
});

/** A chat changed: something was said in it, or it is somebody else's. What was said stands in the chat's own room; `version` is the later truth. */
export const ChatNews = z.strictObject({
	kind: z.literal("chat"),
	chatId: z.string(),
	status: z.string(),
	assigneeId: z.string().nullable(),
	unread: z.int(),
	lastAt: z.int(),
	lastSender: z.string().nullable(),
	/** How far the last message of ours got; null for one that came in. */
	lastState: z.string().nullable(),
	version: z.int(),
});

/** Somebody was merged with another, or is themselves again: whoever shows them looks again. */
const PersonNews = z.strictObject({ kind: z.literal("person"), customerId: z.string(), version: z.int() });

/** A connection works, rests or no longer works: whoever shows it, or a conversation on it, looks again. */
const ConnectionNews = z.strictObject({ kind: z.literal("connection"), connectionId: z.string(), state: z.string() });

/** Too much changed to list it, or too long ago to remember it: look again. `at` is ms UTC. */
const RefreshNews = z.strictObject({ kind: z.literal("refresh"), at: z.int() });

export const News = z.discriminatedUnion("kind", [StockNews, OrderNews, ChatNews, PersonNews, ConnectionNews, RefreshNews]);

/** Whoever has heard everything up to `after` has heard everything up to `seq` now. */
export const Frame = z.strictObject({ after: z.int(), seq: z.int(), news: z.array(News) });

export type StockNews = z.output<typeof StockNews>;
export type OrderNews = z.output<typeof OrderNews>;
export type ChatNews = z.output<typeof ChatNews>;
export type News = z.output<typeof News>;
export type Frame = z.output<typeof Frame>;

/** Where a browser wants to begin: behind the last frame it heard, or at the instant its page was made (ms UTC). */
export const Listen = z.object({ after: z.coerce.number().int().min(0).optional(), since: z.coerce.number().int().min(0).default(0) });
export type Listen = z.output<typeof Listen>;
