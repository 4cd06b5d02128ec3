import { storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { command, known } from "#app/platform/command.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { amountOf } from "#app/platform/said-amount.ts";
import { type Drawer, openDrawerIn, openDrawersIn, standsAt, tillAt } from "#app/orders/drawer.server.ts";
import { DrawerOpened } from "./events.server.ts";
import { OpenDrawer } from "./input.ts";

/** Opens a till's drawer with what lies in it; from now on it counts what is paid there. @throws Refusal `store_not_yours`, `conflict / drawer_open` naming by whom and since when */
export const openTillDrawer = command<typeof OpenDrawer, Drawer, Viewer>({
	name: "sales.open-drawer",
	needs: "sales:write",
	input: OpenDrawer,
	async run({ db, work, principal, now }, { storeId, till: named, openingFloat }) {
		const { businessId } = db;
		const { drawers } = await db.read({ drawers: openDrawersIn(businessId, storeId) });
		const viewer = await principal();
		const at = tillAt(viewer, named);
		const { till, deviceId } = at;
		const open = drawers.find((each) => standsAt(each, at));
		const { currency } = storeOf(viewer, storeId);
		if (open) refuse("conflict", "drawer_open", { till, by: open.openedByName, openedAt: open.openedAt });
		const { actor } = viewer;
		const amount = amountOf(openingFloat, currency, "openingFloat");
		const drawer: Drawer = {
			id: newId<"drawer">(now),
			storeId,
			till,
			deviceId,
			currency,
			openingFloat: amount,
			openedAt: now,
			openedByName: actor.name,
			closedAt: null,
		};
		openDrawerIn(work, drawer, actor);
		work.record(DrawerOpened, { subject: { type: "drawer", id: drawer.id }, storeId, data: { till, openingFloat: amount, currency } });
		return known(drawer);
	},
});
