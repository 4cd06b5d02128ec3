import { page } from "../door.server.ts";
import type { Route } from "./+types/palette.ts";
import { findRecords } from "./find.server.ts";

/** What the palette asks while somebody types: `?q=`. JSON. */
export async function loader({ request, context, url }: Route.LoaderArgs) {
	const q = url.searchParams.get("q") ?? "";
	return Response.json(await page({ request, context }, (tenant) => findRecords(tenant, request, q)));
}
