import { PackagePlus, PackageSearch } from "lucide";
import { useTranslations } from "use-intl/react";
import { ButtonLink } from "#app/components/button.tsx";
import { Empty } from "#app/components/empty.tsx";
import { useShell } from "#app/components/shell.ts";
import type { Asked } from "./asked.ts";

/** Nothing matches, nothing in this store, or nothing at all: three facts, each with what to do next. */
export function NoProducts({ asked, mayWrite }: { asked: Asked; mayWrite: boolean }) {
	const t = useTranslations("products");
	const { store } = useShell();
	const { sort, ...narrowing } = asked;
	if (Object.values(narrowing).some((value) => value !== undefined)) {
		return (
			<Empty icon={PackageSearch} title={t("nothing")} act={<ButtonLink to="/products?view=all">{t("clear")}</ButtonLink>}>
				{asked.q ? t("nothingFor", { q: asked.q }) : t("nothingSo")}
			</Empty>
		);
	}
	return (
		<Empty
			icon={PackagePlus}
			title={store ? t("noneHere", { store: store.name }) : t("none")}
			act={
				<>
					{mayWrite && <ButtonLink to="/products/new">{t("addFirst")}</ButtonLink>}
					{store && <ButtonLink to="/products?store=all">{t("allStores")}</ButtonLink>}
				</>
			}
		>
			{t("noneNext")}
		</Empty>
	);
}
