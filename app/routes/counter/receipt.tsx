import { Mail, Printer } from "lucide";
import { useEffect, useRef } from "react";
import { Form, Link, redirect, useSubmit } from "react-router";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { SelectField, TextField } from "#app/components/field.tsx";
import { useFilledEarly } from "#app/components/filled-early.ts";
import { Money } from "#app/components/money.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageTitle } from "#app/components/page-header.tsx";
import { useProblemWords } from "#app/components/problems.ts";
import { When } from "#app/components/when.tsx";
import { newId } from "#app/platform/ids.ts";
import { giveBack } from "#app/sales/give-back.server.ts";
import { mailReceipt } from "#app/sales/mail-receipt.server.ts";
import { printReceipt } from "#app/sales/print-receipt.server.ts";
import { receiptCode } from "#app/sales/receipt.ts";
import { receiptSheet } from "#app/sales/receipts.server.ts";
import { field, form, page } from "../door.server.ts";
import { drawBarcode } from "../labels/draw-barcode.server.ts";
import type { Route } from "./+types/receipt.ts";
import { headIn } from "./at-counter.server.ts";
import { GiveBackForm } from "./give-back-form.tsx";
import { giveLines, wantedIn, wishesFor } from "./give-wishes.ts";
import { Paper } from "./paper.tsx";
import { TillAside } from "./till-aside.tsx";
import { tillOf } from "./till-name.server.ts";
import "#app/styles/till.css";
import "#app/styles/receipt.css";

const papers = ["80mm", "a4"] as const;

export const handle = "counter";

/** The receipt of a sale; `?refund=` of one of its refunds, `?paper=` on what it is shown. */
export async function loader({ params, request, context, url }: Route.LoaderArgs) {
	return page({ request, context }, async (tenant) => {
		const refundId = url.searchParams.get("refund") ?? undefined;
		const sheet = await receiptSheet(tenant, { orderId: params.orderId, ...(refundId && { refundId }) });
		const wanted = url.searchParams.get("paper");
		const paper = papers.find((each) => each === wanted) ?? sheet.settings.paper;
		const drawn = await drawBarcode(receiptCode(sheet.number));
		return { head: headIn(tenant, await tenant.principal(), sheet.store.id), sheet, paper, drawn, commandId: newId() };
	});
}

export async function action({ params, request, context, url }: Route.ActionArgs) {
	return form({ request, context }, async (tenant, fields) => {
		const { orderId } = params;
		const refundId = url.searchParams.get("refund") ?? undefined;
		const which = { orderId, ...(refundId && { refundId }) };
		const key = field(fields, "commandId") ?? null;
		const intent = field(fields, "intent");
		if (intent === "mail")
			return {
				ok: true as const,
				did: "mailed" as const,
				...(await mailReceipt(tenant, { ...which, email: field(fields, "email") }, { key })),
			};
		if (intent === "print") return { ok: true as const, did: "printed" as const, ...(await printReceipt(tenant, which, { key })) };
		const sheet = await receiptSheet(tenant, { orderId });
		const condition = field(fields, "condition");
		const approvalId = field(fields, "approvalId");
		const back = await giveBack(
			tenant,
			{
				orderId,
				lines: wishesFor(giveLines(sheet.sold), wantedIn(fields)),
				restock: condition === "restock",
				writeOff: condition === "writeOff",
				tender: field(fields, "tender"),
				reason: field(fields, "reason") ?? "",
				till: tillOf(request, await tenant.principal()),
				...(approvalId && { approvalId }),
			},
			{ key },
		);
		throw redirect(`/counter/receipts/${orderId}?refund=${back.refundId}`, 303);
	});
}

