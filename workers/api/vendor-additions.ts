import { z } from "zod";
import { oneVendor } from "#app/catalog/vendors/queries.server.ts";
import { isoInstant } from "#app/platform/time.ts";
import { type Addition, StartAddition } from "#app/purchasing/vendor-additions/addition.server.ts";
import { retryPictures } from "#app/purchasing/vendor-additions/copy-pictures.server.ts";
import { lastAddition } from "#app/purchasing/vendor-additions/last-addition.server.ts";
import { startAddition, stopAddition, undoAddition } from "#app/purchasing/vendor-additions/start-addition.server.ts";
import { type Api, endpoint } from "./endpoint.ts";
import { orNull } from "./shapes.ts";

const tag = "Vendor catalogs";
const Instant = z.iso.datetime();

const AdditionBody = z
	.object({
		id: z.string(),
		state: z.enum(["adding", "done", "undoing", "undone"]),
		items: z.int().describe("Items to go through; of two snapshots 0 until they have been compared"),
		added: z.int(),
		passed: z.int().describe("Left out: a product of yours has their barcode"),
		removed: z.int(),
		kept: z.int().describe("Not taken back: somebody has touched them since"),
		pictures: z.int().describe("Pictures to be copied from the vendor"),
		picturesCopied: z.int(),
		picturesMissing: z.int().describe("Could not be had: the product keeps the vendor's link"),
		isStopped: z.boolean().describe("It ended before all items were gone through: what was added by then stays"),
		isSnapshotGone: z.boolean().describe("It ended because one of its two snapshots is kept no longer; otherwise somebody stopped it"),
		startedBy: z.string(),
		startedAt: Instant,
		finishedAt: Instant.nullable(),
	})
	.meta({ id: "VendorAddition" });

function additionBody({ actorName, startedAt, finishedAt, vendorId: _, ...addition }: Addition): z.output<typeof AdditionBody> {
	return {
		...addition,
		startedBy: actorName,
		startedAt: isoInstant(startedAt),
		finishedAt: finishedAt === null ? null : isoInstant(finishedAt),
	};
}

/** A vendor's items made products of ours. */
export function mountVendorAdditions(api: Api, base: string): void {
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/catalog/{vendor}/additions",
			tag,
			summary: "How the last adding of a vendor's items to your catalog went",
			answers: { 200: z.object({ addition: orNull(AdditionBody) }) },
			refusals: [404],
		},
		async (call) => {
			const tenant = await call.tenant();
			const { id } = await oneVendor(tenant, call.params.vendor ?? "");
			const addition = await lastAddition(tenant, { vendor: id });
			return { body: { addition: addition && additionBody(addition) } };
		},
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/catalog/{vendor}/additions",
			tag,
			summary: "Make a vendor's items products of yours: drafts, linked at once",
			body: StartAddition.omit({ vendor: true }),
			answers: { 202: z.object({ additionId: z.string(), items: z.int() }) },
			refusals: [400, 404, 409],
		},
		async (call) => ({
			status: 202,
			body: await startAddition(await call.tenant(), { ...call.body, vendor: call.params.vendor }, { key: call.key }),
		}),
	);
	for (const [verb, act, summary] of [
		["stop", stopAddition, "Stop an adding: what it has made stays, the rest is left alone"],
		["undo", undoAddition, "Take an adding back: products nobody has touched since go"],
		["pictures", retryPictures, "Try the pictures again that could not be had"],
	] as const)
		endpoint(
			api,
			base,
			{
				method: "post",
				path: `/catalog/{vendor}/additions/{addition}/${verb}`,
				tag,
				summary,
				answers: { 202: z.object({ additionId: z.string() }) },
				refusals: [404, 409],
			},
			async (call) => ({
				status: 202,
				body: await act(await call.tenant(), { vendor: call.params.vendor, additionId: call.params.addition }, { key: call.key }),
			}),
		);
}
