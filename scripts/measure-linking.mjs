// How good the automatic links to a vendor's catalog are (see README.md).
import { calledFrom, ensureNode } from "./bootstrap.mjs";

await ensureNode();
process.chdir(calledFrom);
await import("./measure-linking.ts");
