// Opening stock for a shop (see README.md).
import { ensureNode } from "./bootstrap.mjs";

await ensureNode();
await import("./seed-demo-stock.ts");
