// Sends a vendor's catalog to a shop (see README.md).
import { ensureNode } from "./bootstrap.mjs";

const called = process.cwd();
await ensureNode();
process.chdir(called);
await import("./sync-catalog.ts");
