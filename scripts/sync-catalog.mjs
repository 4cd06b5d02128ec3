// Sends a vendor's catalog to a shop (see README.md).
import { ensureNode } from "./bootstrap.mjs";

// Importing has gone to the project already; files are named from where one stands.
const called = process.env.INIT_CWD ?? process.env.PWD ?? process.cwd();
await ensureNode();
process.chdir(called);
await import("./sync-catalog.ts");
