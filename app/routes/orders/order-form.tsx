import { type ReactNode, useState } from "react";
import { Form, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import { useScripts } from "#app/components/before-scripts.tsx";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { MoneyField, SelectField, TextArea } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import type { Refused } from "../door.server.ts";
import { useRefused } from "../refused.ts";
import { ScanField } from "../stock/scan-field.tsx";
import { AddressFields, BuyerFields } from "./buyer-fields.tsx";
import { GoodsRows } from "./goods-rows.tsx";
import { useWanted } from "./use-wanted.ts";
import type { Wanted } from "./wanted.ts";
import { WantedLines } from "./wanted-goods.tsx";

/** What the form calls a field, and what the command does. */
const fieldOf: Record<string, string> = {
	name: "customer.name",
	email: "customer.email",
	phone: "customer.phone",
	street: "shippingAddress.line1",
	more: "shippingAddress.line2",
	postcode: "shippingAddress.postcode",
	city: "shippingAddress.city",
	country: "shippingAddress.country",
};
const sharper = { "customer.email.invalid_union": "email", "shippingAddress.country.invalid_union": "countryCode" };

export type Given = {
	lines: Wanted[];
	customerId: string;
	name: string;
	email: string;
	phone: string;
	street: string;
	more: string;
	postcode: string;
	city: string;
	country: string;
	shipping: string;
	note: string;
	assigneeId: string;
};

type Props = {
	given: Given;
	/** Where it may be from; the first is chosen. */
	stores: readonly { id: string; name: string; currency: string }[];
	/** What may be changed of it by now. */
	may: { lines: boolean; buyer: boolean };
	people: readonly { id: string; name: string }[];
	commandId: string;
	version?: number;
	refused: Refused | undefined;
	back: string;
	verb: string;
	lead?: string;
	/** What only a new order says. */
	children?: ReactNode;
};

/** An order as it is written down: goods on the left, who buys and where it goes on the right. Before scripts goods are codes in plain fields. */
export function OrderForm({ given, stores, may, people, commandId, version, refused: refusal, back, verb, lead, children }: Props) {
	const t = useTranslations("desk");
	const common = useTranslations("common");
	const scripts = useScripts();
	const [storeId, setStoreId] = useState(refusal?.values.storeId ?? stores[0]?.id ?? "");
	const currency = stores.find(({ id }) => id === storeId)?.currency ?? "";
	const goods = useWanted(given.lines, { storeId, currency });
	const lineFields = Object.keys(refusal?.problems ?? {}).filter((field) => /^(code|lines)\.\d/.test(field));
	const refused = useRefused(refusal, [...Object.values(fieldOf), "shipping", "note", ...lineFields], sharper);
	const busy = useNavigation().formMethod === "POST";
	const problems = (name: string) => refused.at(fieldOf[name] ?? name);
	const first = <Name extends keyof Given & string>(name: Name) => refused.typed(name) ?? String(given[name]);
	return (
		<>
			{may.lines && scripts && (
				<div className="section stack">
					{lead && <p className="meta">{lead}</p>}
					<ScanField
						storeId={storeId}
						commandId={commandId}
						told={goods.told}
						onCode={(code) => void goods.scan(code)}
						onPick={goods.add}
						onTimes={(quantity) => goods.act({ do: "times", quantity })}
					/>
				</div>
			)}
			<Form
				method="post"
				className={may.lines ? "columns" : "section form"}
				ref={refused.form}
				noValidate
				onSubmit={(event) => {
					if (may.lines && !goods.mustHaveOne()) event.preventDefault();
				}}
			>
				<input type="hidden" name="commandId" value={commandId} />
				{version !== undefined && <input type="hidden" name="version" value={version} />}
				{may.lines && (
					<div>
						{scripts && <WantedLines goods={goods} currency={currency} refused={refusal} />}
						{/* Lines there are already are changed with scripts only: codes beside them would replace them. */}
						{!scripts && given.lines.length === 0 && (
							<div className="section form">
								<GoodsRows refused={refusal} />
							</div>
						)}
					</div>
				)}
				<aside className={may.lines ? "section form" : undefined}>
					{may.buyer && (
						<>
							<fieldset className="form">
								<legend className="label">{t("buyer")}</legend>
								<BuyerFields
									given={{ id: first("customerId"), name: first("name"), email: first("email"), phone: first("phone") }}
									problems={problems}
								/>
							</fieldset>
							<fieldset className="form">
								<legend className="label">{t("whereto")}</legend>
								<AddressFields
									given={{
										street: first("street"),
										more: first("more"),
										postcode: first("postcode"),
										city: first("city"),
										country: first("country"),
									}}
									problems={problems}
								/>
							</fieldset>
						</>
					)}
					{stores.length > 1 && (
						<SelectField label={t("store")} name="storeId" value={storeId} onChange={(event) => setStoreId(event.target.value)}>
							{stores.map(({ id, name }) => (
								<option key={id} value={id}>
									{name}
								</option>
							))}
						</SelectField>
					)}
					{may.lines && (
						<MoneyField
							label={t("shipping")}
							name="shipping"
							currency={currency}
							maxLength={20}
							optional
							defaultValue={first("shipping")}
							problems={problems("shipping")}
						/>
					)}
					<SelectField label={t("assign")} name="assigneeId" defaultValue={first("assigneeId")}>
						<option value="">{t("nobody")}</option>
						{people.map(({ id, name }) => (
							<option key={id} value={id}>
								{name}
							</option>
						))}
					</SelectField>
					<TextArea label={t("note")} name="note" maxLength={2000} optional defaultValue={first("note")} problems={problems("note")} />
					{children}
					{refused.whole && <Notice tone="bad">{refused.whole}</Notice>}
					<div className="submit">
						<ButtonLink to={back} kind="quiet">
							{common("cancel")}
						</ButtonLink>
						<Button type="submit" kind="primary" busy={busy}>
							{verb}
						</Button>
					</div>
				</aside>
			</Form>
		</>
	);
}
