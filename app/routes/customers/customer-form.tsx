import { Form, Link, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { SelectField, TextArea, TextField } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import type { Particulars } from "#app/customers/rules.ts";
import type { Refused } from "../door.server.ts";
import { useRefused } from "../refused.ts";

type Props = {
	customer: (Particulars & { version: number }) | null;
	commandId: string;
	answered: Refused | undefined;
	back: string;
};

const names = ["name", "email", "phone", "street", "postcode", "city", "country", "language", "note"] as const;

/** Everything one may say of a person. Somebody else's e-mail is named, with the way to them and the way past them. */
export function CustomerForm({ customer, commandId, answered, back }: Props) {
	const t = useTranslations("customers");
	const common = useTranslations("common");
	const refused = useRefused(answered, names, { "email.invalid_union": "email", "email.invalid_format": "email" });
	const busy = useNavigation().formData?.get("commandId") === commandId;
	const known = answered?.code === "customer_known" ? String(answered.details.customerId) : null;
	const box = (name: Exclude<(typeof names)[number], "language" | "note">, more: Partial<Parameters<typeof TextField>[0]> = {}) => (
		<TextField
			label={t(name)}
			name={name}
			autoComplete="off"
			defaultValue={refused.typed(name) ?? customer?.[name] ?? ""}
			problems={refused.at(name)}
			{...more}
		/>
	);
	return (
		<Form method="post" className="section form" ref={refused.form} noValidate>
			<input type="hidden" name="commandId" value={commandId} />
			{customer && <input type="hidden" name="version" value={customer.version} />}
			{refused.whole && <Notice tone="bad">{refused.whole}</Notice>}
			{known && (
				<Notice tone="warn">
					<span className="row wrap">
						<Link className="link" to={`/customers/${known}`}>
							{t("openKnown", { name: String(answered?.details.name ?? "") })}
						</Link>
						<label className="check">
							<input type="checkbox" name="evenSo" value="1" />
							{t("evenSo")}
						</label>
					</span>
				</Notice>
			)}
			{box("name", { maxLength: 120 })}
			<div className="two">
				{box("email", { type: "email", optional: true, maxLength: 254 })}
				{box("phone", { type: "tel", optional: true, maxLength: 40, hint: t("phoneHint") })}
			</div>
			{box("street", { optional: true, maxLength: 200 })}
			<div className="two">
				{box("postcode", { optional: true, maxLength: 20 })}
				{box("city", { optional: true, maxLength: 100 })}
			</div>
			<div className="two">
				{box("country", { optional: true, maxLength: 2, hint: t("countryHint") })}
				<SelectField
					label={t("language")}
					name="language"
					defaultValue={refused.typed("language") ?? customer?.language ?? ""}
					problems={refused.at("language")}
				>
					<option value="">{t("anyLanguage")}</option>
					<option value="en">{t("languages.en")}</option>
					<option value="da">{t("languages.da")}</option>
				</SelectField>
			</div>
			<TextArea
				label={t("note")}
				name="note"
				rows={3}
				maxLength={2000}
				optional
				hint={t("noteHint")}
				defaultValue={refused.typed("note") ?? customer?.note ?? ""}
				problems={refused.at("note")}
			/>
			<label className="check">
				<input
					type="checkbox"
					name="mailConsent"
					value="1"
					defaultChecked={answered ? answered.values.mailConsent === "1" : customer?.mailConsentAt != null}
				/>
				{t("consent")}
			</label>
			<div className="submit">
				<ButtonLink to={back} kind="quiet">
					{t("cancel")}
				</ButtonLink>
				<Button type="submit" kind="primary" busy={busy} keyName="mod+s">
					{common("save")}
				</Button>
			</div>
		</Form>
	);
}
