import { RefreshCw, Upload } from "lucide";
import { useEffect } from "react";
import { Form, Link, useNavigation, useRevalidator } from "react-router";
import { useTranslations } from "use-intl/react";
import type { RunFacts, VendorFacts } from "#app/catalog/vendors/queries.server.ts";
import { BeforeScripts } from "#app/components/before-scripts.tsx";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { useProblemWords } from "#app/components/problems.ts";
import { useMay } from "#app/components/shell.ts";
import { When } from "#app/components/when.tsx";
import { Said } from "../catalog/said.tsx";
import type { Refused } from "../door.server.ts";
import { Tabs } from "../stock/tabs.tsx";
import { RunProgress } from "./run-words.tsx";
import "#app/styles/vendors.css";

type Props = {
	vendor: VendorFacts;
	on: "items" | "links" | "changes" | "history" | "source";
	commandId: string;
	refused?: Refused | undefined;
};

/** What stands above every page of a vendor: its name, the button that reads its catalog, what goes on, and what is asked. */
export function VendorHead({ vendor, on, commandId, refused }: Props) {
	const t = useTranslations("vendors");
	const words = useProblemWords();
	const may = useMay();
	const here = `/vendors/${vendor.slug}`;
	const maySync = may("catalog:sync");
	const said = {
		started: "started",
		restored: "restored",
		approved: "approved",
		rejected: "rejected",
		sent: "sent",
		saved: "saved",
		added: "added",
	} as const;
	return (
		<>
			<PageHeader title={vendor.name} crumbs={[{ label: t("title"), to: "/vendors" }]}>
				{maySync && vendor.source === "upload" && (
					<ButtonLink to={`${here}/source#upload`} kind="primary" icon={Upload}>
						{t("upload.short")}
					</ButtonLink>
				)}
				{maySync && vendor.source === "shopify-storefront" && <SyncButton vendor={vendor} commandId={commandId} />}
			</PageHeader>
			<Said words={Object.fromEntries(Object.entries(said).map(([word, key]) => [word, t(`said.${key}`)]))} />
			{refused && (
				<div className="section">
					<Notice tone="bad">{words.refusal(refused.code, refused.details)}</Notice>
				</div>
			)}
			{vendor.running && <Running run={vendor.running} />}
			{vendor.waiting && !vendor.running && <Question vendor={vendor} run={vendor.waiting} commandId={commandId} maySync={maySync} />}
			{vendor.health === "failing" && !vendor.running && <Failing vendor={vendor} />}
			<Tabs
				label={t("tabs.label")}
				tabs={[
					{ to: here, words: t("tabs.items"), isOn: on === "items" },
					{ to: `${here}/links`, words: t("tabs.links"), isOn: on === "links" },
					{ to: `${here}/changes`, words: t("tabs.changes"), isOn: on === "changes" },
					{ to: `${here}/history`, words: t("tabs.history"), isOn: on === "history" },
					...(may("catalog:write") ? [{ to: `${here}/source`, words: t("tabs.source"), isOn: on === "source" }] : []),
				]}
			/>
		</>
	);
}

function SyncButton({ vendor, commandId }: { vendor: VendorFacts; commandId: string }) {
	const t = useTranslations("vendors");
	const busy = useNavigation().formData?.get("intent") === "sync" || vendor.running !== null;
	return (
		<Form method="post" action={`/vendors/${vendor.slug}`}>
			<input type="hidden" name="intent" value="sync" />
			<input type="hidden" name="commandId" value={commandId} />
			<Button type="submit" kind="primary" icon={RefreshCw} busy={busy}>
				{t("sync")}
			</Button>
		</Form>
	);
}

/** How often the page looks while a reading goes on, in ms. */
const glance = 1500;

/** What goes on, looked at anew while it does. */
function Running({ run }: { run: RunFacts }) {
	const t = useTranslations("vendors");
	const { revalidate, state } = useRevalidator();
	useEffect(() => {
		if (state !== "idle") return;
		const timer = setTimeout(() => {
			if (!document.hidden) revalidate();
		}, glance);
		return () => clearTimeout(timer);
	});
	return (
		<div className="strip" data-tone="info">
			<span className="reading" aria-hidden="true" />
			<p className="grow" role="status">
				<strong>
					<RunProgress run={run} />
				</strong>{" "}
				{run.goesOnAt !== null && (
					<>
						{t("run.asksToWait")} <When at={run.goesOnAt} show="time" />
					</>
				)}
			</p>
			<BeforeScripts>
				<Link className="link" to="">
					{t("lookAgain")}
				</Link>
			</BeforeScripts>
		</div>
	);
}

/** A catalog that has shrunk waits for somebody's word. */
function Question({ vendor, run, commandId, maySync }: { vendor: VendorFacts; run: RunFacts; commandId: string; maySync: boolean }) {
	const t = useTranslations("vendors");
	// Only its own answer on the way makes it busy: any other navigation would swallow the click.
	const busy = useNavigation().formData?.get("runId") === run.id;
	return (
		<section className="section" aria-labelledby="question">
			<Notice tone="warn">
				<h2 id="question">{t("question.title", { items: run.items ?? 0, before: run.itemsBefore ?? 0 })}</h2>
				<p>{t("question.about", { vendor: vendor.name })}</p>
				{maySync && (
					<Form method="post" action={`/vendors/${vendor.slug}`} className="row wrap">
						<input type="hidden" name="commandId" value={commandId} />
						<input type="hidden" name="runId" value={run.id} />
						<Button type="submit" name="intent" value="reject" kind="primary" busy={busy}>
							{t("question.keep")}
						</Button>
						<Button type="submit" name="intent" value="approve" busy={busy}>
							{t("question.believe")}
						</Button>
					</Form>
				)}
			</Notice>
		</section>
	);
}

function Failing({ vendor }: { vendor: VendorFacts }) {
	const t = useTranslations("vendors");
	return (
		<div className="section">
			<Notice tone="bad">
				{vendor.failingSince !== null && (
					<>
						<b>{t("failing.since")}</b> <When at={vendor.failingSince} />.{" "}
					</>
				)}
				{vendor.lastGoodAt === null ? t("failing.never") : t("failing.asBefore")}{" "}
				<Link className="link" to={`/vendors/${vendor.slug}/history`}>
					{t("failing.why")}
				</Link>
			</Notice>
		</div>
	);
}
