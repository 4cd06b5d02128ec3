import { z } from "zod";
import { chooseView, editView, removeView } from "#app/catalog/edit-view.server.ts";
import { ChooseView, EditView, SaveView } from "#app/catalog/input.ts";
import { saveView } from "#app/catalog/save-view.server.ts";
import { listViews } from "#app/catalog/saved-views.server.ts";
import { type Api, endpoint, versionOf } from "./endpoint.ts";

const ViewBody = z
	.object({
		id: z.string(),
		name: z.string(),
		query: z.string().describe("What stands behind the `?` of the product list"),
		isShared: z.boolean().describe("Everybody in the business sees it"),
		isMine: z.boolean(),
		version: z.int(),
	})
	.meta({ id: "View" });

const RemovedBody = z
	.object({ name: z.string(), query: z.string(), isShared: z.boolean() })
	.meta({ id: "ViewRemoval", description: "What it was, to be kept again" });

const tag = "Views";

export function mountViews(api: Api, base: string): void {
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/views",
			tag,
			summary: "The product lists one sees kept: one's own and everybody's",
			answers: {
				200: z.object({
					items: z.array(ViewBody),
					nextCursor: z.null(),
					chosen: z.string().nullable().describe("The one the list opens with for whoever asks"),
				}),
			},
		},
		async (call) => {
			const { views, chosen } = await listViews(await call.tenant(), {});
			return { body: { items: views, nextCursor: null, chosen } };
		},
	);

	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/views",
			tag,
			summary: "Keep a product list under a name",
			body: SaveView,
			answers: { 201: ViewBody },
			refusals: [409, 415],
		},
		async (call) => {
			const view = await saveView(await call.tenant(), call.body, { key: call.key });
			return { status: 201, body: view, version: view.version };
		},
	);

	endpoint(
		api,
		base,
		{
			method: "put",
			path: "/views/chosen",
			tag,
			summary: "Say which view the list opens with for oneself",
			description: "`viewId` null: with all of it.",
			body: ChooseView,
			answers: { 200: z.object({ viewId: z.string().nullable() }) },
			refusals: [404, 409, 415],
		},
		async (call) => ({ body: await chooseView(await call.tenant(), call.body, { key: call.key }) }),
	);

	endpoint(
		api,
		base,
		{
			method: "patch",
			path: "/views/{id}",
			tag,
			summary: "Give a view another name or list, or share it",
			body: EditView.omit({ viewId: true }),
			answers: { 200: ViewBody },
			versioned: true,
			refusals: [404, 409, 415],
		},
		async (call) => {
			const view = await editView(await call.tenant(), { ...call.body, ...versionOf(call), viewId: call.params.id }, { key: call.key });
			return { body: view, version: view.version };
		},
	);

	endpoint(
		api,
		base,
		{ method: "delete", path: "/views/{id}", tag, summary: "Forget a view", answers: { 200: RemovedBody }, refusals: [404, 409] },
		async (call) => ({ body: await removeView(await call.tenant(), { viewId: call.params.id }, { key: call.key }) }),
	);
}
