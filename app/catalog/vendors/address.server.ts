import type { Config } from "#app/platform/config.server.ts";
import { refuseField } from "#app/platform/errors.ts";
import { publicUrl } from "#app/platform/public-url.ts";

/** A storefront's address as it is kept: origin, and the collection where only one is read. @throws Refusal `validation_failed` on `url` */
export function storefrontAddress(cfg: Config, typed: string): string {
	const judged = publicUrl(typed, ownHosts(cfg));
	if ("problem" in judged) return refuseField("url", judged.problem, sentences[judged.problem]);
	const { origin, pathname } = judged.url;
	const collection = /^\/collections\/[\w-]+/.exec(pathname)?.[0] ?? "";
	return origin + collection;
}

const sentences = {
	not_an_address: "an address, such as https://shop.example",
	not_https: "an https address",
	not_public: "the address of a public shop",
};

/** Hosts that lead back to us. */
export function ownHosts({ PUBLIC_URL }: Config): string[] {
	return PUBLIC_URL ? [new URL(PUBLIC_URL).hostname] : [];
}
