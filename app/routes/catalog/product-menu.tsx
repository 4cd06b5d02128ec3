import { Archive, Eye, EyeOff, type LucideIcon, Pencil, Trash2 } from "lucide-react";
import { Link } from "react-router";
import { useTranslations } from "use-intl/react";
import { type ProductStatus, statusTransitions } from "#app/catalog/rules.ts";
import { Icon } from "#app/components/icon.tsx";
import type { ProductData } from "./product.tsx";
import type { Acts } from "./use-acts.ts";

const icons: Record<ProductStatus, LucideIcon> = { published: Eye, draft: EyeOff, archived: Archive };

/** What else can become of a product: only what its status allows. */
export function ProductMenu({ product, acts, commandId }: { product: ProductData["product"]; acts: Acts; commandId: string }) {
	const t = useTranslations("product");
	return (
		<>
			<div className="on-phone">
				<Link to={`${acts.path}/edit`} className="menu-item">
					<Icon of={Pencil} />
					{t("edit")}
				</Link>
			</div>
			{statusTransitions[product.status].map((status) => (
				<acts.quick.Form key={status} method="post" action={acts.path}>
					<input type="hidden" name="intent" value="status" />
					<input type="hidden" name="status" value={status} />
					<input type="hidden" name="from" value={product.status} />
					<input type="hidden" name="commandId" value={commandId} />
					<button type="submit" className="menu-item">
						<Icon of={icons[status]} />
						{t(`menu.${status}`)}
					</button>
				</acts.quick.Form>
			))}
			<div className="menu-divide">
				<Link to={`${acts.path}?act=delete`} className="menu-item" data-kind="danger" onClick={acts.opening("delete")} preventScrollReset>
					<Icon of={Trash2} />
					{t("delete.menu")}
				</Link>
			</div>
		</>
	);
}
