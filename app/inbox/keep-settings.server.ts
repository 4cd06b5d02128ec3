import { sql } from "drizzle-orm";
import { z } from "zod";
import { type CommandOptions, command, known, query } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { forgetCannedFile } from "./canned-files.server.ts";
import { CannedKept, CannedRemoved, InboxSet, LabelKept, LabelRemoved } from "./events.server.ts";
import { InboxSettings, KeepCanned, KeepLabel, OneCanned, OneLabel } from "./input.ts";
import type { Assignment, Sealing, ShownLabel } from "./rules.ts";
import { sealingRowAsk, shownSealing } from "./set-sealing.server.ts";
import { type Agent, agentsAsk, type Canned, cannedAsk, cannedFile, labelsAsk } from "./show-chat.server.ts";

export type InboxRules = { assignment: Assignment; capacity: number; version: number };
const asBefore: InboxRules = { assignment: "off", capacity: 20, version: 0 };

function settingsAsk(businessId: string) {
	return first<InboxRules>(sql`SELECT assignment, capacity, version FROM inboxSettings WHERE businessId = ${businessId}`);
}

export type InboxDesk = { sealing: Sealing; settings: InboxRules; canned: Canned[]; labels: ShownLabel[]; agents: Agent[] };

/** How the inbox is set up: who gets new chats, canned answers, labels, and who is there. */
export const inboxDesk = query<z.ZodObject, InboxDesk>({
	name: "inbox.desk",
	needs: "inbox:read",
	input: z.object({}),
	async run({ db: { businessId, read } }) {
		const { settings, sealing, ...rest } = await read({
			sealing: sealingRowAsk(businessId),
			settings: settingsAsk(businessId),
			canned: cannedAsk(businessId),
			labels: labelsAsk(businessId),
			agents: agentsAsk(businessId),
		});
		return { settings: settings ?? asBefore, sealing: shownSealing(sealing), ...rest };
	},
});

/** Says who gets new chats. @throws Refusal `version_changed` */
export const setInbox = command<typeof InboxSettings, InboxRules>({
	name: "inbox.set",
	needs: "inbox:settings",
	input: InboxSettings,
	async run({ db, work, now }, { assignment, capacity, version }) {
		const { businessId } = db;
		const current = (await db.read({ settings: settingsAsk(businessId) })).settings ?? asBefore;
		if (version !== undefined && version !== current.version) refuse("conflict", "version_changed", { current: current.version });
		// Of two who open it at once the second is told.
		if (version !== undefined)
			work.guard(
				version === 0
					? sql`SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM inboxSettings WHERE businessId = ${businessId})`
					: sql`SELECT 1 FROM inboxSettings WHERE businessId = ${businessId} AND version = CAST(${version} AS INTEGER)`,
			);
		work.add(sql`INSERT INTO inboxSettings (businessId, assignment, capacity, updatedAt) VALUES (${businessId}, ${assignment}, ${capacity}, ${now})
			ON CONFLICT (businessId) DO UPDATE SET assignment = excluded.assignment, capacity = excluded.capacity, version = version + 1, updatedAt = excluded.updatedAt`);
		work.record(InboxSet, { subject: { type: "business", id: businessId }, data: { assignment, capacity } });
		return known({ assignment, capacity, version: current.version + 1 });
	},
});

/** Makes a label, or names and colours one anew. @throws Refusal `label_not_found`, `label_taken` */
export const keepLabel = command<typeof KeepLabel, ShownLabel>({
	name: "inbox.keep-label",
	needs: "inbox:settings",
	input: KeepLabel,
	async run({ db, work, now }, { labelId, name, colour }) {
		const { businessId } = db;
		const { same, taken } = await db.read({
			same: first(sql`SELECT id FROM chatLabels WHERE businessId = ${businessId} AND id = ${labelId ?? ""}`),
			taken: first<{ id: string }>(sql`SELECT id FROM chatLabels WHERE businessId = ${businessId} AND name = ${name}`),
		});
		if (labelId !== undefined && !same) refuse("not_found", "label_not_found");
		if (taken && taken.id !== labelId) refuse("conflict", "label_taken", { field: "name" });
		const id = labelId ?? newId<"label">(now);
		work.add(sql`INSERT INTO chatLabels (businessId, id, name, colour, createdAt) VALUES (${businessId}, ${id}, ${name}, ${colour}, ${now})
			ON CONFLICT (businessId, id) DO UPDATE SET name = excluded.name, colour = excluded.colour`);
		work.record(LabelKept, { subject: { type: "label", id }, data: { name } });
		return known({ id, name, colour });
	},
});

