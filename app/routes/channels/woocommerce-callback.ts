import { redirect } from "react-router";
import { finishWoocommerce, type WoocommerceOutcome } from "#app/channels/connect-woocommerce.server.ts";
import { someone } from "#app/identity/viewer.server.ts";
import { requestContext } from "#app/platform/context.ts";
import { Refusal } from "#app/platform/errors.ts";
import type { Route } from "./+types/woocommerce-callback.ts";

/** Back from a WooCommerce shop's page of consent: to the connection, or to where it can be tried again, which says what came of it. */
export async function loader({ url, context }: Route.LoaderArgs) {
	const outcome = await outcomeOf();
	if ("connectionId" in outcome) return redirect(`/settings/channels/${outcome.connectionId}?said=connected`);
	const { error, reason } = outcome;
	return redirect(`/settings/channels?${String(new URLSearchParams({ woocommerce_error: error, ...(reason && { reason }) }))}`);

	async function outcomeOf(): Promise<WoocommerceOutcome> {
		try {
			return await finishWoocommerce(await someone(context.get(requestContext)), url.searchParams);
		} catch (error) {
			// Nobody is signed in here any more: no state of theirs can match.
			if (error instanceof Refusal && error.kind === "unauthenticated") return { error: "invalid_state" };
			throw error;
		}
	}
}
