import { useTranslations } from "use-intl/react";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import { Statuses } from "./docs-statuses.tsx";
import type { AnswerView, FieldView, OperationView } from "./api-reference.ts";

/** One operation: what it is, what it takes, what it answers, what it refuses, and how to call it. */
export function OperationEntry({ operation }: { operation: OperationView }) {
	const t = useTranslations("docs");
	const { id, method, path, summary, note, open, inPath, inQuery, inBody, answers, refusals, curl } = operation;
	return (
		<article id={id} aria-labelledby={`${id}-title`}>
			<h2 id={`${id}-title`} lang="en">
				{summary}
			</h2>
			<p className="route">
				<span className="method" data-method={method}>
					{method}
				</span>
				<code>{path}</code>
				<span className="meta">{t(open ? "open" : "signedIn")}</span>
			</p>
			{note && <p lang="en">{note}</p>}
			<Fields title={t("inPath")} fields={inPath} about={summary} />
			<Fields title={t("inQuery")} fields={inQuery} about={summary} />
			<Fields title={t("inBody")} fields={inBody} about={summary} />
			<h3>{t("answers")}</h3>
			{answers.map((answer) => (
				<Answer key={answer.status} answer={answer} about={summary} />
			))}
			{refusals.length > 0 && (
				<>
					<h3>{t("refusals")}</h3>
					<Statuses of={refusals} />
				</>
			)}
			<h3>{t("example")}</h3>
			<pre className="code">{curl}</pre>
		</article>
	);
}

function Fields({ title, fields, about }: { title: string; fields: FieldView[]; about: string }) {
	if (fields.length === 0) return null;
	return (
		<>
			<h3>{title}</h3>
			<FieldTable label={`${title}: ${about}`} fields={fields} />
		</>
	);
}

function Answer({ answer, about }: { answer: AnswerView; about: string }) {
	const { status, meaning, type, shape, fields } = answer;
	return (
		<>
			<p className="row wrap">
				<b>{status}</b>
				<span lang="en">{meaning}</span>
				{shape ? <Type type={type} shape={shape} /> : null}
			</p>
			{fields.length > 0 && <FieldTable label={`${status}: ${about}`} fields={fields} answer />}
		</>
	);
}

/** Fields with their types, rules and notes. In an answer nothing is demanded; what may be left out is said instead. */
export function FieldTable({ label, fields, answer }: { label: string; fields: FieldView[]; answer?: boolean }) {
	const t = useTranslations("docs");
	return (
		<Table
			label={label}
			density="compact"
			folds
			head={
				<>
					<Column>{t("field")}</Column>
					<Column>{t("type")}</Column>
					<Column>{t("rulesHead")}</Column>
				</>
			}
		>
			{fields.map((field, index) => (
				<Row key={`${field.name} ${index}`}>
					<Cell fold="subject">
						<code>{field.name}</code>
					</Cell>
					<Cell fold="line">
						<Type type={field.type} shape={field.shape} />
					</Cell>
					<Cell fold="line">
						<Rules field={field} answer={answer ?? false} />
					</Cell>
				</Row>
			))}
		</Table>
	);
}

function Type({ type, shape }: { type: string; shape: string | null }) {
	if (!shape) return <code className="meta">{type}</code>;
	return (
		<a href={`#shape-${shape}`} className="link">
			<code>{type}</code>
		</a>
	);
}

function Rules({ field, answer }: { field: FieldView; answer: boolean }) {
	const t = useTranslations("docs");
	const demanded = answer ? (field.required ? [] : [t("mayBeAbsent")]) : field.required ? [t("required")] : [];
	const rules = [...demanded, ...field.rules.map(({ rule, value }) => t(`rules.${rule}`, { value }))];
	return (
		<>
			{rules.join(" · ")}
			{field.note && (
				<span lang="en">
					{rules.length > 0 && " · "}
					{field.note}
				</span>
			)}
		</>
	);
}