export default function Receipt({ loaderData, actionData }: Route.ComponentProps) {
	const t = useTranslations("receipt");
	const words = useProblemWords();
	const submit = useSubmit();
	const { head, sheet, paper, drawn, commandId } = loaderData;
	const title = t(sheet.refundId ? "refundTitle" : "title", { number: sheet.number });
	const refused = actionData && !actionData.ok ? actionData : undefined;
	const about = refused?.values.intent;
	const printed = actionData?.ok && actionData.did === "printed" ? actionData.prints : 0;
	const handled = useRef(0);
	const choice = useRef<HTMLFormElement>(null);
	const choose = () => void submit(choice.current);
	useFilledEarly(choice, choose);

	// Counted first, so that what is printed says whether it is a copy.
	useEffect(() => {
		if (printed === 0 || handled.current === printed) return;
		handled.current = printed;
		window.print();
	}, [printed]);
	return (
		<TillAside head={head} title={title}>
			<PageTitle title={title} />
			<div className="receipt-page">
				<Paper sheet={sheet} drawn={drawn} paper={paper} copy={sheet.prints > 1} />
				<div className="receipt-acts">
					{refused && about !== "refund" && <Notice tone="bad">{words.refusal(refused.code, refused.details)}</Notice>}
					<section className="section">
						<div className="row wrap">
							<Form method="post">
								<input type="hidden" name="intent" value="print" />
								<input type="hidden" name="commandId" value={commandId} />
								<Button type="submit" kind="primary" size="l" icon={Printer} keyName="F8">
									{t(sheet.prints === 0 ? "print" : "printAgain")}
								</Button>
							</Form>
							<Form ref={choice} method="get" onChange={choose}>
								{sheet.refundId && <input type="hidden" name="refund" value={sheet.refundId} />}
								<SelectField label={t("paper")} name="paper" defaultValue={paper}>
									{papers.map((each) => (
										<option key={each} value={each}>
											{t(`papers.${each}`)}
										</option>
									))}
								</SelectField>
							</Form>
						</div>
						<p className="meta">{t("printed", { count: sheet.prints })}</p>
						<Form method="post" className="row wrap mail-receipt">
							<input type="hidden" name="intent" value="mail" />
							<input type="hidden" name="commandId" value={`${commandId}m`} />
							<TextField
								label={t("email")}
								name="email"
								type="email"
								required
								defaultValue={sheet.customer?.email ?? ""}
								autoComplete="off"
								problems={about === "mail" ? refused?.problems.email : undefined}
							/>
							<Button type="submit" size="l" icon={Mail}>
								{t("send")}
							</Button>
						</Form>
						{actionData?.ok && actionData.did === "mailed" && <Notice tone="ok">{t("sent", { email: actionData.email })}</Notice>}
					</section>
					{sheet.refunds.length > 0 && !sheet.refundId && (
						<section className="section">
							<header>
								<h2>{t("refunds")}</h2>
							</header>
							<ul className="stack">
								{sheet.refunds.map(({ refundId, number, total, at }) => (
									<li key={refundId} className="row">
										<Link className="link grow" to={`?refund=${refundId}`}>
											{t("refundTitle", { number })}
										</Link>
										<When at={at} />
										<Money amount={total} currency={sheet.currency} />
									</li>
								))}
							</ul>
						</section>
					)}
					{sheet.about && (
						<p>
							<Link className="link" to={`/counter/receipts/${sheet.about.orderId}`}>
								{t(sheet.refundId ? "of" : "exchangeOf", { number: sheet.about.number })}
							</Link>
						</p>
					)}
					{sheet.approvedBy && <p className="meta">{t("approvedBy", { name: sheet.approvedBy })}</p>}
					{!sheet.refundId && !sheet.refundable && <p className="meta">{t("allBack")}</p>}
					{!sheet.refundId && sheet.refundable && !head.may.refund && !head.may.ask && <Notice tone="info">{t("mustAsk")}</Notice>}
					{!sheet.refundId && sheet.refundable && (head.may.refund || head.may.ask) && (
						<GiveBackForm sheet={sheet} commandId={`${commandId}r`} refused={about === "refund" ? refused : undefined} />
					)}
				</div>
			</div>
		</TillAside>
	);
}
