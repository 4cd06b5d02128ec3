import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { blanksOf, fillTemplate, isNamed, type TalkTemplate } from "#app/channels/talk.ts";
import { Button } from "#app/components/button.tsx";
import { Dialog } from "#app/components/dialog.tsx";
import { Field, SelectField, TextField } from "#app/components/field.tsx";
import { useProblemWords } from "#app/components/problems.ts";
import { instant } from "#app/platform/time.ts";
import { putUp } from "./talk-to-server.ts";
import type { Template } from "./use-writing.ts";

type Props = {
	chatId: string;
	templates: readonly TalkTemplate[];
	name: string;
	onClose: () => void;
	onSend: (template: Template, at: number) => void;
};

const accepts = { IMAGE: "image/jpeg,image/png", VIDEO: "video/mp4,video/3gpp", FILE: "application/pdf" };
const keyOf = ({ name, language }: TalkTemplate) => `${name} ${language}`;

/** A message the platform has approved, with its blanks filled in: what may be said when the window is closed. */
export default function TemplateDialog({ chatId, templates, name, onClose, onSend }: Props) {
	const t = useTranslations("inbox");
	const words = useProblemWords();
	const ready = templates.filter(({ status }) => status === "approved");
	const [key, setKey] = useState(ready[0] ? keyOf(ready[0]) : "");
	const [parameters, setParameters] = useState<readonly string[]>([name]);
	const chosen = ready.find((template) => keyOf(template) === key);
	const names = blanksOf(chosen?.body ?? "");
	const blanks = names.map((_, i) => parameters[i] ?? "");
	const text = fillTemplate(chosen?.body ?? "", blanks);
	const [file, setFile] = useState<File | null>(null);
	const [trouble, setTrouble] = useState<string | null>(null);
	const [busy, setBusy] = useState(false);
	async function send(template: TalkTemplate): Promise<void> {
		const wish = { name: template.name, language: template.language, parameters: blanks, text };
		if (template.header === null) onSend({ ...wish, file: null }, instant());
		else if (!file) return setTrouble(t("templateFile"));
		else {
			setBusy(true);
			const said = await putUp(chatId, file);
			setBusy(false);
			if ("refused" in said) return setTrouble(words.refusal(said.refused.code, said.refused.details));
			onSend({ ...wish, file: { id: said.answer.mediaId, name: file.name } }, instant());
		}
		onClose();
	}
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
						void send(chosen);
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
							label={isNamed(names) ? (names[i] ?? "").replaceAll("_", " ") : t("blank", { number: i + 1 })}
							name={`blank${i + 1}`}
							required
							maxLength={1024}
							value={value}
							onChange={(event) => setParameters(blanks.with(i, event.target.value))}
						/>
					))}
					{chosen?.header && (
						<Field label={t(`above.${chosen.header}`)} name="file" problems={trouble === null ? undefined : [trouble]}>
							{(wiring) => (
								<input
									{...wiring}
									type="file"
									accept={accepts[chosen.header ?? "FILE"]}
									onChange={(event) => {
										setFile(event.target.files?.[0] ?? null);
										setTrouble(null);
									}}
								/>
							)}
						</Field>
					)}
					<blockquote className="template-words">{text}</blockquote>
					<div className="submit">
						<Button type="submit" kind="primary" busy={busy}>
							{t("send")}
						</Button>
					</div>
				</form>
			)}
		</Dialog>
	);
}
