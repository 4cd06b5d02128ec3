import { useTranslations } from "use-intl/react";
import { schedules, sources } from "#app/catalog/vendors/rules.ts";
import { SelectField, TextField } from "#app/components/field.tsx";
import type { useRefused } from "../refused.ts";

/** The fields a form of a vendor has; what is wrong with any other is said above it. */
export const vendorFormFields = ["name", "source", "url", "currency", "schedule"] as const;

/** Broken rules of these fields by the catalog's names for them. */
export const vendorProblems = {
	"url.not_an_address": "shopAddress",
	"url.not_https": "shopHttps",
	"url.not_public": "shopPublic",
	"url.required": "required",
	"url.too_small": "shopAddress",
	"name.vendor_taken": "vendorTaken",
};

type Values = { name: string; source: string; url: string | null; currency: string; schedule: string };

/** Who it is, where its catalog comes from, and how often it is read. */
export function VendorFields({ values, refused }: { values: Values; refused: ReturnType<typeof useRefused> }) {
	const t = useTranslations("vendors.form");
	const given = (name: keyof Values) => refused.typed(name) ?? values[name] ?? "";
	return (
		<>
			<TextField label={t("name")} name="name" required maxLength={80} defaultValue={given("name")} problems={refused.at("name")} />
			<SelectField label={t("source")} name="source" defaultValue={given("source")} problems={refused.at("source")} hint={t("sourceHint")}>
				{sources.map((source) => (
					<option key={source} value={source}>
						{t(`sources.${source}`)}
					</option>
				))}
			</SelectField>
			<TextField
				label={t("url")}
				name="url"
				type="text"
				inputMode="url"
				autoCapitalize="off"
				spellCheck={false}
				placeholder="https://"
				hint={t("urlHint")}
				defaultValue={given("url")}
				problems={refused.at("url")}
			/>
			<div className="two">
				<TextField
					label={t("currency")}
					name="currency"
					required
					maxLength={3}
					mono
					hint={t("currencyHint")}
					defaultValue={given("currency")}
					problems={refused.at("currency")}
				/>
				<SelectField label={t("schedule")} name="schedule" defaultValue={given("schedule")} problems={refused.at("schedule")}>
					{schedules.map((schedule) => (
						<option key={schedule} value={schedule}>
							{t(`schedules.${schedule}`)}
						</option>
					))}
				</SelectField>
			</div>
		</>
	);
}
