import { Download, Ellipsis, FileUp, FolderTree, Printer, Tags } from "lucide";
import { Link } from "react-router";
import { useTranslations } from "use-intl/react";
import { Icon } from "#app/components/icon.tsx";
import { Menu } from "#app/components/menu.tsx";
import { useShell } from "#app/components/shell.ts";
import type { Asked } from "./asked.ts";

/** Where else the catalog is kept in order, and what can be taken of the list. */
export function ListMenu({ asked, ids, mayWrite }: { asked: Asked; ids: string[]; mayWrite: boolean }) {
	const t = useTranslations("products");
	const common = useTranslations("common");
	const { store } = useShell();
	return (
		<Menu trigger={<Icon of={Ellipsis} />} name={common("moreActions")} kind="quiet">
			<Link to="/categories" className="menu-item">
				<Icon of={FolderTree} />
				{t("categories")}
			</Link>
			<Link to="/attributes" className="menu-item">
				<Icon of={Tags} />
				{t("attributes")}
			</Link>
			{mayWrite && (
				<Link to="/products/import" className="menu-item">
					<Icon of={FileUp} />
					{t("import")}
				</Link>
			)}
			{ids.length > 0 && (
				<>
					<a href={exportOf(asked, store?.id)} className="menu-item" download>
						<Icon of={Download} />
						{t("export")}
					</a>
					<Link to={`/labels?ids=${ids.join(",")}`} className="menu-item">
						<Icon of={Printer} />
						{t("labels")}
					</Link>
				</>
			)}
		</Menu>
	);
}

/** What the list shows, all pages of it, as a file. */
function exportOf({ cursor: _cursor, ...asked }: Asked, storeId: string | undefined): string {
	const attributes = asked.attributes && JSON.stringify(asked.attributes);
	const query = new URLSearchParams(
		Object.entries({ ...asked, attributes, storeId }).flatMap(([key, value]) => (value ? [[key, value]] : [])),
	);
	return `/export/products?${query}`;
}
