import { z } from "zod";
import { addVendor, vendorToSync } from "#app/catalog/vendors/add-vendor.server.ts";
import { compareSnapshots, mostChanges } from "#app/catalog/vendors/compare-snapshots.server.ts";
import { approveSync, rejectSync } from "#app/catalog/vendors/decide-sync.server.ts";
import { editVendor } from "#app/catalog/vendors/edit-vendor.server.ts";
import { AddVendor, CompareSnapshots, EditVendor, ListItems, ListRuns } from "#app/catalog/vendors/input.ts";
import { begunRun, listVendors, oneVendor, vendorRun, vendorRuns, vendorSnapshots } from "#app/catalog/vendors/queries.server.ts";
import { readVendorCatalog } from "#app/catalog/vendors/read-vendor-catalog.server.ts";
import { receiveUpload } from "#app/catalog/vendors/receive-upload.server.ts";
import { restoreSnapshot } from "#app/catalog/vendors/restore-snapshot.server.ts";
import { isUnderWay } from "#app/catalog/vendors/rules.ts";
import { startSync } from "#app/catalog/vendors/start-sync.server.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { refuse } from "#app/platform/errors.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { isoInstant } from "#app/platform/time.ts";
import { type Api, type Call, endpoint, versionOf } from "./endpoint.ts";
import { pageBody } from "./shapes.ts";
import {
	ComparisonBody,
	comparisonBody,
	itemBody,
	runBody,
	SyncRunBody,
	VendorBody,
	VendorItemBody,
	VendorSnapshotBody,
	vendorBody,
} from "./vendor-bodies.ts";

const tag = "Vendor catalogs";

/** Vendors, and what they offer. */
export function mountVendors(api: Api, base: string): void {
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/catalog",
			tag,
			summary: "Vendors by name, with how each catalog stands",
			answers: { 200: z.object({ items: z.array(VendorBody) }) },
		},
		async (call) => ({ body: { items: (await listVendors(await call.tenant(), {})).map(vendorBody) } }),
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/catalog",
			tag,
			summary: "Add a vendor",
			body: AddVendor,
			answers: { 201: VendorBody },
			refusals: [400, 409, 413, 415],
		},
		async (call) => {
			const tenant = await call.tenant();
			const { vendorId } = await addVendor(tenant, call.body, { key: call.key });
			return { status: 201, body: vendorBody(await oneVendor(tenant, vendorId)) };
		},
	);
	endpoint(
		api,
		base,
		{
			method: "patch",
			path: "/catalog/{vendor}",
			tag,
			summary: "Change a vendor, or where its catalog comes from",
			body: EditVendor.omit({ vendor: true }),
			answers: { 200: VendorBody },
			versioned: true,
			refusals: [400, 404, 409, 413, 415],
		},
		async (call) => {
			const tenant = await call.tenant();
			const { vendorId } = await editVendor(tenant, { ...call.body, ...versionOf(call), vendor: call.params.vendor }, { key: call.key });
			const vendor = await oneVendor(tenant, vendorId);
			return { body: vendorBody(vendor), version: vendor.version };
		},
	);
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/catalog/{vendor}",
			tag,
			summary: "What a vendor offers, by title; its last snapshot while there are no rows",
			query: ListItems.omit({ vendor: true }).extend({
				path: z.string().max(300).optional().describe("Another object of this vendor's folder; heard outside production only"),
			}),
			answers: {
				200: pageBody(VendorItemBody).extend({
					from: z.enum(["rows", "snapshot"]),
					vendor: z.object({ slug: z.string(), name: z.string() }),
				}),
			},
			refusals: [400, 404],
		},
		async (call) => {
			const catalog = await readVendorCatalog(await call.tenant(), { ...call.query, vendor: call.params.vendor ?? "" });
			return { body: { ...catalog, items: catalog.items.map(itemBody) } };
		},
	);
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/catalog/{vendor}/sync",
			tag,
			summary: "The vendor, and how its catalog stands",
			answers: { 200: VendorBody },
			refusals: [404],
		},
		async (call) => {
			const vendor = await oneVendor(await call.tenant(), call.params.vendor ?? "");
			return { body: vendorBody(vendor), version: vendor.version };
		},
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/catalog/{vendor}/sync",
			tag,
			summary: "Read a vendor's catalog: the one sent along (JSON or CSV), or its storefront",
			description:
				"200 when it is done already, 202 while it goes on; look again at runs/{run}. 409 while another reading is under way. No body, and an empty object, ask for the storefront. What is missing from a file that says `complete: false` is not held to be gone. A service's token needs the scopes `catalog:sync` and `catalog:sync:<vendor>`.",
			file: ["application/json", "text/csv"],
			answers: { 200: SyncRunBody, 202: SyncRunBody },
			refusals: [400, 404, 409, 413, 415],
		},
		async (call) => {
			const tenant = await call.tenant();
			const vendor = call.params.vendor ?? "";
			const upload = await uploadOf(call);
			const { runId } = upload
				? await receiveUpload(tenant, vendor, { ...upload, cause: "person", key: call.key })
				: await crawlNow(tenant, vendor, call.key);
			const run = await begunRun(tenant, { vendor, runId: runId ?? "" });
			return { status: isUnderWay(run.status) ? 202 : 200, body: runBody(run) };
		},
	);
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/catalog/{vendor}/runs",
			tag,
			summary: "Readings of a vendor's catalog, newest first",
			query: ListRuns.omit({ vendor: true }),
			answers: { 200: pageBody(SyncRunBody) },
			refusals: [400, 404],
		},
		async (call) => {
			const { items, nextCursor } = await vendorRuns(await call.tenant(), { ...call.query, vendor: call.params.vendor ?? "" });
			return { body: { items: items.map(runBody), nextCursor } };
		},
	);
	endpoint(
		api,
		base,
		{ method: "get", path: "/catalog/{vendor}/runs/{run}", tag, summary: "One reading", answers: { 200: SyncRunBody }, refusals: [404] },
		async (call) => ({
			body: runBody(await vendorRun(await call.tenant(), { vendor: call.params.vendor ?? "", runId: call.params.run ?? "" })),
		}),
	);
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/catalog/{vendor}/snapshots",
			tag,
			summary: "Snapshots that became the vendor's catalog, newest first",
			query: ListRuns.omit({ vendor: true }),
			answers: { 200: pageBody(VendorSnapshotBody) },
			refusals: [400, 404],
		},
		async (call) => {
			const { items, nextCursor } = await vendorSnapshots(await call.tenant(), { ...call.query, vendor: call.params.vendor ?? "" });
			return { body: { items: items.map((one) => ({ ...one, takenAt: isoInstant(one.takenAt) })), nextCursor } };
		},
	);
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/catalog/{vendor}/compare",
			tag,
			summary: "Two snapshots held against each other: new, gone, dearer, cheaper, renamed, other codes",
			description: `Without any named: what waits for an answer against the catalog, or the newest against the one before. At most ${mostChanges} changes; the counts are whole.`,
			query: CompareSnapshots.omit({ vendor: true }),
			answers: { 200: ComparisonBody },
			refusals: [400, 404],
		},
		async (call) => {
			const compared = await compareSnapshots(await call.tenant(), { ...call.query, vendor: call.params.vendor ?? "" });
			return { body: comparisonBody(compared ?? refuse("not_found", "snapshot_not_found")) };
		},
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/catalog/{vendor}/snapshots/{hash}/restore",
			tag,
			summary: "Make the catalog what it was in a snapshot",
			description: "Read anew like a file that was sent: 200 when it is done already, 202 while it goes on.",
			answers: { 200: SyncRunBody, 202: SyncRunBody },
			refusals: [404, 409],
		},
		async (call) => {
			const tenant = await call.tenant();
			const vendor = call.params.vendor ?? "";
			const { runId } = await restoreSnapshot(tenant, { vendor, hash: call.params.hash ?? "" }, { key: call.key });
			const run = await begunRun(tenant, { vendor, runId });
			return { status: isUnderWay(run.status) ? 202 : 200, body: runBody(run) };
		},
	);
	for (const [verb, decide, summary] of [
		["approve", approveSync, "Believe a catalog that has shrunk: the reading goes on"],
		["reject", rejectSync, "Do not believe it: nothing is changed"],
	] as const) {
		endpoint(
			api,
			base,
			{
				method: "post",
				path: `/catalog/{vendor}/runs/{run}/${verb}`,
				tag,
				summary,
				answers: { 200: SyncRunBody },
				refusals: [404, 409],
			},
			async (call) => {
				const tenant = await call.tenant();
				const ref = { vendor: call.params.vendor ?? "", runId: call.params.run ?? "" };
				await decide(tenant, ref, { key: call.key });
				return { body: runBody(await vendorRun(tenant, ref)) };
			},
		);
	}
}

