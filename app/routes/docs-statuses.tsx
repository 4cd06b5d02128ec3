/** HTTP statuses and what each means here, in the words of the document. */
export function Statuses({ of }: { of: { status: string; meaning: string }[] }) {
	return (
		<dl className="statuses" lang="en">
			{of.map(({ status, meaning }) => (
				<div key={status}>
					<dt>{status}</dt>
					<dd>{meaning}</dd>
				</div>
			))}
		</dl>
	);
}
