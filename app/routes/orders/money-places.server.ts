import type { Viewer } from "#app/identity/viewer.server.ts";
import { type Drawer, standsAt, tillAt } from "#app/orders/drawer.server.ts";
import { field } from "../door.server.ts";
import { tillOf } from "../counter/till-name.server.ts";

/** Where an order's money may be put: the drawers it may go into, which of them stands here, and whether that is another store's (`ofOther`). */
export type MoneyPlaces = { till: string | null; here: string | null; ofOther: boolean; drawers: { id: string; till: string }[] };

/** `till` is the enrolled device this is, null in any other browser. */
export function moneyPlaces(request: Request, viewer: Viewer, drawers: readonly Drawer[], storeId: string): MoneyPlaces {
	const at = tillAt(viewer, tillOf(request, viewer));
	const here = drawers.find((drawer) => standsAt(drawer, at));
	return {
		till: viewer.device?.name ?? null,
		here: here?.id ?? null,
		ofOther: here !== undefined && here.storeId !== storeId,
		drawers: drawers.map(({ id, till }) => ({ id, till })),
	};
}

/** The drawer a form names. */
export function drawerSaid(fields: FormData): { drawerId?: string } {
	const drawerId = field(fields, "drawer");
	return drawerId === undefined ? {} : { drawerId };
}
