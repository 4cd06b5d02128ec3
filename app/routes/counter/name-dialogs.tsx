import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { Dialog } from "#app/components/dialog.tsx";
import { TextField } from "#app/components/field.tsx";
import type { Buyer } from "./basket.ts";

type Props = { open: boolean; onDone: () => void };

/** Who buys: a name and an e-mail, for the receipt. */
export function CustomerDialog({
	open,
	onDone,
	customer,
	onCustomer,
}: Props & { customer: Buyer | null; onCustomer: (customer: Buyer | null) => void }) {
	const t = useTranslations("counter");
	return (
		<Dialog open={open} onClose={onDone} title={t("customer.title")}>
			<CustomerForm customer={customer} onDone={onDone} onCustomer={onCustomer} />
		</Dialog>
	);
}

function CustomerForm({
	customer,
	onDone,
	onCustomer,
}: Omit<Props, "open"> & { customer: Buyer | null; onCustomer: (customer: Buyer | null) => void }) {
	const t = useTranslations("counter");
	const [name, setName] = useState(customer?.name ?? "");
	const [email, setEmail] = useState(customer?.email ?? "");
	function onSubmit(event: FormEvent) {
		event.preventDefault();
		const buyer = { name: name.trim(), email: email.trim() };
		onCustomer(buyer.name === "" && buyer.email === "" ? null : buyer);
		onDone();
	}
	return (
		<form className="form" onSubmit={onSubmit}>
			<TextField
				label={t("customer.name")}
				name="name"
				maxLength={120}
				autoComplete="off"
				value={name}
				onChange={(event) => setName(event.target.value)}
			/>
			<TextField
				label={t("customer.email")}
				name="email"
				type="email"
				maxLength={254}
				autoComplete="off"
				optional
				value={email}
				onChange={(event) => setEmail(event.target.value)}
				hint={t("customer.emailHint")}
			/>
			<div className="submit">
				{customer && (
					<Button
						kind="quiet"
						onClick={() => {
							onCustomer(null);
							onDone();
						}}
					>
						{t("customer.none")}
					</Button>
				)}
				<Button type="submit" kind="primary">
					{t("customer.do")}
				</Button>
			</div>
		</form>
	);
}

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
