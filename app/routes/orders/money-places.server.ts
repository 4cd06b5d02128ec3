import type { Viewer } from "#app/identity/viewer.server.ts";
import { type Drawer, standsAt, tillAt } from "#app/orders/drawer.server.ts";
import { field } from "../door.server.ts";
import { tillOf } from "../counter/till-name.server.ts";

/** Where an order's money may be put: the drawers that are open in its store, and which of them stands here. */
export type MoneyPlaces = { till: string | null; here: string | null; drawers: { id: string; till: string }[] };

/** `till` is the enrolled device this is, null in any other browser. */
export function moneyPlaces(request: Request, viewer: Viewer, drawers: readonly Drawer[]): MoneyPlaces {
	const at = tillAt(viewer, tillOf(request, viewer));
	const here = drawers.find((drawer) => standsAt(drawer, at));
	return { till: viewer.device?.name ?? null, here: here?.id ?? null, drawers: drawers.map(({ id, till }) => ({ id, till })) };
}

/** The drawer a form names. */
export function drawerSaid(fields: FormData): { drawerId?: string } {
	const drawerId = field(fields, "drawer");
	return drawerId === undefined ? {} : { drawerId };
}
