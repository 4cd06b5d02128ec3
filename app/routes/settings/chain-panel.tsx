import { Form, useLocation, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import type { ChainState } from "#app/audit/queries.server.ts";
import { Button } from "#app/components/button.tsx";
import { Copy } from "#app/components/copy.tsx";
import { TextField } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { useProblemWords } from "#app/components/problems.ts";
import { useTimeWords } from "#app/components/when.tsx";
import type { Refused } from "../door.server.ts";

type Props = { chain: ChainState; asked: Record<string, string>; commandId: string; refused: Refused | undefined };

/** The last seal, worth writing down elsewhere; what the last check found; and the log to take along. */
export function ChainPanel({ chain, asked, commandId, refused }: Props) {
	const t = useTranslations("audit.chain");
	const words = useProblemWords();
	const time = useTimeWords();
	const { search } = useLocation();
	const busy = useNavigation().formData?.get("commandId") === commandId;
	const { last, waiting, check } = chain;
	const kept = last && `${last.number}:${last.hash}`;
	const query = new URLSearchParams(asked);
	return (
		<section className="section" aria-labelledby="chain">
			<header>
				<h2 id="chain">{t("title")}</h2>
			</header>
			<div className="form">
				<p className="prose">{t("about")}</p>
				{kept ? <Copy text={kept} label={t("last")} /> : <p className="meta">{t("none")}</p>}
				<p className="meta">{t("waiting", { count: waiting })}</p>
				{refused && <Notice tone="bad">{words.refusal(refused.code, refused.details)}</Notice>}
				{check && check.findings.length > 0 && (
					<Notice tone="bad">
						<b>{t("wrong", { count: check.findings.length })}</b>
						<ul>
							{check.findings.slice(0, 20).map((finding) => (
								<li key={JSON.stringify(finding)}>
									{t(`found.${finding.what}`, {
										seq: "seq" in finding ? String(finding.seq ?? "") : "",
										seal: "seal" in finding ? String(finding.seal) : "",
										type: "type" in finding ? finding.type : "",
									})}
								</li>
							))}
						</ul>
					</Notice>
				)}
				{check && check.findings.length === 0 && (
					<p role="status">
						{check.finishedAt === null
							? t("going", { number: String(check.checkedTo) })
							: t("checked", { at: time.full(check.finishedAt), events: check.events })}
					</p>
				)}
				<Form method="post" action={`/operations/events${search}`} className="form" preventScrollReset>
					<input type="hidden" name="commandId" value={commandId} />
					<TextField
						label={t("anchor")}
						name="anchor"
						mono
						optional
						maxLength={80}
						autoComplete="off"
						hint={t("anchorHint")}
						defaultValue={refused?.values.anchor ?? ""}
						problems={refused?.problems.anchor ? [t("badAnchor")] : undefined}
					/>
					<div className="submit">
						<Button type="submit" busy={busy}>
							{t("check")}
						</Button>
					</div>
				</Form>
				<p className="row wrap">
					<span className="meta">{t("take")}</span>
					<a className="link" href={`/export/events?${query}`} download>
						{t("csv")}
					</a>
					<a className="link" href={`/export/log/events?${query}`} download>
						{t("jsonl")}
					</a>
					<a className="link" href="/export/log/seals" download>
						{t("seals")}
					</a>
				</p>
			</div>
		</section>
	);
}
