import type { Reaction } from "#app/platform/reactions.server.ts";
import { channelReactions } from "#app/channels/reactions.server.ts";
import { vendorReactions } from "#app/catalog/vendors/reactions.server.ts";
import { customerReactions } from "#app/customers/reactions.server.ts";
import { hangUpReaction } from "#app/identity/hang-up.server.ts";
import { identityReactions } from "#app/identity/reactions.server.ts";
import { importsReactions } from "#app/imports/reactions.server.ts";
import { inboxReactions } from "#app/inbox/reactions.server.ts";
import { ordersReactions } from "#app/orders/reactions.server.ts";
import { purchasingReactions } from "#app/purchasing/reactions.server.ts";
import { salesReactions } from "#app/sales/reactions.server.ts";
import { stockReactions } from "#app/stock/reactions.server.ts";

/** Every reaction of the product, room by room. */
export const reactions: Reaction[] = [
	hangUpReaction,
	...identityReactions,
	...customerReactions,
	...vendorReactions,
	...stockReactions,
	...ordersReactions,
	...purchasingReactions,
	...importsReactions,
	...salesReactions,
	...channelReactions,
	...inboxReactions,
];
