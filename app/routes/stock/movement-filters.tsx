import { Plus, Search, X } from "lucide";
import { BeforeScripts } from "#app/components/before-scripts.tsx";
import { useRef } from "react";
import { Form, Link, useLocation, useSubmit } from "react-router";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { useFilledEarly } from "#app/components/filled-early.ts";
import { Icon } from "#app/components/icon.tsx";
import { Kbd } from "#app/components/kbd.tsx";
import { Menu } from "#app/components/menu.tsx";
import { useTimeWords } from "#app/components/when.tsx";
import { dayIn } from "#app/platform/time.ts";
import { movementReasons } from "#app/stock/rules.ts";

type Props = { product: { name: string } | null; person: string | undefined };

/** What is on, as chips; a product by its words, a reason and days by choice, a person from the list itself. All of it is the address. */
export function MovementFilters({ product, person }: Props) {
	const t = useTranslations("stock.history");
	const words = useTranslations("filters");
	const reasons = useTranslations("product.movements.reasons");
	const times = useTimeWords();
	const { pathname, search } = useLocation();
	const submit = useSubmit();
	const form = useRef<HTMLFormElement>(null);
	const query = new URLSearchParams(search);
	const reason = movementReasons.find((each) => each === query.get("reason"));
	const day = (name: string) => {
		const asked = dayIn(query, name);
		return asked && times.day(Date.parse(`${asked}T12:00:00`));
	};
	const chips = [
		{ name: "product", words: query.get("product") ? (product?.name ?? t("chosen")) : undefined },
		{ name: "reason", words: reason && reasons(reason) },
		{ name: "by", words: query.get("by") ? t("onlyBy", { name: person ?? t("somebody") }) : undefined },
		{ name: "from", words: day("from") && `${t("from")} ${day("from")}` },
		{ name: "until", words: day("until") && `${t("until")} ${day("until")}` },
	];
	const without = (name: string) => {
		const rest = new URLSearchParams(query);
		rest.delete(name);
		rest.delete("cursor");
		return rest.size > 0 ? `${pathname}?${rest}` : pathname;
	};
	/** Only what is filled in, so that addresses stay short enough to send to somebody. */
	function send() {
		if (!form.current) return;
		const filled = [...new FormData(form.current)].filter(
			(entry): entry is [string, string] => typeof entry[1] === "string" && entry[1] !== "",
		);
		submit(new URLSearchParams(filled), { method: "get", action: pathname, preventScrollReset: true });
	}
	// Words are sent by Enter; what is chosen, at once.
	useFilledEarly(form, (touched) => touched.some(({ name }) => name !== "q") && send());
	return (
		<Form
			ref={form}
			method="get"
			role="search"
			className="filters"
			aria-label={t("label")}
			onSubmit={(event) => {
				event.preventDefault();
				send();
			}}
		>
			{["product", "by"].map((name) => query.get(name) && <input key={name} type="hidden" name={name} value={query.get(name) ?? ""} />)}
			<label className="find">
				<span className="visually-hidden">{t("search")}</span>
				<Icon of={Search} />
				<input
					key={query.get("q")}
					type="search"
					name="q"
					defaultValue={query.get("q") ?? ""}
					placeholder={t("search")}
					autoComplete="off"
					spellCheck={false}
					data-key="/"
					aria-keyshortcuts="/"
				/>
				<Kbd>/</Kbd>
			</label>
			{chips.map(
				(chip) =>
					chip.words && (
						<Link key={chip.name} to={without(chip.name)} className="chip" data-on="" preventScrollReset>
							<span className="visually-hidden">{words("remove")}</span>
							{chip.words}
							<Icon of={X} size={13} />
						</Link>
					),
			)}
			<Menu
				trigger={
					<>
						<Icon of={Plus} size={13} />
						{words("add")}
					</>
				}
				look="chip"
				align="start"
				keyName="f"
			>
				<label className="menu-group">
					<span className="label">{t("reason")}</span>
					<select key={reason} name="reason" className="input" defaultValue={reason ?? ""} onChange={send}>
						<option value="">{words("any")}</option>
						{movementReasons.map((each) => (
							<option key={each} value={each}>
								{reasons(each)}
							</option>
						))}
					</select>
				</label>
				{["from", "until"].map((name) => (
					<label key={name} className="menu-group">
						<span className="label">{t(name === "from" ? "from" : "until")}</span>
						<input key={query.get(name)} type="date" name={name} className="input" defaultValue={dayIn(query, name)} onChange={send} />
					</label>
				))}
			</Menu>
			<BeforeScripts>
				<Button type="submit">{words("apply")}</Button>
			</BeforeScripts>
		</Form>
	);
}
