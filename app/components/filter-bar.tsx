import { Plus, Search, X } from "lucide";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { Form, Link, useLocation, useSubmit } from "react-router";
import { useTranslations } from "use-intl/react";
import { dayIn } from "#app/platform/time.ts";
import { BeforeScripts } from "./before-scripts.tsx";
import { Button } from "./button.tsx";
import { useFilledEarly } from "./filled-early.ts";
import { Icon } from "./icon.tsx";
import { Kbd } from "./kbd.tsx";
import { Menu } from "./menu.tsx";
import { useTimeWords } from "./when.tsx";

/** A choice of a few, or (without `options`) a calendar day. */
export type Filter = { name: string; label: string; options?: { value: string; label: string }[] };

type Props = {
	/** What is searched: "Search products". */
	label: string;
	placeholder: string;
	filters?: Filter[];
	/** More of the page's own, at the right end. */
	children?: ReactNode;
};

/** Search and filters live in the URL: a GET form that submits itself as you type, and still is a form without scripts. */
export function FilterBar({ label, placeholder, filters = [], children }: Props) {
	const t = useTranslations("filters");
	const { day } = useTimeWords();
	const id = useId();
	const { pathname, search } = useLocation();
	const submit = useSubmit();
	const form = useRef<HTMLFormElement>(null);
	const field = useRef<HTMLInputElement>(null);
	const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
	const query = new URLSearchParams(search);
	const q = query.get("q") ?? "";
	const own = new Set(["q", "cursor", ...filters.map((filter) => filter.name)]);

	useFilledEarly(form, () => send(0));
	// Going back must bring the words back, but never overwrite what is being typed, nor what was typed before scripts ran.
	const isBegun = useRef(false);
	useEffect(() => {
		if (isBegun.current && field.current && document.activeElement !== field.current) field.current.value = q;
		isBegun.current = true;
	}, [q]);
	useEffect(() => () => clearTimeout(timer.current), []);

	function send(after: number) {
		clearTimeout(timer.current);
		timer.current = setTimeout(() => {
			if (form.current) submit(filledIn(form.current), { method: "get", action: pathname, replace: true, preventScrollReset: true });
		}, after);
	}
	const without = (name: string) => {
		const rest = new URLSearchParams(query);
		rest.delete(name);
		rest.delete("cursor");
		return `${pathname}?${rest}`;
	};
	return (
		<Form ref={form} method="get" role="search" className="filters" aria-label={label}>
			{[...query].map(([name, value]) => !own.has(name) && <input key={name} type="hidden" name={name} value={value} />)}
			<label className="find">
				<span className="visually-hidden">{label}</span>
				<Icon of={Search} />
				<input
					ref={field}
					type="search"
					name="q"
					defaultValue={q}
					placeholder={placeholder}
					autoComplete="off"
					spellCheck={false}
					data-key="/"
					aria-keyshortcuts="/"
					onChange={() => send(200)}
				/>
				<Kbd>/</Kbd>
			</label>
			{filters.map((filter) => {
				const value = query.get(filter.name) ?? "";
				const asked = dayIn(query, filter.name);
				const chosen = filter.options
					? filter.options.find((option) => option.value === value)?.label
					: asked && `${filter.label} ${day(Date.parse(`${asked}T12:00:00Z`))}`;
				if (!chosen) return null;
				return (
					<Link key={filter.name} to={without(filter.name)} className="chip" data-on="" preventScrollReset>
						<span className="visually-hidden">{t("remove")}</span>
						{chosen}
						<Icon of={X} size={13} />
					</Link>
				);
			})}
			{filters.length > 0 && (
				<Menu
					trigger={
						<>
							<Icon of={Plus} size={13} />
							{t("add")}
						</>
					}
					look="chip"
					align="start"
					keyName="f"
				>
					{filters.map((filter) => (
						<label key={filter.name} htmlFor={`${id}-${filter.name}`} className="menu-group">
							<span className="label">{filter.label}</span>
							{filter.options ? (
								<select
									key={query.get(filter.name)}
									id={`${id}-${filter.name}`}
									name={filter.name}
									className="input"
									defaultValue={query.get(filter.name) ?? ""}
									onChange={() => send(0)}
								>
									<option value="">{t("any")}</option>
									{filter.options.map((option) => (
										<option key={option.value} value={option.value}>
											{option.label}
										</option>
									))}
								</select>
							) : (
								<input
									key={query.get(filter.name)}
									id={`${id}-${filter.name}`}
									type="date"
									name={filter.name}
									className="input"
									defaultValue={dayIn(query, filter.name)}
									// Typed by key, a date is a date long before it is the one that is meant.
									onChange={() => send(800)}
								/>
							)}
						</label>
					))}
					{/* Folded away, so that nothing below moves when scripts arrive; Enter in the search sends the form all the same. */}
					<BeforeScripts>
						<span className="menu-group">
							<Button type="submit">{t("apply")}</Button>
						</span>
					</BeforeScripts>
				</Menu>
			)}
			{children && <span className="end row">{children}</span>}
		</Form>
	);
}

/** What is filled in, so that addresses stay short enough to send to somebody. */
function filledIn(form: HTMLFormElement): URLSearchParams {
	const query = new URLSearchParams();
	for (const [name, value] of new FormData(form)) {
		if (typeof value === "string" && value.trim() !== "") query.append(name, value);
	}
	return query;
}
