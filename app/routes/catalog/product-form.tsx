import { type ReactNode, useEffect, useRef } from "react";
import { Form, Link, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import type { Attribute } from "#app/catalog/attributes.server.ts";
import type { ProductStatus } from "#app/catalog/rules.ts";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { MoneyField, SelectField, TextArea, TextField } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { useProblemWords } from "#app/components/problems.ts";
import { QuantityField } from "#app/components/quantity-field.tsx";
import { useShell } from "#app/components/shell.ts";
import { pictureAt } from "#app/platform/pictures.ts";
import type { Refused } from "../door.server.ts";
import { AttributeRows } from "./attribute-rows.tsx";
import { BarcodeField } from "./barcode-field.tsx";
import { categoryOptions } from "./category-options.ts";
import { type Beside, useFormFields } from "./form-fields.ts";
import type { FormValues } from "./product-form.server.ts";
import "#app/styles/catalog.css";

type Props = {
	/** The product that is edited; a new one without. */
	product?: { id: string; version: number };
	values: FormValues;
	statuses?: readonly ProductStatus[];
	categories: { id: string; parentId: string | null; name: string }[];
	vendors: string[];
	styles: { id: string; name: string; vendor: string }[];
	attributes: Attribute[];
	currency: string;
	commandId: string;
	refused: Refused | undefined;
	cancel: string;
	verb: string;
};

const newStatuses = ["draft", "published"] as const;

/** Everything a product is. New ones are asked where they stand and how many there are; that changes by other acts afterwards. */
export function ProductForm({
	product,
	values,
	statuses = newStatuses,
	categories,
	vendors,
	styles,
	attributes,
	currency,
	commandId,
	refused,
	cancel,
	verb,
}: Props) {
	const t = useTranslations("productForm");
	const status = useTranslations("status.product");
	const { stores } = useShell();
	const form = useRef<HTMLFormElement>(null);
	const fields = useFormFields(values, refused, product?.version);
	const options = categoryOptions(categories);
	const styleLabel = (id: string) => styles.find((style) => style.id === id)?.name ?? id;
	const labels: Record<string, (value: string) => string> = {
		categoryId: (id) => options.find(({ value }) => value === id)?.label ?? id,
		styleId: styleLabel,
		status: (word) => (statuses.find((known) => known === word) ? status(statuses.find((known) => known === word) ?? "draft") : word),
	};
	const take = (name: string, value: string) => {
		const control = form.current?.elements.namedItem(name);
		if (control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement || control instanceof HTMLSelectElement)
			control.value = value;
	};
	/** What every field needs; `hint` gives way to what somebody else wrote. */
	const wired = (name: string, hint?: ReactNode) => {
		const beside = fields.beside(name);
		const told = beside && { ...beside, shown: (labels[name] ?? ((value: string) => value))(beside.value) };
		return {
			name,
			defaultValue: fields.value(name),
			problems: fields.problems(name),
			hint: told ? <BesideWords {...told} /> : hint,
			aside: beside && <TakeButton beside={beside} onTake={() => take(name, beside.value)} />,
		};
	};
	useEffect(() => {
		if (refused) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
	}, [refused]);

	return (
		<Form ref={form} id="product" method="post" noValidate>
			<input type="hidden" name="commandId" value={commandId} />
			{product && <input type="hidden" name="version" value={product.version} />}
			{product && <input type="hidden" name="currency" value={currency} />}
			{product && <input type="hidden" name="opened" value={JSON.stringify(values)} />}
			{refused && <WholeProblem refused={refused} conflict={fields.conflict} />}
			<Part title={t("what.title")}>
				<TextField label={t("name")} {...wired("name")} maxLength={200} required autoFocus={!product} />
				<div className="two">
					{product ? (
						<SelectField label={t("style")} {...wired("styleId", t("styleChooseHint"))} optional>
							<option value="">{t("noStyle")}</option>
							{styles.map(({ id, name, vendor }) => (
								<option key={id} value={id}>
									{vendor ? `${name} · ${vendor}` : name}
								</option>
							))}
						</SelectField>
					) : (
						<TextField label={t("style")} {...wired("style", t("styleHint"))} optional list="styles" maxLength={200} autoComplete="off" />
					)}
					<TextField label={t("vendor")} {...wired("vendor")} optional list="vendors" maxLength={120} autoComplete="off" />
				</div>
				<SelectField label={t("category")} {...wired("categoryId")} optional>
					<option value="">{t("noCategory")}</option>
					{options.map(({ value, label }) => (
						<option key={value} value={value}>
							{label}
						</option>
					))}
				</SelectField>
				<TextArea label={t("description")} {...wired("description")} optional maxLength={10_000} />
				<Suggestions id="styles" values={product ? [] : [...new Set(styles.map(({ name }) => name))]} />
				<Suggestions id="vendors" values={vendors} />
			</Part>
			<Part title={t("codes.title")} lead={t("codes.lead")}>
				<div className="two">
					<TextField
						label={t("sku")}
						{...wired("sku", product ? undefined : t("skuHint"))}
						problems={takenSku(refused) ? [t("problems.skuTaken", { sku: takenSku(refused) ?? "" })] : fields.problems("sku")}
						mono
						optional={!product}
						maxLength={64}
						autoComplete="off"
						spellCheck={false}
					/>
					<BarcodeField label={t("barcode")} {...wired("barcode")} />
				</div>
			</Part>
			<Part title={t("money.title")} lead={t("money.lead")}>
				<div className="two">
					<MoneyField label={t("price")} {...wired("price", t("priceHint"))} optional currency={currency} />
					<MoneyField label={t("cost")} {...wired("cost", t("costHint"))} optional currency={currency} />
					<TextField label={t("unit")} {...wired("unit", t("unitHint"))} optional maxLength={24} />
					<TextField label={t("taxRate")} {...wired("taxRate", t("taxRateHint"))} optional inputMode="decimal" autoComplete="off" />
				</div>
			</Part>
			<Part title={t("frame.title")} lead={t("frame.lead")}>
				<AttributeRows attributes={attributes} values={values} typed={refused?.values} wired={wired} />
				{product && pictureAt(fields.value("imageUrl")) ? (
					<p>
						<input type="hidden" name="imageUrl" value={fields.value("imageUrl")} />
						<Link to={`/products/${product.id}/pictures`} className="link">
							{t("pictures")}
						</Link>
					</p>
				) : (
					<TextField label={t("imageUrl")} {...wired("imageUrl", t("imageUrlHint"))} optional type="url" maxLength={2000} />
				)}
			</Part>
			{!product && (
				<Part title={t("shelf.title")} lead={t("shelf.lead")}>
					{stores.length > 1 ? (
						<SelectField label={t("store")} {...wired("storeId")}>
							{stores.map(({ id, name }) => (
								<option key={id} value={id}>
									{name}
								</option>
							))}
						</SelectField>
					) : (
						<input type="hidden" name="storeId" value={stores[0]?.id} />
					)}
					<div className="two">
						<QuantityField label={t("initialStock")} {...wired("initialStock")} max={1_000_000} />
						<QuantityField label={t("reorderPoint")} {...wired("reorderPoint", t("reorderPointHint"))} max={1_000_000} />
					</div>
				</Part>
			)}
			<Part title={t("status.title")} lead={t("status.lead")}>
				<SelectField label={t("status.label")} {...wired("status")}>
					{statuses.map((word) => (
						<option key={word} value={word}>
							{status(word)}
						</option>
					))}
				</SelectField>
				<label className="check">
					<input type="checkbox" name="isAvailable" value="1" defaultChecked={(refused ? refused.values : values).isAvailable === "1"} />
					<span>{t("isAvailable")}</span>
				</label>
			</Part>
			<div className="sticky-actions">
				<SaveButton cancel={cancel} inForm>
					{verb}
				</SaveButton>
			</div>
		</Form>
	);
}

/** The one filled button: in the head on a desk, above the thumb on a phone. */
export function SaveButton({ cancel, inForm, children }: { cancel: string; inForm?: boolean; children: ReactNode }) {
	const t = useTranslations("common");
	const busy = useNavigation().state === "submitting";
	const buttons = (
		<>
			<ButtonLink to={cancel} kind="quiet">
				{t("cancel")}
			</ButtonLink>
			<Button type="submit" form="product" kind="primary" keyName="mod+s" busy={busy}>
				{children}
			</Button>
		</>
	);
	return inForm ? buttons : <span className="row on-desk">{buttons}</span>;
}

/** A part of the form: what it is about on the left, its fields on the right. */
function Part({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
	return (
		<section className="section settings">
			<div>
				<h2>{title}</h2>
				{lead && <p>{lead}</p>}
			</div>
			<div className="form">{children}</div>
		</section>
	);
}

/** Why nothing was saved, where no single field says it. */
function WholeProblem({ refused, conflict }: { refused: Refused; conflict: boolean }) {
	const t = useTranslations("productForm");
	const words = useProblemWords();
	const other = typeof refused.details.productId === "string" ? refused.details.productId : undefined;
	const text = conflict ? t("conflict") : takenSku(refused) ? t("notSaved") : words.refusal(refused.code, refused.details);
	return (
		<div className="section">
			<Notice tone={conflict ? "warn" : "bad"}>
				{text}{" "}
				{takenSku(refused) && other && (
					<Link to={`/products/${other}`} className="link">
						{t("openOther")}
					</Link>
				)}
			</Notice>
		</div>
	);
}

/** The SKU another product holds, if that is why. */
function takenSku(refused: Refused | undefined): string | undefined {
	if (refused?.code !== "sku_taken" && refused?.code !== "level_exists") return undefined;
	return String(refused.details.sku ?? refused.values.sku ?? "");
}

function BesideWords({ kind, shown }: Beside & { shown: string }) {
	const t = useTranslations("productForm");
	const value = shown === "" ? t("empty") : shown;
	return kind === "theirs" ? t("theyWrote", { value }) : t("tookTheirs", { value });
}

/** Puts what stands beside the field into it. */
function TakeButton({ beside, onTake }: { beside: Beside; onTake: () => void }) {
	const t = useTranslations("productForm");
	return (
		<button type="button" className="link needs-script" onClick={onTake}>
			{beside.kind === "theirs" ? t("takeTheirs") : t("takeBefore")}
		</button>
	);
}

function Suggestions({ id, values }: { id: string; values: string[] }) {
	return (
		<datalist id={id}>
			{values.map((value) => (
				<option key={value} value={value} />
			))}
		</datalist>
	);
}
