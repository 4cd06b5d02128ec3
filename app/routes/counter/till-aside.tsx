import { ArrowLeft } from "lucide";
import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl/react";
import { ButtonLink } from "#app/components/button.tsx";
import { Keys } from "#app/components/keys.tsx";
import type { CounterHead } from "./at-counter.server.ts";
import { counterPath } from "./form-basket.ts";
import { TillHead } from "./till-head.tsx";

type Props = { head: CounterHead; title: string; actions?: ReactNode; children: ReactNode };

/** A page beside the till: its head, the way back, what it is about. */
export function TillAside({ head, title, actions, children }: Props) {
	const t = useTranslations("receipt");
	const [keys, setKeys] = useState(false);
	return (
		<div className="till till-beside">
			<TillHead who={head.who} store={head.store} />
			<main id="main" className="beside">
				<div className="beside-head">
					<ButtonLink to={counterPath(head.store.id)} kind="quiet" icon={ArrowLeft}>
						{t("back")}
					</ButtonLink>
					<h1>{title}</h1>
					<span className="grow" />
					{actions}
				</div>
				{children}
			</main>
			<Keys sheet={keys} onSheet={setKeys} />
		</div>
	);
}
