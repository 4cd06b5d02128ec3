import { z } from "zod";
import { DecideLink, decideLink, takeLinkBack } from "#app/catalog/vendors/linking/decide-link.server.ts";
import type { LinkRun } from "#app/catalog/vendors/linking/link-run.server.ts";
import { undoLinks } from "#app/catalog/vendors/linking/undo-links.server.ts";
import { agreeToLinks, dropLinkPlan, StartLinking, startLinking } from "#app/catalog/vendors/linking/start-linking.server.ts";
import { linkFilters } from "#app/catalog/vendors/rules.ts";
import { decimalString } from "#app/platform/money.ts";
import { isoInstant } from "#app/platform/time.ts";
import { type BesideProduct, type LinkedItem, ListLinks, vendorLinks } from "#app/stock/vendor-links.server.ts";
import { type Api, endpoint } from "./endpoint.ts";
import { orNull, pageBody } from "./shapes.ts";

const tag = "Vendor catalogs";
const Instant = z.iso.datetime();

const LinkRunBody = z
	.object({
		id: z.string(),
		cause: z.enum(["sync", "person"]),
		dryRun: z.boolean(),
		state: z.enum(["looking", "weighing", "planned", "deciding", "done", "dropped"]).describe("planned: waits for somebody to agree"),
		items: z.int(),
		looked: z.int().describe("Items whose candidates were looked for"),
		weighed: z.int().describe("Items decided on since"),
		counts: z
			.object({ linked: z.int(), review: z.int(), unlinked: z.int(), fresh: z.int(), ended: z.int() })
			.describe("Of the items no person has decided: what the rules make of them, and how many links that makes and ends"),
		startedBy: z.string(),
		startedAt: Instant,
		finishedAt: Instant.nullable(),
		undoneAt: Instant.nullable().describe("When what it linked was taken back"),
	})
	.meta({ id: "VendorLinkRun" });

const BesideBody = z
	.object({
		productId: z.string(),
		name: z.string(),
		sku: z.string(),
		barcode: z.string().nullable(),
		price: z.string().nullable(),
		currency: z.string(),
		imageUrl: z.string().nullable(),
		status: z.enum(["draft", "published", "archived"]),
		available: z.int().describe("Over all stores"),
	})
	.meta({ id: "VendorLinkProduct" });

const VendorLinkBody = z
	.object({
		catalogId: z.string(),
		title: z.string(),
		sku: z.string().nullable(),
		barcode: z.string().nullable(),
		price: z.string().nullable(),
		currency: z.string(),
		state: z.enum(["linked", "review", "unlinked"]),
		decidedBy: z.enum(["rule", "person"]).describe("What a person decided no rule writes over"),
		decidedAt: Instant,
		by: z.string(),
		score: z.number().nullable(),
		reasons: z.array(z.string()),
		product: orNull(BesideBody),
		candidates: z
			.array(z.object({ product: BesideBody, score: z.number(), reasons: z.array(z.string()), linkedTo: z.string().nullable() }))
			.describe("Best first; for items to be decided"),
	})
	.meta({ id: "VendorLink" });

function runBody({ isDry, actorName, startedAt, finishedAt, undoneAt, vendorId: _, ...run }: LinkRun): z.output<typeof LinkRunBody> {
	return {
		...run,
		dryRun: isDry,
		startedBy: actorName,
		startedAt: isoInstant(startedAt),
		finishedAt: finishedAt === null ? null : isoInstant(finishedAt),
		undoneAt: undoneAt === null ? null : isoInstant(undoneAt),
	};
}

function besideBody({ productId, name, sku, barcode, currency, imageUrl, status, available, price }: BesideProduct) {
	return {
		productId,
		name,
		sku,
		barcode,
		currency,
		imageUrl,
		status,
		available,
		price: price === null ? null : decimalString(price, currency),
	};
}

