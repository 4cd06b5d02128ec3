import { sql } from "drizzle-orm";
import { z } from "zod";
import { addImage } from "#app/catalog/images/add-image.server.ts";
import { largestImage } from "#app/catalog/images/look-at-image.ts";
import { askPicture, outsideOf } from "#app/catalog/vendors/adapters/storefront.server.ts";
import { ownHosts } from "#app/catalog/vendors/address.server.ts";
import { mustExist, vendorBy } from "#app/catalog/vendors/vendor.server.ts";
import { command, known, query } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import { Refusal, refuse } from "#app/platform/errors.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { instant, pause, second } from "#app/platform/time.ts";
import { additionBy, askForPicturesIn } from "./addition.server.ts";
import { AdditionRef } from "./start-addition.server.ts";

/** How long one message copies before it hands on, how many pictures at most, and the pause between two of a vendor's. */
const share = 20 * second;
const atOnce = 40;
const manners = second / 4;
/** A host that fails so often in a row within a message is left alone like one that asks us to come later. */
const mostFailures = 3;
/** Who copies, in the audit: what it does to a product is no touch of somebody's. */
export const pictureCopier = "purchasing.copy-pictures";

const Ref = z.object({ additionId: z.string() });
type Wanted = { catalogId: string; productId: string; pictureUrl: string; name: string | null; hasOwn: 0 | 1 };

const wantedPictures = query({
	name: "purchasing.wanted-pictures",
	needs: "catalog:write",
	input: Ref,
	async run({ db }, { additionId }) {
		const { businessId } = db;
		return db.read({
			addition: additionBy(businessId, additionId),
			wanted: many<Wanted>(sql`SELECT a.catalogId, a.productId, a.pictureUrl, p.name, p.imageId IS NOT NULL AS hasOwn
				FROM vendorAdditionProducts AS a INDEXED BY vendorAdditionProducts_wanted LEFT JOIN products AS p ON p.businessId = a.businessId AND p.id = a.productId
				WHERE a.businessId = ${businessId} AND a.additionId = ${additionId} AND a.picture = 'wanted' ORDER BY a.pictureUrl, a.catalogId LIMIT CAST(${atOnce} AS INTEGER)`),
		});
	},
});

const Note = z.object({
	additionId: z.string(),
	these: z.union([z.object({ catalogId: z.string() }), z.object({ host: z.string() })]),
	picture: z.enum(["copied", "missing"]),
});

/** Writes down what became of an item's picture, or of all that are still wanted of a host. */
const notePictures = command<typeof Note, { noted: true }>({
	name: "purchasing.note-pictures",
	needs: "catalog:write",
	input: Note,
	async run({ work }, { additionId, these, picture }) {
		const { businessId } = work;
		const which =
			"catalogId" in these ? sql`catalogId = ${these.catalogId}` : sql`substr(pictureUrl, 1, length(${these.host})) = ${these.host}`;
		const wanted = sql`businessId = ${businessId} AND additionId = ${additionId} AND picture = 'wanted' AND ${which}`;
		const count = sql.raw(picture === "copied" ? "picturesCopied" : "picturesMissing");
		work.add(sql`UPDATE vendorAdditions SET ${count} = ${count} + (SELECT COUNT(*) FROM vendorAdditionProducts WHERE ${wanted})
			WHERE businessId = ${businessId} AND id = ${additionId}`);
		// Its second version is the one the picture made; any later one is somebody's.
		work.add(sql`UPDATE vendorAdditionProducts SET picture = ${picture}, productVersion = (SELECT version FROM products AS p
				WHERE p.businessId = vendorAdditionProducts.businessId AND p.id = vendorAdditionProducts.productId AND p.version = 2 AND ${picture} = 'copied')
			WHERE ${wanted}`);
		return known({ noted: true as const });
	},
});

