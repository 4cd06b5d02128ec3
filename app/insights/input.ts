import { z } from "zod";
import { AnyId } from "#app/platform/input.ts";

export const Predict = z.object({ productId: AnyId, storeId: AnyId.optional() });
export const OfStore = z.object({ storeId: AnyId.optional() });
export const Top = z.object({ storeId: AnyId.optional(), limit: z.coerce.number().int().min(1).max(50).default(10) });
