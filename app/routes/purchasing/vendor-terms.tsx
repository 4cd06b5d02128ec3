import { Handshake } from "lucide";
import { Form, Link, redirect, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import { Empty } from "#app/components/empty.tsx";
import { MoneyField, TextArea, TextField } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { useShell } from "#app/components/shell.ts";
import { PageHeader } from "#app/components/page-header.tsx";
import { newId } from "#app/platform/ids.ts";
import { amountToType } from "#app/platform/typed-amount.ts";
import { together } from "#app/platform/together.server.ts";
import { editVendorTerms } from "#app/purchasing/edit-vendor-terms.server.ts";
import { allVendorTerms, type VendorTerms, vendorTermsOf } from "#app/purchasing/vendor-terms.server.ts";
import { Said } from "../catalog/said.tsx";
import { field, form, numberField, page, type Refused } from "../door.server.ts";
import { useRefused } from "../refused.ts";
import type { Route } from "./+types/vendor-terms.ts";
import { typedCost } from "./typed-cost.server.ts";
import { PurchasingTabs } from "./purchasing-tabs.tsx";
import "#app/styles/purchasing.css";

export const handle = "buying";

export async function loader({ request, context, url }: Route.LoaderArgs) {
	return page({ request, context }, async (asker) => {
		const { business, permissions } = await asker.principal();
		const vendor = url.searchParams.get("vendor")?.slice(0, 120);
		const tenant = together(asker);
		const [all, chosen] = await Promise.all([allVendorTerms(tenant, {}), vendor ? vendorTermsOf(tenant, { vendor }) : null]);
		return { all, chosen, currency: business.currency, mayWrite: permissions.has("purchasing:write"), commandId: newId() };
	});
}

export async function action({ request, context }: Route.ActionArgs) {
	return form({ request, context }, async (tenant, fields) => {
		const version = Number(field(fields, "version"));
		const { vendor } = await editVendorTerms(
			tenant,
			{
				vendor: field(fields, "vendor"),
				email: field(fields, "email") ?? "",
				leadDays: numberField(fields, "leadDays"),
				coverDays: numberField(fields, "coverDays"),
				packSize: numberField(fields, "packSize"),
				minimum: typedCost(request, fields, "minimum", (await tenant.principal()).business.currency) ?? "0",
				terms: field(fields, "terms") ?? "",
				...(version > 0 && { version }),
			},
			{ key: field(fields, "commandId")?.slice(0, 64) },
		);
		return redirect(`/purchasing/terms?vendor=${encodeURIComponent(vendor)}&said=saved`, 303);
	});
}

/** How vendors deliver: what suggestions and orders go by. */
export default function Terms({ loaderData: { all, chosen, currency, mayWrite, commandId }, actionData }: Route.ComponentProps) {
	const t = useTranslations("purchasing");
	const refused = actionData && !actionData.ok ? actionData : undefined;
	return (
		<>
			<PageHeader title={t("title")} />
			<PurchasingTabs on="terms" />
			<Said words={{ saved: t("terms.saved") }} />
			<Form method="get" className="section row wrap choose-vendor">
				<input className="input" name="vendor" maxLength={120} aria-label={t("terms.choose")} placeholder={t("terms.choose")} required />
				<Button type="submit">{t("terms.open")}</Button>
			</Form>
			{chosen && mayWrite && (
				<TermsForm key={`${chosen.vendor} ${chosen.version}`} terms={chosen} currency={currency} commandId={commandId} refusal={refused} />
			)}
			{all.length > 0 ? (
				<TermsTable all={all} />
			) : (
				!chosen && (
					<Empty icon={Handshake} title={t("terms.none")}>
						{t("terms.noneNext")}
					</Empty>
				)
			)}
		</>
	);
}

/** Wrong numbers, by what the field holds. */
const sharper = {
	...{ "email.invalid_union": "email", "email.invalid_format": "email", "terms.too_big": "tooLong" },
	...{ "leadDays.invalid_type": "leadDays", "leadDays.too_small": "leadDays", "leadDays.too_big": "leadDays" },
	...{ "coverDays.invalid_type": "coverDays", "coverDays.too_small": "coverDays", "coverDays.too_big": "coverDays" },
	...{ "packSize.invalid_type": "packSize", "packSize.too_small": "packSize", "packSize.too_big": "packSize" },
	...{ "minimum.too_small": "not_an_amount", "minimum.invalid_union": "not_an_amount" },
};

type FormProps = { terms: VendorTerms; currency: string; commandId: string; refusal: Refused | undefined };

function TermsForm({ terms, currency, commandId, refusal }: FormProps) {
	const t = useTranslations("purchasing.terms");
	const common = useTranslations("common");
	const language = useShell().locale;
	const fields = ["email", "leadDays", "coverDays", "packSize", "minimum", "terms"] as const;
	const refused = useRefused(refusal, fields, sharper);
	const busy = useNavigation().formData?.get("commandId") === commandId;
	const whole = (name: "leadDays" | "coverDays" | "packSize") => (
		<TextField
			label={t(name)}
			name={name}
			inputMode="numeric"
			maxLength={6}
			hint={t(`${name}Hint`)}
			defaultValue={refused.typed(name) ?? terms[name]}
			problems={refused.at(name)}
		/>
	);
	return (
		<Form method="post" className="section ruled form" ref={refused.form} noValidate>
			<header>
				<h2>{terms.vendor}</h2>
			</header>
			<input type="hidden" name="commandId" value={commandId} />
			<input type="hidden" name="vendor" value={terms.vendor} />
			<input type="hidden" name="version" value={terms.version} />
			{refused.whole && <Notice tone="bad">{refused.whole}</Notice>}
			<TextField
				label={t("email")}
				name="email"
				type="email"
				autoComplete="off"
				optional
				maxLength={254}
				hint={t("emailHint")}
				defaultValue={refused.typed("email") ?? terms.email ?? ""}
				problems={refused.at("email")}
			/>
			<div className="two">
				{whole("leadDays")}
				{whole("coverDays")}
			</div>
			<div className="two">
				{whole("packSize")}
				<MoneyField
					label={t("minimum")}
					name="minimum"
					currency={currency}
					hint={t("minimumHint")}
					defaultValue={refused.typed("minimum") ?? amountToType(terms.minimum, currency, language)}
					problems={refused.at("minimum")}
				/>
			</div>
			<TextArea
				label={t("words")}
				name="terms"
				optional
				rows={2}
				maxLength={1000}
				defaultValue={refused.typed("terms") ?? terms.terms}
				problems={refused.at("terms")}
			/>
			<div className="submit">
				<Button type="submit" kind="primary" busy={busy} keyName="mod+s">
					{common("save")}
				</Button>
			</div>
		</Form>
	);
}

function TermsTable({ all }: { all: VendorTerms[] }) {
	const t = useTranslations("purchasing.terms");
	return (
		<Table
			label={t("title")}
			folds
			head={
				<>
					<Column fold="subject">{t("vendor")}</Column>
					<Column>{t("email")}</Column>
					<Column number>{t("leadDays")}</Column>
					<Column number>{t("coverDays")}</Column>
					<Column number>{t("packSize")}</Column>
				</>
			}
		>
			{all.map((terms) => (
				<Row key={terms.vendor}>
					<Cell fold="subject">
						<Link className="link" to={`/purchasing/terms?vendor=${encodeURIComponent(terms.vendor)}`}>
							{terms.vendor}
						</Link>
					</Cell>
					<Cell fold="line">{terms.email}</Cell>
					<Cell number fold="figure">
						{terms.leadDays}
					</Cell>
					<Cell number fold="hide">
						{terms.coverDays}
					</Cell>
					<Cell number fold="hide">
						{terms.packSize}
					</Cell>
				</Row>
			))}
		</Table>
	);
}
