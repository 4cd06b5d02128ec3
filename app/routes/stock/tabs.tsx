import { Link } from "react-router";

/** Parts of a list, each an address. */
export function Tabs({ label, tabs }: { label: string; tabs: { to: string; words: string; isOn: boolean }[] }) {
	return (
		<nav className="tabs" aria-label={label}>
			{tabs.map(({ to, words, isOn }) => (
				<Link key={to} to={to} aria-current={isOn ? "page" : undefined} preventScrollReset>
					{words}
				</Link>
			))}
		</nav>
	);
}
