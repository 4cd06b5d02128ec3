import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { Dialog } from "#app/components/dialog.tsx";
import { TextField } from "#app/components/field.tsx";

type Props = { open: boolean; onDone: () => void };

/** Under which name a basket waits. */
export function ParkDialog({ open, onDone, name: suggested, onPark }: Props & { name: string; onPark: (name: string) => void }) {
	const t = useTranslations("counter");
	return (
		<Dialog open={open} onClose={onDone} title={t("park.title")}>
			<ParkForm suggested={suggested} onDone={onDone} onPark={onPark} />
		</Dialog>
	);
}

function ParkForm({ suggested, onDone, onPark }: { suggested: string; onDone: () => void; onPark: (name: string) => void }) {
	const t = useTranslations("counter");
	const [name, setName] = useState(suggested);
	function onSubmit(event: FormEvent) {
		event.preventDefault();
		onPark(name.trim());
		onDone();
	}
	return (
		<form className="form" onSubmit={onSubmit}>
			<TextField
				label={t("park.name")}
				name="name"
				maxLength={60}
				autoComplete="off"
				optional
				hint={t("park.hint")}
				value={name}
				onChange={(event) => setName(event.target.value)}
			/>
			<div className="submit">
				<Button type="submit" kind="primary">
					{t("park.do")}
				</Button>
			</div>
		</form>
	);
}
