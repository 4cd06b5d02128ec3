import { CircleAlert, Plus } from "lucide";
import { useMessages, useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { SelectField, TextField } from "#app/components/field.tsx";
import { Icon } from "#app/components/icon.tsx";
import type { Permission } from "#app/identity/permissions.ts";
import type { Refused } from "../../door.server.ts";
import { permissionWords } from "../permission-words.ts";
import { PlainForm } from "../plain-form.tsx";

type Props = { commandId: string; scopes: readonly Permission[]; answered: Refused | undefined; isFirst: boolean };

/** A new key: what it is for, what it may, until when. */
export function MakeKeyForm({ commandId, scopes, answered, isFirst }: Props) {
	const t = useTranslations("apiKeys");
	const isOpen = isFirst || answered?.values.intent === "make";
	return (
		<section className="section" id="make">
			<details className="unfold" open={isOpen || undefined}>
				<summary className="button">
					<Icon of={Plus} size={15} />
					{t("make")}
				</summary>
				<PlainForm intent="make" commandId={commandId} answered={answered} fields={["name", "scopes", "days"]}>
					{({ at, typed, busy }) => (
						<>
							<div className="two">
								<TextField
									label={t("name")}
									hint={t("nameHint")}
									name="name"
									autoComplete="off"
									maxLength={120}
									defaultValue={typed("name")}
									problems={at("name")}
								/>
								<SelectField
									label={t("lasts")}
									hint={t("lastsHint")}
									name="days"
									defaultValue={typed("days") ?? "365"}
									problems={at("days")}
								>
									{[30, 90, 365].map((days) => (
										<option key={days} value={days}>
											{t("days", { days })}
										</option>
									))}
									<option value="">{t("forGood")}</option>
								</SelectField>
							</div>
							<ScopeChoices scopes={scopes} problem={at("scopes")[0]} />
							<div className="submit">
								<Button type="submit" kind="primary" busy={busy}>
									{t("make")}
								</Button>
							</div>
						</>
					)}
				</PlainForm>
			</details>
		</section>
	);
}

/** What it may: nothing is chosen for anybody. */
function ScopeChoices({ scopes, problem }: { scopes: readonly Permission[]; problem: string | undefined }) {
	const t = useTranslations("apiKeys");
	const { can } = useMessages().permissions;
	return (
		<fieldset className="field" aria-describedby={problem && "scopes-problem"}>
			<legend className="label">{t("may")}</legend>
			<div className="two">
				{scopes.map((scope) => (
					<label key={scope} className="check">
						<input type="checkbox" name="scopes" value={scope} aria-invalid={problem ? true : undefined} />
						<span>
							{permissionWords(can, scope)}
							<br />
							<code className="meta mono">{scope}</code>
						</span>
					</label>
				))}
			</div>
			{problem && (
				<span className="problem" id="scopes-problem">
					<Icon of={CircleAlert} size={14} />
					<span>{problem}</span>
				</span>
			)}
		</fieldset>
	);
}
