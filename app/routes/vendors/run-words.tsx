import { Fragment } from "react";
import { useTranslations } from "use-intl/react";
import { useProblemWords } from "#app/components/problems.ts";
import type { RunFacts } from "#app/catalog/vendors/queries.server.ts";

/** What a reading came to, in a sentence. */
export function RunOutcome({ run }: { run: RunFacts }) {
	const t = useTranslations("vendors.run");
	const words = useProblemWords();
	if (run.status === "failed") return words.refusal(run.error ?? "", run.errorDetails);
	if (run.status === "rejected") return run.error === "overtaken" ? t("overtaken") : t("refused");
	if (run.status === "waiting") return t("shrank", { items: run.items ?? 0, before: run.itemsBefore ?? 0 });
	if (run.status === "unchanged") return t("unchanged", { items: run.items ?? 0 });
	if (run.status !== "done") return <RunProgress run={run} />;
	return <Counts of={run} />;
}

/** How many items are new, changed, missing, gone; only what there is of it. */
export function Counts({
	of: { created, updated, missing, deleted },
}: {
	of: Pick<RunFacts, "created" | "updated" | "missing" | "deleted">;
}) {
	const t = useTranslations("vendors.run");
	const all = [
		["created", created],
		["updated", updated],
		["missing", missing],
		["deleted", deleted],
	] as const;
	const counts = all.filter(([, count]) => count > 0);
	if (counts.length === 0) return t("nothing");
	return counts.map(([kind, count], n) => (
		<Fragment key={kind}>
			{n > 0 && ", "}
			{t(kind, { count })}
		</Fragment>
	));
}

/** How far a reading has come. */
export function RunProgress({ run }: { run: RunFacts }) {
	const t = useTranslations("vendors.run");
	if (run.status === "queued") return t("queued");
	if (run.phase === "reading") return t("reading", { pages: run.pages, products: run.products });
	if (run.phase === "comparing") return t("comparing", { products: run.products });
	return t("writing", { count: run.created + run.updated });
}
