import { sql } from "drizzle-orm";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { answer, command, known } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { requirePermission } from "#app/platform/tenant.server.ts";
import { ViewEdited, ViewRemoved } from "./events.server.ts";
import { ChooseView, EditView, ViewRef } from "./input.ts";
import { mostViews, type OwnedView, type SavedView, viewJson, viewOf } from "./saved-views.server.ts";

/**
 * Gives a view another name, another list, or shares it. What is shared may be changed by whoever may change the catalog; what is not, by its owner.
 * @throws Refusal `view_not_found`, `version_changed`, `view_taken`, `too_many_views`, `missing_permission`
 */
export const editView = command<typeof EditView, SavedView, Viewer>({
	name: "catalog.edit-view",
	needs: "catalog:read",
	input: EditView,
	async run({ db, work, principal, now }, { viewId, version, ...input }) {
		const { businessId } = db;
		const { view, there } = await db.read({
			view: viewOf(businessId, viewId),
			there: many<OwnedView>(
				sql`SELECT id, ownerId, isShared, name FROM savedViews WHERE businessId = ${businessId} AND list = 'products'`,
			),
		});
		const viewer = await principal();
		mustBeTheirs(view, viewer);
		if (version !== undefined && version !== view.version) refuse("conflict", "version_changed", { current: view.version });
		const after = { name: input.name ?? view.name, query: input.query ?? view.query, isShared: input.isShared ?? view.isShared === 1 };
		if (after.isShared) requirePermission(viewer, "catalog:write");
		const twin = there.find(
			({ id, name, isShared, ownerId }) =>
				id !== viewId &&
				name.toLowerCase() === after.name.toLowerCase() &&
				(after.isShared ? isShared === 1 : isShared === 0 && ownerId === view.ownerId),
		);
		if (twin) refuse("conflict", "view_taken", { field: "name", name: after.name });
		const shared = there.filter(({ isShared }) => isShared === 1).length;
		if (after.isShared && view.isShared === 0 && shared >= mostViews) refuse("conflict", "too_many_views", { most: mostViews });
		const before = { name: view.name, query: view.query, isShared: view.isShared === 1 };
		if (after.name !== before.name || after.query !== before.query || after.isShared !== before.isShared) {
			const here = sql`businessId = ${businessId} AND id = ${viewId}`;
			work.guard(sql`SELECT 1 FROM savedViews WHERE ${here} AND version = CAST(${view.version} AS INTEGER)`);
			// Nobody's list opens with what they no longer see.
			if (before.isShared && !after.isShared)
				work.add(sql`DELETE FROM chosenViews WHERE businessId = ${businessId} AND viewId = ${viewId} AND userId <> ${view.ownerId}`);
			work.add(
				sql`UPDATE savedViews SET name = ${after.name}, query = ${after.query}, isShared = ${after.isShared ? 1 : 0}, version = version + 1, updatedAt = ${now} WHERE ${here}`,
			);
			if (before.isShared || after.isShared) work.record(ViewEdited, { subject: { type: "view", id: viewId }, data: { before, after } });
		}
		return answer<SavedView>(viewJson(businessId, viewId, viewer.user.id));
	},
});

/** Forgets a view. @returns what it was, so that it can be kept again. @throws Refusal `view_not_found`, `missing_permission` for what is shared */
export const removeView = command<typeof ViewRef, { name: string; query: string; isShared: boolean }, Viewer>({
	name: "catalog.remove-view",
	needs: "catalog:read",
	input: ViewRef,
	async run({ db, work, principal }, { viewId }) {
		const { businessId } = db;
		const { view } = await db.read({ view: viewOf(businessId, viewId) });
		mustBeTheirs(view, await principal());
		work.add(sql`DELETE FROM chosenViews WHERE businessId = ${businessId} AND viewId = ${viewId}`);
		work.add(sql`DELETE FROM savedViews WHERE businessId = ${businessId} AND id = ${viewId}`);
		if (view.isShared === 1)
			work.record(ViewRemoved, { subject: { type: "view", id: viewId }, data: { name: view.name, query: view.query } });
		return known({ name: view.name, query: view.query, isShared: view.isShared === 1 });
	},
});

/** Says which view a list opens with for oneself; null: all of it. @throws Refusal `view_not_found` */
export const chooseView = command<typeof ChooseView, { viewId: string | null }, Viewer>({
	name: "catalog.choose-view",
	needs: "catalog:read",
	input: ChooseView,
	async run({ db, work, principal }, { viewId }) {
		const { businessId } = db;
		const { view } = await db.read({
			view: viewId ? viewOf(businessId, viewId) : first<OwnedView>(sql`SELECT NULL WHERE ${businessId} = ''`),
		});
		const { user } = await principal();
		if (viewId && (!view || !isSeen(view, user.id))) refuse("not_found", "view_not_found");
		if (viewId === null)
			work.add(sql`DELETE FROM chosenViews WHERE businessId = ${businessId} AND userId = ${user.id} AND list = 'products'`);
		else
			work.add(sql`INSERT INTO chosenViews (businessId, userId, list, viewId) VALUES (${businessId}, ${user.id}, 'products', ${viewId})
				ON CONFLICT (businessId, userId, list) DO UPDATE SET viewId = excluded.viewId`);
		return known({ viewId });
	},
});

function isSeen(view: OwnedView, userId: string): boolean {
	return view.isShared === 1 || view.ownerId === userId;
}

/** Somebody else's own view is not there; a shared one is for whoever may change the catalog. */
function mustBeTheirs(view: OwnedView | undefined, viewer: Viewer): asserts view is OwnedView {
	if (!view || !isSeen(view, viewer.user.id)) refuse("not_found", "view_not_found");
	if (view.isShared === 1 && view.ownerId !== viewer.user.id) requirePermission(viewer, "catalog:write");
}
