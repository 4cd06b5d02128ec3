// Makes an API key on a served shop (see README.md).
import { ensureNode } from "./bootstrap.mjs";

await ensureNode();
await import("./generate-api-key.ts");
