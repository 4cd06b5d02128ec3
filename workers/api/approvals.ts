import { z } from "zod";
import { giveApproval } from "#app/identity/give-approval.server.ts";
import { ApprovableAct, GiveApproval } from "#app/identity/till-input.ts";
import { isoInstant } from "#app/platform/time.ts";
import { type Api, endpoint } from "./endpoint.ts";
import { NamedBody } from "./shapes.ts";

/** Leave for one risky act, by PIN. */
export function mountApprovals(api: Api, base: string): void {
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/approvals",
			tag: "Approvals",
			keyless: true,
			summary: "Allow one risky act of whoever is at the till, by PIN",
			description:
				"By somebody who may do it themselves, at the till it is done at. The id goes with the act as `approvalId`: once, within a minute. Without a slug the PIN may be that of anybody who may.",
			body: GiveApproval,
			answers: { 201: z.object({ approvalId: z.string(), act: ApprovableAct, approvedBy: NamedBody, expiresAt: z.iso.datetime() }) },
			refusals: [409, 413, 415],
		},
		async (call) => {
			const { expiresAt, ...given } = await giveApproval(call.scope, call.body);
			return { status: 201, body: { ...given, expiresAt: isoInstant(expiresAt) } };
		},
	);
}
