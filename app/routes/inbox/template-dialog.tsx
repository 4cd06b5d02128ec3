import { useState } from "react";
import { useTranslations } from "use-intl/react";
import type { TalkTemplate } from "#app/channels/talk.ts";
import { Button } from "#app/components/button.tsx";
import { Dialog } from "#app/components/dialog.tsx";
import { SelectField, TextField } from "#app/components/field.tsx";
import { instant } from "#app/platform/time.ts";
import type { Template } from "./use-writing.ts";

type Props = { templates: readonly TalkTemplate[]; name: string; onClose: () => void; onSend: (template: Template, at: number) => void };

const keyOf = ({ name, language }: TalkTemplate) => `${name} ${language}`;

/** A message the platform has approved, with its blanks filled in: what may be said when the window is closed. */
export default function TemplateDialog({ templates, name, onClose, onSend }: Props) {
	const t = useTranslations("inbox");
	const ready = templates.filter(({ status }) => status === "approved");
	const [key, setKey] = useState(ready[0] ? keyOf(ready[0]) : "");
	const [parameters, setParameters] = useState<readonly string[]>([name]);
	const chosen = ready.find((template) => keyOf(template) === key);
	const blanks = Array.from({ length: chosen?.variables ?? 0 }, (_, i) => parameters[i] ?? "");
	const text = (chosen?.body ?? "").replace(/\{\{(\d+)\}\}/g, (whole, number: string) => blanks[Number(number) - 1] || whole);
	return (
		<Dialog open onClose={onClose} title={t("chooseTemplate")}>
			{ready.length === 0 ? (
				<p>{t("noTemplates")}</p>
			) : (
				<form
					className="form"
					onSubmit={(event) => {
						event.preventDefault();
						if (!chosen || blanks.some((each) => each.trim() === "")) return;
						onSend({ name: chosen.name, language: chosen.language, parameters: blanks, text }, instant());
						onClose();
					}}
				>
					<SelectField label={t("template")} name="template" value={key} onChange={(event) => setKey(event.target.value)}>
						{ready.map((template) => (
							<option key={keyOf(template)} value={keyOf(template)}>
								{t("templateIn", { name: template.name.replaceAll("_", " "), language: template.language })}
							</option>
						))}
					</SelectField>
					{blanks.map((value, i) => (
						<TextField
							key={i}
							label={t("blank", { number: i + 1 })}
							name={`blank${i + 1}`}
							required
							maxLength={1024}
							value={value}
							onChange={(event) => setParameters(blanks.with(i, event.target.value))}
						/>
					))}
					<blockquote className="prose">{text}</blockquote>
					<div className="submit">
						<Button type="submit" kind="primary">
							{t("send")}
						</Button>
					</div>
				</form>
			)}
		</Dialog>
	);
}
