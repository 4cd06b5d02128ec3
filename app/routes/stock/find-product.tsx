import { ScanBarcode } from "lucide";
import { BeforeScripts } from "#app/components/before-scripts.tsx";
import { Form, Link } from "react-router";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { Icon } from "#app/components/icon.tsx";

/** What can be done with the product that is found, and the key for it. */
export const findActs = ["receive", "adjust", "write-off"] as const;
export type FindAct = (typeof findActs)[number];
const keys: Record<FindAct, string> = { receive: "r", adjust: "a", "write-off": "w" };

/** Scan or search a product and go to it, to look or straight to an act. A form and links, so it needs no scripts. */
export function FindProduct({ act, q, writes }: { act: FindAct | null; q: string; writes: boolean }) {
	const t = useTranslations("stock");
	return (
		<Form method="get" action="/stock" role="search" className="filters" aria-label={t("find")}>
			{act && <input type="hidden" name="act" value={act} />}
			<label className="find">
				<span className="visually-hidden">{t("find")}</span>
				<Icon of={ScanBarcode} />
				<input
					key={act}
					type="search"
					name="q"
					defaultValue={q}
					placeholder={t("find")}
					autoComplete="off"
					spellCheck={false}
					// biome-ignore lint/a11y/noAutofocus: whoever pressed a key for an act has a scanner in the other hand
					autoFocus={act !== null}
					data-key="/"
					aria-keyshortcuts="/"
				/>
			</label>
			{writes && (
				<nav className="segments" aria-label={t("what")}>
					<Link to="/stock" aria-current={act === null ? "true" : undefined} preventScrollReset>
						{t("acts.open")}
					</Link>
					{findActs.map((each) => (
						<Link
							key={each}
							to={`/stock?act=${each}`}
							aria-current={each === act ? "true" : undefined}
							data-key={keys[each]}
							aria-keyshortcuts={keys[each].toUpperCase()}
							preventScrollReset
						>
							{t(`acts.${each}`)}
						</Link>
					))}
				</nav>
			)}
			<BeforeScripts>
				<Button type="submit">{t("open")}</Button>
			</BeforeScripts>
		</Form>
	);
}
