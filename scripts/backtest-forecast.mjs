// The forecast on past windows of a file of sales (see README.md).
import { ensureNode } from "./bootstrap.mjs";

const called = process.cwd();
await ensureNode();
process.chdir(called);
await import("./backtest-forecast.ts");
