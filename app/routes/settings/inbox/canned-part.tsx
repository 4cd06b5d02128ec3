import { Paperclip } from "lucide";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { Icon } from "#app/components/icon.tsx";
import { Field, TextArea, TextField } from "#app/components/field.tsx";
import type { Canned } from "#app/inbox/show-chat.server.ts";
import type { Refused } from "../../door.server.ts";
import { Part } from "../act-form.tsx";
import { PlainForm } from "../plain-form.tsx";
import { Fold } from "./fold.tsx";

type Common = { commandId: string; answered: Refused | undefined };

/** What the team has ready to say, under the words it is called by. */
export function CannedPart({ canned, ...common }: Common & { canned: readonly Canned[] }) {
	const t = useTranslations("inboxSettings");
	const names = { customer: "{customer}", firstName: "{first_name}", agent: "{agent}", business: "{business}" };
	return (
		<Part id="canned" title={t("canned")} about={t("cannedAbout", names)}>
			{canned.length === 0 && <p className="meta">{t("noCanned")}</p>}
			<ul className="stack">
				{canned.map((each) => (
					<li key={each.id} className="stack">
						<div className="row wrap canned-head">
							<b className="mono">/{each.shortcut}</b>
							<span className="grow clip quiet-text">{each.title || each.text}</span>
							{each.file && (
								<small className="meta canned-file">
									<Icon of={Paperclip} size={13} />
									<span className="clip">{each.file.name}</span>
								</small>
							)}
							<PlainForm {...common} intent="deleteCanned" about={{ name: "cannedId", id: each.id }} look="bare">
								{({ busy }) => (
									<Button type="submit" size="s" kind="quiet" busy={busy}>
										{t("delete")}
									</Button>
								)}
							</PlainForm>
						</div>
						<Fold words={t("edit")} isOpen={common.answered?.values.cannedId === each.id && common.answered.values.intent === "canned"}>
							<CannedForm {...common} canned={each} />
						</Fold>
					</li>
				))}
			</ul>
			<Fold words={t("newCanned")} isOpen={common.answered?.values.intent === "canned" && !common.answered.values.cannedId}>
				<CannedForm {...common} />
			</Fold>
		</Part>
	);
}

function CannedForm({ canned, ...common }: Common & { canned?: Canned }) {
	const t = useTranslations("inboxSettings");
	return (
		<PlainForm
			{...common}
			intent="canned"
			about={{ name: "cannedId", id: canned?.id ?? "" }}
			fields={["shortcut", "title", "text", "file"]}
			hasFile
		>
			{({ at, typed, busy }) => (
				<>
					{canned && <input type="hidden" name="version" value={canned.version} />}
					<div className="two">
						<TextField
							label={t("shortcut")}
							name="shortcut"
							required
							maxLength={30}
							autoCapitalize="off"
							spellCheck={false}
							hint={t("shortcutHint")}
							defaultValue={typed("shortcut") ?? canned?.shortcut}
							problems={at("shortcut")}
						/>
						<TextField
							label={t("cannedTitle")}
							name="title"
							optional
							maxLength={80}
							defaultValue={typed("title") ?? canned?.title}
							problems={at("title")}
						/>
					</div>
					<TextArea
						label={t("text")}
						name="text"
						required
						maxLength={4096}
						defaultValue={typed("text") ?? canned?.text}
						problems={at("text")}
					/>
					<Field label={t("file")} name="file" hint={t("fileHint")} optional problems={at("file")}>
						{(wiring) => <input {...wiring} type="file" />}
					</Field>
					{canned?.file && (
						<label className="check">
							<input type="checkbox" name="noFile" value="yes" />
							<span>{t("noFile", { name: canned.file.name })}</span>
						</label>
					)}
					<div className="submit">
						<Button type="submit" busy={busy}>
							{t(canned ? "save" : "add")}
						</Button>
					</div>
				</>
			)}
		</PlainForm>
	);
}
