import { z } from "zod";
import { addCategory } from "#app/catalog/add-category.server.ts";
import type { Category } from "#app/catalog/categories.server.ts";
import { editCategory } from "#app/catalog/edit-category.server.ts";
import { AddCategory, EditCategory, MergeCategory, OrderCategories, RestoreCategory } from "#app/catalog/input.ts";
import { mergeCategory } from "#app/catalog/merge-category.server.ts";
import { orderCategories } from "#app/catalog/order-categories.server.ts";
import { listCategories, oneCategory } from "#app/catalog/queries.server.ts";
import { removeCategory } from "#app/catalog/remove-category.server.ts";
import { restoreCategory } from "#app/catalog/restore-category.server.ts";
import { isoInstant } from "#app/platform/time.ts";
import { type Api, endpoint, versionOf } from "./endpoint.ts";

const CategoryBody = z
	.object({
		id: z.string(),
		parentId: z.string().nullable(),
		name: z.string(),
		position: z.int(),
		version: z.int(),
		products: z.int().describe("Products in it directly that are not archived"),
		createdAt: z.iso.datetime(),
		updatedAt: z.iso.datetime(),
	})
	.meta({ id: "Category" });

const DissolvedBody = z
	.object({
		removed: z.string(),
		into: z.string().nullable().describe("Where its contents are now; null: in no category"),
		products: z.int(),
		styles: z.int(),
		categories: z.int(),
		changeId: z.string().nullable().describe("Takes it back; null when more stood in it than can be named"),
	})
	.meta({ id: "CategoryRemoval" });

const tag = "Categories";

export function mountCategories(api: Api, base: string): void {
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/categories",
			tag,
			summary: "The category tree, flat, in order",
			answers: { 200: z.object({ items: z.array(CategoryBody), nextCursor: z.null() }) },
		},
		async (call) => ({ body: { items: (await listCategories(await call.tenant(), {})).map(categoryBody), nextCursor: null } }),
	);

	endpoint(
		api,
		base,
		{ method: "get", path: "/categories/{id}", tag, summary: "One category", answers: { 200: CategoryBody }, refusals: [404] },
		async (call) => {
			const category = await oneCategory(await call.tenant(), { categoryId: call.params.id ?? "" });
			return { body: categoryBody(category), version: category.version };
		},
	);

	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/categories",
			tag,
			summary: "Add a category",
			body: AddCategory,
			answers: { 201: CategoryBody },
			refusals: [400, 404, 409, 413, 415],
		},
		async (call) => ({ status: 201, body: categoryBody(await addCategory(await call.tenant(), call.body, { key: call.key })) }),
	);

	const change = {
		tag,
		summary: "Rename a category, or move it in the tree",
		answers: { 200: CategoryBody },
		refusals: [400, 404, 409, 413, 415],
	} as const;
	for (const method of ["put", "patch"] as const) {
		const body = EditCategory.omit({ categoryId: true });
		endpoint(
			api,
			base,
			{
				...change,
				versioned: true,
				refusals: [...change.refusals],
				method,
				path: "/categories/{id}",
				body: method === "put" ? body.required({ name: true }) : body,
			},
			async (call) => {
				// What a replacement leaves out goes back to its default: the top of the tree.
				const whole = method === "put" ? { name: null, parentId: null } : {};
				const input = { ...whole, ...call.body, ...versionOf(call), categoryId: call.params.id };
				return { body: categoryBody(await editCategory(await call.tenant(), input, { key: call.key })) };
			},
		);
	}

	endpoint(
		api,
		base,
		{
			method: "delete",
			path: "/categories/{id}",
			tag,
			summary: "Remove a category",
			description: "With `contents=up` what stands in it moves to the category above (or to none); without, only an empty one goes.",
			query: z.object({ contents: z.enum(["up"]).optional() }),
			answers: { 200: DissolvedBody },
			versioned: true,
			refusals: [404, 409],
		},
		async (call) => {
			const { contents } = call.query;
			const input = { ...versionOf(call), categoryId: call.params.id, ...(contents !== undefined && { contents }) };
			return { body: await removeCategory(await call.tenant(), input, { key: call.key }) };
		},
	);

	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/categories/{id}/merge",
			tag,
			summary: "Move everything in it into another category, and remove it",
			body: MergeCategory.omit({ categoryId: true }),
			answers: { 200: DissolvedBody },
			refusals: [404, 409, 415],
		},
		async (call) => ({
			body: await mergeCategory(await call.tenant(), { ...call.body, categoryId: call.params.id }, { key: call.key }),
		}),
	);

	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/categories/restore",
			tag,
			summary: "Take a removal or a merge back",
			description: "What was moved on since stays where it is.",
			body: RestoreCategory,
			answers: { 201: CategoryBody },
			refusals: [404, 409, 415],
		},
		async (call) => ({ status: 201, body: categoryBody(await restoreCategory(await call.tenant(), call.body, { key: call.key })) }),
	);

	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/categories/order",
			tag,
			summary: "Give the categories under one parent their order",
			body: OrderCategories,
			answers: { 200: z.object({ categoryIds: z.array(z.string()) }) },
			refusals: [404, 409, 415],
		},
		async (call) => ({ body: await orderCategories(await call.tenant(), call.body, { key: call.key }) }),
	);
}

function categoryBody(category: Category): z.output<typeof CategoryBody> {
	return { ...category, createdAt: isoInstant(category.createdAt), updatedAt: isoInstant(category.updatedAt) };
}
