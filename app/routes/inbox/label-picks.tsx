import { Form } from "react-router";
import { useTranslations } from "use-intl/react";
import type { ChatShown } from "#app/inbox/show-chat.server.ts";

/** What it is about: ticked, it is so. Sent at once with scripts, by its button without. */
export function LabelPicks({ shown: { chat, labels }, commandId }: { shown: ChatShown; commandId: string }) {
	const t = useTranslations("inbox");
	if (labels.length === 0) return null;
	const on = new Set(chat.labels.map(({ id }) => id));
	return (
		<Form method="post" navigate={false} className="row wrap label-picks" onChange={(event) => event.currentTarget.requestSubmit()}>
			<input type="hidden" name="intent" value="labels" />
			<input type="hidden" name="commandId" value={`${commandId}:labels:${chat.version}`} />
			<span className="visually-hidden">{t("labels")}</span>
			{labels.map(({ id, name, colour }) => (
				<label key={id} className="label-dot" data-colour={colour}>
					<input type="checkbox" name="label" value={id} defaultChecked={on.has(id)} />
					{name}
				</label>
			))}
			<noscript>
				<button type="submit" className="link">
					{t("saveLabels")}
				</button>
			</noscript>
		</Form>
	);
}
