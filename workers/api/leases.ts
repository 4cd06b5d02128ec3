import { z } from "zod";
import { isoInstant } from "#app/platform/time.ts";
import { TakeLease } from "#app/sales/offline/input.ts";
import { takeLease } from "#app/sales/offline/take-lease.server.ts";
import { type Api, endpoint } from "./endpoint.ts";

const LeaseBody = z
	.object({
		at: z.iso.datetime().describe("The server's now"),
		until: z.iso.datetime(),
		beyond: z.enum(["warn", "refuse"]).describe("What the store wants a till to do with a sale of more"),
		units: z.record(z.string(), z.int()).describe("Pieces of each product the till may promise alone"),
	})
	.meta({ id: "TillLease" });
/** What tills keep for the time they may be alone. */
export function mountLeases(api: Api, base: string): void {
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/tills/lease",
			tag: "Offline tills",
			keyless: true,
			summary: "Keep goods for the time the till may be alone",
			description:
				"For an enrolled device and whoever is signed in at it. What the till keeps is promised to it until then, free for nobody else, and what it sells comes out of it first. Asked again, it is renewed and follows what stands in the store.",
			body: TakeLease,
			answers: { 200: LeaseBody },
			refusals: [400, 413, 415],
		},
		async (call) => {
			const { at, until, ...lease } = await takeLease(await call.tenant(), call.body);
			return { body: { ...lease, at: isoInstant(at), until: isoInstant(until) } };
		},
	);
}
