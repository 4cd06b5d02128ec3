import { Link } from "react-router";
import { useTranslations } from "use-intl/react";
import type { NotChanged } from "#app/catalog/change-products.server.ts";
import { useProblemWords } from "#app/components/problems.ts";

/** How many are named; the rest are counted. */
const named = 20;

/** Which products an act passed over, each with its reason. */
export function NotChangedList({ refused }: { refused: NotChanged[] }) {
	const t = useTranslations("products.notChanged");
	const words = useProblemWords();
	if (refused.length === 0) return null;
	return (
		<section className="strip not-changed" aria-label={t("title")}>
			<details open={refused.length <= 3}>
				<summary>
					<strong>{t("count", { count: refused.length })}</strong>
				</summary>
				<ul>
					{refused.slice(0, named).map(({ productId, name, code, details }) => (
						<li key={productId}>
							{name ? (
								<Link to={`/products/${productId}`} className="link">
									{name}
								</Link>
							) : (
								<span className="mono">{productId}</span>
							)}{" "}
							{words.refusal(code, details)}
						</li>
					))}
					{refused.length > named && <li>{t("more", { count: refused.length - named })}</li>}
				</ul>
			</details>
		</section>
	);
}
