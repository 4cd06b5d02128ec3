import { useTranslations } from "use-intl/react";

/** What frames are described by, in the order people say it. Any other name is kept as it was written. */
export const knownAttributes = ["model", "colour", "size", "bridge", "temple", "lens", "material"] as const;
type Known = (typeof knownAttributes)[number];

/** An attribute's name in the reader's words. */
export function useAttributeNames(): (name: string) => string {
	const t = useTranslations("product.attributes");
	return (name) => (isKnown(name) ? t(name) : name.charAt(0).toUpperCase() + name.slice(1));
}

/** How an attribute's value is asked for in the address of the product list. */
export const attributeParameter = "attr.";

/** The list of products that say the same. */
export function withAttribute(name: string, value: string): string {
	return `/products?${new URLSearchParams({ [attributeParameter + name]: value })}`;
}

function isKnown(name: string): name is Known {
	return knownAttributes.some((known) => known === name);
}
