import { useEffect } from "react";
import { Form, Link, useNavigation, useRevalidator } from "react-router";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { SelectField, TextField } from "#app/components/field.tsx";
import { priceMeanings } from "#app/purchasing/vendor-additions/plan.ts";
import type { Addition } from "#app/purchasing/vendor-additions/addition.server.ts";

/** The form that rows and their ticks belong to. */
export const addForm = "add-items";

type Props = { count: number; q: string; theirs: string; ours: string; commandId: string; busy: boolean };

/** Makes products of what is none of ours yet: of all, of what was found, of what is ticked. */
export function AddItems({ count, q, theirs, ours, commandId, busy }: Props) {
	const t = useTranslations("vendorLinks.add");
	const sending = useNavigation().formData?.get("intent") === "add";
	const words = { price: t("priceAsPrice"), cost: t("priceAsCost"), none: t("priceAsNone") };
	return (
		<Form method="post" id={addForm} className="section form link-add" aria-labelledby="add-title" preventScrollReset>
			<h2 id="add-title">{t("title")}</h2>
			<p className="meta">{t("about")}</p>
			<input type="hidden" name="intent" value="add" />
			<input type="hidden" name="commandId" value={commandId} />
			<input type="hidden" name="show" value="unlinked" />
			<input type="hidden" name="q" value={q} />
			<div className="link-add-fields">
				<SelectField label={t("priceAs")} name="priceAs" defaultValue="price">
					{priceMeanings.map((word) => (
						<option key={word} value={word}>
							{words[word]}
						</option>
					))}
				</SelectField>
				{theirs !== ours && (
					<TextField
						label={t("rate", { theirs, ours })}
						name="rate"
						inputMode="decimal"
						maxLength={12}
						hint={t("rateHint")}
						autoComplete="off"
					/>
				)}
				<Button type="submit" name="all" value="1" kind="primary" busy={busy || sending}>
					{t(q === "" ? "all" : "matching", { count })}
				</Button>
				<Button type="submit" name="ticked" value="1" busy={busy || sending}>
					{t("chosen")}
				</Button>
			</div>
		</Form>
	);
}

/** How often the page looks while something is being added, in ms. */
const glance = 1500;

/** What is being added, or was added last, and the way back. */
export function AdditionLine({ addition, vendor, commandId }: { addition: Addition; vendor: string; commandId: string }) {
	const t = useTranslations("vendorLinks.add");
	const {
		id,
		state,
		items,
		isStopped,
		isSnapshotGone,
		added,
		passed,
		removed,
		kept,
		actorName,
		pictures,
		picturesCopied,
		picturesMissing,
	} = addition;
	const isCopying = state === "done" && picturesCopied + picturesMissing < pictures;
	const isUnderWay = state === "adding" || state === "undoing";
	const { revalidate, state: looking } = useRevalidator();
	const busy = useNavigation().formData?.get("additionId") === id;
	useEffect(() => {
		if (!(isUnderWay || isCopying) || looking !== "idle") return;
		const timer = setTimeout(() => {
			if (!document.hidden) void revalidate();
		}, glance);
		return () => clearTimeout(timer);
	});
	return (
		<Form method="post" className="section link-run" preventScrollReset>
			<input type="hidden" name="commandId" value={commandId} />
			<input type="hidden" name="additionId" value={id} />
			<input type="hidden" name="show" value="unlinked" />
			<p className="grow" role="status">
				{isUnderWay && <span className="reading" aria-hidden="true" />}{" "}
				{state === "adding" && (isStopped ? t("stopping") : items === 0 ? t("comparing") : t("running", { done: added + passed, items }))}
				{state === "undoing" && t("undoing", { removed })}
				{state === "undone" && t("undone", { removed, kept })}
				{state === "done" && isStopped && `${t(isSnapshotGone ? "snapshotGone" : "stopped", { items })} `}
				{state === "done" && t("done", { added, name: actorName })}
				{state === "done" && passed > 0 && ` ${t("passed", { passed })}`}{" "}
				{isCopying && `${t("copying", { done: picturesCopied + picturesMissing, all: pictures })} `}
				{state === "done" && pictures > 0 && !isCopying && `${t("copied", { copied: picturesCopied })} `}
				{state === "done" && picturesMissing > 0 && `${t("missing", { missing: picturesMissing })} `}
				{state === "done" && added > 0 && (
					<Link className="link" to={`/products?${new URLSearchParams({ vendor, status: "draft" })}`}>
						{t("see")}
					</Link>
				)}
			</p>
			{state === "adding" && <progress {...(items > 0 && { max: items, value: added + passed })} aria-hidden="true" />}
			{state === "adding" && !isStopped && (
				<Button type="submit" name="intent" value="stopAdding" busy={busy}>
					{t("stop")}
				</Button>
			)}
			{state === "done" && picturesMissing > 0 && !isCopying && (
				<Button type="submit" name="intent" value="pictures" kind="quiet" busy={busy}>
					{t("again")}
				</Button>
			)}
			{state === "done" && added > 0 && (
				<Button type="submit" name="intent" value="takeBack" busy={busy}>
					{t("undo")}
				</Button>
			)}
		</Form>
	);
}
