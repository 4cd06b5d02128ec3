import { z } from "zod";
import { second } from "#app/platform/time.ts";
import type { Link } from "../contract.ts";
import { PlatformTrouble } from "../trouble.ts";
import { ask, type PlatformReply } from "./call.server.ts";
import { addressOf, goodToken, otherToken, standInOf } from "./prokip-tokens.server.ts";

/** How Prokip's Connector is asked. */

/** Its authors' clients waited as long. */
const patience = 60 * second;

const Failed = z.object({ message: z.string().optional(), error: z.object({ message: z.string() }).optional() });

/**
 * One question at the Connector, its answer read by `shape`.
 * @throws PlatformTrouble `expired / keys_refused` for a token that is no longer good
 */
export async function askProkip<Shape extends z.ZodType>(link: Link, path: string, shape: Shape, json?: object): Promise<z.output<Shape>> {
	const { cfg } = link;
	const tried = await goodToken(link);
	const askWith = async (token: string) => {
		await link.pace?.();
		return ask(cfg, standInOf(cfg), {
			url: new URL(`${addressOf(link)}/connector/api/${path}`),
			headers: { Authorization: `Bearer ${token}` },
			patience,
			...(json && { method: "POST", json }),
		});
	};
	let reply = await askWith(tried);
	// It was taken back before its time: the one that renews it may still be good.
	if (reply.status === 401) {
		const other = await otherToken(link, tried);
		if (other !== null) reply = await askWith(other);
	}
	if (reply.status >= 400) throw troubleOf(reply);
	const answer = shape.safeParse(reply.json);
	if (!answer.success) throw new PlatformTrouble("temporary", "not_json", { status: reply.status });
	return answer.data;
}

function troubleOf({ status, json }: PlatformReply): PlatformTrouble {
	const said = Failed.safeParse(json).data;
	const more = { status, said: said?.error?.message ?? said?.message ?? "" };
	if (status === 401) return new PlatformTrouble("expired", "keys_refused", more);
	if (status === 403) return new PlatformTrouble("refused", "permission_missing", more);
	return new PlatformTrouble("refused", "refused", more);
}

/** A list of Laravel's: with `per_page=-1` it says neither links nor meta, otherwise the link to the next page is what tells whether there is one. */
export function listOf<Shape extends z.ZodType>(shape: Shape) {
	return z.object({ data: z.array(shape), links: z.object({ next: z.string().nullable() }).nullish() });
}
