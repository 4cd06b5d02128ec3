// How good the automatic links to a vendor's catalog are (see README.md).
import { ensureNode } from "./bootstrap.mjs";

const called = process.cwd();
await ensureNode();
process.chdir(called);
await import("./measure-linking.ts");
