import type { Reaction } from "#app/platform/reactions.server.ts";
import { ordersReactions } from "#app/orders/reactions.server.ts";

/** Every reaction of the product, room by room. */
export const reactions: Reaction[] = [...ordersReactions];