async function crawlNow(tenant: Tenant<Viewer>, vendor: string, key: string | null) {
	await vendorToSync(tenant, { vendor });
	return startSync(tenant, { vendor, cause: "person" }, { key });
}

/** The catalog that was sent along, if one was. @throws Refusal `unsupported_media_type` */
async function uploadOf({ c }: Call): Promise<{ body: ReadableStream<Uint8Array>; format: "json" | "csv" } | null> {
	const { body, headers } = c.req.raw;
	const length = headers.get("Content-Length");
	const sent = body && length !== "0" ? await somethingIn(body) : null;
	if (!sent) return null;
	const type = (headers.get("Content-Type") ?? "").split(";")[0]?.trim().toLowerCase();
	if (type === "application/json") return { body: sent, format: "json" };
	if (type === "text/csv") return { body: sent, format: "csv" };
	return refuse("unsupported_media", "unsupported_media_type");
}

/** The body as it arrives; null where it holds nothing, or the empty object that many clients send with every POST. */
async function somethingIn(body: ReadableStream<Uint8Array>): Promise<ReadableStream<Uint8Array> | null> {
	const reader = body.getReader();
	const begun: Uint8Array[] = [];
	const decoder = new TextDecoder();
	for (let text = ""; /^\s{0,99}(?:\{\s{0,99}\}?\s{0,99})?$/.test(text); ) {
		const { done, value } = await reader.read();
		if (done && /^\s*(?:\{\s*\}\s*)?$/.test(text)) return null;
		if (done) break;
		begun.push(value);
		text += decoder.decode(value, { stream: true });
	}
	return new ReadableStream({
		async pull(out) {
			const value = begun.shift() ?? (await reader.read()).value;
			if (value) out.enqueue(value);
			else out.close();
		},
		cancel: (why) => reader.cancel(why),
	});
}