/** Takes a label off every chat, and away. @throws Refusal `label_not_found` */
export const removeLabel = command<typeof OneLabel, { removed: string }>({
	name: "inbox.remove-label",
	needs: "inbox:settings",
	input: OneLabel,
	async run({ db, work }, { labelId }) {
		const { businessId } = db;
		const { label } = await db.read({
			label: first<{ name: string }>(sql`SELECT name FROM chatLabels WHERE businessId = ${businessId} AND id = ${labelId}`),
		});
		if (!label) refuse("not_found", "label_not_found");
		work.add(sql`DELETE FROM labelsOfChats WHERE businessId = ${businessId} AND labelId = ${labelId}`);
		work.add(sql`DELETE FROM chatLabels WHERE businessId = ${businessId} AND id = ${labelId}`);
		work.record(LabelRemoved, { subject: { type: "label", id: labelId }, data: { name: label.name } });
		return known({ removed: labelId });
	},
});

/** Writes a canned answer, or writes one anew. @throws Refusal `canned_not_found`, `version_changed`, `shortcut_taken` */
export const keepCanned = command<typeof KeepCanned, Canned>({
	name: "inbox.keep-canned",
	needs: "inbox:settings",
	input: KeepCanned,
	async run({ db, work, now }, { cannedId, shortcut, title, text, version }) {
		const { businessId } = db;
		const { same, taken } = await db.read({
			same: first<{ version: number; file: string | null }>(
				sql`SELECT version, ${cannedFile} AS file FROM cannedReplies WHERE businessId = ${businessId} AND id = ${cannedId ?? ""}`,
			),
			taken: first<{ id: string }>(sql`SELECT id FROM cannedReplies WHERE businessId = ${businessId} AND shortcut = ${shortcut}`),
		});
		if (cannedId !== undefined && !same) refuse("not_found", "canned_not_found");
		if (same && version !== undefined && version !== same.version) refuse("conflict", "version_changed", { current: same.version });
		if (taken && taken.id !== cannedId) refuse("conflict", "shortcut_taken", { field: "shortcut" });
		const id = cannedId ?? newId<"canned">(now);
		if (same && version !== undefined)
			work.guard(
				sql`SELECT 1 FROM cannedReplies WHERE businessId = ${businessId} AND id = ${id} AND version = CAST(${version} AS INTEGER)`,
			);
		work.add(sql`INSERT INTO cannedReplies (businessId, id, shortcut, title, text, createdAt, updatedAt) VALUES (${businessId}, ${id}, ${shortcut}, ${title}, ${text}, ${now}, ${now})
			ON CONFLICT (businessId, id) DO UPDATE SET shortcut = excluded.shortcut, title = excluded.title, text = excluded.text, version = version + 1, updatedAt = excluded.updatedAt`);
		work.record(CannedKept, { subject: { type: "canned", id }, data: { shortcut } });
		const file = same?.file ? JSON.parse(same.file) : null;
		return known({ id, shortcut, title, text, version: (same?.version ?? 0) + 1, file });
	},
});

const takeAway = command<typeof OneCanned, { removed: string; mediaId: string | null }>({
	name: "inbox.remove-canned",
	needs: "inbox:settings",
	input: OneCanned,
	async run({ db, work }, { cannedId }) {
		const { businessId } = db;
		const { canned } = await db.read({
			canned: first<{ shortcut: string; mediaId: string | null }>(
				sql`SELECT shortcut, mediaId FROM cannedReplies WHERE businessId = ${businessId} AND id = ${cannedId}`,
			),
		});
		if (!canned) refuse("not_found", "canned_not_found");
		work.guard(sql`SELECT 1 FROM cannedReplies WHERE businessId = ${businessId} AND id = ${cannedId} AND mediaId IS ${canned.mediaId}`);
		work.add(sql`DELETE FROM cannedReplies WHERE businessId = ${businessId} AND id = ${cannedId}`);
		work.record(CannedRemoved, { subject: { type: "canned", id: cannedId }, data: { shortcut: canned.shortcut } });
		return known({ removed: cannedId, mediaId: canned.mediaId });
	},
});

/** Takes a ready answer away, with its file. @throws Refusal `canned_not_found` */
export async function removeCanned(tenant: Tenant, raw: unknown, options?: CommandOptions): Promise<{ removed: string }> {
	const { removed, mediaId } = await takeAway(tenant, raw, options);
	await forgetCannedFile(tenant, mediaId);
	return { removed };
}
