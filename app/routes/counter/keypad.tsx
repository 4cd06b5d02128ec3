import { Delete } from "lucide";
import { useTranslations } from "use-intl/react";
import { Icon } from "#app/components/icon.tsx";

type Props = { point: string; value: string; onValue: (value: string) => void };

/** Digits for fingers. What it types stands in a field, which keys reach too; so it is left out of the order of tabs. */
export function Keypad({ point, value, onValue }: Props) {
	const t = useTranslations("counter");
	const keys = ["1", "2", "3", "4", "5", "6", "7", "8", "9", point, "0"];
	return (
		// A press leaves the focus where it is, so that Enter still completes.
		<fieldset
			className="keypad"
			aria-label={t("keypad")}
			onPointerDown={(event) => event.preventDefault()}
			onMouseDown={(event) => event.preventDefault()}
		>
			{keys.map((key) => (
				<button key={key} type="button" tabIndex={-1} onClick={() => onValue(value + key)}>
					{key}
				</button>
			))}
			<button type="button" tabIndex={-1} onClick={() => onValue(value.slice(0, -1))}>
				<Icon of={Delete} size={22} />
				<span className="visually-hidden">{t("eraseDigit")}</span>
			</button>
		</fieldset>
	);
}
