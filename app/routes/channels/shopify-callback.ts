import { redirect } from "react-router";
import { finishShopify, type ShopifyOutcome } from "#app/channels/connect-shopify.server.ts";
import { someone } from "#app/identity/viewer.server.ts";
import { requestContext } from "#app/platform/context.ts";
import { Refusal } from "#app/platform/errors.ts";
import type { Route } from "./+types/shopify-callback.ts";

/** Back from Shopify's page of consent. Whatever came of it, the front page says it. */
export async function loader({ url, context }: Route.LoaderArgs) {
	return redirect(`/?${String(saidOf(await outcomeOf()))}`);

	async function outcomeOf(): Promise<ShopifyOutcome> {
		try {
			return await finishShopify(await someone(context.get(requestContext)), url.searchParams);
		} catch (error) {
			// Nobody is signed in here any more, or they may not: no state of theirs can match.
			if (error instanceof Refusal && error.kind === "unauthenticated") return { error: "invalid_state" };
			throw error;
		}
	}
}

function saidOf(outcome: ShopifyOutcome): URLSearchParams {
	return "store" in outcome
		? new URLSearchParams({ shopify_success: "true", store: outcome.store })
		: new URLSearchParams({ shopify_error: outcome.error });
}