function linkBody(item: LinkedItem): z.output<typeof VendorLinkBody> {
	const { catalogId, title, sku, barcode, price, currency, state, decidedBy, score, reasons } = item;
	return {
		...{ catalogId, title, sku, barcode, currency, state, decidedBy, score, reasons },
		price: price === null ? null : decimalString(price, currency),
		decidedAt: isoInstant(item.decidedAt),
		by: item.actorName,
		product: item.product && besideBody(item.product),
		candidates: item.candidates.map((one) => ({
			product: besideBody(one),
			score: one.score,
			reasons: one.reasons,
			linkedTo: one.linkedTo,
		})),
	};
}

/** Which of a vendor's items are which of our products. */
export function mountVendorLinks(api: Api, base: string): void {
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/catalog/{vendor}/links",
			tag,
			summary: "A vendor's items by how they are linked to products, and how the last linking went",
			query: ListLinks.omit({ vendor: true }),
			answers: {
				200: pageBody(VendorLinkBody).extend({
					counts: z.record(z.enum(linkFilters), z.int()),
					run: orNull(LinkRunBody),
				}),
			},
			refusals: [400, 404],
		},
		async (call) => {
			const { items, nextCursor, counts, run } = await vendorLinks(await call.tenant(), {
				...call.query,
				vendor: call.params.vendor ?? "",
			});
			return { body: { items: items.map(linkBody), nextCursor, counts, run: run && runBody(run) } };
		},
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/catalog/{vendor}/link-runs",
			tag,
			summary: "Link a vendor's items to products automatically; a dry run only says what would be",
			description:
				"Barcode, then SKU, then model, colour and size; one clear winner links, several are put before a person. Look at links for how it goes on.",
			body: StartLinking.pick({ dryRun: true }),
			answers: { 202: z.object({ runId: z.string(), vendorId: z.string() }) },
			refusals: [404, 409],
		},
		async (call) => ({
			status: 202,
			body: await startLinking(await call.tenant(), { ...call.body, vendor: call.params.vendor }, { key: call.key }),
		}),
	);
	for (const [verb, act, summary] of [
		["agree", agreeToLinks, "Do what a dry run said"],
		["drop", dropLinkPlan, "Do not do what a dry run said, or stop a run that is under way: what it has linked stays"],
	] as const)
		endpoint(
			api,
			base,
			{
				method: "post",
				path: `/catalog/{vendor}/link-runs/{run}/${verb}`,
				tag,
				summary,
				answers: { 202: z.object({ runId: z.string() }) },
				refusals: [404, 409],
			},
			async (call) => ({
				status: 202,
				body: await act(await call.tenant(), { vendor: call.params.vendor, runId: call.params.run }, { key: call.key }),
			}),
		);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/catalog/{vendor}/link-runs/{run}/undo",
			tag,
			summary: "Take back what a vendor's newest run linked and ended",
			description: "What a person has decided since stands. The next reading asks again before it links.",
			answers: { 200: z.object({ runId: z.string(), restored: z.int().describe("Items that are what they were") }) },
			refusals: [404, 409],
		},
		async (call) => ({
			body: await undoLinks(await call.tenant(), { vendor: call.params.vendor, runId: call.params.run }, { key: call.key }),
		}),
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/catalog/{vendor}/links",
			tag,
			summary: "Say for good which product an item is, or that it is none of ours",
			body: DecideLink.omit({ vendor: true }),
			answers: {
				200: z.object({ changeId: z.string(), title: z.string(), productId: z.string().nullable(), product: z.string().nullable() }),
			},
			refusals: [400, 404, 409],
		},
		async (call) => ({ body: await decideLink(await call.tenant(), { ...call.body, vendor: call.params.vendor }, { key: call.key }) }),
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/catalog/{vendor}/link-changes/{change}/undo",
			tag,
			summary: "Take a person's decision back",
			answers: { 200: z.object({ catalogId: z.string(), title: z.string() }) },
			refusals: [404, 409],
		},
		async (call) => ({
			body: await takeLinkBack(await call.tenant(), { vendor: call.params.vendor, changeId: call.params.change }, { key: call.key }),
		}),
	);
}
