// The demo catalog into a shop (see README.md).
import { ensureNode } from "./bootstrap.mjs";

await ensureNode();
await import("./import-demo-catalog.ts");
