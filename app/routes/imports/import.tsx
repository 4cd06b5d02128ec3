import type { ReactNode } from "react";
import { Form, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { useProblemWords } from "#app/components/problems.ts";
import { Quantity } from "#app/components/quantity.tsx";
import { StatTile, StatTiles } from "#app/components/stat-tile.tsx";
import { importErrors, oneImport } from "#app/imports/queries.server.ts";
import { isWorking, may, outcomes } from "#app/imports/rules.ts";
import { newId } from "#app/platform/ids.ts";
import { together } from "#app/platform/together.server.ts";
import { form, page } from "../door.server.ts";
import type { Route } from "./+types/import.ts";
import { actOnImport } from "./import-acts.server.ts";
import { ImportProgress } from "./import-progress.tsx";
import { ReadingForm } from "./reading-form.tsx";
import { FileFacts, Remarks } from "./remarks.tsx";
import { SampleTable } from "./sample-table.tsx";
import { useImportWords } from "./issue-words.ts";
import { WrongTable } from "./wrong-table.tsx";
import "#app/styles/imports.css";

/** Wrong rows on the page; the file has all of them. */
const shown = 50;

export const handle = "catalog";

export async function loader(args: Route.LoaderArgs) {
	const { importId } = args.params;
	return page(args, async (asker) => {
		const tenant = together(asker);
		const [found, wrong] = await Promise.all([oneImport(tenant, { importId }), importErrors(tenant, { importId, limit: shown })]);
		const { stores, permissions } = await asker.principal();
		const { fileHash: _hash, firstByte: _first, carry: _carry, byId: _by, ...shownOf } = found;
		return {
			found: shownOf,
			wrong: wrong.items,
			stores: stores.map(({ id, name }) => ({ id, name })),
			mayAdjust: permissions.has("stock:write"),
			commandId: newId(),
		};
	});
}

export async function action(args: Route.ActionArgs) {
	return form(args, (tenant, fields) => actOnImport(tenant, args.params.importId, fields));
}

export type Shown = Route.ComponentProps["loaderData"]["found"];

/** One file: what would come of it, how far it is, what came of it, and the way back. */
export default function Import({ loaderData, actionData }: Route.ComponentProps) {
	const t = useTranslations("imports");
	const products = useTranslations("products");
	const words = useProblemWords();
	const { found, wrong, stores, commandId, mayAdjust } = loaderData;
	const works = isWorking(found.state);
	return (
		<>
			<PageHeader
				title={found.fileName}
				crumbs={[
					{ label: products("title"), to: "/products" },
					{ label: t("title"), to: "/products/import" },
				]}
			>
				<span className="row on-desk">
					<Acts found={found} commandId={commandId} />
				</span>
			</PageHeader>
			{actionData && (
				<div className="section">
					<Notice tone="bad">{words.refusal(actionData.code, actionData.details)}</Notice>
				</div>
			)}
			{works ? <ImportProgress found={found} commandId={commandId} /> : <Outcome found={found} />}
			<Figures found={found} />
			<FileFacts found={found} />
			{may("change", found.state) && !works && <Remarks found={found} />}
			{wrong.length > 0 && <WrongTable found={found} wrong={wrong} />}
			{found.sample.length > 0 && found.startedAt === null && <SampleTable sample={found.sample} />}
			{may("change", found.state) && !works && (
				<ReadingForm key={found.attempt} found={found} stores={stores} commandId={commandId} mayAdjust={mayAdjust} />
			)}
			<div className="sticky-actions">
				<Acts found={found} commandId={commandId} />
			</div>
		</>
	);
}

/** What may be asked of it now; the one filled button last. */
function Acts({ found, commandId }: { found: Shown; commandId: string }) {
	const t = useTranslations("imports");
	const busy = useNavigation();
	const count = (found.preview?.created ?? 0) + (found.preview?.updated ?? 0);
	const button = (intent: string, label: string, kind?: "primary" | "quiet") => (
		<Form method="post" key={intent}>
			<input type="hidden" name="commandId" value={commandId} />
			<Button type="submit" name="intent" value={intent} kind={kind} busy={busy.formData?.get("intent") === intent}>
				{label}
			</Button>
		</Form>
	);
	const { state, startedAt } = found;
	return (
		<>
			{may("cancel", state) && button("stop", state === "ready" ? t("acts.letGo") : t("acts.stop"), "quiet")}
			{may("undo", state) && startedAt !== null && button("undo", t("acts.undo"))}
			{state === "ready" && count > 0 && button("start", t("acts.start", { count }), "primary")}
			{!may("cancel", state) && !isWorking(state) && <ButtonLink to="/products/import">{t("acts.again")}</ButtonLink>}
		</>
	);
}

/** How it ended, or what it waits for. */
function Outcome({ found }: { found: Shown }) {
	const t = useTranslations("imports.ended");
	const notes = useTranslations("imports.notes");
	const words = useImportWords();
	const { state, counts, preview, problem, startedAt } = found;
	const { created = 0, updated = 0, unchanged = 0, deleted = 0, restored = 0, kept = 0 } = counts;
	if (state === "ready") {
		if (!preview) return <Said tone="warn">{notes("unread")}</Said>;
		if (preview.created + preview.updated > 0) return null;
		return <Said tone={preview.wrong > 0 ? "warn" : "ok"}>{preview.wrong > 0 ? notes("none") : notes("nothing")}</Said>;
	}
	if (state === "done") return <Said tone="ok">{t("done", { created, updated, unchanged })}</Said>;
	if (state === "undone")
		return (
			<Said tone={kept > 0 ? "warn" : "ok"}>
				{t("undone", { deleted, restored })} {kept > 0 && t("undoneKept", { count: kept })}
			</Said>
		);
	if (state === "cancelled") return <Said tone="info">{startedAt === null ? t("discarded") : t("cancelled")}</Said>;
	if (state === "failed" && problem)
		return (
			<Said tone="bad">
				{t("failed", { why: words.problem(problem) })} {startedAt === null && t("safe")}
			</Said>
		);
	return null;
}

function Said({ tone, children }: { tone: "ok" | "warn" | "bad" | "info"; children: ReactNode }) {
	return (
		<div className="section">
			<Notice tone={tone}>{children}</Notice>
		</div>
	);
}

/** How many rows became what; of an undo, how many went back. */
function Figures({ found }: { found: Shown }) {
	const t = useTranslations("imports.figures");
	const { state, counts, preview } = found;
	const isUndo = state === "undoing" || state === "undone";
	const figures = isUndo
		? (["deleted", "restored", "kept"] as const).map((word) => [word, counts[word] ?? 0] as const)
		: outcomes.map((word) => [word, (state === "ready" ? preview : counts)?.[word] ?? 0] as const);
	if (!isUndo && found.totalRows === null) return null;
	return (
		<StatTiles label={t("label")}>
			{figures
				.filter(([word, figure]) => word !== "skipped" || figure > 0)
				.map(([word, figure]) => (
					<StatTile key={word} label={t(word)} figure={<Quantity value={figure} />} />
				))}
		</StatTiles>
	);
}
