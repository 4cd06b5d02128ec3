import type { MouseEvent } from "react";
import { Avatar } from "./avatar.tsx";
import { StatusBadge } from "./badge.tsx";
import { Match } from "./combobox.tsx";
import { FramePicture } from "./frame-picture.tsx";
import { Icon } from "./icon.tsx";
import { Kbd } from "./kbd.tsx";
import type { PaletteOption } from "./palette-options.ts";

type Props = {
	option: PaletteOption;
	query: string;
	props: { id: string; role: "option"; "aria-selected": boolean };
	onTake: (event: MouseEvent) => void;
};

export function OptionLine({ option, query, props, onTake }: Props) {
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the focus stays in the field, which moves aria-activedescendant
		<div
			{...props}
			className="palette-line"
			data-record={isRecord(option) || undefined}
			onPointerDown={(event) => event.preventDefault()}
			onClick={onTake}
		>
			<OptionFace option={option} query={query} />
		</div>
	);
}

/** Records stand out from what can be done and where one can go. */
export function isRecord({ about }: PaletteOption): boolean {
	return about !== undefined;
}

/** How a line looks, in the palette and on the search page. */
export function OptionFace({ option: { drawing, label, about, badge, keyName }, query }: Pick<Props, "option" | "query">) {
	return (
		<>
			<span className="palette-drawing">
				{"icon" in drawing && <Icon of={drawing.icon} size={16} />}
				{"picture" in drawing && <FramePicture src={drawing.picture} category={drawing.category} />}
				{"person" in drawing && <Avatar name={drawing.person} />}
			</span>
			<span className="grow">
				<bdi className="clip">
					<Match text={label} query={query} />
				</bdi>
				{about && <small className="clip">{about}</small>}
			</span>
			{badge && <StatusBadge {...badge} />}
			{keyName && <Kbd>{keyName.toUpperCase()}</Kbd>}
		</>
	);
}
