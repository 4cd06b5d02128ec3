import { sql } from "drizzle-orm";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { answer, command } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { requirePermission } from "#app/platform/tenant.server.ts";
import { ViewSaved } from "./events.server.ts";
import { SaveView } from "./input.ts";
import { mostViews, type SavedView, viewJson } from "./saved-views.server.ts";

/**
 * Keeps a list under a name: for oneself, or for everybody (whoever may change the catalog).
 * @throws Refusal `view_taken` by another of that name, `too_many_views`, `missing_permission` for sharing
 */
export const saveView = command<typeof SaveView, SavedView, Viewer>({
	name: "catalog.save-view",
	needs: "catalog:read",
	input: SaveView,
	async run({ db, work, principal, now }, { name, query, isShared }) {
		const { businessId } = db;
		const { there } = await db.read({
			there: many<{ ownerId: string; isShared: 0 | 1; name: string }>(
				sql`SELECT ownerId, isShared, name FROM savedViews WHERE businessId = ${businessId} AND list = 'products'`,
			),
		});
		const viewer = await principal();
		if (isShared) requirePermission(viewer, "catalog:write");
		const beside = there.filter((view) => (isShared ? view.isShared === 1 : view.isShared === 0 && view.ownerId === viewer.user.id));
		if (beside.some((view) => view.name.toLowerCase() === name.toLowerCase())) refuse("conflict", "view_taken", { field: "name", name });
		if (beside.length >= mostViews) refuse("conflict", "too_many_views", { most: mostViews });
		const id = newId<"view">(now);
		work.add(sql`INSERT INTO savedViews (businessId, id, list, ownerId, isShared, name, query, createdAt, updatedAt)
			VALUES (${businessId}, ${id}, 'products', ${viewer.user.id}, ${isShared ? 1 : 0}, ${name}, ${query}, ${now}, ${now})`);
		if (isShared) work.record(ViewSaved, { subject: { type: "view", id }, data: { name, query } });
		return answer<SavedView>(viewJson(businessId, id, viewer.user.id));
	},
});
