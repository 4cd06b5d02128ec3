import { Check, PackageCheck, Send, Wallet } from "lucide";
import type { ReactNode } from "react";
import { Form, useNavigation } from "react-router";
import { useFormatter, useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { SelectField, TextField } from "#app/components/field.tsx";
import { useMoneyWords } from "#app/components/money.tsx";
import { Notice } from "#app/components/notice.tsx";
import { useProblemWords } from "#app/components/problems.ts";
import type { OrderSheet } from "#app/orders/order-sheet.server.ts";
import type { Refused } from "../door.server.ts";
import { MoneyPlace } from "./money-place.tsx";
import type { MoneyPlaces } from "./money-places.server.ts";

type Props = { order: OrderSheet; commandId: string; places: MoneyPlaces; refused: Refused | undefined; mayRefund: boolean };

/** What an order waits for: what is missing or unknown first, then its one next step. */
export function OrderNext({ order, commandId, places, refused, mayRefund }: Props) {
	const t = useTranslations("desk");
	const words = useProblemWords();
	const open = order.status === "PENDING" || order.status === "PROCESSING";
	const unmatched = order.loose.filter(({ kind }) => kind === "unmatched");
	const form = { order, commandId, places };
	return (
		<section className="section order-next" aria-labelledby="next">
			<header>
				<h2 id="next">{t("next")}</h2>
			</header>
			{refused && <Notice tone="bad">{refused.problems.code ? t("unknownCode") : words.refusal(refused.code, refused.details)}</Notice>}
			{open && order.lines.map((line) => line.short > 0 && <Shortfall key={line.id} {...form} line={line} mayRefund={mayRefund} />)}
			{open &&
				unmatched.map((line) => (
					<Notice key={line.id} tone="warn">
						<p>{t("unmatched", { name: line.name })}</p>
						<div className="row wrap">
							<Act {...form} intent="match" lineId={line.id}>
								<TextField label={t("code")} name="code" required maxLength={100} autoComplete="off" />
								<Button type="submit">{t("match")}</Button>
							</Act>
							<Act {...form} intent="no-product" lineId={line.id}>
								<Button type="submit" kind="quiet">
									{t("noProduct")}
								</Button>
							</Act>
						</div>
					</Notice>
				))}
			{open && <Kept order={order} />}
			<Step {...form} />
			{open && <Cancel {...form} mayRefund={mayRefund} />}
		</section>
	);
}

function Act({
	order,
	commandId,
	intent,
	lineId,
	children,
}: Pick<Props, "order" | "commandId"> & { intent: string; lineId?: string; children: ReactNode }) {
	return (
		<Form method="post" className="row wrap" preventScrollReset>
			<input type="hidden" name="intent" value={intent} />
			<input type="hidden" name="version" value={order.version} />
			<input type="hidden" name="commandId" value={commandId} />
			{lineId && <input type="hidden" name="lineId" value={lineId} />}
			{children}
		</Form>
	);
}

type ShortProps = Pick<Props, "order" | "commandId" | "places" | "mayRefund"> & { line: OrderSheet["lines"][number] };

function Shortfall({ order, commandId, places, line, mayRefund }: ShortProps) {
	const t = useTranslations("desk");
	const form = { order, commandId, lineId: line.id };
	const waits = line.shortState === "backorder";
	return (
		<Notice tone={waits ? "info" : "bad"}>
			<p>{t(waits ? "waiting" : "short", { quantity: line.short, name: line.name })}</p>
			<div className="row wrap">
				{mayRefund && order.paymentStatus !== "unpaid" && (
					<Act {...form} intent="short-refund">
						{paidInCash(order) && <MoneyPlace places={places} />}
						<Button type="submit">{t("shortRefund")}</Button>
					</Act>
				)}
				{!waits && (
					<Act {...form} intent="short-wait">
						<Button type="submit">{t("shortWait")}</Button>
					</Act>
				)}
				<Act {...form} intent="short-swap">
					<TextField label={t("code")} name="code" required maxLength={100} autoComplete="off" />
					<Button type="submit">{t("shortSwap")}</Button>
				</Act>
			</div>
		</Notice>
	);
}

/** Whether any of it goes back in cash. */
export function paidInCash({ payments }: OrderSheet): boolean {
	return payments.some(({ method }) => method === "cash" || method === "exchange");
}

/** Whether its goods are kept, and until when. */
function Kept({ order }: { order: OrderSheet }) {
	const t = useTranslations("desk");
	const format = useFormatter();
	const { held, heldUntil, waits } = order;
	if (held.length === 0) return waits === 0 && order.lines.length > 0 ? <p className="meta">{t("notKept")}</p> : null;
	if (heldUntil !== null)
		return <p className="meta">{t("keptUntil", { until: format.dateTime(heldUntil, { dateStyle: "medium", timeStyle: "short" }) })}</p>;
	return waits === 0 ? <p className="meta">{t("kept")}</p> : null;
}

/** The one next step, and beside it what else may follow. */
function Step({ order, commandId, places }: Pick<Props, "order" | "commandId" | "places">) {
	const t = useTranslations("desk");
	const unpaid = order.paymentStatus === "unpaid";
	const amount = useMoneyWords()({ amount: unpaid ? order.total : order.owed, currency: order.currency });
	const busy = useNavigation().formMethod === "POST";
	const form = { order, commandId };
	const go = (primary: boolean) => ({ type: "submit", kind: primary ? "primary" : "plain", busy: primary && busy }) as const;
	const pay = (unpaid || order.owed > 0) && (
		<Act {...form} intent="pay">
			<SelectField label={t("payHow")} name="method" defaultValue="card">
				<option value="card">{t("payWays.card")}</option>
				<option value="cash">{t("payWays.cash")}</option>
				<option value="">{t("payWays.other")}</option>
			</SelectField>
			<TextField label={t("reference")} name="reference" maxLength={60} optional autoComplete="off" />
			<MoneyPlace places={places} />
			<Button {...go(unpaid && order.status !== "SHIPPED")} icon={Wallet}>
				{t("pay", { amount })}
			</Button>
		</Act>
	);
	const { status } = order;
	if (status === "PENDING")
		return (
			<>
				{pay}
				<div className="row wrap">
					{unpaid && order.held.length === 0 && (
						<Act {...form} intent="reserve">
							<Button {...go(false)}>{t("reserve")}</Button>
						</Act>
					)}
					<Act {...form} intent="process">
						<Button {...go(!unpaid)}>{t("process")}</Button>
					</Act>
				</div>
			</>
		);
	if (status === "PROCESSING") {
		const sends = order.shippingAddress !== null;
		return (
			<>
				{pay}
				<Act {...form} intent="ship">
					<TextField label={t("carrier")} name="carrier" maxLength={60} optional />
					<TextField label={t("tracking")} name="number" maxLength={100} optional autoComplete="off" />
					<Button {...go(sends && !unpaid)} icon={Send}>
						{t("ship")}
					</Button>
				</Act>
				{!unpaid && (
					<Act {...form} intent="complete">
						<Button {...go(!sends)} icon={PackageCheck}>
							{t("handOver")}
						</Button>
					</Act>
				)}
			</>
		);
	}
	if (status === "SHIPPED")
		return (
			<>
				{pay}
				<Act {...form} intent="deliver">
					<Button {...go(true)} icon={PackageCheck}>
						{t("deliver")}
					</Button>
				</Act>
			</>
		);
	return (
		<>
			{pay}
			{!unpaid && (
				<Act {...form} intent="complete">
					<Button {...go(true)} icon={Check}>
						{t("complete")}
					</Button>
				</Act>
			)}
		</>
	);
}

function Cancel({ order, commandId, places, mayRefund }: Pick<Props, "order" | "commandId" | "places" | "mayRefund">) {
	const t = useTranslations("desk");
	const amount = useMoneyWords()({ amount: order.total - order.refundedTotal - order.owed, currency: order.currency });
	const isPaid = order.paymentStatus !== "unpaid";
	if (isPaid && !mayRefund) return null;
	return (
		<details>
			<summary>{t("cancelMore")}</summary>
			<Act order={order} commandId={commandId} intent="cancel">
				<TextField label={t("cancelWhy")} name="reason" maxLength={500} optional autoComplete="off" />
				{isPaid && paidInCash(order) && <MoneyPlace places={places} />}
				<Button type="submit" kind="danger">
					{isPaid ? t("cancelPaid", { amount }) : t("cancel")}
				</Button>
			</Act>
		</details>
	);
}
