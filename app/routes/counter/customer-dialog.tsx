import { UserRoundSearch } from "lucide";
import { type FormEvent, useEffect, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { Combobox, Match } from "#app/components/combobox.tsx";
import { Dialog } from "#app/components/dialog.tsx";
import { TextField } from "#app/components/field.tsx";
import { useProblemWords } from "#app/components/problems.ts";
import type { FoundCustomer } from "#app/customers/queries.server.ts";
import { newId } from "#app/platform/ids.ts";
import type { Buyer } from "./basket.ts";
import { addBuyer, findBuyers } from "./find-buyers.ts";

type Props = { onDone: () => void; customer: Buyer | null; onCustomer: (customer: Buyer | null) => void };

const pause = 140;

/** Who buys: found as one types, or written down in place. Without a network a name and an e-mail will do; who that is, is found when the sale arrives. */
export default function CustomerDialog({ onDone, customer, onCustomer }: Props) {
	const t = useTranslations("counter");
	const words = useProblemWords();
	const [query, setQuery] = useState("");
	const [found, setFound] = useState<FoundCustomer[]>([]);
	const [asked, setAsked] = useState("");
	const [said, setSaid] = useState({
		name: customer?.id ? "" : (customer?.name ?? ""),
		email: customer?.id ? "" : (customer?.email ?? ""),
		phone: "",
	});
	const [problem, setProblem] = useState<{ field: string; rule: string } | null>(null);
	const [key] = useState(newId);

	useEffect(() => {
		const q = query.trim();
		if (q.length < 2) {
			setFound([]);
			return;
		}
		const asking = new AbortController();
		const timer = setTimeout(async () => {
			const answer = await findBuyers(q, asking.signal);
			if (asking.signal.aborted) return;
			setFound(answer);
			setAsked(q);
		}, pause);
		return () => {
			clearTimeout(timer);
			asking.abort();
		};
	}, [query]);

	function take(buyer: Buyer | null): void {
		onCustomer(buyer);
		onDone();
	}
	async function onSubmit(event: FormEvent) {
		event.preventDefault();
		const buyer = { name: said.name.trim(), email: said.email.trim() };
		const phone = said.phone.trim();
		if (buyer.name === "" && buyer.email === "" && phone === "") return take(null);
		// A name alone is a name on the receipt; whoever can be reached is somebody.
		if (buyer.email === "" && phone === "") return take(buyer);
		const added = await addBuyer({ ...buyer, phone }, key);
		if ("problem" in added) setProblem(added.problem);
		else take(added.buyer ?? buyer);
	}
	const field = (name: "name" | "email" | "phone") => ({
		label: t(`customer.${name}`),
		name,
		autoComplete: "off",
		value: said[name],
		problems: problem?.field === name ? [words.of(problem)] : undefined,
		onChange: (event: { target: { value: string } }) => {
			setProblem(null);
			setSaid({ ...said, [name]: event.target.value });
		},
	});
	return (
		<Dialog open onClose={onDone} title={t("customer.title")}>
			<div className="form">
				<Combobox
					label={t("customer.find")}
					name="customer"
					placeholder={t("customer.findBy")}
					icon={UserRoundSearch}
					options={found}
					query={query}
					onQuery={setQuery}
					onPick={({ id, name, email, phone }) => take({ id, name: name || email || phone || "", email: email ?? "" })}
					onEnter={() => found.length === 1 && found[0] && take({ id: found[0].id, name: found[0].name, email: found[0].email ?? "" })}
					nothing={asked === query.trim() ? t("customer.nobody") : undefined}
					status={t("customer.found", { count: found.length })}
				>
					{({ name, email, phone, city }) => (
						<span className="grow">
							<b className="clip">
								<Match text={name || email || phone || ""} query={query} />
							</b>
							<small className="clip">{[name && email, phone, city].filter(Boolean).join(" · ")}</small>
						</span>
					)}
				</Combobox>
			</div>
			<form className="form" onSubmit={onSubmit} noValidate>
				<p className="label">{t("customer.new")}</p>
				<TextField {...field("name")} maxLength={120} />
				<TextField {...field("email")} type="email" maxLength={254} optional hint={t("customer.emailHint")} />
				<TextField {...field("phone")} type="tel" maxLength={40} optional />
				<div className="submit">
					{customer && (
						<Button kind="quiet" onClick={() => take(null)}>
							{t("customer.none")}
						</Button>
					)}
					<Button type="submit" kind="primary">
						{t("customer.do")}
					</Button>
				</div>
			</form>
		</Dialog>
	);
}
