import { Bell, BellOff } from "lucide";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { notifies, setNotifies } from "#app/components/chat-call.ts";
import { showToast } from "#app/components/toasts.ts";

/** Whether this browser may call somebody who looks elsewhere. It is asked for here and nowhere else. */
export function NotifySwitch() {
	const t = useTranslations("inbox");
	const [isOn, setOn] = useState<boolean | null>(null);
	useEffect(() => setOn("Notification" in window ? notifies() : null), []);
	if (isOn === null) return null;
	async function turn(): Promise<void> {
		const allowed = isOn || (await Notification.requestPermission()) === "granted";
		if (!allowed) return showToast({ text: t("notifyRefused"), tone: "bad" });
		setNotifies(!isOn);
		setOn(!isOn);
		showToast({ text: t(isOn ? "notifyOff" : "notifyOn") });
	}
	return (
		<Button kind="quiet" icon={isOn ? Bell : BellOff} iconOnly aria-pressed={isOn} onClick={turn}>
			{t("notify")}
		</Button>
	);
}
