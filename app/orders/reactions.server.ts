import type { Reaction } from "#app/platform/reactions.server.ts";

export const ordersReactions: Reaction[] = [];
