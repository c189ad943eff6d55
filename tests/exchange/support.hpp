#pragma once
#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <string_view>

#include "base/random.hpp"
#include "base/utf8.hpp"
#include "exchange/import.hpp"
#include "store/builtin.hpp"
#include "store/store.hpp"

namespace saddlebag::test {

/// Decodes UTF-8 alone; what other encodings need runs where iconv is (encoding_native.cpp).
class Utf8Only final : public port::Text {
 public:
  std::optional<std::string> decode(std::string_view bytes, Encoding encoding) override {
    if (encoding != Encoding::utf8 || !valid_utf8(bytes)) return std::nullopt;
    return std::string(bytes);
  }
  void set_clipboard(std::string_view) override {}
  std::string clipboard() override { return {}; }
};

inline Bytes bytes_of(std::string_view text) { return {text.begin(), text.end()}; }

/// A store with the built-in stages, and ids that count up.
struct Fixture {
  Fixture() {
    store.identify({{}, 1, [] { return Instant{1'700'000'000'000}; }});
    store.set_random([this] { return random.next(); });
    REQUIRE(store.apply(built_in_records()));
  }
  ImportPlan plan(Language language = Language::en) { return {store, text, {Currency("USD"), 0, language}}; }
  ImportReport import(std::string name, std::string_view content, Language language = Language::en) {
    ImportPlan p = plan(language);
    p.add(std::move(name), bytes_of(content));
    return run(p);
  }
  ImportReport run(ImportPlan const& p) {
    ImportRun import_run(p, store);
    auto report = import_run.finish(store);
    REQUIRE_MESSAGE(report, report.error().detail);
    return std::move(*report);
  }
  /// The record of a kind that is called so; fails the test where there is none.
  Record const& called(Kind kind, std::string_view name) {
    Record const* found = nullptr;
    Table const& table = store.table(kind);
    for (Row row = 0; row < table.end(); ++row) {
      Record const* record = table.at(row);
      if (record && store.title(kind, record->id) == name) found = record;
    }
    REQUIRE_MESSAGE(found, name);
    return *found;
  }
  template <class T>
  T const& get(std::string_view name) {
    return static_cast<T const&>(called(KindOf<T>::value, name));
  }

  SeededRandom random{7};
  Store store;
  Utf8Only text;
};

/// Another seed at every run; tests print it when they fail.
inline std::uint64_t fresh_seed() {
  return static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count());
}

}  // namespace saddlebag::test
