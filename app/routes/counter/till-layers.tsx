import { lazy, Suspense } from "react";
import { ApprovalDialog } from "../till-doors/approval-dialog.tsx";
import { askedFor, sumsOf } from "./basket.ts";
import { ParkDialog } from "./name-dialogs.tsx";
import { OffDialog } from "./off-dialog.tsx";
import { PayDialog } from "./pay-dialog.tsx";
import type { Sheet } from "./till-page.tsx";
import type { TillAtWork } from "./use-till.ts";

export type Layer = "pay" | "off" | "park" | "customer" | "camera" | "leave";

// Only who scans with a camera loads what reads its pictures.
// Most sales name nobody.
const CustomerDialog = lazy(() => import("./customer-dialog.tsx"));
const CameraDialog = lazy(() => import("./camera-dialog.tsx"));

type Props = {
	layer: Layer | null;
	onDone: () => void;
	sheet: Sheet;
	work: TillAtWork;
	onScan: (code: string) => void;
	/** Of a till that knows that nobody answers: whether whoever sells only said who they are. */
	alone: { claimed: boolean } | null;
};

/** What opens over the till, one at a time. */
export function TillLayers({ layer, onDone, sheet, work, onScan, alone }: Props) {
	const { act, till } = work;
	const { basket } = till;
	const { currency } = sheet.store;
	const asked = askedFor(basket.refusal);
	return (
		<>
			<PayDialog
				open={layer === "pay"}
				onClose={onDone}
				due={sumsOf(basket, sheet.taxIncluded).due}
				currency={currency}
				onPaid={(paid) => {
					work.sell(paid);
					onDone();
				}}
			/>
			<OffDialog
				open={layer === "off"}
				basket={basket}
				currency={currency}
				limit={alone?.claimed ? 0 : sheet.limit}
				alone={alone !== null}
				onLine={(productId, discount, note) => act({ do: "line", productId, discount, note })}
				onWhole={(discount, note) => act({ do: "whole", discount, note })}
				onDone={onDone}
			/>
			{layer === "customer" && (
				<Suspense fallback={null}>
					<CustomerDialog customer={basket.customer ?? null} onCustomer={(customer) => act({ do: "customer", customer })} onDone={onDone} />
				</Suspense>
			)}
			<ParkDialog open={layer === "park"} name={basket.customer?.name ?? ""} onPark={work.park} onDone={onDone} />
			{layer === "leave" && asked && (
				<ApprovalDialog
					act={asked}
					open
					onClose={onDone}
					onApproved={(approvalId) => {
						act({ do: "leave", leave: { [asked]: approvalId }, at: Date.now() });
						onDone();
						// It goes on as it was paid; what was looked at without being paid waits for Pay.
						if (basket.paid) work.sell(basket.paid);
					}}
				/>
			)}
			{layer === "camera" && (
				<Suspense fallback={null}>
					<CameraDialog onDone={onDone} onCode={onScan} />
				</Suspense>
			)}
		</>
	);
}
