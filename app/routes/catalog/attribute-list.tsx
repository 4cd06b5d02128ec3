import { ArrowDown, ArrowUp, Plus, Tags } from "lucide";
import { Form, useNavigation, useSearchParams } from "react-router";
import { useTranslations } from "use-intl/react";
import { attributeUse } from "#app/catalog/attributes.server.ts";
import { moved } from "#app/catalog/category-tree.ts";
import { Badge } from "#app/components/badge.tsx";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { Cell, Column, Row, RowLink, Table } from "#app/components/data-table.tsx";
import { Empty } from "#app/components/empty.tsx";
import { TextField } from "#app/components/field.tsx";
import { useFocusOnHash } from "#app/components/focus-on-hash.ts";
import { Icon } from "#app/components/icon.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { localeOf } from "#app/i18n.ts";
import { newId } from "#app/platform/ids.ts";
import { form, page, type Refused } from "../door.server.ts";
import { Outcome } from "../outcome.tsx";
import { useRefused } from "../refused.ts";
import type { Route } from "./+types/attribute-list.ts";
import { actOnAttributes } from "./attribute-acts.server.ts";
import { useAttributeNames } from "./attributes.ts";
import "#app/styles/catalog.css";

export const handle = "catalog";

export async function loader({ request, context }: Route.LoaderArgs) {
	return page({ request, context }, async (tenant) => ({
		attributes: await attributeUse(tenant, {}),
		mayEdit: (await tenant.principal()).permissions.has("catalog:write"),
		commandId: newId(),
	}));
}

export async function action({ request, context }: Route.ActionArgs) {
	return form({ request, context }, (tenant, fields) => actOnAttributes({ tenant, fields, locale: localeOf(request) }));
}

/** After a refusal the page shows what made it one. */
export function shouldRevalidate({ actionStatus, defaultShouldRevalidate }: { actionStatus?: number; defaultShouldRevalidate: boolean }) {
	return actionStatus === 409 || actionStatus === 404 || defaultShouldRevalidate;
}

type Listed = { name: string; isKept: boolean; products: number };

/** What products are described by: what every form asks for, and what products carry beside it. `?edit=` opens one. */
export default function Attributes({ loaderData, actionData }: Route.ComponentProps) {
	const t = useTranslations("attributes");
	const products = useTranslations("products");
	const { attributes, mayEdit, commandId } = loaderData;
	const [query] = useSearchParams();
	const edited = attributes.find(({ name }) => name === query.get("edit"));
	const refused = actionData?.ok ? undefined : actionData;
	const said = ["keep", "rename"].includes(refused?.values.intent ?? "");
	return (
		<>
			<PageHeader title={t("title")} crumbs={[{ label: products("title"), to: "/products" }]}>
				{mayEdit && (
					<ButtonLink to="/attributes#name" kind={edited ? "plain" : "primary"} icon={Plus} keyName="N">
						{t("new")}
					</ButtonLink>
				)}
			</PageHeader>
			<Outcome answer={actionData} action="/attributes" said={said} />
			<div className="columns">
				<div>
					{attributes.length > 0 ? (
						<AttributeTable attributes={attributes} edited={edited?.name} mayEdit={mayEdit} />
					) : (
						<Empty icon={Tags} title={t("none")}>
							{t("noneNext")}
						</Empty>
					)}
				</div>
				{mayEdit && (
					<aside id="attribute" aria-label={edited ? t("edit", { name: edited.name }) : t("newTitle")}>
						{edited ? (
							<EditAttribute key={edited.name} attribute={edited} names={keptOf(attributes)} refused={refused} commandId={commandId} />
						) : (
							<NewAttribute key={attributes.length} refused={refused} commandId={commandId} />
						)}
					</aside>
				)}
			</div>
		</>
	);
}

function AttributeTable({ attributes, edited, mayEdit }: { attributes: Listed[]; edited: string | undefined; mayEdit: boolean }) {
	const t = useTranslations("attributes");
	const attributeName = useAttributeNames();
	const kept = keptOf(attributes);
	return (
		<Table
			label={t("title")}
			folds
			sticks
			head={
				<>
					<Column fold="subject">{t("name")}</Column>
					<Column number>{t("products")}</Column>
					{mayEdit && <Column hidden>{t("order")}</Column>}
				</>
			}
		>
			{attributes.map(({ name, isKept, products }) => (
				<Row key={name} selected={name === edited}>
					<Cell fold="subject">
						<span className="row">
							{mayEdit ? (
								<RowLink to={`/attributes?edit=${encodeURIComponent(name)}#attribute`}>{attributeName(name)}</RowLink>
							) : (
								<b>{attributeName(name)}</b>
							)}
							{!isKept && <Badge tone="hollow">{t("onProducts")}</Badge>}
						</span>
					</Cell>
					<Cell number fold="figure">
						<span className={products === 0 ? "zero" : undefined}>{products >= 1000 ? t("many") : products}</span>
					</Cell>
					{mayEdit && (
						<Cell number fold="hide">
							{isKept && <Places name={name} names={kept} />}
						</Cell>
					)}
				</Row>
			))}
		</Table>
	);
}

