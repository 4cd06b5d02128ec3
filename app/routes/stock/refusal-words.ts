import { useMessages } from "use-intl/react";
import { useProblemWords } from "#app/components/problems.ts";

/** Refusals of transfers, counts or orders to vendors in the reader's words, also where they name a status. */
export function useRefusalWords(
	kind: "transfer" | "count" | "purchase",
): (refused: { code: string; details: Record<string, unknown> }) => string {
	const words = useProblemWords();
	const statuses: Record<string, string> = useMessages().status[kind];
	return ({ code, details }) => {
		const { status } = details;
		const named = typeof status === "string" ? { ...details, status: (statuses[status] ?? status).toLowerCase() } : details;
		return words.refusal(code, named);
	};
}
