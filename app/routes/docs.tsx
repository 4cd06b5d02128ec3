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
import { FieldTable, OperationEntry } from "./docs-entries.tsx";
import { referenceOf } from "./api-reference.ts";

/** Anybody may read how the API works. */
export function loader({ context }: Route.LoaderArgs) {
	return referenceOf(context.get(apiDocumentContext)());
}

/** The API, to browse: what there is, what it needs, what it answers and refuses. */
export default function Docs({ loaderData }: Route.ComponentProps) {
	const t = useTranslations("docs");
	const { groups, shapes, always, origin } = loaderData;
	return (
		<div className="docs">
			<PageTitle title={t("title")} />
			<a className="skip" href="#main">
				{t("skip")}
			</a>
			<DocsHead />
			<nav className="docs-nav" aria-label={t("contents")}>
				{groups.map(({ tag, operations }) => (
					<details key={tag} open>
						<summary lang="en">{tag}</summary>
						<ul>
							{operations.map(({ id, method, path, summary }) => (
								<li key={id}>
									<a href={`#${id}`} title={`${method.toUpperCase()} ${path}`} lang="en">
										<span className="method" data-method={method}>
											{method}
										</span>
										<span className="clip">{summary}</span>
									</a>
								</li>
							))}
						</ul>
					</details>
				))}
				<details open>
					<summary>{t("shapes")}</summary>
					<ul>
						{shapes.map(({ name }) => (
							<li key={name}>
								<a href={`#shape-${name}`} className="mono">
									{name}
								</a>
							</li>
						))}
					</ul>
				</details>
			</nav>
			<main id="main" tabIndex={-1}>
				<h1>{t("title")}</h1>
				<Introduction origin={origin} always={always} />
				{groups.map(({ tag, operations }) => (
					<section key={tag} aria-labelledby={`tag-${tag}`}>
						<h2 id={`tag-${tag}`} lang="en">
							{tag}
						</h2>
						{operations.map((operation) => (
							<OperationEntry key={operation.id} operation={operation} />
						))}
					</section>
				))}
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
			</main>
		</div>
	);
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

function Introduction({ origin, always }: { origin: string; always: { status: string; meaning: string }[] }) {
	const t = useTranslations("docs");
	const code = (chunks: ReactNode) => <code>{chunks}</code>;
	return (
		<div className="docs-intro">
			<p>{t.rich("lead", { code, base: `${origin}/api/v1` })}</p>
			<p>{t.rich("auth", { code })}</p>
			<p>{t.rich("values", { code })}</p>
			<p>{t.rich("lists", { code })}</p>
			<p>{t.rich("keys", { code })}</p>
			<p>{t.rich("errors", { code })}</p>
			<dl className="statuses" lang="en">
				{always.map(({ status, meaning }) => (
					<div key={status}>
						<dt>{status}</dt>
						<dd>{meaning}</dd>
					</div>
				))}
			</dl>
		</div>
	);
}
