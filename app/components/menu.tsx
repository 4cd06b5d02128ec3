import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";

type Props = {
	/** What the button shows. */
	trigger: ReactNode;
	look?: "button" | "chip";
	kind?: "plain" | "quiet";
	size?: "s" | "m";
	/** What an icon alone is called; also makes the button square. */
	name?: string;
	align?: "start" | "end";
	keyName?: string;
	/** Whether it stands open from the start, because something in it was refused. */
	open?: boolean;
	/** `<MenuLink>`, `<MenuButton>`, form controls. */
	children: ReactNode;
};

/** A disclosure that works before scripts; with them, Escape, a click elsewhere and a choice close it, and arrows walk it. */
export function Menu({ trigger, look = "button", kind = "plain", size, name, align = "end", keyName, open, children }: Props) {
	const details = useRef<HTMLDetailsElement>(null);

	useEffect(() => {
		function away(event: Event) {
			const menu = details.current;
			if (menu?.open && event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
		}
		document.addEventListener("pointerdown", away);
		document.addEventListener("focusin", away);
		return () => {
			document.removeEventListener("pointerdown", away);
			document.removeEventListener("focusin", away);
		};
	}, []);

	function close() {
		if (details.current) details.current.open = false;
	}
	function onKeyDown(event: KeyboardEvent) {
		const menu = details.current;
		if (!menu?.open) return;
		if (event.key === "Escape") {
			event.stopPropagation();
			close();
			menu.querySelector("summary")?.focus();
		}
		if (event.target instanceof HTMLSelectElement || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
		const items = [...menu.querySelectorAll<HTMLElement>("summary, .menu-list :is(a, button, select, input)")];
		const at = items.findIndex((item) => item.matches(":focus"));
		const next = items[(at + (event.key === "ArrowDown" ? 1 : -1) + items.length) % items.length];
		event.preventDefault();
		next?.focus();
	}
	return (
		<details ref={details} className="menu" data-align={align} open={open || undefined} onKeyDown={onKeyDown}>
			<summary
				className={look}
				data-kind={look === "button" ? kind : undefined}
				data-size={size}
				data-icon={name ? "" : undefined}
				data-key={keyName}
				aria-keyshortcuts={keyName}
			>
				{trigger}
				{name && <span className="visually-hidden">{name}</span>}
			</summary>
			{/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: a choice bubbles up here, by pointer or key */}
			<div className="menu-list" onClick={(event) => event.target instanceof Element && event.target.closest(".menu-item") && close()}>
				{children}
			</div>
		</details>
	);
}
