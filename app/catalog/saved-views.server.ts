import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { askerId, type Viewer } from "#app/identity/viewer.server.ts";
import { query } from "#app/platform/command.server.ts";
import { type Ask, first, many } from "#app/platform/database.server.ts";

/** A list as somebody wants to see it again. `query` is all of its address behind the `?`; `isMine` says who may change it. */
export type SavedView = { id: string; name: string; query: string; isShared: boolean; isMine: boolean; version: number };

type ViewRow = Omit<SavedView, "isShared" | "isMine"> & { isShared: 0 | 1; isMine: 0 | 1 };

/**
 * The views of the product list that whoever asks sees: their own, and what is shared. By name; `chosen` is the one the list opens with. Others' own
 * views are many in a large business, so they are not even read.
 */
export const listViews = query<z.ZodObject, { views: SavedView[]; chosen: string | null }, Viewer>({
	name: "catalog.views",
	needs: "catalog:read",
	input: z.object({}),
	async run({ tenant, db }) {
		const { businessId } = db;
		const me = askerId(tenant);
		const { views, choice } = await db.read({
			views:
				many<ViewRow>(sql`WITH me (id) AS (SELECT ${me}) SELECT v.id, v.name, v.query, v.isShared, iif(v.ownerId = me.id, 1, 0) AS isMine, v.version
				FROM me CROSS JOIN savedViews AS v INDEXED BY savedViews_called
				ON v.businessId = ${businessId} AND v.list = 'products' AND iif(v.isShared, '', v.ownerId) IN ('', me.id)
				ORDER BY v.isShared DESC, v.name, v.id LIMIT ${2 * mostViews}`),
			choice: first<{ viewId: string }>(
				sql`SELECT viewId FROM chosenViews WHERE businessId = ${businessId} AND userId = ${me} AND list = 'products'`,
			),
		});
		return {
			views: views.map(({ isShared, isMine, ...view }) => ({ ...view, isShared: isShared === 1, isMine: isMine === 1 })),
			chosen: choice?.viewId ?? null,
		};
	},
});

/** How many views one person may keep, and how many a business may share. */
export const mostViews = 40;

/** A view as a command reads it, if it is this person's to see. */
export function viewOf(businessId: string, viewId: string): Ask<OwnedView | undefined> {
	return first(sql`SELECT id, name, query, isShared, ownerId, version FROM savedViews WHERE businessId = ${businessId} AND id = ${viewId}`);
}

export type OwnedView = { id: string; name: string; query: string; isShared: 0 | 1; ownerId: string; version: number };

/** A view as a JSON expression, for the answer of a batch. */
export function viewJson(businessId: string, viewId: string, userId: string): SQL {
	return sql`(SELECT json_object('id', id, 'name', name, 'query', query, 'isShared', json(iif(isShared, 'true', 'false')),
			'isMine', json(iif(ownerId = ${userId}, 'true', 'false')), 'version', version)
		FROM savedViews WHERE businessId = ${businessId} AND id = ${viewId})`;
}
