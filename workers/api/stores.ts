import { z } from "zod";
import { addStore } from "#app/identity/add-store.server.ts";
import { AddStore, EditStore, ReplaceStore } from "#app/identity/input.ts";
import { oneStore, settings } from "#app/identity/queries.server.ts";
import { editStore } from "#app/orders/edit-store.server.ts";
import { type Api, demand, endpoint, versionOf } from "./endpoint.ts";
import { StoreBody } from "./shapes.ts";

/** The stores of the business. Naming one that is not ours is 403, as it is wherever a store is named. */
export function mountStores(api: Api, base: string): void {
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/stores",
			tag: "Settings",
			summary: "The stores there are, in their order",
			answers: { 200: z.object({ items: z.array(StoreBody), nextCursor: z.null() }) },
		},
		async (call) => ({ body: { items: (await settings(await call.tenant(), {})).stores, nextCursor: null } }),
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/stores",
			tag: "Settings",
			summary: "Open another store",
			body: AddStore,
			answers: { 201: StoreBody },
			refusals: [400, 409, 413, 415],
		},
		async (call) => {
			const store = await addStore(await call.tenant(), call.body, { key: call.key });
			return { status: 201, body: store, version: store.version };
		},
	);
	endpoint(
		api,
		base,
		{ method: "get", path: "/stores/{id}", tag: "Settings", summary: "One store", answers: { 200: StoreBody } },
		async (call) => {
			const store = await oneStore(await call.tenant(), { storeId: call.params.id ?? "" });
			return { body: store, version: store.version };
		},
	);
	for (const method of ["put", "patch"] as const) {
		const input = method === "put" ? ReplaceStore : EditStore;
		endpoint(
			api,
			base,
			{
				method,
				path: "/stores/{id}",
				tag: "Settings",
				summary: method === "put" ? "Replace a store's name, time zone and currency" : "Change what is named of a store",
				description:
					"A changed time zone holds from now on: days that are over stay as they were counted. The currency can change until the store has sold, or priced goods stand on its shelves (409 store_has_sold, store_has_prices).",
				body: input.omit({ storeId: true }),
				answers: { 200: StoreBody },
				versioned: true,
				refusals: [400, 409, 413, 415],
			},
			async (call) => {
				const tenant = await call.tenant();
				const wanted = { ...call.body, ...versionOf(call), storeId: call.params.id };
				await demand(tenant, editStore.spec.needs, input, wanted);
				const store = await editStore(tenant, wanted, { key: call.key });
				return { body: store, version: store.version };
			},
		);
	}
}
