import { Form, Link, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import type { Listing, Suggestion } from "#app/channels/listings.server.ts";
import { Badge } from "#app/components/badge.tsx";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { TextField } from "#app/components/field.tsx";
import { Money } from "#app/components/money.tsx";

type Props = {
	listing: Listing;
	currency: string;
	commandId: string;
	mayWrite: boolean;
	/** What is carried along: the filter, and what was skipped. */
	kept: Record<string, string>;
	/** Where skipping leads; nowhere when this is the last. */
	skipTo: string | null;
	/** What was searched for, and what was found. */
	found: Omit<Suggestion, "why">[];
	find: string;
};

/** One thing that is sold there, beside what it could be: a key for each answer, and a button for each key. */
export function ListingCard({ listing, currency, commandId, mayWrite, kept, skipTo, found, find }: Props) {
	const t = useTranslations("channels.listings");
	const { variantId, suggestions } = listing;
	const busy = useNavigation().formData?.get("variantId") === variantId;
	const offered: (Omit<Suggestion, "why"> & Partial<Suggestion>)[] = [
		...suggestions,
		...found.filter(({ productId }) => !suggestions.some((each) => each.productId === productId)),
	];
	const carried = [...Object.entries(kept)].map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
	const said = (intent: "link" | "none") => (
		<>
			<input type="hidden" name="intent" value={intent} />
			<input type="hidden" name="commandId" value={commandId} />
			<input type="hidden" name="variantId" value={variantId} />
			{carried}
		</>
	);
	return (
		<article className="section link-card" aria-labelledby="listing">
			<Theirs listing={listing} currency={currency} />
			<div className="link-choices">
				<h3 className="label">{t("could")}</h3>
				{offered.length === 0 && <p className="meta">{t(find === "" ? "noSuggestions" : "nothingFound")}</p>}
				<Form method="post" preventScrollReset>
					{said("link")}
					<ol className="link-candidates">
						{offered.map((product, n) => (
							<li key={product.productId} className="link-candidate">
								<div className="grow">
									<Link to={`/products/${product.productId}`} className="plain-link">
										{product.name}
									</Link>
									<p className="meta">
										<span className="mono">{product.sku}</span>
									</p>
									{product.why && (
										<p>
											<Badge tone={product.why === "barcode" ? "ok" : "info"}>{t(`why.${product.why}`)}</Badge>
										</p>
									)}
								</div>
								{mayWrite && (
									<Button
										type="submit"
										name="productId"
										value={product.productId}
										kind={n === 0 && suggestions.length > 0 ? "primary" : "plain"}
										keyName={n < 9 ? String(n + 1) : undefined}
										busy={busy}
										aria-label={t("linkTo", { name: product.name, sku: product.sku })}
									>
										{t("link")}
									</Button>
								)}
							</li>
						))}
					</ol>
				</Form>
				{mayWrite && (
					<div className="link-acts">
						<Form method="post" preventScrollReset>
							{said("none")}
							<Button type="submit" keyName="0" busy={busy}>
								{t("none")}
							</Button>
						</Form>
						{skipTo !== null && (
							<ButtonLink to={skipTo} keyName="S" preventScrollReset>
								{t("skip")}
							</ButtonLink>
						)}
						<Form method="get" role="search" preventScrollReset className="link-other">
							<input type="hidden" name="item" value={variantId} />
							{carried}
							<TextField label={t("find")} name="find" maxLength={200} autoComplete="off" defaultValue={find} hint={t("findHint")} />
							<Button type="submit">{t("findDo")}</Button>
						</Form>
					</div>
				)}
			</div>
		</article>
	);
}

function Theirs({ listing, currency }: { listing: Listing; currency: string }) {
	const t = useTranslations("channels.listings");
	const { name, sku, barcode, price, known, productId, productName, linkedBy } = listing;
	return (
		<div className="link-theirs">
			<p className="label">{t("theirs")}</p>
			<h2 id="listing">{name}</h2>
			<dl className="link-facts">
				<dt>{t("sku")}</dt>
				<dd className="mono">{sku || "–"}</dd>
				<dt>{t("barcode")}</dt>
				<dd className="mono">{barcode || "–"}</dd>
				<dt>{t("price")}</dt>
				<dd>{price === null ? "–" : <Money amount={price} currency={currency} />}</dd>
				<dt>{t("there")}</dt>
				<dd>{known ?? "–"}</dd>
				{(productId !== null || linkedBy === "person") && (
					<>
						<dt>{t("now")}</dt>
						<dd>{productName ?? t("ofNone")}</dd>
					</>
				)}
			</dl>
		</div>
	);
}
