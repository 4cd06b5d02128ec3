import { useMessages } from "use-intl/react";
import type { Shown } from "#app/inbox/rules.ts";

/** Why a message did not arrive, and what to do: a sentence. */
export function useFailWords(): (message: Pick<Shown, "why">) => string {
	const words: Record<string, string> = useMessages().inbox.why;
	return ({ why }) => words[why ?? "unknown"] ?? words.unknown ?? "";
}
