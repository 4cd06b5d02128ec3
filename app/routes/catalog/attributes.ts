import { useTranslations } from "use-intl/react";

/** What frames are described by, in the order people say it. Any other name is kept as it was written. */
export const knownAttributes = ["model", "colour", "size", "bridge", "temple", "material"] as const;
type Known = (typeof knownAttributes)[number];

/** An attribute's name in the reader's words. */
export function useAttributeNames(): (name: string) => string {
	const t = useTranslations("product.attributes");
	return (name) => (isKnown(name) ? t(name) : name.charAt(0).toUpperCase() + name.slice(1));
}

function isKnown(name: string): name is Known {
	return knownAttributes.some((known) => known === name);
}
