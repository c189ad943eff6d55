#pragma once

/// A way into what the page loads after its first frame: cmake/later.txt names it. It stays a function of its own, so that the
/// linked program can be parted there (web/split.mjs).
#define SADDLEBAG_LATER [[gnu::noinline]]
