import { data, isRouteErrorResponse } from "react-router";
import { approversAt } from "#app/identity/employees.server.ts";
import { giveApproval } from "#app/identity/give-approval.server.ts";
import { ApprovableAct } from "#app/identity/till-input.ts";
import { deskNow } from "../counter/offline-desk.ts";
import { page } from "../door.server.ts";
import { openForm, typed } from "../sign-in/open-form.server.ts";
import type { Route } from "./+types/approvals.ts";

/** Who may allow an act (`?act=`) at this till. */
export async function loader({ request, context, url }: Route.LoaderArgs) {
	const act = ApprovableAct.safeParse(url.searchParams.get("act"));
	if (!act.success) throw data(null, { status: 400 });
	return page({ request, context }, async (tenant) => ({ people: await approversAt(tenant, { act: act.data }) }));
}

/** The server said so itself, whatever it said: it is there. */
function isSaid(error: unknown): boolean {
	return error instanceof Response || isRouteErrorResponse(error);
}

/** Nobody to ask: the dialog says so over the till, which goes on. */
export async function clientLoader({ serverLoader }: Route.ClientLoaderArgs) {
	try {
		return await serverLoader();
	} catch (error) {
		if (isSaid(error)) throw error;
		deskNow()?.unheard();
		return { people: null };
	}
}

export async function clientAction({ serverAction }: Route.ClientActionArgs) {
	try {
		return await serverAction();
	} catch (error) {
		if (isSaid(error)) throw error;
		deskNow()?.unheard();
		return data({ ok: false as const, code: "unreachable", details: {}, problems: {}, values: {} }, { status: 503 });
	}
}

/** Their PIN, for one act. */
export async function action(args: Route.ActionArgs) {
	return openForm(args, async (scope, fields) => {
		const given = await giveApproval(scope, { act: typed(fields, "act"), slug: typed(fields, "slug"), pin: typed(fields, "pin") });
		return { ok: true as const, approvalId: given.approvalId, by: given.approvedBy.name };
	});
}
