import type { ReactNode } from "react";
import { Link } from "react-router";
import { useTranslations } from "use-intl/react";
import { Logo } from "#app/components/logo.tsx";
import { PageTitle } from "#app/components/page-header.tsx";
import { LanguageSwitch } from "#app/components/preferences.tsx";
import { useRootData } from "#app/components/shell.ts";
import { apiDocumentContext } from "#app/platform/context.ts";
import "#app/styles/docs.css";
import type { Route } from "./+types/docs.ts";
import { type Contents, referenceOf, type Reference } from "./api-reference.ts";
import { FieldTable, OperationEntry } from "./docs-entries.tsx";
import { Statuses } from "./docs-statuses.tsx";

export const handle = "settings";

/** Anybody may read how the API works. */
export function loader({ url, context }: Route.LoaderArgs) {
	return referenceOf(context.get(apiDocumentContext)(), url.searchParams.get("of"));
}

/** The API, to browse: what there is, what it needs, what it answers and refuses. `?of=` is the subject. */
export default function Docs({ loaderData }: Route.ComponentProps) {
	const t = useTranslations("docs");
	const { contents, subject } = loaderData;
	return (
		<div className="docs">
			<PageTitle title={subject ? `${subject.tag} · ${t("title")}` : t("title")} />
			<a className="skip" href="#main">
				{t("skip")}
			</a>
			<DocsHead />
			<nav className="docs-nav" aria-label={t("contents")}>
				<ul>
					<li>
						<Link to="/api/docs" aria-current={subject ? undefined : "page"}>
							{t("start")}
						</Link>
					</li>
					{contents.map(({ tag }) => (
						<li key={tag}>
							<Link to={addressOf(tag)} aria-current={subject?.tag === tag ? "page" : undefined} lang="en">
								{tag}
							</Link>
						</li>
					))}
				</ul>
			</nav>
			<main id="main" tabIndex={-1}>
				{subject ? <Subject subject={subject} /> : <Start reference={loaderData} />}
			</main>
		</div>
	);
}

function addressOf(tag: string): string {
	return `/api/docs?of=${encodeURIComponent(tag)}`;
}

function DocsHead() {
	const t = useTranslations("docs");
	const viewer = useRootData()?.viewer;
	return (
		<header className="docs-head">
			<Link to="/" className="brand">
				<Logo />
				{t("brand")}
			</Link>
			<div className="row wrap">
				<LanguageSwitch look="languages" />
				<a href="/api/openapi.json" className="link">
					{t("raw")}
				</a>
				<Link to={viewer ? "/" : "/sign-in"} className="link">
					{viewer ? viewer.business.name : t("signIn")}
				</Link>
			</div>
		</header>
	);
}

function Start({ reference: { origin, always, contents } }: { reference: Reference }) {
	const t = useTranslations("docs");
	const code = (chunks: ReactNode) => <code>{chunks}</code>;
	return (
		<>
			<h1>{t("title")}</h1>
			<div className="docs-intro">
				<p>{t.rich("lead", { code, base: `${origin}/api/v1` })}</p>
				<p>{t.rich("auth", { code })}</p>
				<p>{t.rich("values", { code })}</p>
				<p>{t.rich("lists", { code })}</p>
				<p>{t.rich("keys", { code })}</p>
				<p>{t.rich("errors", { code })}</p>
				<Statuses of={always} />
			</div>
			<h2>{t("more")}</h2>
			{contents.map((group) => (
				<section key={group.tag} aria-labelledby={`tag-${group.tag}`}>
					<h3 id={`tag-${group.tag}`} lang="en">
						{group.tag}
					</h3>
					<CallList group={group} to={addressOf(group.tag)} />
				</section>
			))}
		</>
	);
}

/** The calls of one subject, each a link to its entry. */
function CallList({ group, to }: { group: Contents[number]; to: string }) {
	return (
		<ul className="calls" lang="en">
			{group.operations.map(({ id, method, path, summary }) => (
				<li key={id}>
					<Link to={`${to}#${id}`}>
						<span className="method" data-method={method}>
							{method}
						</span>
						<code>{path}</code>
						<span>{summary}</span>
					</Link>
				</li>
			))}
		</ul>
	);
}

function Subject({ subject: { tag, operations, shapes } }: { subject: NonNullable<Reference["subject"]> }) {
	const t = useTranslations("docs");
	return (
		<>
			<h1 lang="en">{tag}</h1>
			<CallList group={{ tag, operations }} to="" />
			{operations.map((operation) => (
				<OperationEntry key={operation.id} operation={operation} />
			))}
			{shapes.length > 0 && (
				<section aria-labelledby="shapes">
					<h2 id="shapes">{t("shapes")}</h2>
					{shapes.map(({ name, note, fields }) => (
						<article key={name} id={`shape-${name}`} aria-labelledby={`shape-${name}-title`}>
							<h3 id={`shape-${name}-title`} className="mono">
								{name}
							</h3>
							{note && <p lang="en">{note}</p>}
							<FieldTable label={name} fields={fields} answer />
						</article>
					))}
				</section>
			)}
		</>
	);
}
