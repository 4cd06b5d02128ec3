import { useEffect, useRef } from "react";
import { useFormatter, useMessages, useTranslations } from "use-intl/react";
import { Badge } from "#app/components/badge.tsx";
import { Button } from "#app/components/button.tsx";
import { Copy } from "#app/components/copy.tsx";
import { Cell, Row } from "#app/components/data-table.tsx";
import { SelectField } from "#app/components/field.tsx";
import { Menu } from "#app/components/menu.tsx";
import { Notice } from "#app/components/notice.tsx";
import { When } from "#app/components/when.tsx";
import type { KeyFacts } from "#app/identity/keys.server.ts";
import type { Refused } from "../../door.server.ts";
import { permissionWords } from "../permission-words.ts";
import { FoldedLabel } from "../folded-label.tsx";
import { PlainForm } from "../plain-form.tsx";

/** A key just made, this once. Null is the repeat of a form that was sent twice: it was shown then. */
export function KeyShown({ made }: { made: { keyId: string; name: string; key: string | null } }) {
	const t = useTranslations("apiKeys");
	const shown = useRef<HTMLDivElement>(null);

	useEffect(() => shown.current?.focus(), []);

	return (
		<section className="section" aria-labelledby="made" ref={shown} tabIndex={-1} key={made.keyId}>
			<header>
				<h2 id="made">{t("made", { name: made.name })}</h2>
			</header>
			{made.key === null ? (
				<Notice tone="warn">{t("shownBefore")}</Notice>
			) : (
				<div className="stack">
					<Notice tone="warn">{t("once")}</Notice>
					<div className="one-time">
						<Copy text={made.key} label={t("key")} />
					</div>
				</div>
			)}
		</section>
	);
}

type RowProps = { apiKey: KeyFacts; forms: { commandId: string; answered: Refused | undefined } };

export function KeyRow({ apiKey, forms }: RowProps) {
	const t = useTranslations("apiKeys");
	const format = useFormatter();
	const { can } = useMessages().permissions;
	const { id, name, hint, mode, scopes, lastUsedAt, lastUsedIp, expiresAt, replacedBy, madeBy } = apiKey;
	const about = { name: "keyId", id };
	return (
		<Row>
			<Cell fold="subject">
				<span className="row wrap">
					<b>{name}</b>
					{replacedBy !== null && <Badge tone="warn">{t("replaced")}</Badge>}
				</span>
				<small className="meta">
					{t.rich("hint", { hint: `sk_${mode}_…${hint}`, madeBy, code: (words) => <code className="mono">{words}</code> })}
				</small>
			</Cell>
			<Cell fold="line">
				<details className="scopes">
					<summary>{t("scopes", { count: scopes.length })}</summary>
					<span className="meta">{format.list(scopes.map((scope) => permissionWords(can, scope)))}</span>
				</details>
			</Cell>
			<Cell fold="line">
				<FoldedLabel>{t("lastUsed")}</FoldedLabel>
				{lastUsedAt === null ? (
					t("neverUsed")
				) : (
					<>
						<When at={lastUsedAt} /> {lastUsedIp && <small className="meta mono">{lastUsedIp}</small>}
					</>
				)}
			</Cell>
			<Cell fold="line">
				<FoldedLabel>{t("ends")}</FoldedLabel>
				{expiresAt === null
					? t("never")
					: format.dateTime(expiresAt, {
							day: "numeric",
							month: "short",
							year: "numeric",
							...(replacedBy !== null && { hour: "2-digit", minute: "2-digit" }),
						})}
			</Cell>
			<Cell number fold="figure">
				<Menu
					size="s"
					trigger={
						<>
							{t("edit")} <span className="visually-hidden">{name}</span>
						</>
					}
				>
					<div className="menu-form stack">
						{replacedBy === null && (
							<PlainForm {...forms} intent="rotate" about={about} fields={["graceHours"]}>
								{({ at, busy }) => (
									<>
										<input type="hidden" name="name" value={name} />
										<SelectField label={t("grace")} hint={t("graceHint")} name="graceHours" defaultValue="24" problems={at("graceHours")}>
											{[0, 1, 24, 168].map((hours) => (
												<option key={hours} value={hours}>
													{t("graceHours", { hours, days: hours / 24 })}
												</option>
											))}
										</SelectField>
										<Button type="submit" busy={busy}>
											{t("rotate")}
										</Button>
									</>
								)}
							</PlainForm>
						)}
						<PlainForm {...forms} intent="revoke" about={about}>
							{({ busy }) => (
								<>
									<p className="meta">{t("revokeWhat")}</p>
									<Button type="submit" kind="danger" busy={busy}>
										{t("revoke", { name })}
									</Button>
								</>
							)}
						</PlainForm>
					</div>
				</Menu>
			</Cell>
		</Row>
	);
}