const handOn = command({
	name: "purchasing.hand-pictures-on",
	needs: "catalog:write",
	input: Ref,
	async run({ work }, { additionId }) {
		askForPicturesIn(work, additionId);
		return known({ additionId });
	},
});

/**
 * Copies the pictures of an adding into our own store, for one message's share. One that cannot be had is noted as missing, and the product keeps the
 * vendor's link. A host that asks us to come later, or fails again and again, is left alone with all that is wanted of it, and the others go on; what is
 * missing somebody may try again. @param open a tenant of the instant
 */
export async function copyPictures(open: () => Tenant, additionId: string): Promise<void> {
	const until = instant() + share;
	const { addition, wanted } = await wantedPictures(open(), { additionId });
	if (addition?.state !== "done") return;
	const failures = new Map<string, number>();
	// Variants of a style share one picture: it is asked for once.
	let [url, file]: [string, Uint8Array<ArrayBuffer> | null] = ["", null];
	for (const { catalogId, productId, pictureUrl, name, hasOwn } of wanted) {
		if (instant() >= until) break;
		const host = hostOf(pictureUrl);
		const failed = failures.get(host) ?? 0;
		if (failed >= mostFailures) continue;
		if (url !== pictureUrl) {
			if (url !== "") await pause(manners);
			const { cfg } = open().scope;
			const answer = await askPicture(outsideOf(cfg, ownHosts(cfg)), pictureUrl, largestImage);
			const waits = "kind" in answer && answer.kind === "wait" ? (isAskedToWait(answer.status) ? mostFailures : failed + 1) : 0;
			failures.set(host, waits);
			if (waits >= mostFailures) {
				await notePictures(open(), { additionId, these: { host }, picture: "missing" });
				continue;
			}
			[url, file] = [pictureUrl, "kind" in answer ? null : answer];
		}
		const copied = file !== null && name !== null && (hasOwn === 1 || (await kept(open(), file, { productId, alt: name })));
		await notePictures(open(), { additionId, these: { catalogId }, picture: copied ? "copied" : "missing" });
	}
	if (wanted.length > 0) await handOn(open(), { additionId });
}

/** Up to its path, as it is written: what all addresses of a host begin with. */
const hostOf = (address: string): string => /^[^:/?#]+:\/\/[^/?#]*/.exec(address)?.[0] ?? address;
const isAskedToWait = (status: number | null): boolean => status === 429 || status === 430 || status === 503;

/** Whether the product has it now; a file that is no picture, or a product that is gone, has none. */
async function kept(tenant: Tenant, file: Uint8Array<ArrayBuffer>, of: { productId: string; alt: string }): Promise<boolean> {
	try {
		await addImage(tenant, file, of);
		return true;
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return error.code === "image_exists";
	}
}

/** Tries the pictures again that could not be had. @throws Refusal `vendor_not_found`, `not_found / addition_not_found`, `conflict / no_picture_missing` */
export const retryPictures = command<typeof AdditionRef, { additionId: string }>({
	name: "purchasing.retry-pictures",
	needs: "catalog:write",
	input: AdditionRef,
	async run({ db, work }, { vendor: key, additionId }) {
		const { businessId } = db;
		const { vendor, addition } = await db.read({ vendor: vendorBy(businessId, key), addition: additionBy(businessId, additionId) });
		const { id } = mustExist(vendor);
		if (addition?.vendorId !== id) return refuse("not_found", "addition_not_found");
		if (addition.state !== "done" || addition.picturesMissing === 0) refuse("conflict", "no_picture_missing");
		const here = sql`businessId = ${businessId} AND additionId = ${additionId} AND picture = 'missing'`;
		work.add(sql`UPDATE vendorAdditions SET picturesMissing = 0 WHERE businessId = ${businessId} AND id = ${additionId}`);
		work.add(sql`UPDATE vendorAdditionProducts SET picture = 'wanted' WHERE ${here}`);
		askForPicturesIn(work, additionId);
		return known({ additionId });
	},
});
