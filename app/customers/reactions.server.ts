import type { Reaction } from "#app/platform/reactions.server.ts";
import { tellsWhoIsWho } from "./news.server.ts";

export const customerReactions: Reaction[] = [tellsWhoIsWho];
