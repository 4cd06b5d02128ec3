import { Form, Link, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import type { Reason } from "#app/catalog/vendors/linking/score.ts";
import { Badge } from "#app/components/badge.tsx";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { TextField } from "#app/components/field.tsx";
import { FramePicture } from "#app/components/frame-picture.tsx";
import { Kbd } from "#app/components/kbd.tsx";
import { Money } from "#app/components/money.tsx";
import type { LinkCandidate, LinkedItem } from "#app/stock/vendor-links.server.ts";

type Props = {
	item: LinkedItem;
	commandId: string;
	mayWrite: boolean;
	/** What is carried along: the filter, and what was skipped. */
	kept: Record<string, string>;
	/** Where skipping leads; nowhere when this is the last. */
	skipTo: string | null;
	problems: string[];
};

/** One of the vendor's items beside what it could be: a key for each answer, and a button for each key. */
export function LinkCard({ item, commandId, mayWrite, kept, skipTo, problems }: Props) {
	const t = useTranslations("vendorLinks.item");
	const busy = useNavigation().formData?.get("catalogId") === item.catalogId;
	const said = (
		<>
			<input type="hidden" name="intent" value="decide" />
			<input type="hidden" name="commandId" value={commandId} />
			<input type="hidden" name="catalogId" value={item.catalogId} />
			{Object.entries(kept).map(([name, value]) => (
				<input key={name} type="hidden" name={name} value={value} />
			))}
		</>
	);
	return (
		<article className="section link-card" aria-labelledby="link-item">
			<Theirs item={item} />
			<div className="link-choices">
				<h3 className="label">{t("candidates")}</h3>
				{item.candidates.length === 0 && <p className="meta">{t("noCandidates")}</p>}
				<Form method="post" preventScrollReset>
					{said}
					<ol className="link-candidates">
						{item.candidates.map((candidate, n) => (
							<Could key={candidate.productId} candidate={candidate} n={n} mayWrite={mayWrite} busy={busy} />
						))}
					</ol>
				</Form>
				{mayWrite && (
					<div className="link-acts">
						<Form method="post" preventScrollReset>
							{said}
							<Button type="submit" keyName="0" busy={busy}>
								{t("none")}
							</Button>
						</Form>
						{skipTo !== null && (
							<ButtonLink to={skipTo} keyName="S" preventScrollReset>
								{t("skip")}
							</ButtonLink>
						)}
						<Form method="post" preventScrollReset className="link-other">
							{said}
							<TextField
								label={t("other")}
								name="code"
								mono
								required
								maxLength={64}
								autoComplete="off"
								hint={t("otherHint")}
								problems={problems}
							/>
							<Button type="submit" busy={busy}>
								{t("link")}
							</Button>
						</Form>
					</div>
				)}
			</div>
		</article>
	);
}

function Theirs({ item }: { item: LinkedItem }) {
	const t = useTranslations("vendorLinks.item");
	const { title, kind, sku, barcode, price, currency, url, imageUrl, missing } = item;
	return (
		<div className="link-theirs">
			<FramePicture src={imageUrl} category={kind} size="xl" />
			<p className="label">{t("theirs")}</p>
			<h2 id="link-item">{title}</h2>
			{missing && <Badge tone="warn">{t("missing")}</Badge>}
			<dl className="link-facts">
				<dt>{t("sku")}</dt>
				<dd className="mono">{sku ?? "–"}</dd>
				<dt>{t("barcode")}</dt>
				<dd className="mono">{barcode ?? "–"}</dd>
				<dt>{t("price")}</dt>
				<dd>{price === null ? t("noPrice") : <Money amount={price} currency={currency} />}</dd>
			</dl>
			{url && (
				<a href={url} className="link" rel="noreferrer" target="_blank">
					{t("look")}
				</a>
			)}
		</div>
	);
}

function Could({ candidate, n, mayWrite, busy }: { candidate: LinkCandidate; n: number; mayWrite: boolean; busy: boolean }) {
	const t = useTranslations("vendorLinks.item");
	const { productId, name, sku, barcode, price, currency, imageUrl, available, score, reasons, linkedTo } = candidate;
	const key = String(n + 1);
	return (
		<li className="link-candidate" data-best={n === 0 || undefined}>
			<FramePicture src={imageUrl} category={null} size="l" />
			<div className="grow">
				<Link to={`/products/${productId}`} className="plain-link">
					{name}
				</Link>
				<p className="meta">
					<span className="mono">{sku}</span> {barcode && <span className="mono">{barcode}</span>}
				</p>
				<p className="meta">
					{price === null ? t("noPrice") : <Money amount={price} currency={currency} />} · {t("shelf", { count: available })}
				</p>
				<p>
					<Badge tone={score >= 0.85 ? "ok" : score >= 0.6 ? "info" : "mute"}>{t("sure", { score })}</Badge> <Reasons reasons={reasons} />
				</p>
				{linkedTo !== null && (
					<p>
						<Badge tone="warn">{t("linkedTo", { title: linkedTo })}</Badge>
					</p>
				)}
			</div>
			{mayWrite && (
				<span className="link-pick">
					<Button
						type="submit"
						name="productId"
						value={productId}
						kind={n === 0 ? "primary" : "plain"}
						keyName={n === 0 ? "Y" : undefined}
						busy={busy}
						aria-label={t("isThisOne", { name })}
					>
						{t("isThis")}
					</Button>
					<button type="submit" name="productId" value={productId} data-key={key} className="link-number" tabIndex={-1} aria-hidden="true">
						<Kbd>{key}</Kbd>
					</button>
				</span>
			)}
		</li>
	);
}

/** Why, in words, the strongest first. */
export function Reasons({ reasons }: { reasons: Reason[] }) {
	const t = useTranslations("vendorLinks.reason");
	return <span className="meta">{reasons.map((reason) => t(reason)).join(" · ")}</span>;
}
