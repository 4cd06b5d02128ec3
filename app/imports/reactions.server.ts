import { onBehalfOf } from "#app/identity/viewer.server.ts";
import type { Reaction } from "#app/platform/reactions.server.ts";
import { instant } from "#app/platform/time.ts";
import { WorkAsked } from "./events.server.ts";
import { goOn } from "./go-on.server.ts";

/** An import is somebody's: what it writes is written in the name of whoever began it. */
export const importsReactions: Reaction[] = [
	{
		name: "imports.go-on",
		on: [WorkAsked],
		run: ({ scope, businessId, shard }, event) =>
			goOn(() => onBehalfOf({ ...scope, now: instant() }, { businessId, shard }, event), event.subjectId),
	},
];
