// Reads a vendor's public storefront into a file (see README.md).
import { ensureNode } from "./bootstrap.mjs";

const called = process.cwd();
await ensureNode();
process.chdir(called);
await import("./scrape-catalog.ts");
