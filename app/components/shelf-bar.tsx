import { createTranslator } from "use-intl/core";
import { useLocale, useMessages, useTranslations } from "use-intl/react";
import type { intlLocales, Locale, Words } from "#app/i18n.ts";

type Shelf = { available: number; reserved: number; incoming: number; reorderPoint?: number | null };
type ShelfTone = "ok" | "warn" | "bad";

/** Empty is red, at or under the reorder point amber. */
function shelfTone({ available, reorderPoint }: Pick<Shelf, "available" | "reorderPoint">): ShelfTone {
	if (available <= 0) return "bad";
	return reorderPoint && available <= reorderPoint ? "warn" : "ok";
}

/** One scale for several shelves side by side, so that their bars can be compared. */
export function shelfScale(shelves: readonly Shelf[]): number {
	return Math.max(10, ...shelves.map((shelf) => Math.max(total(shelf), (shelf.reorderPoint ?? 0) * 2)));
}

function total({ available, reserved, incoming }: Shelf): number {
	return Math.max(0, available) + reserved + incoming;
}

/** As many sentences as are kept; shelves hold small numbers, and most sentences have been said before. */
const mostKept = 5000;

function barWords(locale: (typeof intlLocales)[Locale], messages: Words): (shelf: Shelf) => string {
	const t = createTranslator({ locale, messages, namespace: "shelf" });
	const said = new Map<string, string>();
	return ({ available, reserved, incoming, reorderPoint }) => {
		const key = `${available} ${reserved} ${incoming} ${reorderPoint || 0}`;
		const known = said.get(key);
		if (known !== undefined) return known;
		const sentence = reorderPoint
			? t("barWithReorder", { available, reserved, incoming, reorderPoint })
			: t("bar", { available, reserved, incoming });
		if (said.size >= mostKept) said.clear();
		said.set(key, sentence);
		return sentence;
	};
}

const words = new WeakMap<Words, ReturnType<typeof barWords>>();

/** What bars say to a screen reader. Made once a language and not once a bar: lists have fifty of them. */
function useBarWords(): ReturnType<typeof barWords> {
	const [locale, messages] = [useLocale(), useMessages()];
	const known = words.get(messages) ?? barWords(locale, messages);
	words.set(messages, known);
	return known;
}

/** What is available, reserved, incoming and when to reorder, on one scale; to a screen reader, the numbers. */
export function ShelfBar({ scale, wide = false, ...shelf }: Shelf & { scale?: number; wide?: boolean }) {
	const say = useBarWords();
	const { available, reserved, incoming } = shelf;
	const reorderPoint = shelf.reorderPoint ?? 0;
	const full = Math.max(scale ?? shelfScale([shelf]), total(shelf));
	const tone = shelfTone(shelf);
	const at = (units: number) => `${((Math.max(0, units) / full) * 100).toFixed(1)}%`;
	// Nothing but numbers and our own words, so it is written as it stands: a list has fifty bars, of several pieces each.
	const pieces = [
		`<rect class="track"/>`,
		available > 0 && `<rect class="available" width="${at(available)}"/>`,
		reserved > 0 && `<rect x="${at(available)}" width="${at(reserved)}" fill="url(#hatch-${tone})"/>`,
		incoming > 0 && `<rect class="incoming" x="${at(available + reserved)}" width="${at(incoming)}"/>`,
		reorderPoint > 0 && `<rect class="tick" x="${at(reorderPoint)}"/>`,
	];
	return (
		<svg
			className="shelf"
			data-tone={tone}
			data-wide={wide || undefined}
			role="img"
			aria-label={say(shelf)}
			dangerouslySetInnerHTML={{ __html: pieces.filter(Boolean).join("") }}
		/>
	);
}

/** The hatching the bars refer to; once per document, in the root layout. */
export function ShelfHatches() {
	return (
		<svg className="hatches" aria-hidden="true" focusable="false">
			<defs>
				{(["ok", "warn", "bad"] as const).map((tone) => (
					<pattern
						key={tone}
						id={`hatch-${tone}`}
						data-tone={tone}
						width="4"
						height="4"
						patternUnits="userSpaceOnUse"
						patternTransform="rotate(45)"
					>
						<rect width="4" height="4" />
						<path d="M1 0V4" />
					</pattern>
				))}
			</defs>
		</svg>
	);
}

/** What solid, hatched and outlined mean. */
export function ShelfLegend() {
	const t = useTranslations("shelf");
	return (
		<p className="legend">
			<span>
				<svg aria-hidden="true">
					<rect width="10" height="10" rx="2" fill="var(--c1)" />
				</svg>
				{t("available")}
			</span>
			<span>
				<svg aria-hidden="true">
					<rect width="10" height="10" rx="2" fill="url(#hatch-ok)" />
				</svg>
				{t("reserved")}
			</span>
			<span>
				<svg aria-hidden="true">
					<rect x="0.75" y="0.75" width="8.5" height="8.5" rx="1.5" fill="none" stroke="var(--c1)" strokeWidth="1.5" />
				</svg>
				{t("incoming")}
			</span>
		</p>
	);
}
