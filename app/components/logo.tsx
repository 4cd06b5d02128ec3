/** Two lenses. */
export function Logo() {
	return (
		<svg className="logo" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
			<rect width="32" height="32" rx="8" fill="var(--accent)" />
			<g fill="none" stroke="var(--on-accent)" strokeWidth="2.4">
				<circle cx="10.6" cy="16" r="5" />
				<circle cx="21.4" cy="16" r="5" />
				<path d="M14.6 13.6q1.4-1.4 2.8 0" strokeWidth="2.2" />
			</g>
		</svg>
	);
}
