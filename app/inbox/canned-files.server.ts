import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { type CommandOptions, command, known, query } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { Refusal, refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { AnyId, line } from "#app/platform/input.ts";
import { requirePermission, type Tenant } from "#app/platform/tenant.server.ts";
import { CannedKept } from "./events.server.ts";
import { mimeOf } from "./file-types.ts";
import { OneCanned } from "./input.ts";
import { mostMediaBytes, putUpMedia } from "./media.server.ts";
import type { CannedFile } from "./show-chat.server.ts";

/** Files of ready answers: each its own object, which a chat is given a copy of. */

export function cannedPlace(businessId: string, mediaId: string): string {
	return `canned/${businessId}/${mediaId}`;
}

const Kept = z.object({ cannedId: AnyId, mediaId: AnyId, mime: z.string(), name: line(200), bytes: z.int().min(1) });
type Changed = { file: CannedFile | null; before: string | null };

const note = command<typeof Kept, Changed>({
	name: "inbox.keep-canned-file",
	needs: "inbox:settings",
	input: Kept,
	async run({ db, work, now }, { cannedId, mediaId, mime, name, bytes }) {
		const { canned } = await db.read({ canned: cannedAsk(db.businessId, cannedId) });
		if (!canned) refuse("not_found", "canned_not_found");
		// Of two at once the second sees what the first put there, so that no object is left that nothing names.
		work.guard(sql`SELECT 1 FROM cannedReplies WHERE businessId = ${db.businessId} AND id = ${cannedId} AND mediaId IS ${canned.mediaId}`);
		work.add(sql`UPDATE cannedReplies SET mediaId = ${mediaId}, mime = ${mime}, fileName = ${name}, bytes = ${bytes}, version = version + 1, updatedAt = ${now}
			WHERE businessId = ${db.businessId} AND id = ${cannedId}`);
		work.record(CannedKept, { subject: { type: "canned", id: cannedId }, data: { shortcut: canned.shortcut } });
		return known<Changed>({ file: { mime, name, bytes }, before: canned.mediaId });
	},
});

const drop = command<typeof OneCanned, Changed>({
	name: "inbox.drop-canned-file",
	needs: "inbox:settings",
	input: OneCanned,
	async run({ db, work, now }, { cannedId }) {
		const { canned } = await db.read({ canned: cannedAsk(db.businessId, cannedId) });
		if (!canned) refuse("not_found", "canned_not_found");
		if (canned.mediaId === null) return known<Changed>({ file: null, before: null });
		work.guard(sql`SELECT 1 FROM cannedReplies WHERE businessId = ${db.businessId} AND id = ${cannedId} AND mediaId IS ${canned.mediaId}`);
		work.add(sql`UPDATE cannedReplies SET mediaId = NULL, mime = NULL, fileName = NULL, bytes = NULL, version = version + 1, updatedAt = ${now}
			WHERE businessId = ${db.businessId} AND id = ${cannedId}`);
		work.record(CannedKept, { subject: { type: "canned", id: cannedId }, data: { shortcut: canned.shortcut } });
		return known<Changed>({ file: null, before: canned.mediaId });
	},
});

function cannedAsk(businessId: string, cannedId: string) {
	return first<{ mediaId: string | null; shortcut: string }>(
		sql`SELECT mediaId, shortcut FROM cannedReplies WHERE businessId = ${businessId} AND id = ${cannedId}`,
	);
}

/** Whether there is such a ready answer, for whoever brings it a file. @throws Refusal `not_found / canned_not_found` */
export const findCanned = query<typeof OneCanned, { shortcut: string }>({
	name: "inbox.find-canned",
	needs: "inbox:settings",
	input: OneCanned,
	async run({ db }, { cannedId }) {
		const { canned } = await db.read({ canned: cannedAsk(db.businessId, cannedId) });
		return canned ? { shortcut: canned.shortcut } : refuse("not_found", "canned_not_found");
	},
});

/** Puts a file to a ready answer, instead of the one it had. @throws Refusal `too_large`, `canned_not_found` */
export async function keepCannedFile(
	tenant: Tenant<Viewer>,
	bytes: Uint8Array<ArrayBuffer>,
	wish: { cannedId: string; name: string; mime: string },
): Promise<{ file: CannedFile | null }> {
	requirePermission(await tenant.principal(), "inbox:settings");
	if (bytes.byteLength > mostMediaBytes) refuse("too_large", "body_too_large", { limit: mostMediaBytes });
	const { FILES } = tenant.scope.env;
	const mediaId = newId<"media">(tenant.now);
	const mime = mimeOf(bytes, wish.mime);
	const place = cannedPlace(tenant.businessId, mediaId);
	// Before it is named: whoever reads the answer finds its file.
	await FILES.put(place, bytes, { httpMetadata: { contentType: mime } });
	try {
		const { file, before } = await note(tenant, { cannedId: wish.cannedId, mediaId, mime, name: wish.name, bytes: bytes.byteLength });
		await forgetCannedFile(tenant, before);
		return { file };
	} catch (error) {
		// Otherwise nobody knows whether it was named: what nobody names harms nobody.
		if (error instanceof Refusal) await FILES.delete(place);
		throw error;
	}
}

/** Takes the file of a ready answer away; where it has none, nothing happens. @throws Refusal `canned_not_found` */
export async function dropCannedFile(tenant: Tenant, raw: unknown, options?: CommandOptions): Promise<{ file: CannedFile | null }> {
	const { file, before } = await drop(tenant, raw, options);
	await forgetCannedFile(tenant, before);
	return { file };
}

/** Deletes an object no ready answer names any more. */
export async function forgetCannedFile({ scope, businessId }: Tenant, mediaId: string | null): Promise<void> {
	if (mediaId !== null) await scope.env.FILES.delete(cannedPlace(businessId, mediaId));
}

const fileOf = query<typeof OneCanned, { mediaId: string; mime: string; name: string }>({
	name: "inbox.canned-file",
	needs: "inbox:read",
	input: OneCanned,
	async run({ db }, { cannedId }) {
		const { row } = await db.read({
			row: first<{ mediaId: string; mime: string; name: string }>(
				sql`SELECT mediaId, mime, fileName AS name FROM cannedReplies WHERE businessId = ${db.businessId} AND id = ${cannedId} AND mediaId IS NOT NULL`,
			),
		});
		return row ?? refuse("not_found", "media_not_found");
	},
});

/** Puts a copy of a ready answer's file up to be sent in a chat. @throws Refusal `media_not_found`, `chat_not_found` */
export async function putUpCanned(tenant: Tenant<Viewer>, { chatId, cannedId }: { chatId: string; cannedId: string }) {
	const { mediaId, mime, name } = await fileOf(tenant, { cannedId });
	const object = await tenant.scope.env.FILES.get(cannedPlace(tenant.businessId, mediaId));
	if (!object) refuse("not_found", "media_not_found");
	return putUpMedia(tenant, new Uint8Array(await object.arrayBuffer()), { chatId, name, mime });
}
