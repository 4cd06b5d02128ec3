import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { SelectField, TextField } from "#app/components/field.tsx";
import { labelColours, type ShownLabel } from "#app/inbox/rules.ts";
import type { Refused } from "../../door.server.ts";
import { Part } from "../act-form.tsx";
import { PlainForm } from "../plain-form.tsx";
import { Fold } from "./fold.tsx";

type Common = { commandId: string; answered: Refused | undefined };

/** What conversations can be about. */
export function LabelsPart({ labels, ...common }: Common & { labels: readonly ShownLabel[] }) {
	const t = useTranslations("inboxSettings");
	return (
		<Part id="labels" title={t("labels")} about={t("labelsAbout")}>
			{labels.length === 0 && <p className="meta">{t("noLabels")}</p>}
			<ul className="stack">
				{labels.map(({ id, name, colour }) => (
					<li key={id} className="row">
						<span className="label-dot" data-colour={colour}>
							{name}
						</span>
						<span className="grow" />
						<PlainForm {...common} intent="deleteLabel" about={{ name: "labelId", id }} look="bare">
							{({ busy }) => (
								<Button type="submit" size="s" kind="quiet" busy={busy}>
									{t("delete")}
								</Button>
							)}
						</PlainForm>
					</li>
				))}
			</ul>
			<Fold words={t("newLabel")} isOpen={common.answered?.values.intent === "label"}>
				<PlainForm {...common} intent="label" fields={["name", "colour"]}>
					{({ at, typed, busy }) => (
						<>
							<div className="two">
								<TextField label={t("name")} name="name" required maxLength={40} defaultValue={typed("name")} problems={at("name")} />
								<SelectField label={t("colour")} name="colour" defaultValue={typed("colour") ?? "blue"} problems={at("colour")}>
									{labelColours.map((word) => (
										<option key={word} value={word}>
											{t(`colours.${word}`)}
										</option>
									))}
								</SelectField>
							</div>
							<div className="submit">
								<Button type="submit" busy={busy}>
									{t("add")}
								</Button>
							</div>
						</>
					)}
				</PlainForm>
			</Fold>
		</Part>
	);
}
