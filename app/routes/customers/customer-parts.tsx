import type { ReactNode } from "react";
import { Form, Link } from "react-router";
import { useFormatter, useTranslations } from "use-intl/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { Money } from "#app/components/money.tsx";
import { StatTile, StatTiles } from "#app/components/stat-tile.tsx";
import { useTimeWords, When } from "#app/components/when.tsx";
import type { Bought, CustomerSheet } from "#app/customers/queries.server.ts";
import { calledOf } from "#app/customers/rules.ts";

/** Spent, how often, when last, and how much of it came back. */
export function CustomerTiles({ bought }: { bought: Bought[] }) {
	const t = useTranslations("customers");
	const time = useTimeWords();
	const format = useFormatter();
	if (bought.length === 0) return null;
	const sum = (of: (each: Bought) => number) => bought.reduce((total, each) => total + of(each), 0);
	const [units, back] = [sum((each) => each.units), sum((each) => each.refundedUnits)];
	const first = Math.min(...bought.map(({ firstAt }) => firstAt));
	return (
		<StatTiles label={t("purchases")}>
			<StatTile
				label={t("spent")}
				figure={bought.map(({ currency, total, refundedTotal }) => (
					<Money key={currency} amount={total - refundedTotal} currency={currency} whole />
				))}
			/>
			<StatTile label={t("purchases")} figure={sum(({ orders }) => orders)} compared={t("firstHere", { at: time.day(first) })} />
			<StatTile label={t("lastSeen")} figure={<When at={Math.max(...bought.map(({ lastAt }) => lastAt))} show="day" />} />
			<StatTile
				label={t("returned")}
				figure={format.number(units > 0 ? back / units : 0, { style: "percent" })}
				compared={t("returnedOf", { count: back, units })}
			/>
		</StatTiles>
	);
}

type AsideProps = { customer: CustomerSheet; mayWrite: boolean; mayErase: boolean; commandId: string };

/** How to reach them, what is good to know, who they may also be, and what can be done with what is known of them. */
export function CustomerAside({ customer, mayWrite, mayErase, commandId }: AsideProps) {
	const t = useTranslations("customers");
	const time = useTimeWords();
	const { id, email, phone, street, postcode, city, country, note, mailConsentAt, contactPoints, merges, lookalikes } = customer;
	const address = [street, [postcode, city].filter(Boolean).join(" "), country].filter(Boolean);
	const path = `/customers/${id}`;
	const ask = (intent: string, label: string, fields: Record<string, string> = {}) => (
		<Form method="post" preventScrollReset>
			{Object.entries({ intent, commandId: `${commandId}${fields.mergeId ?? ""}`.slice(0, 64), ...fields }).map(([name, value]) => (
				<input key={name} type="hidden" name={name} value={value} />
			))}
			<Button type="submit" size="s">
				{label}
			</Button>
		</Form>
	);
	return (
		<aside aria-label={t("contact")}>
			<section className="section">
				<header>
					<h2>{t("contact")}</h2>
				</header>
				<dl className="facts">
					{email && (
						<Fact
							name={t("email")}
							value={
								<a className="link" href={`mailto:${email}`}>
									{email}
								</a>
							}
						/>
					)}
					{phone && (
						<Fact
							name={t("phone")}
							value={
								<a className="link" href={`tel:${phone}`}>
									{phone}
								</a>
							}
						/>
					)}
					{address.length > 0 && <Fact name={t("address")} value={address.join(", ")} />}
					{customer.language && <Fact name={t("language")} value={t(`languages.${customer.language}`)} />}
				</dl>
				{email && <p className="meta">{mailConsentAt === null ? t("noConsent") : t("consentSince", { at: time.day(mailConsentAt) })}</p>}
				{contactPoints.length > 0 && (
					<dl className="facts">
						{contactPoints.map((point) => (
							<Fact key={point.id} name={point.channel} value={point.handle || point.externalId} />
						))}
					</dl>
				)}
			</section>
			{note && (
				<section className="section">
					<header>
						<h2>{t("note")}</h2>
					</header>
					<p className="prose">{note}</p>
				</section>
			)}
			{mayWrite && lookalikes.length > 0 && (
				<section className="section">
					<header>
						<h2>{t("lookalikes")}</h2>
					</header>
					<p className="meta">{t("lookalikesAbout")}</p>
					<ul className="stack">
						{lookalikes.map((each) => (
							<li key={each.id} className="row">
								<bdi className="clip grow">{calledOf(each)}</bdi>
								<ButtonLink size="s" to={`${path}?act=merge&with=${each.id}`}>
									{t("look")}
								</ButtonLink>
							</li>
						))}
					</ul>
				</section>
			)}
			{merges.length > 0 && (
				<section className="section">
					<header>
						<h2>{t("merges")}</h2>
					</header>
					<ul className="stack">
						{merges.map((merge) => (
							<li key={merge.id} className="row">
								<span className="grow">{t("mergedBy", { name: merge.name || t("unnamed"), by: merge.actorName })}</span>
								{mayWrite && ask("part", t("part"), { mergeId: merge.id })}
							</li>
						))}
					</ul>
				</section>
			)}
			<section className="section">
				<div className="row wrap">
					<a className="link" href={`${path}/record`} download>
						{t("record")}
					</a>
					{mayWrite && (
						<Link className="link on-phone" to={`${path}?act=merge`}>
							{t("merge")}
						</Link>
					)}
					{mayWrite && (customer.state === "archived" ? ask("restore", t("restore")) : ask("archive", t("archive")))}
					{mayErase && (
						<Link className="link" to={`${path}?act=erase`}>
							{t("erase")}
						</Link>
					)}
				</div>
			</section>
		</aside>
	);
}

function Fact({ name, value }: { name: string; value: ReactNode }) {
	return (
		<div>
			<dt>{name}</dt>
			<dd>{value}</dd>
		</div>
	);
}
