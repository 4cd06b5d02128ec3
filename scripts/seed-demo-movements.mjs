// Sales of the days gone by for a shop (see README.md).
import { ensureNode } from "./bootstrap.mjs";

await ensureNode();
await import("./seed-demo-movements.ts");
