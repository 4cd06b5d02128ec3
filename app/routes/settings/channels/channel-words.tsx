import { useMessages, useTranslations } from "use-intl/react";
import type { HeardAs } from "#app/inbox/rules.ts";
import type { Refused } from "../../door.server.ts";

/** What keeps a connection from working, in words. */
export function TroubleWords({ reason, isTalk = false }: { reason: string; isTalk?: boolean }) {
	const { trouble, talk } = useMessages().channels;
	const words: Record<string, string> = { ...trouble, ...(isTalk && talk.trouble) };
	return <span className="quiet-text">{words[reason] ?? reason}</span>;
}

/** What became of something a shop told, or why a person should look, in words. */
export function SaidWords({ said }: { said: string }) {
	const words: Record<HeardAs, string> & Record<string, string> = useMessages().channels.said;
	return <>{words[said] ?? words.nothing}</>;
}

/** A shop that did not let us in says why; the form says it beside the field it is about. */
export function useRefusedShop(answered: Refused | undefined): Refused | undefined {
	const t = useTranslations("channels.trouble");
	const words: Record<string, string> = useMessages().channels.trouble;
	if (answered?.code !== "shop_not_connected") return answered;
	const reason = String(answered.details.reason);
	const about = ["keys_refused", "permission_missing"].includes(reason) ? "consumerKey" : "storeUrl";
	return { ...answered, problems: { [about]: [{ field: about, rule: reason, message: words[reason] ?? t("refused") }] } };
}
