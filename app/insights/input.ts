import { z } from "zod";
import { AnyId } from "#app/platform/input.ts";
import { chartDays } from "./rules.ts";

export const Predict = z.object({ productId: AnyId, storeId: AnyId.optional() });
export const OfStore = z.object({ storeId: AnyId.optional() });
export const Top = z.object({ storeId: AnyId.optional(), limit: z.coerce.number().int().min(1).max(50).default(10) });

export const OfHome = z.object({
	storeId: AnyId.optional(),
	days: z.coerce
		.number()
		.pipe(z.union(chartDays.map((days) => z.literal(days))))
		.default(30),
});
/** `still`: for how many days nothing of it was sold. */
export const OfOverview = z.object({ storeId: AnyId.optional(), still: z.coerce.number().int().min(7).max(365).default(60) });

export const OfSuggestions = z.object({
	storeId: AnyId.optional(),
	vendor: z.string().max(120).optional().describe("By the name products carry"),
});

export const OfVendorShelves = z.object({ storeId: AnyId, vendor: z.string().min(1).max(120) });
