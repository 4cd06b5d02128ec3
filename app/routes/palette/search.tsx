import { Search as SearchIcon } from "lucide";
import { Form, Link, redirect } from "react-router";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { Empty } from "#app/components/empty.tsx";
import { Icon } from "#app/components/icon.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { exactlyOne } from "#app/components/palette-found.ts";
import { isRecord, OptionFace } from "#app/components/palette-line.tsx";
import type { PaletteOption } from "#app/components/palette-options.ts";
import { usePaletteGroups } from "#app/components/palette-records.ts";
import { page } from "../door.server.ts";
import type { Route } from "./+types/search.ts";
import { findRecords } from "./find.server.ts";
import "#app/styles/palette.css";

/** What the palette shows, as a page of links: before scripts, and for whoever keeps the address. A scanned code leads straight to its product. */
export async function loader({ request, context, url }: Route.LoaderArgs) {
	const q = url.searchParams.get("q")?.trim().slice(0, 200) ?? "";
	const found = await page({ request, context }, (tenant) => findRecords(tenant, request, q));
	const scanned = exactlyOne(found);
	if (scanned) throw redirect(`/products/${scanned.id}`);
	return { q, found };
}

export default function Search({ loaderData: { q, found } }: Route.ComponentProps) {
	const t = useTranslations("palette");
	const groups = usePaletteGroups(q, found, {});
	return (
		<>
			<PageHeader title={t("title")} />
			<Form method="get" role="search" className="filters">
				<label className="find">
					<span className="visually-hidden">{t("field")}</span>
					<Icon of={SearchIcon} />
					<input
						key={q}
						type="search"
						name="q"
						defaultValue={q}
						placeholder={t("field")}
						autoComplete="off"
						spellCheck={false}
						data-key="/"
					/>
				</label>
				<Button type="submit">{t("search")}</Button>
			</Form>
			{groups.length === 0 && (
				<Empty icon={SearchIcon} title={t("nothing", { query: q })}>
					{t("type")}
				</Empty>
			)}
			{groups.map(({ word, options }) => (
				<section key={word} className="palette-page" aria-labelledby={`found-${word}`}>
					<h2 id={`found-${word}`} className="palette-group">
						{t(`groups.${word}`)}
					</h2>
					<ul>
						{options.map((option) => (
							<li key={option.id}>
								<Taken option={option} query={q} />
							</li>
						))}
					</ul>
				</section>
			))}
		</>
	);
}

/** A link, or a form where taking it changes something. The sheet of keys is for those who have scripts, and their palette. */
function Taken({ option, query }: { option: PaletteOption; query: string }) {
	const { go } = option;
	const face = <OptionFace option={option} query={query} />;
	if ("show" in go) return null;
	if ("to" in go) {
		return (
			<Link to={go.to} className="palette-line" data-record={isRecord(option) || undefined}>
				{face}
			</Link>
		);
	}
	return (
		<Form method="post" action={go.post}>
			{Object.entries(go.fields).map(([name, value]) => (
				<input key={name} type="hidden" name={name} value={value} />
			))}
			<button type="submit" className="palette-line">
				{face}
			</button>
		</Form>
	);
}
