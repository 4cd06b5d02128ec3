import { useMemo } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import type { FoundProduct } from "./search.ts";
import { useRefusalWords } from "./refusal-words.ts";
import type { Scans } from "./use-scans.ts";

/** Ties a scan field to what becomes of its scans, and says so in words. */
export function useScanWords(scans: Scans, kind: Parameters<typeof useRefusalWords>[0]) {
	const t = useTranslations("stock.scan");
	const refusal = useRefusalWords(kind);
	const { heard, waiting, stuck, again } = scans;

	const told = useMemo(() => {
		if (stuck) {
			const words = (
				<>
					{t("unreachable", { count: waiting })}{" "}
					<Button size="s" onClick={again}>
						{t("again")}
					</Button>
				</>
			);
			return { tone: "bad" as const, words };
		}
		if (waiting > 1) return { tone: "ok" as const, words: t("waiting", { count: waiting }) };
		if (!heard) return undefined;
		if (!heard.ok && heard.code === "nothing_scanned") return { tone: "bad" as const, words: t("noLast") };
		if (!heard.ok) return { tone: "bad" as const, words: refusal(heard), giveBack: heard.typed };
		return { tone: "ok" as const, words: <b>{t("last", { name: heard.product.name, count: heard.quantity })}</b> };
		// What is said follows what was heard; the words themselves do not change.
	}, [heard, waiting, stuck]);

	return {
		told,
		field: {
			onCode: (code: string) => scans.add({ code }),
			onPick: ({ id }: FoundProduct) => scans.add({ productId: id }),
			onTimes: scans.setLast,
		},
	};
}
