import type { ReactNode } from "react";
import { Link } from "react-router";
import { FramePicture } from "#app/components/frame-picture.tsx";

type Props = {
	product: { productId: string; name: string; sku: string; imageUrl: string | null; category?: string | null };
	children?: ReactNode;
};

/** A product in a list of goods: picture, name, SKU, and what is to be said of it. */
export function ProductCell({ product: { productId, name, sku, imageUrl, category }, children }: Props) {
	return (
		<span className="product">
			<FramePicture src={imageUrl} category={category ?? null} />
			<span className="grow">
				<span className="clip">
					<Link to={`/products/${productId}`} className="plain-link">
						{name}
					</Link>
				</span>
				<small className="mono clip">{sku}</small>
				{children}
			</span>
		</span>
	);
}
