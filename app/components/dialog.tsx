import { X } from "lucide";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "./button.tsx";

const fields = "input:not([type=hidden]), select, textarea";

type Props = { open: boolean; onClose: () => void; title: ReactNode; size?: "m" | "l"; children: ReactNode };

/** A dialog from 768 px, a sheet from the bottom below. The browser's own: it traps focus, closes on Escape and gives focus back. */
export function Dialog({ open, onClose, title, size, children }: Props) {
	const t = useTranslations("common");
	const dialog = useRef<HTMLDialogElement>(null);
	const heading = useId();

	useEffect(() => {
		const element = dialog.current;
		if (open && element && !element.open) {
			element.showModal();
			// The browser would choose the cross; people came to fill something in.
			element.querySelector<HTMLElement>(`.dialog-body :is(${fields}), .dialog-body :is(a, button):not([tabindex="-1"])`)?.focus();
		}
		if (!open && element?.open) element.close();
	}, [open]);

	return (
		// biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the key for it, and the browser's
		<dialog
			ref={dialog}
			className="dialog"
			data-size={size}
			aria-labelledby={heading}
			onClose={onClose}
			onClick={(event) => event.target === dialog.current && onClose()}
		>
			<header>
				<h2 id={heading}>{title}</h2>
				<Button kind="quiet" icon={X} iconOnly onClick={onClose}>
					{t("close")}
				</Button>
			</header>
			{open && <div className="dialog-body">{children}</div>}
		</dialog>
	);
}
