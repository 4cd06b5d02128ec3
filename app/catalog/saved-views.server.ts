import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { query } from "#app/platform/command.server.ts";
import { type Ask, first, many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { AnyId } from "#app/platform/input.ts";

/** A list as somebody wants to see it again. `query` is all of its address behind the `?`; `isMine` says who may change it. */
export type SavedView = { id: string; name: string; query: string; isShared: boolean; isMine: boolean; version: number };

type ViewRow = Omit<SavedView, "isShared" | "isMine"> & { isShared: 0 | 1; isMine: 0 | 1 };

const ListViews = z.object({ userId: AnyId });

/**
 * The views of the product list that somebody sees: their own, and what is shared. By name; `chosen` is the one the list opens with. `userId` is
 * whoever asks: others' own views are many in a large business, so they are not even read.
 * @throws Refusal `view_not_found` for anybody else's
 */
export const listViews = query<typeof ListViews, { views: SavedView[]; chosen: string | null }, Viewer>({
	name: "catalog.views",
	needs: "catalog:read",
	input: ListViews,
	async run({ tenant, db }, { userId }) {
		const { businessId } = db;
		const { views, choice } = await db.read({
			views:
				many<ViewRow>(sql`SELECT id, name, query, isShared, iif(ownerId = ${userId}, 1, 0) AS isMine, version FROM savedViews INDEXED BY savedViews_called
				WHERE businessId = ${businessId} AND list = 'products' AND iif(isShared, '', ownerId) IN ('', ${userId})
				ORDER BY isShared DESC, name, id LIMIT ${2 * mostViews}`),
			choice: first<{ viewId: string }>(
				sql`SELECT viewId FROM chosenViews WHERE businessId = ${businessId} AND userId = ${userId} AND list = 'products'`,
			),
		});
		if ((await tenant.principal()).user.id !== userId) refuse("not_found", "view_not_found");
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
