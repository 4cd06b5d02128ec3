import { Eye, EyeOff } from "lucide";
import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Field } from "./field.tsx";
import { Icon } from "./icon.tsx";
import type { Problem } from "./problems.ts";

type Props = {
	label: ReactNode;
	name: string;
	autoComplete: "current-password" | "new-password";
	hint?: ReactNode;
	problems?: readonly Problem[] | undefined;
	aside?: ReactNode;
	minLength?: number;
	required?: boolean;
};

/** A password that can be looked at. Pasting and password managers are welcome. */
export function PasswordField({ label, name, hint, problems, aside, ...input }: Props) {
	const t = useTranslations("common");
	const [shown, setShown] = useState(false);
	return (
		<Field label={label} name={name} hint={hint} problems={problems} aside={aside}>
			{(wiring) => (
				<span className="reveal">
					<input {...input} {...wiring} type={shown ? "text" : "password"} className="input" spellCheck={false} autoCapitalize="none" />
					<button type="button" className="needs-script" aria-pressed={shown} onClick={() => setShown(!shown)}>
						<Icon of={shown ? EyeOff : Eye} size={18} />
						<span className="visually-hidden">{t("showPassword")}</span>
					</button>
				</span>
			)}
		</Field>
	);
}
