import type { ReactNode } from "react";
import { Form, Link, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import type { Category } from "#app/catalog/categories.server.ts";
import type { Placed } from "#app/catalog/category-tree.ts";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { SelectField, TextField } from "#app/components/field.tsx";
import { useFocusOnHash } from "#app/components/focus-on-hash.ts";
import { Notice } from "#app/components/notice.tsx";
import type { Refused } from "../door.server.ts";
import { useRefused } from "../refused.ts";
import { categoryOptions } from "./category-options.ts";
import { Places } from "./category-table.tsx";

type Props = { categories: Placed<Category>[]; refused: Refused | undefined; commandId: string };

/** A new category: its name, and what it stands under. */
export function AddCategoryForm({ categories, under, refused, commandId }: Props & { under: string }) {
	const t = useTranslations("categories");
	useFocusOnHash("name");
	return (
		<section className="section">
			<header>
				<h2>{t("new")}</h2>
			</header>
			<TreeForm intent="add" action="/categories" refused={refused} commandId={commandId} verb={t("add")}>
				{({ at, typed }) => (
					<>
						<TextField
							id="name"
							label={t("name")}
							name="name"
							required
							maxLength={80}
							autoComplete="off"
							defaultValue={typed("name")}
							problems={at("name")}
						/>
						<Under name="parentId" label={t("under")} none={t("top")} categories={categories} value={typed("parentId") ?? under} />
					</>
				)}
			</TreeForm>
		</section>
	);
}

/** One category: its name and place, another that takes it in, and its end. */
export function EditCategoryForms({ category, categories, refused, commandId }: Props & { category: Placed<Category> }) {
	const t = useTranslations("categories");
	const { id, name, parentId, version, under, products, siblings } = category;
	const here = `/categories?edit=${id}`;
	const elsewhere = categories.filter((other) => other.id !== id && !under.includes(other.id));
	const parent = categories.find((other) => other.id === parentId);
	const children = categories.filter((other) => other.parentId === id).length;
	return (
		<>
			<section className="section">
				<header>
					<h2>{t("edit", { name })}</h2>
					<span className="on-phone">
						<Places category={category} />
					</span>
					<ButtonLink to={`/categories?under=${id}#name`} size="s">
						{t("addUnder")}
					</ButtonLink>
				</header>
				<TreeForm intent="edit" action={here} refused={refused} commandId={commandId} verb={t("save")} cancel>
					{({ at, typed }) => (
						<>
							<input type="hidden" name="categoryId" value={id} />
							<input type="hidden" name="version" value={version} />
							<TextField
								label={t("name")}
								name="name"
								required
								maxLength={80}
								autoComplete="off"
								defaultValue={typed("name") ?? name}
								problems={at("name")}
							/>
							<Under
								name="parentId"
								label={t("under")}
								none={t("top")}
								categories={elsewhere}
								value={typed("parentId") ?? parentId ?? ""}
							/>
						</>
					)}
				</TreeForm>
			</section>
			{elsewhere.length > 0 && (
				<section className="section">
					<header>
						<h2>{t("merge")}</h2>
					</header>
					<TreeForm intent="merge" action="/categories" commandId={`${commandId}m`} verb={t("mergeVerb")} plain>
						{() => (
							<>
								<p className="meta">{t("mergeWhat", { name })}</p>
								<input type="hidden" name="categoryId" value={id} />
								<Under name="intoId" label={t("into")} categories={elsewhere} value={siblings.find((other) => other !== id) ?? ""} />
							</>
						)}
					</TreeForm>
				</section>
			)}
			<section className="section">
				<header>
					<h2>{t("remove")}</h2>
				</header>
				<TreeForm intent="remove" action="/categories" commandId={`${commandId}r`} verb={t("removeVerb", { name })} danger>
					{() => (
						<>
							<input type="hidden" name="categoryId" value={id} />
							<p className="meta">
								{products + children === 0
									? t("removeEmpty")
									: parent
										? t("removeWhat", { products, categories: children, parent: parent.name })
										: t("removeWhatTop", { products, categories: children })}{" "}
								{products > 0 && (
									<Link to={`/products?category=${id}`} className="link">
										{t("seeThem")}
									</Link>
								)}
							</p>
						</>
					)}
				</TreeForm>
			</section>
		</>
	);
}

type FormProps = {
	intent: "add" | "edit" | "merge" | "remove";
	action: string;
	commandId: string;
	refused?: Refused | undefined;
	verb: string;
	plain?: boolean;
	danger?: boolean;
	cancel?: boolean;
	children: (shown: Pick<ReturnType<typeof useRefused>, "at" | "typed">) => ReactNode;
};

function TreeForm({ intent, action, commandId, refused, verb, plain, danger, cancel, children }: FormProps) {
	const t = useTranslations("common");
	const busy = useNavigation().formData?.get("intent") === intent;
	const mine = useRefused(refused?.values.intent === intent ? refused : undefined, ["name"]);
	return (
		<Form method="post" action={action} className="form" noValidate preventScrollReset ref={mine.form}>
			<input type="hidden" name="intent" value={intent} />
			<input type="hidden" name="commandId" value={commandId} />
			{mine.whole && <Notice tone="bad">{mine.whole}</Notice>}
			{children(mine)}
			<div className="submit">
				<Button type="submit" kind={danger ? "danger" : plain ? "plain" : "primary"} busy={busy}>
					{verb}
				</Button>
				{cancel && (
					<ButtonLink to="/categories" kind="quiet" preventScrollReset>
						{t("cancel")}
					</ButtonLink>
				)}
			</div>
		</Form>
	);
}

function Under({
	name,
	label,
	none,
	categories,
	value,
}: {
	name: string;
	label: string;
	none?: string;
	categories: Placed<Category>[];
	value: string;
}) {
	return (
		<SelectField label={label} name={name} defaultValue={value}>
			{none !== undefined && <option value="">{none}</option>}
			{categoryOptions(categories).map((option) => (
				<option key={option.value} value={option.value}>
					{option.label}
				</option>
			))}
		</SelectField>
	);
}
