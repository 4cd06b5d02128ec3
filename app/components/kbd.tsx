/** The key that does the same, printed beside the act. Hidden from screen readers: the control itself carries `aria-keyshortcuts`. */
export function Kbd({ children }: { children: string }) {
	return (
		<span className="key on-desk" aria-hidden="true">
			{children}
		</span>
	);
}
