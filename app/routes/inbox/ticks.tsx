import { Check, CheckCheck, CircleAlert, CircleHelp, Clock, type IconNode } from "lucide";
import { useTranslations } from "use-intl/react";
import { Icon } from "#app/components/icon.tsx";
import type { DeliveryState } from "#app/inbox/rules.ts";

const drawings: Record<DeliveryState, IconNode> = {
	scheduled: Clock,
	queued: Clock,
	sending: Clock,
	unsure: CircleHelp,
	sent: Check,
	delivered: CheckCheck,
	read: CheckCheck,
	failed: CircleAlert,
};

/** How far a message got: clock, one, two, two petrol, red. The word is in the tooltip and for screen readers. */
export function Ticks({ state }: { state: DeliveryState }) {
	const t = useTranslations("inbox.states");
	return (
		<span className="tick" data-state={state} title={t(state)}>
			<Icon of={drawings[state]} size={14} />
			<span className="visually-hidden">{t(state)}</span>
		</span>
	);
}