function keptOf(attributes: Listed[]): string[] {
	return attributes.filter(({ isKept }) => isKept).map(({ name }) => name);
}

function Places({ name, names }: { name: string; names: string[] }) {
	const t = useTranslations("attributes");
	return (
		<Form method="post" action="/attributes" className="tree-places" preventScrollReset>
			<input type="hidden" name="intent" value="order" />
			<input type="hidden" name="before" value={names.join("\n")} />
			{([-1, 1] as const).map((by) => {
				const order = moved(names, name, by);
				return (
					<button
						key={by}
						type="submit"
						name="order"
						value={order?.join("\n")}
						disabled={!order}
						className="button"
						data-kind="quiet"
						data-icon=""
						data-size="s"
					>
						<Icon of={by < 0 ? ArrowUp : ArrowDown} />
						<span className="visually-hidden">{t(by < 0 ? "up" : "down", { name })}</span>
					</button>
				);
			})}
		</Form>
	);
}

function NewAttribute({ refused, commandId }: { refused: Refused | undefined; commandId: string }) {
	const t = useTranslations("attributes");
	const mine = useRefused(refused?.values.intent === "keep" ? refused : undefined, ["name"]);
	const busy = useNavigation().formData?.get("intent") === "keep";
	useFocusOnHash("name");
	return (
		<section className="section">
			<header>
				<h2>{t("newTitle")}</h2>
			</header>
			<Form method="post" action="/attributes" className="form" noValidate ref={mine.form} preventScrollReset>
				<input type="hidden" name="intent" value="keep" />
				<input type="hidden" name="commandId" value={commandId} />
				{mine.whole && <Notice tone="bad">{mine.whole}</Notice>}
				<TextField
					id="name"
					label={t("name")}
					hint={t("newHint")}
					name="name"
					required
					maxLength={60}
					autoComplete="off"
					defaultValue={mine.typed("name")}
					problems={mine.at("name")}
				/>
				<div className="submit">
					<Button type="submit" kind="primary" busy={busy}>
						{t("add")}
					</Button>
				</div>
			</Form>
		</section>
	);
}

type EditProps = { attribute: Listed; names: string[]; refused: Refused | undefined; commandId: string };

/** One attribute: another name on every product, or no longer asked for. */
function EditAttribute({ attribute, names, refused, commandId }: EditProps) {
	const t = useTranslations("attributes");
	const common = useTranslations("common");
	const attributeName = useAttributeNames();
	const { name, isKept, products } = attribute;
	const mine = useRefused(refused?.values.intent === "rename" ? refused : undefined, ["to"]);
	return (
		<>
			<section className="section">
				<header>
					<h2>{t("edit", { name: attributeName(name) })}</h2>
					{isKept && (
						<span className="on-phone">
							<Places name={name} names={names} />
						</span>
					)}
				</header>
				<Form
					method="post"
					action={`/attributes?edit=${encodeURIComponent(name)}`}
					className="form"
					noValidate
					ref={mine.form}
					preventScrollReset
				>
					<input type="hidden" name="intent" value="rename" />
					<input type="hidden" name="name" value={name} />
					<input type="hidden" name="commandId" value={commandId} />
					{mine.whole && <Notice tone="bad">{mine.whole}</Notice>}
					<TextField
						label={t("name")}
						hint={t("renameHint", { count: products })}
						name="to"
						required
						maxLength={60}
						autoComplete="off"
						defaultValue={mine.typed("to") ?? name}
						problems={mine.at("to")}
					/>
					<div className="submit">
						<Button type="submit" kind="primary">
							{t("rename")}
						</Button>
						<ButtonLink to="/attributes" kind="quiet">
							{common("cancel")}
						</ButtonLink>
					</div>
				</Form>
			</section>
			<section className="section">
				<Form method="post" action="/attributes" className="form" preventScrollReset>
					<input type="hidden" name="intent" value={isKept ? "drop" : "keep"} />
					<input type="hidden" name="name" value={name} />
					<input type="hidden" name="commandId" value={`${commandId}k`} />
					<p className="meta">
						{products >= 1000 ? t("carryMany") : t("carry", { count: products })} {t(isKept ? "dropWhat" : "keepWhat")}
					</p>
					<div className="submit">
						<Button type="submit" kind={isKept ? "danger" : "plain"}>
							{t(isKept ? "drop" : "keep")}
						</Button>
					</div>
				</Form>
			</section>
		</>
	);
}
