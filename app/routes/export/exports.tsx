import { Download } from "lucide";
import { useTranslations } from "use-intl/react";
import { Icon } from "#app/components/icon.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { useMay } from "#app/components/shell.ts";
import { page } from "../door.server.ts";
import type { Route } from "./+types/exports.ts";
import { exportNames, isExportName } from "./export-names.ts";

export const handle = "settings";

export async function loader(args: Route.LoaderArgs) {
	return page(args, async (tenant) => {
		await tenant.principal();
		return null;
	});
}

/** Every table, to take along. */
export default function Exports() {
	const t = useTranslations("export");
	const may = useMay();
	return (
		<>
			<PageHeader title={t("title")} />
			<section className="section">
				<p className="prose">{t("lead")}</p>
				<ul className="needs exports">
					{Object.keys(exportNames)
						.filter(isExportName)
						.filter((name) => may(exportNames[name]))
						.map((name) => (
							<li key={name}>
								<a href={`/export/${name}`} download>
									<span className="mark" data-tone="info">
										<Icon of={Download} />
									</span>
									<span className="grow">
										<b>{t(`tables.${name}.name`)}</b>
										<small>{t(`tables.${name}.what`)}</small>
									</span>
									<span className="verb">{t("download")}</span>
								</a>
							</li>
						))}
				</ul>
			</section>
		</>
	);
}
