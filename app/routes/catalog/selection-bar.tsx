import { Archive, Download, Eye, EyeOff, Folder, Globe, GlobeOff, type IconNode, Percent, Printer, Store, X } from "lucide";
import { type SyntheticEvent, useEffect, useState } from "react";
import { useFetcher, useLocation, useNavigate } from "react-router";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { Icon } from "#app/components/icon.tsx";
import type { Refused } from "../door.server.ts";
import { lastingFields } from "./asked.ts";
import type { SeveralTold } from "./selected.server.ts";

type Props = {
	count: number;
	/** Whether the list goes on behind this page. */
	more: boolean;
	mayWrite: boolean;
	commandId: string;
	onClear: () => void;
	fetcher: ReturnType<typeof useFetcher<SeveralTold | Refused>>;
};

type ActName = "price" | "category" | "vendor" | "published" | "draft" | "archived" | "show" | "hide" | "labels" | "export";
/** `to`: where an act that needs more than a press goes, with what is ticked. */
const acts: { name: ActName; icon: IconNode; to?: string; writes: boolean }[] = [
	{ name: "price", icon: Percent, to: "/products/change", writes: true },
	{ name: "category", icon: Folder, to: "/products/change", writes: true },
	{ name: "vendor", icon: Store, to: "/products/change", writes: true },
	{ name: "published", icon: Eye, writes: true },
	{ name: "draft", icon: EyeOff, writes: true },
	{ name: "archived", icon: Archive, writes: true },
	{ name: "show", icon: Globe, writes: true },
	{ name: "hide", icon: GlobeOff, writes: true },
	{ name: "labels", icon: Printer, to: "/labels", writes: false },
	{ name: "export", icon: Download, to: "/export/products", writes: false },
];

/** What can be done with the rows that are ticked: a plain form around their boxes, at the bottom as soon as one is. */
export function SelectionBar({ count, more, mayWrite, commandId, onClear, fetcher }: Props) {
	const t = useTranslations("products.selection");
	const { pathname, search } = useLocation();
	const navigate = useNavigate();
	const matching = useFetcher<{ count: number; most: number }>({ key: "matching" });
	const [all, setAll] = useState(false);
	const query = new URLSearchParams(search);

	useEffect(() => setAll(false), [search, count === 0]);

	function onSubmit(event: SyntheticEvent<HTMLFormElement, SubmitEvent>) {
		const { submitter } = event.nativeEvent;
		if (!(submitter instanceof HTMLButtonElement)) return;
		const act = acts.find(({ name }) => name === submitter.value);
		const fields = new FormData(event.currentTarget, submitter);
		if (all) fields.delete("ids");
		if (act && !act.to) {
			event.preventDefault();
			fetcher.submit(fields, { method: "post", action: pathname + search });
		} else if (act?.to && act.name !== "export") {
			event.preventDefault();
			fields.delete("commandId");
			const said = new URLSearchParams([...fields].map(([name, value]) => [name, String(value)]));
			navigate(`${act.to}?${said}`);
		}
	}
	const known = matching.data && matching.state === "idle" ? matching.data : undefined;
	return (
		<form id="selected" method="post" action={pathname + search} className="selection-bar" aria-label={t("label")} onSubmit={onSubmit}>
			<input type="hidden" name="commandId" value={commandId} />
			{lastingFields(query).map(([name, value]) => (
				<input key={name} type="hidden" name={name} value={value} />
			))}
			<span className="selection-count">
				<b className="needs-script" role="status">
					{all && known ? t("all", { count: known.count }) : t("count", { count })}
				</b>
				{more && (
					<label className="check">
						<input
							type="checkbox"
							name="all"
							value="1"
							checked={all}
							onChange={(event) => {
								setAll(event.target.checked);
								if (event.target.checked) matching.load(`/products/matching${search}`);
							}}
						/>
						<span>{all && known && known.count > known.most ? t("tooMany", { most: known.most }) : t("everything")}</span>
					</label>
				)}
			</span>
			<span className="selection-acts">
				{acts
					.filter(({ writes }) => mayWrite || !writes)
					.map(({ name, icon, to }) => (
						<button
							key={name}
							type="submit"
							name="do"
							value={name}
							className="button"
							data-size="s"
							aria-busy={fetcher.formData?.get("do") === name || undefined}
							{...(to && { formMethod: "get", formAction: to })}
						>
							<Icon of={icon} size={15} />
							{t(`acts.${name}`)}
						</button>
					))}
			</span>
			<span className="needs-script">
				<Button kind="quiet" size="s" icon={X} iconOnly onClick={onClear}>
					{t("clear")}
				</Button>
			</span>
		</form>
	);
}
