// The forecast on past windows of a file of sales (see README.md).
import { calledFrom, ensureNode } from "./bootstrap.mjs";

await ensureNode();
process.chdir(calledFrom);
await import("./backtest-forecast.ts");
