import { Eye } from "lucide";
import { useTranslations } from "use-intl/react";
import { Avatar } from "#app/components/avatar.tsx";
import { Icon } from "#app/components/icon.tsx";
import type { Person } from "#app/inbox/frames.ts";

/** Who else has the conversation open: faces, with the sentence for everybody who does not see them. */
export function Lookers({ people }: { people: readonly Person[] }) {
	const t = useTranslations("inbox");
	const names = people.map(({ name }) => name).join(", ");
	return (
		<span className="lookers" role="status" title={people.length > 0 ? t("viewing", { names, count: people.length }) : undefined}>
			{people.slice(0, 3).map(({ id, name }) => (
				<Avatar key={id} name={name} />
			))}
			{people.length > 0 && <Icon of={Eye} size={15} />}
			<span className="visually-hidden">{people.length > 0 ? t("viewing", { names, count: people.length }) : ""}</span>
		</span>
	);
}

/** Who writes to the same customer just now. */
export function Typing({ people }: { people: readonly Person[] }) {
	const t = useTranslations("inbox");
	return (
		<span className="typing" role="status">
			<i aria-hidden="true" />
			<i aria-hidden="true" />
			<i aria-hidden="true" />
			<span className="clip">{t("isWriting", { names: people.map(({ name }) => name).join(", "), count: people.length })}</span>
		</span>
	);
}
