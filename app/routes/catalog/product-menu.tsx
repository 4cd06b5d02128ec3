import { Archive, ArrowLeftRight, ClipboardCheck, Eye, EyeOff, type IconNode, PackageX, Pencil, Printer, Trash2 } from "lucide";
import { Link } from "react-router";
import { useTranslations } from "use-intl/react";
import { type ProductStatus, statusTransitions } from "#app/catalog/rules.ts";
import { Icon } from "#app/components/icon.tsx";
import type { ProductData } from "./product.tsx";
import type { Acts, OpenDialog } from "./use-acts.ts";

const icons: Record<ProductStatus, IconNode> = { published: Eye, draft: EyeOff, archived: Archive };

/** What else can become of a product: only what its status allows. */
export function ProductMenu({ data, acts }: { data: ProductData; acts: Acts }) {
	const t = useTranslations("product");
	const { product, may, commandId } = data;
	const opens = (which: OpenDialog) => ({ to: `${acts.path}?act=${which}`, onClick: acts.opening(which), preventScrollReset: true });
	return (
		<>
			<div className="on-phone">
				{may.edit && (
					<Link to={`${acts.path}/edit`} className="menu-item">
						<Icon of={Pencil} />
						{t("edit")}
					</Link>
				)}
				{may.transfer && (
					<Link {...opens("transfer")} className="menu-item">
						<Icon of={ArrowLeftRight} />
						{t("transfer.verb")}
					</Link>
				)}
				{may.count && (
					<Link to={`/stock/counts/new?product=${product.id}`} className="menu-item">
						<Icon of={ClipboardCheck} />
						{t("transfer.count")}
					</Link>
				)}
				{may.stock && (
					<Link {...opens("write-off")} className="menu-item">
						<Icon of={PackageX} />
						{t("writeOff.verb")}
					</Link>
				)}
			</div>
			<Link to={`/labels?ids=${product.id}`} className="menu-item">
				<Icon of={Printer} />
				{t("labels")}
			</Link>
			{may.edit && <Status product={product} acts={acts} commandId={commandId} />}
		</>
	);
}

function Status({ product, acts, commandId }: { product: ProductData["product"]; acts: Acts; commandId: string }) {
	const t = useTranslations("product");
	return (
		<>
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
