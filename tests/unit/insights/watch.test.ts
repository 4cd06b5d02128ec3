import { expect, it } from "vitest";
import { isFarOff } from "#app/insights/forecast/watch.ts";

const night = { within95: 0.95, bias: 0, shelves: 2000, units: 5000 };

it.each([
	["holds as often as it promises", {}, false],
	["holds too seldom", { within95: 0.9 }, true],
	["holds too often: too much is bought for luck", { within95: 0.995 }, true],
	["misses a little", { within95: 0.925 }, false],
	["expects a third too much", { bias: 0.33 }, true],
	["expects a third too little", { bias: -0.33 }, true],
	["expects a tenth too much", { bias: 0.1 }, false],
	["has a dozen shelves, on which one more is chance", { within95: 11 / 12, shelves: 12, units: 40 }, false],
	["has a dozen shelves, of which a third ran over", { within95: 8 / 12, shelves: 12, units: 40 }, true],
	["sold a dozen units, of which a third more is chance", { bias: -0.33, shelves: 30, units: 12 }, false],
	["sold nearly nothing where much was expected", { bias: 4, shelves: 30, units: 12 }, true],
])("a night that %s", (_, over, isOff) => expect(isFarOff({ ...night, ...over })).toBe(isOff));
