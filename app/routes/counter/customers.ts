import { findCustomers } from "#app/customers/queries.server.ts";
import { page } from "../door.server.ts";
import type { Route } from "./+types/customers.ts";

/** Who answers to what is typed at the till: `?q=`. JSON. Somebody new is written down through the API. */
export async function loader({ request, context, url }: Route.LoaderArgs) {
	const q = (url.searchParams.get("q") ?? "").slice(0, 200);
	return Response.json(await page({ request, context }, (tenant) => findCustomers(tenant, { q })));
}
