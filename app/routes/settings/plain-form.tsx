import type { ReactNode } from "react";
import { Form, useNavigation } from "react-router";
import { Notice } from "#app/components/notice.tsx";
import type { Refused } from "../door.server.ts";
import { useRefused } from "../refused.ts";

type Shown = { at(field: string): string[]; typed(field: string): string | undefined; busy: boolean; isRefused: boolean };

type Props = {
	intent: string;
	commandId: string;
	/** What the page's last form was told. */
	answered: Refused | undefined;
	/** What it is about, in forms that stand once per row. */
	about?: { name: string; id: string };
	fields?: readonly string[];
	/** `bare` where it is only a button. */
	look?: "form" | "bare";
	/** It sends a file. */
	hasFile?: boolean;
	children: (shown: Shown) => ReactNode;
};

/** One small form of a page that has several: sends its intent, shows its own refusal and nobody else's. */
export function PlainForm({ intent, commandId, answered, about, fields = [], look = "form", hasFile, children }: Props) {
	const navigation = useNavigation();
	const isMine = (values: { get(name: string): unknown } | undefined) =>
		values?.get("intent") === intent && (!about || values.get(about.name) === about.id);
	const mine = answered && isMine(new Map(Object.entries(answered.values))) ? answered : undefined;
	const refused = useRefused(mine, fields);
	return (
		<Form
			method="post"
			encType={hasFile ? "multipart/form-data" : undefined}
			className={look === "form" ? "form" : undefined}
			noValidate
			preventScrollReset
			ref={refused.form}
		>
			<input type="hidden" name="intent" value={intent} />
			<input type="hidden" name="commandId" value={commandId} />
			{about && <input type="hidden" name={about.name} value={about.id} />}
			{refused.whole && <Notice tone="bad">{refused.whole}</Notice>}
			{children({ at: refused.at, typed: refused.typed, busy: isMine(navigation.formData), isRefused: mine !== undefined })}
		</Form>
	);
}
