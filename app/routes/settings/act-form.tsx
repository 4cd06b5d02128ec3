import type { ReactNode } from "react";
import { BeforeScripts } from "#app/components/before-scripts.tsx";
import { Form, useActionData, useLoaderData, useLocation, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import { Notice } from "#app/components/notice.tsx";
import { useRefused } from "../refused.ts";
import { useSaidOnce } from "../said-once.ts";
import { type Intent, intents } from "./intents.ts";
import type { action, loader } from "./settings.tsx";

type Shown = { at(field: string): string[]; typed(field: string): string | undefined; busy: boolean; isRefused: boolean };

type Props = {
	intent: Intent;
	/** Whom or what it is about, in forms that stand once per row. */
	about?: { name: "sessionId" | "userId" | "inviteId"; id: string };
	fields?: readonly string[];
	children: (shown: Shown) => ReactNode;
};

/** One small form of the settings page: sends its intent, shows its own refusal and nobody else's. */
export function ActForm({ intent, about, fields = [], children }: Props) {
	const { commandId } = useLoaderData<typeof loader>();
	const answered = useActionData<typeof action>();
	const navigation = useNavigation();
	const isMine = (values: { get(name: string): unknown } | undefined) =>
		values?.get("intent") === intent && (!about || values.get(about.name) === about.id);
	const mine = answered && isMine(new Map(Object.entries(answered.values))) ? answered : undefined;
	const refused = useRefused(mine, fields);
	return (
		<Form method="post" className="form" noValidate preventScrollReset ref={refused.form}>
			<input type="hidden" name="intent" value={intent} />
			<input type="hidden" name="commandId" value={commandId} />
			{about && <input type="hidden" name={about.name} value={about.id} />}
			{refused.whole && <Notice tone="bad">{refused.whole}</Notice>}
			{children({ at: refused.at, typed: refused.typed, busy: isMine(navigation.formData), isRefused: mine !== undefined })}
		</Form>
	);
}

/** A part of the page: what it is about on the left, what can be done on the right. */
export function Part({ id, title, about, children }: { id: string; title: string; about: string; children: ReactNode }) {
	return (
		<section className="section settings" id={id} aria-labelledby={`${id}-title`}>
			<div>
				<h2 id={`${id}-title`}>{title}</h2>
				<p>{about}</p>
			</div>
			<div className="stack">{children}</div>
		</section>
	);
}

/** Says what was saved (`?saved=`): as a toast, or before scripts as a line on top of the page; and there, what was refused below. */
export function Outcome() {
	const t = useTranslations("settings");
	const { search } = useLocation();
	const answered = useActionData<typeof action>();
	const query = new URLSearchParams(search);
	const saved = [...intents, "googleLink" as const, "storeEdited" as const].find((intent) => intent === query.get("saved"));
	const failed = intents.find((intent) => intent === answered?.values.intent);
	useSaidOnce(saved && t(`saved.${saved}`), "saved");

	if (!saved && !failed) return null;
	return (
		<BeforeScripts>
			<div className="section">
				{failed ? (
					<Notice tone="bad">{t("refusedBelow", { part: t(`parts.${failed}`) })}</Notice>
				) : (
					saved && <Notice tone="ok">{t(`saved.${saved}`)}</Notice>
				)}
			</div>
		</BeforeScripts>
	);
}
