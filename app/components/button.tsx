import type { IconNode } from "lucide";
import type { ButtonHTMLAttributes, ReactNode } from "react";
import { Link, type LinkProps } from "react-router";
import { Icon } from "./icon.tsx";
import { Kbd } from "./kbd.tsx";
import { keyName as nameOf } from "./key-name.ts";
import { useIsMac } from "./shell.ts";

type Look = {
	/** `primary` once per view, on the right. `danger` only where the act cannot be undone. */
	kind?: "primary" | "plain" | "quiet" | "danger";
	size?: "s" | "m" | "l" | "xl";
	icon?: IconNode;
	/** Only the icon is drawn; the words are its name. */
	iconOnly?: boolean;
	wide?: boolean;
	/** The key that presses this ("R", "F9", "mod+s" for ⌘S): printed on it and listened for by `Keys`. */
	keyName?: string;
	children: ReactNode;
};

type ButtonProps = Look & Omit<ButtonHTMLAttributes<HTMLButtonElement>, keyof Look> & { busy?: boolean };

/** Verb + object. A busy button keeps its words and its focus and does nothing twice. */
export function Button({ kind, size, icon, iconOnly, wide, keyName, children, busy, type = "button", ...rest }: ButtonProps) {
	return (
		<button
			{...rest}
			{...look({ kind, size, iconOnly, wide, keyName })}
			type={type}
			aria-busy={busy || undefined}
			onClick={busy ? (event) => event.preventDefault() : rest.onClick}
		>
			<Inside icon={icon} iconOnly={iconOnly} size={size} keyName={keyName}>
				{children}
			</Inside>
		</button>
	);
}

/** A button that goes somewhere: a link by nature, a button by looks. */
export function ButtonLink({ kind, size, icon, iconOnly, wide, keyName, children, ...rest }: Look & Omit<LinkProps, keyof Look>) {
	return (
		<Link {...rest} {...look({ kind, size, iconOnly, wide, keyName })}>
			<Inside icon={icon} iconOnly={iconOnly} size={size} keyName={keyName}>
				{children}
			</Inside>
		</Link>
	);
}

function look({ kind = "plain", size, iconOnly, wide, keyName }: Omit<Look, "children">) {
	return {
		className: "button",
		"data-kind": kind,
		"data-size": size,
		"data-icon": iconOnly ? "" : undefined,
		"data-wide": wide ? "" : undefined,
		"data-key": keyName?.toLowerCase(),
		"aria-keyshortcuts": keyName && shortcut(keyName),
	};
}

/** As ARIA spells it: ⌘ on a Mac, Control elsewhere. */
function shortcut(keyName: string): string {
	const letter = keyName.replace(/^mod\+/, "").toUpperCase();
	return keyName.startsWith("mod+") ? `Meta+${letter} Control+${letter}` : letter;
}

function Inside({ icon, iconOnly, size, keyName, children }: Look) {
	const mac = useIsMac();
	const px = size === "xl" || size === "l" ? 20 : iconOnly ? 16 : 15;
	return (
		<>
			{icon && <Icon of={icon} size={px} />}
			{iconOnly ? <span className="visually-hidden">{children}</span> : children}
			{keyName && !iconOnly && <Kbd>{keyName.startsWith("mod+") ? nameOf(keyName, mac) : keyName.toUpperCase()}</Kbd>}
		</>
	);
}
