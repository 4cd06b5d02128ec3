import { X } from "lucide";
import { Link, useLocation } from "react-router";
import { useLocale, useMessages, useTranslations } from "use-intl/react";
import { FilterBar } from "#app/components/filter-bar.tsx";
import { Icon } from "#app/components/icon.tsx";
import { useShell } from "#app/components/shell.ts";
import { eventOptions } from "./event-words.ts";

type Named = { id: string; name: string };
type Props = {
	people: Named[];
	/** What the words that were typed may be about; null when nothing was typed. */
	subjects: Named[] | null;
	first: { actorId: string; actorName: string; deviceName: string | null } | undefined;
};

/** Who, what, where and when as filters; about which thing by its name; a till or an address from the details of what was done there. */
export function LogFilters({ people, subjects, first }: Props) {
	const t = useTranslations("audit");
	const events = useTranslations("events");
	const { types } = useMessages().events;
	const { stores } = useShell();
	const { pathname, search } = useLocation();
	const locale = useLocale();
	const query = new URLSearchParams(search);
	const actor = query.get("actor") ?? "";
	const actors =
		actor && first?.actorId === actor && !people.some(({ id }) => id === actor)
			? [...people, { id: actor, name: first.actorName }]
			: people;
	const chips = [
		{ name: "subject", words: t("onlyAbout", { name: query.get("called") ?? t("thisThing") }) },
		{ name: "ip", words: t("onlyFrom", { address: query.get("ip") ?? "" }) },
		{ name: "till", words: t("onlyAt", { till: first?.deviceName ?? t("thisThing") }) },
	].filter(({ name }) => query.get(name));
	const without = (name: string) => {
		const rest = new URLSearchParams(query);
		for (const each of [name, "cursor", ...(name === "subject" ? ["called"] : [])]) rest.delete(each);
		return `${pathname}?${rest}`;
	};
	const about = ({ id, name }: Named) => {
		const next = new URLSearchParams(query);
		for (const each of ["q", "cursor"]) next.delete(each);
		next.set("subject", id);
		next.set("called", name);
		return `${pathname}?${next}`;
	};
	return (
		<>
			<FilterBar
				label={t("search")}
				placeholder={t("searchFor")}
				filters={[
					{
						name: "type",
						label: events("kind"),
						options: eventOptions(types, locale).map(({ type, words }) => ({ value: type, label: words })),
					},
					{ name: "actor", label: t("by"), options: actors.map(({ id, name }) => ({ value: id, label: name })) },
					...(stores.length > 1
						? [{ name: "in", label: t("store"), options: stores.map(({ id, name }) => ({ value: id, label: name })) }]
						: []),
					{ name: "from", label: t("since") },
					{ name: "until", label: t("until") },
				]}
			/>
			{chips.length > 0 && (
				<div className="section row wrap">
					{chips.map(({ name, words }) => (
						<Link key={name} to={without(name)} className="chip" data-on="" preventScrollReset>
							<span className="visually-hidden">{events("showAll")}</span>
							{words}
							<Icon of={X} size={13} />
						</Link>
					))}
				</div>
			)}
			{subjects && (
				<nav className="section row wrap" aria-label={t("aboutWhich")}>
					<span className="meta">{subjects.length > 0 ? t("aboutWhich") : t("aboutNone")}</span>
					{subjects.map((subject) => (
						<Link key={subject.id} to={about(subject)} className="chip">
							{subject.name}
						</Link>
					))}
				</nav>
			)}
		</>
	);
}
