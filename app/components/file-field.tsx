import type { IconNode } from "lucide";
import { type DragEvent, useRef, useState } from "react";
import { Field } from "./field.tsx";
import { Icon } from "./icon.tsx";
import "#app/styles/drop.css";

type Props = {
	label: string;
	hint: string;
	/** What may be done here, in the middle of it. */
	drop: string;
	icon: IconNode;
	/** What the chooser offers; whether a file is that, its bytes say. */
	accept: string;
	/** Several at once. */
	many?: boolean;
	problem: string | undefined;
	onFiles(files: File[]): void;
};

/** A file or several, `file` in the form: chosen or dropped; without scripts the browser's own field takes both. */
export function FileField({ label, hint, drop, icon, accept, many, problem, onFiles }: Props) {
	const input = useRef<HTMLInputElement>(null);
	const [isOver, setOver] = useState(false);
	function take(event: DragEvent): void {
		event.preventDefault();
		setOver(false);
		if (!input.current || event.dataTransfer.files.length === 0) return;
		input.current.files = event.dataTransfer.files;
		onFiles([...event.dataTransfer.files]);
	}
	return (
		<Field label={label} name="file" hint={hint} problems={problem ? [problem] : undefined}>
			{(wiring) => (
				<fieldset
					className="drop"
					aria-label={drop}
					data-over={isOver || undefined}
					onDragOver={(event) => {
						event.preventDefault();
						setOver(true);
					}}
					onDragLeave={() => setOver(false)}
					onDrop={take}
				>
					<Icon of={icon} size={20} />
					<span>{drop}</span>
					<input
						{...wiring}
						ref={input}
						type="file"
						accept={accept}
						multiple={many}
						onChange={(event) => onFiles([...(event.target.files ?? [])])}
					/>
				</fieldset>
			)}
		</Field>
	);
}
