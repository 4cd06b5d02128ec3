import { FileText, Paperclip, StickyNote, Zap } from "lucide";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { Icon } from "#app/components/icon.tsx";
import { type ContentKind, measured } from "#app/inbox/rules.ts";
import type { Writing } from "./use-writing.ts";

type ToolsProps = {
	writing: Writing;
	mayType: boolean;
	/** Undefined: there is nothing of the kind to choose. */
	onCanned: (() => void) | undefined;
	onTemplate: (() => void) | undefined;
	onNote: () => void;
};

/** What can go into an answer besides what is typed. */
export function Tools({ writing, mayType, onCanned, onTemplate, onNote }: ToolsProps) {
	const t = useTranslations("inbox");
	return (
		<span className="row needs-script">
			{mayType && !writing.isNote && (
				<label className="button" data-kind="quiet" data-icon="">
					<Icon of={Paperclip} />
					<span className="visually-hidden">{t("attach")}</span>
					<input type="file" className="visually-hidden" multiple onChange={(event) => void writing.attach(event.target)} />
				</label>
			)}
			{mayType && onCanned && (
				<Button kind="quiet" icon={Zap} iconOnly onClick={onCanned}>
					{t("canned")}
				</Button>
			)}
			{onTemplate && (
				<Button kind="quiet" icon={FileText} iconOnly onClick={onTemplate}>
					{t("template")}
				</Button>
			)}
			<Button kind="quiet" icon={StickyNote} iconOnly keyName="n" aria-pressed={writing.isNote} onClick={onNote}>
				{t("note")}
			</Button>
		</span>
	);
}

type CrossingProps = { crossing: NonNullable<Writing["crossing"]>; onSend: () => void; onWait: () => void };

/** Somebody else is at the same customer: said before anything leaves. */
export function Crossing({ crossing: { why, name }, onSend, onWait }: CrossingProps) {
	const t = useTranslations("inbox");
	return (
		<div className="notice" data-tone="warn" role="alert">
			<div className="grow">
				{t(`crossing.${why}`, { name })}
				<div className="row wrap">
					<Button size="s" onClick={onSend}>
						{t("sendEvenSo")}
					</Button>
					<Button size="s" kind="quiet" onClick={onWait}>
						{t("wait")}
					</Button>
				</div>
			</div>
		</div>
	);
}

/** `kind`: of the file it stands beside. */
type RoomProps = { platform: string; text: string; isNote: boolean; kind?: ContentKind };

/** Whether the platform would not take it: it stays where it is, and says so. */
export function isTooLong({ platform, text, isNote, kind }: RoomProps): boolean {
	const { length, most } = measured(platform, text.trim(), isNote, kind);
	return length > most;
}

/** How much more may be said, once little is left; and by how much it is too long. */
export function Room({ platform, text, isNote, kind }: RoomProps) {
	const t = useTranslations("inbox");
	const { length, most, unit } = measured(platform, text.trim(), isNote, kind);
	const left = most - length;
	return (
		<p className="room" role="status" data-tone={left < 0 ? "bad" : undefined}>
			{left < 0 ? t(`tooLong.${unit}`, { length, most }) : left <= most / 10 ? t(`room.${unit}`, { left }) : ""}
		</p>
	);
}
