import {
	ArrowDownLeft,
	ArrowUpRight,
	ChevronDown,
	CircleCheck,
	ClipboardCheck,
	Flag,
	Globe,
	type IconNode,
	PackagePlus,
	PackageX,
	ShoppingBag,
	SlidersHorizontal,
	TriangleAlert,
	Undo2,
} from "lucide";
import { Link, useLocation } from "react-router";
import { useTranslations } from "use-intl/react";
import { ButtonLink } from "#app/components/button.tsx";
import { Icon } from "#app/components/icon.tsx";
import { Menu } from "#app/components/menu.tsx";
import { type Moment, Timeline } from "#app/components/timeline.tsx";
import type { Movement } from "#app/stock/queries.server.ts";
import { noteOf, Reference } from "../stock/reference.tsx";
import type { ProductData } from "./product.tsx";

const icons: Record<Movement["reason"], IconNode> = {
	receipt: PackagePlus,
	sale: ShoppingBag,
	return: Undo2,
	adjustment: SlidersHorizontal,
	damage: PackageX,
	count: ClipboardCheck,
	transfer_out: ArrowUpRight,
	transfer_in: ArrowDownLeft,
	channel_sync: Globe,
	initial: Flag,
};

/** What happened to the shelf, newest first, and that it adds up to what stands there. */
export function ProductMovements({ data }: { data: ProductData }) {
	const t = useTranslations("product.movements");
	const { pathname, search } = useLocation();
	const { shelves, movements, movementsAt } = data;
	const momentOf = useMoments();
	const names = new Map(shelves.map(({ storeId, storeName }) => [storeId, storeName]));
	const moments = movements.items.map((movement) => momentOf(movement, movementsAt ? undefined : names.get(movement.storeId)));
	const query = new URLSearchParams(search);
	const older = (cursor: string | null) => {
		const next = new URLSearchParams(query);
		if (cursor) next.set("cursor", cursor);
		else next.delete("cursor");
		return { pathname, search: next.toString() };
	};
	return (
		<aside className="section" aria-labelledby="movements">
			<header>
				<h2 id="movements">{t("title")}</h2>
				{shelves.length > 1 && <StoreMenu data={data} />}
			</header>
			<Agreement data={data} />
			{moments.length > 0 ? <Timeline label={t("title")} moments={moments} /> : <p className="quiet-text">{t("none")}</p>}
			<p>
				<Link to={`/stock/movements?product=${data.product.id}`} className="link">
					{t("all")}
				</Link>
			</p>
			{(movements.nextCursor || query.has("cursor")) && (
				<nav className="row wrap older" aria-label={t("pages")}>
					{query.has("cursor") && (
						<ButtonLink to={older(null)} size="s" preventScrollReset>
							{t("newest")}
						</ButtonLink>
					)}
					{movements.nextCursor && (
						<ButtonLink to={older(movements.nextCursor)} size="s" preventScrollReset>
							{t("older")}
						</ButtonLink>
					)}
				</nav>
			)}
		</aside>
	);
}

/** A movement in words: what, who, where, why. */
export function useMoments(): (movement: Movement, store: string | undefined) => Moment {
	const t = useTranslations("product.movements");
	return ({ id, at, reason, actorName, note, referenceType, referenceId, delta, qtyBefore, qtyAfter }, store) => {
		const parts = [actorName, store, noteOf({ note, referenceType })].filter(Boolean).join(" · ");
		return {
			id,
			at,
			icon: icons[reason],
			fact: t(`reasons.${reason}`),
			by: (
				<>
					{parts} <Reference referenceType={referenceType} referenceId={referenceId} />
				</>
			),
			delta,
			before: qtyBefore,
			after: qtyAfter,
		};
	};
}

/** Which store's movements: links, so that it works as one. */
function StoreMenu({ data: { shelves, movementsAt } }: { data: ProductData }) {
	const t = useTranslations("product.movements");
	const nav = useTranslations("nav");
	const { pathname, search } = useLocation();
	const to = (storeId: string | null) => {
		const query = new URLSearchParams(search);
		query.delete("cursor");
		if (storeId) query.set("at", storeId);
		else query.delete("at");
		return { pathname, search: query.toString() };
	};
	const chosen = shelves.find(({ storeId }) => storeId === movementsAt)?.storeName ?? nav("allStores");
	return (
		<Menu
			size="s"
			trigger={
				<>
					<span className="visually-hidden">{t("of")}</span>
					{chosen}
					<Icon of={ChevronDown} size={14} />
				</>
			}
		>
			{[{ storeId: null, storeName: nav("allStores") }, ...shelves].map(({ storeId, storeName }) => (
				<Link
					key={storeId}
					to={to(storeId)}
					className="menu-item"
					aria-current={storeId === movementsAt ? "true" : undefined}
					preventScrollReset
				>
					{storeName}
				</Link>
			))}
		</Menu>
	);
}

/** Every level counts its movements, and the last one must end at what stands there. */
function Agreement({ data: { shelves, movementsAt } }: { data: ProductData }) {
	const t = useTranslations("product.movements");
	const looked = shelves.filter(({ storeId }) => movementsAt === null || storeId === movementsAt);
	const wrong = looked.filter(({ agrees }) => agrees === 0);
	if (wrong.length > 0) {
		return (
			<p className="agreement" data-tone="bad" role="status">
				<Icon of={TriangleAlert} />
				{t("disagrees", { stores: wrong.map(({ storeName }) => storeName).join(", ") })}
			</p>
		);
	}
	const count = looked.reduce((sum, { version }) => sum + version, 0);
	const onHand = looked.reduce((sum, shelf) => sum + shelf.onHand, 0);
	return (
		<p className="agreement">
			<Icon of={CircleCheck} />
			{t("agrees", { count, onHand })}
		</p>
	);
}
