import { Paperclip } from "lucide";
import { useTranslations } from "use-intl/react";
import { Icon } from "#app/components/icon.tsx";
import type { useActiveOption } from "#app/components/active-option.ts";
import type { Canned } from "#app/inbox/show-chat.server.ts";

type Props = { found: readonly Canned[]; options: ReturnType<typeof useActiveOption>; onPick: (canned: Canned) => void };

/** Ready answers that begin so; the field keeps the focus. */
export function CannedOptions({ found, options, onPick }: Props) {
	const t = useTranslations("inbox");
	return (
		<div id={options.listId} role="listbox" aria-label={t("canned")} className="listbox">
			{found.map((canned) => (
				// biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: focus stays in the field, which moves aria-activedescendant
				<div
					key={canned.id}
					{...options.optionProps(canned.id)}
					onPointerDown={(event) => event.preventDefault()}
					onClick={() => onPick(canned)}
				>
					<b>/{canned.shortcut}</b>
					<span className="grow clip quiet-text">{canned.title || canned.text}</span>
					{canned.file && <Icon of={Paperclip} size={14} />}
				</div>
			))}
		</div>
	);
}
