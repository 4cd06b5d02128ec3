import { UserRoundSearch } from "lucide";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl/react";
import { useScripts } from "#app/components/before-scripts.tsx";
import { Combobox, Match } from "#app/components/combobox.tsx";
import { TextField } from "#app/components/field.tsx";
import type { FoundCustomer } from "#app/customers/queries.server.ts";
import { findBuyers } from "../counter/find-buyers.ts";

export type BuyerGiven = { id: string; name: string; email: string; phone: string };
export type AddressGiven = { street: string; more: string; postcode: string; city: string; country: string };

type Props = { given: BuyerGiven; problems: (name: string) => string[] };

const pause = 140;

/** Who an order is for: found among those who bought before, or written down. */
export function BuyerFields({ given, problems }: Props) {
	const t = useTranslations("desk");
	const scripts = useScripts();
	const [buyer, setBuyer] = useState(given);
	const field = (name: "name" | "email" | "phone") => ({
		label: t(name),
		name,
		autoComplete: "off",
		value: buyer[name],
		problems: problems(name),
		// Whoever is described anew is somebody else.
		onChange: (event: { target: { value: string } }) => setBuyer({ ...buyer, id: "", [name]: event.target.value }),
	});
	return (
		<>
			{scripts && <FindBuyer onFound={({ id, name, email, phone }) => setBuyer({ id, name, email: email ?? "", phone: phone ?? "" })} />}
			<input type="hidden" name="customerId" value={buyer.id} />
			<TextField {...field("name")} maxLength={120} />
			<TextField {...field("email")} type="email" maxLength={254} optional />
			<TextField {...field("phone")} type="tel" maxLength={40} optional />
		</>
	);
}

function FindBuyer({ onFound }: { onFound: (customer: FoundCustomer) => void }) {
	const t = useTranslations("desk");
	const [query, setQuery] = useState("");
	const [{ q, found }, setFound] = useState<{ q: string; found: FoundCustomer[] }>({ q: "", found: [] });
	const typed = query.trim();
	useEffect(() => {
		if (typed.length < 2) return setFound({ q: typed, found: [] });
		const asking = new AbortController();
		const timer = setTimeout(async () => {
			const answer = await findBuyers(typed, asking.signal);
			if (!asking.signal.aborted) setFound({ q: typed, found: answer });
		}, pause);
		return () => {
			clearTimeout(timer);
			asking.abort();
		};
	}, [typed]);
	function pick(customer: FoundCustomer) {
		setQuery("");
		onFound(customer);
	}
	return (
		<Combobox
			label={t("findBuyer")}
			name="find"
			placeholder={t("findBuyer")}
			icon={UserRoundSearch}
			options={found}
			query={query}
			onQuery={setQuery}
			onPick={pick}
			onEnter={() => found.length === 1 && found[0] && pick(found[0])}
			nothing={q === typed && typed.length >= 2 ? t("nobodyFound") : undefined}
		>
			{({ name, email, phone }) => (
				<span className="grow">
					<span className="clip">
						<Match text={name || email || phone || ""} query={query} />
					</span>
					<small className="meta clip">{[email, phone].filter(Boolean).join(" · ")}</small>
				</span>
			)}
		</Combobox>
	);
}

/** Where an order is sent; without a street and a town it is fetched. */
export function AddressFields({ given, problems }: { given: AddressGiven; problems: (name: string) => string[] }) {
	const t = useTranslations("desk");
	const field = (name: keyof AddressGiven) => ({
		name,
		label: t(name),
		autoComplete: "off",
		optional: true,
		defaultValue: given[name],
		problems: problems(name),
	});
	return (
		<>
			<TextField {...field("street")} maxLength={200} />
			<TextField {...field("more")} maxLength={200} />
			<div className="two">
				<TextField {...field("postcode")} maxLength={20} />
				<TextField {...field("city")} maxLength={100} />
			</div>
			<TextField {...field("country")} maxLength={2} hint={t("countryHint")} />
		</>
	);
}
