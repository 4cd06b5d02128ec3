import { KeyRound } from "lucide";
import { useRef, useState } from "react";
import { Form, useNavigate, useNavigation, useSubmit } from "react-router";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { SelectField, TextField } from "#app/components/field.tsx";
import { useMoneyWords } from "#app/components/money.tsx";
import { Notice } from "#app/components/notice.tsx";
import { useProblemWords } from "#app/components/problems.ts";
import { Stepper } from "#app/components/quantity-field.tsx";
import type { ReceiptSheet } from "#app/sales/receipts.server.ts";
import type { Refused } from "../door.server.ts";
import { ApprovalDialog } from "../till-doors/approval-dialog.tsx";
import { counterPath } from "./form-basket.ts";
import { giveLines, giveName, wishesFor, worthOf } from "./give-wishes.ts";
import { keepReturned } from "./kept.ts";

type Props = { sheet: ReceiptSheet; commandId: string; refused: Refused | undefined };

/** Goods that come back against this receipt: which, in what condition, and how the money goes; or what they are exchanged for. */
export function GiveBackForm({ sheet, commandId, refused }: Props) {
	const t = useTranslations("receipt");
	const pin = useTranslations("pin");
	const words = useProblemWords();
	const money = useMoneyWords();
	const navigate = useNavigate();
	const submit = useSubmit();
	const busy = useNavigation().formMethod === "POST";
	const form = useRef<HTMLFormElement>(null);
	const [asking, setAsking] = useState(false);
	const lines = giveLines(sheet.sold);
	// One line is what was meant; of several, whoever gives back says which.
	const [wanted, setWanted] = useState(() => new Map(lines.map((line) => [line.position, lines.length === 1 ? line.left : 0])));
	const [condition, setCondition] = useState("restock");
	const wishes = wishesFor(lines, wanted);
	const worth = worthOf(sheet.sold, wishes, sheet.taxIncluded);
	const amount = money({ amount: worth, currency: sheet.currency });

	/** The same again as it was filled in, with somebody's leave. */
	function goOn(approvalId: string) {
		setAsking(false);
		if (!form.current) return;
		const fields = new FormData(form.current);
		fields.set("approvalId", approvalId);
		void submit(fields, { method: "post", preventScrollReset: true });
	}
	function exchange() {
		const named = wishes.map((wish) => ({ ...wish, name: sheet.sold.find(({ id }) => id === wish.lineId)?.name ?? "" }));
		const { orderId, number } = sheet;
		keepReturned(sheet.store.id, {
			orderId,
			number,
			lines: named,
			restock: condition === "restock",
			writeOff: condition === "writeOff",
			reason: "",
			worth,
		});
		void navigate(counterPath(sheet.store.id));
	}
	return (
		<>
			<Form method="post" className="form section give-back" preventScrollReset ref={form}>
				<header>
					<h2>{t("giveBack")}</h2>
				</header>
				<p className="meta">{t("giveBackHint")}</p>
				<input type="hidden" name="intent" value="refund" />
				<input type="hidden" name="commandId" value={commandId} />
				{refused && (
					<Notice tone="bad">
						<p>{words.refusal(refused.code, refused.details)}</p>
						{refused.code === "approval_needed" && (
							<span className="needs-script">
								<Button size="l" icon={KeyRound} onClick={() => setAsking(true)}>
									{pin("ask")}
								</Button>
							</span>
						)}
					</Notice>
				)}
				<div className="stack">
					{lines.map(({ position, name, left }) => (
						<div key={position} className="row">
							<bdi className="grow">{name}</bdi>
							<Stepper
								label={t("pieces", { name })}
								name={giveName(position)}
								max={left}
								value={wanted.get(position) ?? 0}
								onChange={(quantity) => setWanted(new Map(wanted).set(position, quantity))}
							/>
							<span className="meta">{t("ofLeft", { left })}</span>
						</div>
					))}
				</div>
				{lines.length > 1 && (
					<Button size="s" onClick={() => setWanted(new Map(lines.map(({ position, left }) => [position, left])))}>
						{t("everything")}
					</Button>
				)}
				<SelectField label={t("condition")} name="condition" value={condition} onChange={(event) => setCondition(event.target.value)}>
					{(["restock", "writeOff", "keep"] as const).map((each) => (
						<option key={each} value={each}>
							{t(each)}
						</option>
					))}
				</SelectField>
				<SelectField label={t("payBack")} name="tender" defaultValue="">
					<option value="">{t("sameWay")}</option>
					<option value="cash">{t("asCash")}</option>
					<option value="card">{t("asCard")}</option>
				</SelectField>
				<TextField label={t("reason")} name="reason" maxLength={500} optional autoComplete="off" />
				<div className="submit">
					<span className="needs-script">
						<Button onClick={exchange} disabled={worth === 0}>
							{t("exchange")}
						</Button>
					</span>
					<Button type="submit" kind="primary" busy={busy}>
						{worth > 0 ? t("refund", { amount }) : t("refundChosen")}
					</Button>
				</div>
				<p className="meta needs-script">{t("exchangeHint")}</p>
			</Form>
			<ApprovalDialog act="refund" open={asking} onClose={() => setAsking(false)} onApproved={goOn} />
		</>
	);
}
