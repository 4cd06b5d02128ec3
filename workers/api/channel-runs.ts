import { z } from "zod";
import { ListRuns } from "#app/channels/input.ts";
import { listLocations } from "#app/channels/locations.server.ts";
import { listRuns } from "#app/channels/runs.server.ts";
import { runCauses, runKinds, runOutcomes } from "#app/channels/runs.ts";
import { isoInstant } from "#app/platform/time.ts";
import { type Api, endpoint } from "./endpoint.ts";
import { orNull, pageBody } from "./shapes.ts";

const RunBody = z.object({
	id: z.string(),
	kind: z.enum(runKinds),
	cause: z.enum(runCauses).describe("`change`: something changed here"),
	actorName: z.string().describe("Of the person who asked for it; empty where nobody did"),
	outcome: z.enum(runOutcomes).describe("`partly`: some of it could not be done"),
	error: orNull(z.string()).describe("Why it failed, in a word: as in `trouble` of the connection, or `unexpected`"),
	startedAt: z.string(),
	endedAt: z.string(),
	rounds: z.int().describe("How often it found the same in a row, until `endedAt`; of levels, how often some were set within an hour"),
	pages: z.int(),
	read: z.int().describe("What was looked at"),
	changed: z.int().describe("What of it was news here"),
	pushed: z.int().describe("What was set there"),
	skipped: z.int().describe("What was left as it is"),
	failed: z.int().describe("What could not be done"),
});

/** What was read of a shop and set there, and where its goods lie. */
export function mountChannelRuns(api: Api, base: string): void {
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/channels/{id}/runs",
			tag: "Channels",
			summary: "What was read of a connection's shop and set there, newest first, of 90 days",
			query: ListRuns.omit({ connectionId: true }),
			answers: { 200: pageBody(RunBody) },
			refusals: [400, 404],
		},
		async (call) => {
			const { items, nextCursor } = await listRuns(await call.tenant(), { ...call.query, connectionId: call.params.id ?? "" });
			const body = items.map(({ startedAt, endedAt, ...run }) => ({
				...run,
				startedAt: isoInstant(startedAt),
				endedAt: isoInstant(endedAt),
			}));
			return { body: { items: body, nextCursor } };
		},
	);
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/channels/{id}/locations",
			tag: "Channels",
			summary: "Where the goods of a connection's shop lie, asked there; none where it has one stock only",
			answers: { 200: z.object({ items: z.array(z.object({ id: z.string(), name: z.string(), isChosen: z.boolean() })) }) },
			refusals: [404, 409],
		},
		async (call) => ({ body: { items: await listLocations(await call.tenant(), { connectionId: call.params.id ?? "" }) } }),
	);
}
