/* global addToLibrary */
addToLibrary({
  sb_bench_done: (good) => Module['host'].bench.done(good !== 0),
});
